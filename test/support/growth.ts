/** What something costs at a length, in milliseconds of the processor. */
export type Cost = (length: number) => Promise<number>;

/** Less than this is no square of a hundred thousand letters, which takes many seconds, however it grew. */
const large = 1_000;
/** Of four times the length: what is linear costs 4 times as much, what is quadratic 16. */
const steep = 8;
/** Of sixteen times the length: 16 and 256. What only begins to fill its memory is steep once, and not over both. */
const steepThroughout = 50;
const tries = 3;

async function best(cost: Cost, length: number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < tries; n += 1) least = Math.min(least, await cost(length));
  return least;
}

/**
 * The first of these lengths at which something costs much, and clearly more for its length than at a quarter of it.
 * Slow alone is not that: a machine with neighbours is slow, at both lengths alike. What looks like it is measured
 * anew, against a sixteenth as well, and the best of three counts. Each length is to be four times the one before, so
 * that a hang is seen coming: what grows with the square is told from a length at which it still ends.
 */
export async function steepAt(cost: Cost, lengths: readonly number[]): Promise<string | undefined> {
  let before = Number.POSITIVE_INFINITY;
  for (const length of lengths) {
    const took = await cost(length);
    if (took > large && took > steep * before) {
      const sixteenth = await best(cost, length / 16);
      const [quarter, whole] = [await best(cost, length / 4), await best(cost, length)];
      if (whole > large && whole > steep * quarter && whole > steepThroughout * sixteenth)
        return `${Math.round(whole)} ms at ${length}, ${Math.round(quarter)} ms at a quarter of it`;
    }
    before = took;
  }
  return undefined;
}

/** What a piece of work takes of the processor: a machine with neighbours takes longer by the clock. */
export async function processorTime(work: () => unknown): Promise<number> {
  const began = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000;
}
