import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

/** What some work costs the process that answers people. */
export interface Costs {
  readonly seconds: number;
  /** Memory at its peak, above what was in use before. */
  readonly megabytes: number;
  /** The longest that nothing else was done, milliseconds. */
  readonly stall: number;
}
const megabytes = () => process.memoryUsage.rss() / 1_048_576;

/** Every look at the event loop is late by as much as it waits for, milliseconds. */
const resolution = 2;

/**
 * Does some work, and says what it made and what that cost. What was left before it is collected first, if it can be.
 */
export async function costsOf<Made>(work: () => Promise<Made>): Promise<Costs & { readonly made: Made }> {
  global.gc?.();
  await pause(300);
  const idle = megabytes();
  let peak = idle;
  const looking = setInterval(() => {
    peak = Math.max(peak, megabytes());
  }, 20);
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  const begun = performance.now();
  try {
    const made = await work();
    const seconds = (performance.now() - begun) / 1_000;
    // A stall at the very end is seen by the look after it.
    await pause(20);
    return { made, seconds, megabytes: peak - idle, stall: Math.max(0, delay.max / 1e6 - resolution) };
  } finally {
    delay.disable();
    clearInterval(looking);
  }
}

/** What it cost beside what it may cost. */
export const besideAims = (costs: Costs, aims: Costs): string =>
  [
    `${costs.seconds.toFixed(2)} s (aim ${aims.seconds})`,
    `${Math.round(costs.megabytes)} MB above idle (aim ${aims.megabytes})`,
    `longest stall ${Math.round(costs.stall)} ms (aim ${aims.stall})`,
  ].join(", ");
