import { randomUUID } from "node:crypto";
import { schedule } from "node-cron";
import type { Agreement } from "../domain/agreement.ts";
import type { Id } from "../domain/units.ts";
import type { Database } from "../store/store.ts";
import { snapshotOf } from "./due.ts";
import { channelsWithWork, remind } from "./remind.ts";
import { tickPattern, ticksBetween } from "./ticks.ts";

/** How long a replica keeps the right to tick, milliseconds: longer than a tick takes, shorter than the time between two. */
const leaseTime = 10 * 60_000;

export interface SchedulerParts {
  readonly database: Pick<Database, "transaction" | "now" | "clock" | "ticks">;
  readonly log: { error(details: object, message: string): void };
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

export function createScheduler({ database, log }: SchedulerParts): Scheduler {
  const holder = randomUUID();
  // A project is pinned to its agreement (P1), so each is read once.
  const pinned = new Map<Id, Agreement>();

  async function openProjects() {
    return database.transaction(async (store) => {
      const all = await store.projects.all();
      const found = [];
      for (const facts of all) {
        const agreement = pinned.get(facts.project.id) ?? (await store.agreements.of(facts.project.id));
        pinned.set(facts.project.id, agreement);
        found.push({ facts, agreement });
      }
      return found;
    });
  }

  async function tick(at: number): Promise<void> {
    for (const { facts, agreement } of await openProjects()) {
      const project = facts.project.id;
      // A transaction for each channel: an internal one that cannot be written to does not silence the customer's.
      for (const where of channelsWithWork(snapshotOf(facts, agreement, at))) {
        try {
          await database.transaction((store) => remind(store, project, where, agreement, at));
        } catch (error) {
          log.error({ err: error, project, where }, "a project could not be reminded");
        }
      }
    }
    await database.ticks.setLast(at);
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
  }

  function start(): () => Promise<void> {
    let running = tickNow();
    const task = schedule(tickPattern, () => {
      running = running.then(tickNow);
      return running;
    });
    return async () => {
      await task.destroy();
      await running;
      await database.ticks.release(holder);
    };
  }

  return { tick, playTo, start };
}
