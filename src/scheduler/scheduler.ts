import { randomUUID } from "node:crypto";
import { schedule } from "node-cron";
import type { Agreement } from "../domain/agreement.ts";
import { dayOf } from "../domain/calendar.ts";
import type { Day, Id } from "../domain/units.ts";
import type { Database, Store } from "../store/store.ts";
import { snapshotOf } from "./due.ts";
import { channelsWithWork, remind } from "./remind.ts";
import { tickPattern, ticksBetween, untilTick } from "./ticks.ts";

/** How long a replica keeps the right to tick, milliseconds: longer than a tick takes, shorter than the time between two. */
const leaseTime = 10 * 60_000;
/** As far as replicas' own clocks may lie from the database's, milliseconds, with room to spare: a tick that comes early waits. */
const earliest = 60_000;
/**
 * How long what was said and answered is kept, days: an onboarding takes a quarter at most, and what is asked about later is among the
 * facts, the offers and the approvals, which are kept with their words.
 */
const daysOfWords = 90;
const dayLong = 86_400_000;

export interface SchedulerParts {
  readonly database: Pick<Database, "transaction" | "now" | "clock" | "ticks" | "purge">;
  readonly log: { error(details: object, message: string): void; info?(details: object, message: string): void };
  /** What is brought up to date for each open project once a day, in a transaction of its own: what says what is late by now. */
  readonly eachDay?: (store: Store, project: Id, at: number, agreement: Agreement) => Promise<unknown>;
}

/** Runs the reminders and digests of every open project. */
export interface Scheduler {
  /**
   * Says what is due at an instant of business time (milliseconds since 1970), and has not been said; outside office hours nothing. Two
   * at once, or twice, say it once. A project that fails is logged and made up by the next tick; the others are served.
   */
  tick(at: number): Promise<void>;
  /** Moves the local workspace's clock forward to an instant, through each tick on the way. Throws a RangeError when it lies before now. */
  playTo(instant: number): Promise<void>;
  /**
   * Ticks from now on, one replica at a time, after a first tick that makes up for the time slept through. Returns what stops it; a
   * tick that is under way is finished first.
   */
  start(): () => Promise<void>;
}

export function createScheduler({ database, log, eachDay }: SchedulerParts): Scheduler {
  const holder = randomUUID();
  // A project is pinned to its agreement (P1), so each is read once.
  const pinned = new Map<Id, Agreement>();
  const broughtUpTo = new Map<Id, Day>();

  async function openProjects() {
    return database.transaction(async (store) => {
      const all = await store.projects.all();
      const unseen = new Map<Id, Set<Id>>();
      for (const { project, conversation } of await store.notices.unseen())
        unseen.set(project, (unseen.get(project) ?? new Set()).add(conversation));
      const found = [];
      for (const facts of all) {
        const project = facts.project.id;
        try {
          const agreement = pinned.get(project) ?? (await store.agreements.of(project));
          pinned.set(project, agreement);
          found.push({ facts, agreement, unseen: unseen.get(project) ?? new Set<Id>() });
        } catch (error) {
          log.error({ err: error, project }, "a project's agreement cannot be read: it is not reminded");
        }
      }
      return found;
    });
  }

  /** One project's fault is its own: the others are served. */
  function looked<Channel>(project: Id, look: () => readonly Channel[]): readonly Channel[] {
    try {
      return look();
    } catch (error) {
      log.error({ err: error, project }, "a project could not be looked at: it is not reminded");
      return [];
    }
  }

  async function tick(at: number): Promise<void> {
    for (const { facts, agreement, unseen } of await openProjects()) {
      const project = facts.project.id;
      await bringUpToDate(project, agreement, at);
      // A transaction for each channel: an internal one that cannot be written to does not silence the customer's.
      for (const where of looked(project, () => channelsWithWork(snapshotOf(facts, agreement, at), unseen))) {
        try {
          await database.transaction((store) => remind(store, project, where, agreement, at));
        } catch (error) {
          log.error({ err: error, project, where }, "a project could not be reminded");
        }
      }
    }
    await database.ticks.setLast(at);
  }

  async function bringUpToDate(project: Id, agreement: Agreement, at: number): Promise<void> {
    const today = dayOf(at, agreement.calendar.timeZone);
    if (eachDay === undefined || broughtUpTo.get(project) === today) return;
    try {
      await database.transaction((store) => eachDay(store, project, at, agreement));
      broughtUpTo.set(project, today);
    } catch (error) {
      log.error({ err: error, project }, "a project could not be brought up to date");
    }
  }

  async function playTo(instant: number): Promise<void> {
    const { clock } = database;
    const from = await clock.now();
    if (instant < from) throw new RangeError("The clock only moves forward");
    const agreements = new Map((await openProjects()).map(({ agreement }) => [JSON.stringify(agreement), agreement]));
    const ticks = new Set([...agreements.values()].flatMap((agreement) => ticksBetween(from, instant, agreement)));
    for (const at of [...ticks].toSorted((a, b) => a - b)) {
      // Real time passes while it plays, so the clock may be past the next tick already.
      if ((await clock.now()) < at) await clock.moveTo(at);
      await tick(at);
    }
    if ((await clock.now()) < instant) await clock.moveTo(instant);
  }

  async function tickNow(): Promise<void> {
    try {
      if (await database.ticks.claim(holder, leaseTime)) await tick(await database.now());
    } catch (error) {
      log.error({ err: error }, "a tick failed");
    }
    try {
      if (!(await database.ticks.daily("purge"))) return;
      const purged = await database.purge((await database.now()) - daysOfWords * dayLong);
      log.info?.(purged, "what is no longer needed was removed");
    } catch (error) {
      log.error({ err: error }, "what is no longer needed could not be removed");
    }
  }

  /** This machine's clock may be ahead: a tick before its time would find nothing, and take the right to it from those that are right. */
  async function onTime(signal: AbortSignal): Promise<void> {
    const early = await database.now().then(untilTick, () => 0);
    if (early > 0 && early <= earliest) await pause(early + 50, signal);
  }

  function start(): () => Promise<void> {
    const stopping = new AbortController();
    let running = tickNow();
    const task = schedule(tickPattern, () => {
      running = running.then(async () => {
        await onTime(stopping.signal);
        if (!stopping.signal.aborted) await tickNow();
      });
      return running;
    });
    return async () => {
      stopping.abort();
      await task.destroy();
      await running;
      await database.ticks.release(holder);
    };
  }

  return { tick, playTo, start };
}

/** Resolves after so many milliseconds, or at once when it is told to stop. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
