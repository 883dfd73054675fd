import { createAlarm } from "./alarm.ts";
import { createLooking } from "./looking.ts";
import type { Loop } from "./loop.ts";
import { createSlots, type Room } from "./slots.ts";
import { createUnderWay } from "./under-way.ts";

/** A queue of its own with its own places: what is in it delays nothing that is not. */
export interface Lane extends Loop {
  /** Claims what is due and has room. */
  look(): Promise<void>;
  /** Something becomes due in so many milliseconds. */
  lookIn(milliseconds: number): void;
  /** How many are under way. */
  running(): number;
}

export interface LaneParts<T> {
  readonly room: Room;
  /**
   * Claims what is due, at most so many: each is begun at once. `quick`: how many are under way that do not keep us
   * waiting; `known`: how many more may begin of those that have.
   */
  claim(free: number, quick: number, known: number): Promise<readonly T[]>;
  /** Never rejects but for faults of ours. */
  work(one: T): Promise<void>;
  /** It has kept us waiting before. */
  slow?(one: T): boolean;
  failed(error: unknown): void;
  /** What is missed otherwise is found within so many milliseconds. */
  readonly every?: number;
}

export function createLane<T>({ room, claim, work, slow = () => false, failed, every = 1_000 }: LaneParts<T>): Lane {
  const running = createUnderWay();
  const drains = new Set<Promise<void>>();
  let started = false;
  let ended = false;
  let poll: NodeJS.Timeout | undefined;
  const slots = createSlots(room, () => wake());
  const soon = createAlarm(() => wake());
  const looking = createLooking(claimAll, { stopped: () => ended, over: running.changed });

  function begin(one: T): void {
    const give = slots.take(slow(one));
    running.add(work(one).catch(failed), () => {
      give();
      wake();
    });
  }
  async function claimAll(): Promise<void> {
    for (let full = true; full && !ended; ) {
      const free = slots.free();
      const claimed = free > 0 ? await claim(free, slots.quick(), slots.known()) : [];
      for (const one of claimed) begin(one);
      full = free > 0 && claimed.length === free;
    }
  }
  function wake(): void {
    if (started || drains.size > 0) looking.now().catch(failed);
  }

  async function drained(): Promise<void> {
    while (!ended) {
      await looking.now();
      if (running.count() === 0) return;
      // Not at every look: two that drain would wake each other for ever.
      await running.end();
    }
  }
  /** Until nothing is under way any more. */
  async function settled(): Promise<void> {
    while (!ended && (running.count() > 0 || drains.size > 0 || looking.isUnderWay())) await running.change();
  }

  return {
    drain() {
      const done = drained().finally(() => {
        drains.delete(done);
        running.changed();
      });
      drains.add(done);
      return done;
    },
    nudge: wake,
    look: looking.now,
    lookIn(milliseconds) {
      if (started && milliseconds < every) soon.setIn(milliseconds);
    },
    running: running.count,
    start() {
      started = true;
      ended = false;
      poll ??= setInterval(wake, every);
      poll.unref();
      wake();
    },
    async stop(limit) {
      started = false;
      clearInterval(poll);
      poll = undefined;
      soon.clear();
      const done = settled();
      if (limit === undefined) {
        await done;
        return true;
      }
      ended = await isOver(limit, done);
      return !ended;
    },
  };
}

/** True when so many milliseconds are over before some work is done. */
async function isOver(milliseconds: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<true>((resolve) => {
    timer = setTimeout(resolve, milliseconds, true);
  });
  return Promise.race([work.then(() => false), over]).finally(() => clearTimeout(timer));
}

/** Several lanes as one. */
export function together(lanes: readonly Loop[]): Loop {
  return {
    async drain() {
      await Promise.all(lanes.map((lane) => lane.drain()));
    },
    start() {
      for (const lane of lanes) lane.start();
    },
    async stop(limit) {
      return (await Promise.all(lanes.map((lane) => lane.stop(limit)))).every(Boolean);
    },
    nudge() {
      for (const lane of lanes) lane.nudge();
    },
  };
}
