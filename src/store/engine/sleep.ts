/** Knows whether this process has been asleep: stopped, or its machine's lid closed. */
export interface SleepWatch {
  /** Whether it was asleep at any time since an instant of `performance.now()`. */
  since(instant: number): boolean;
  end(): void;
}

/** How often the watch looks at the clock, milliseconds. */
const every = 1_000;
/** Work that holds everything up for as long as this is hardly work any more, milliseconds. */
const asleep = 5_000;

/** A watch that looks at the clock every second: a process that sleeps does not, and finds a gap when it wakes. */
export function watchSleep(now: () => number = () => performance.now()): SleepWatch {
  let last = now();
  let woke = Number.NEGATIVE_INFINITY;
  const look = () => {
    if (now() - last >= asleep) woke = now();
    last = now();
  };
  const timer = setInterval(look, every);
  timer.unref();
  return {
    since(instant) {
      look();
      return woke >= instant;
    },
    end: () => clearInterval(timer),
  };
}
