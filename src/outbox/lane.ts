import type { Loop } from "./loop.ts";
import { createSlots, type Room } from "./slots.ts";

/** A queue of its own with its own places: what is in it delays nothing that is not. */
export interface Lane extends Loop {
  /** Something becomes due in so many milliseconds. */
  lookIn(milliseconds: number): void;
  /** How many are under way. */
  running(): number;
}

export interface LaneParts<T> {
  readonly room: Room;
  /**
   * Claims what is due, at most so many: each is begun at once. `quick`: how many are under way that do not keep us
   * waiting.
   */
  claim(free: number, quick: number): Promise<readonly T[]>;
  /** Never rejects but for faults of ours. */
  work(one: T): Promise<void>;
  /** It has kept us waiting before. */
  slow?(one: T): boolean;
  failed(error: unknown): void;
  /** What is missed otherwise is found within so many milliseconds. */
  readonly every?: number;
}

export function createLane<T>({ room, claim, work, slow = () => false, failed, every = 1_000 }: LaneParts<T>): Lane {
  const running = new Set<Promise<void>>();
  const drains = new Set<Promise<void>>();
  const waiting: (() => void)[] = [];
  /** Resolves when something has ended. */
  const change = () => new Promise<void>((resolve) => waiting.push(resolve));
  const changed = () => {
    for (const go of waiting.splice(0)) go();
  };
  let looking: Promise<void> | undefined;
  let again = false;
  let started = false;
  let ended = false;
  let poll: NodeJS.Timeout | undefined;
  let soon: { readonly timer: NodeJS.Timeout; readonly at: number } | undefined;
  const slots = createSlots(room, () => wake());

  function begin(one: T): void {
    const give = slots.take(slow(one));
    const done = work(one)
      .catch(failed)
      .finally(() => {
        give();
        running.delete(done);
        wake();
        changed();
      });
    running.add(done);
  }

  async function rounds(): Promise<void> {
    try {
      do {
        again = false;
        for (let full = true; full && !ended; ) {
          const free = slots.free();
          const claimed = free > 0 ? await claim(free, slots.quick()) : [];
          for (const one of claimed) begin(one);
          full = free > 0 && claimed.length === free;
        }
      } while (again && !ended);
    } finally {
      // Here and not after the promise: whoever asks from now on starts a new round.
      looking = undefined;
      changed();
    }
  }
  function look(): Promise<void> {
    // Never begun at once: it may be through before it is known to run.
    if (looking === undefined) looking = Promise.resolve().then(rounds);
    else again = true;
    return looking;
  }
  function wake(): void {
    if (started || drains.size > 0) look().catch(failed);
  }

  async function drained(): Promise<void> {
    while (!ended) {
      await look();
      if (running.size === 0) return;
      await change();
    }
  }
  /** Until nothing is under way any more. */
  async function settled(): Promise<void> {
    while (!ended && (running.size > 0 || drains.size > 0 || looking !== undefined)) await change();
  }

  return {
    drain() {
      const done = drained().finally(() => {
        drains.delete(done);
        changed();
      });
      drains.add(done);
      return done;
    },
    nudge: wake,
    lookIn(milliseconds) {
      const at = performance.now() + milliseconds;
      if (!started || milliseconds >= every || (soon !== undefined && soon.at <= at)) return;
      clearTimeout(soon?.timer);
      const timer = setTimeout(() => {
        soon = undefined;
        wake();
      }, milliseconds);
      timer.unref();
      soon = { timer, at };
    },
    running: () => running.size,
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
      clearTimeout(soon?.timer);
      [poll, soon] = [undefined, undefined];
      const done = settled();
      if (limit === undefined) {
        await done;
        return true;
      }
      let late: NodeJS.Timeout | undefined;
      const left = new Promise<true>((resolve) => {
        late = setTimeout(resolve, limit, true);
      });
      ended = (await Promise.race([done, left])) === true;
      clearTimeout(late);
      return !ended;
    },
  };
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
