import { schedule } from "node-cron";
import type { Database } from "../store/store.ts";
import { deleteOldLists } from "./old-lists.ts";
import type { Card } from "./page.ts";
import { createSweep } from "./sweep.ts";
import { tickPattern, ticksBetween, untilTick } from "./ticks.ts";

/**
 * As far as replicas' own clocks may lie from the database's, milliseconds, with room to spare: a tick that comes early
 * waits.
 */
const earliest = 60_000;
/**
 * How long what was said and answered is kept, days: an onboarding takes a quarter at most, and what is asked about
 * later is among the facts, the offers and the approvals, which are kept with their words.
 */
const daysOfWords = 90;
const dayLong = 86_400_000;

/** What is said at its own instant, between the ticks: a quarter before a call, and when it has been. */
export interface Moments {
  /** The earliest after an instant, up to and including another; undefined where there is none. */
  next(after: number, until: number): Promise<number | undefined>;
  /** Says what is due by now. */
  say(): Promise<void>;
}

export interface SchedulerParts {
  readonly database: Pick<Database, "transaction" | "now" | "clock" | "ticks" | "purge">;
  readonly log: { error(details: object, message: string): void; info?(details: object, message: string): void };
  /** What says on each open project what is late by now. */
  readonly card?: Card;
  readonly moments?: Moments;
}

/** Runs the reminders and digests of every open project. */
export interface Scheduler {
  /**
   * Says what is due at an instant of business time (milliseconds since 1970), and has not been said; outside office
   * hours nothing. Two at once, or twice, say it once. A project that fails is logged and made up by the next tick; the
   * others are served.
   */
  tick(at: number): Promise<void>;
  /**
   * Moves the local workspace's clock forward to an instant, through each tick and each moment on the way, in order,
   * and with a last tick there. Throws a RangeError when it lies before now.
   */
  playTo(instant: number): Promise<void>;
  /**
   * Ticks from now on, after a first tick that makes up for the time slept through; replicas that tick at once share
   * the work. Returns what stops it; a tick that is under way is finished first.
   */
  start(): () => Promise<void>;
}

const noMoments: Moments = { next: async () => undefined, say: async () => undefined };

export function createScheduler({ database, log, card, moments = noMoments }: SchedulerParts): Scheduler {
  const sweep = createSweep({ database, log, ...(card === undefined ? {} : { card }) });

  async function tick(at: number): Promise<void> {
    const last = await database.ticks.last();
    await sweep(at);
    // Once a day is enough, and for every day that the clock is moved over.
    if (last === undefined || Math.floor(last / dayLong) !== Math.floor(at / dayLong))
      await deleteOldLists({ database, log }, at);
    await database.ticks.setLast(at);
  }

  async function playTo(instant: number): Promise<void> {
    const { clock } = database;
    const from = await clock.now();
    if (instant < from) throw new RangeError("The clock only moves forward");
    const agreements = await database.transaction((store) => store.agreements.ofOpen());
    // What has passed since the last of them is seen where the clock stops.
    const ticks = new Set([...agreements.flatMap((agreement) => ticksBetween(from, instant, agreement)), instant]);
    const ahead = [...ticks].toSorted((a, b) => a - b);
    for (let last = from; ; ) {
      const moment = await moments.next(last, ahead[0] ?? instant);
      const at = moment ?? ahead[0];
      if (at === undefined) break;
      // Real time passes while it plays, so the clock may be past the next one already.
      if ((await clock.now()) < at) await clock.moveTo(at);
      if (at === moment) await moments.say();
      if (at === ahead[0]) {
        ahead.shift();
        await tick(at);
      }
      last = at;
    }
    if ((await clock.now()) < instant) await clock.moveTo(instant);
  }

  async function tickNow(): Promise<void> {
    try {
      await tick(await database.now());
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

  /**
   * This machine's clock may be ahead: a tick before its time would find nothing, and the next comes half an hour
   * later.
   */
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
