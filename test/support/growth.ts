import { existsSync, readFileSync } from "node:fs";

/** What something costs at a length, in milliseconds of the processor. */
export type Cost = (length: number) => Promise<number>;

/** Less than this is no trouble to anybody, however it grew. */
const large = 150;
/** Of four times the length: what is linear costs 4 times as much, what is quadratic 16. */
const steep = 8;
const tries = 3;

async function best(cost: Cost, length: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < tries; n += 1) least = Math.min(least, await cost(length));
  return least;
}

/**
 * The first of these lengths at which something costs much, and clearly more for its length than at a quarter of it.
 * Slow alone is not that: a machine with neighbours is slow, at both lengths alike. What looks like it is measured
 * anew, and the best of three counts. Each length is to be four times the one before, so that a hang is seen coming:
 * what grows with the square is told from a length at which it still ends.
 */
export async function steepAt(cost: Cost, lengths: readonly number[]): Promise<string | undefined> {
  let before = Number.POSITIVE_INFINITY;
  for (const length of lengths) {
    const took = await cost(length);
    if (took > large && took > steep * before) {
      const [quarter, whole] = [await best(cost, length / 4), await best(cost, length)];
      if (whole > large && whole > steep * quarter)
        return `${Math.round(whole)} ms at ${length}, ${Math.round(quarter)} ms at a quarter of it`;
    }
    before = took;
  }
  return undefined;
}

/**
 * What a piece of work takes of the processor: a machine with neighbours takes longer by the clock. Of its own thread
 * where the system says so, since what collects garbage beside it is busier the more else runs.
 */
export async function processorTime(work: () => unknown): Promise<number> {
  const began = spent();
  await work();
  return spent() - began;
}

const ownThread = "/proc/thread-self/schedstat";
const isTold = existsSync(ownThread);

function spent(): number {
  if (isTold) return Number(readFileSync(ownThread, "utf8").split(" ")[0]) / 1_000_000;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
