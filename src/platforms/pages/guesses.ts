/**
 * Bad links that an address may open in a minute: a person with a broken link tries some times, a program very many.
 */
const most = 30;
const minute = 60_000;
/** Addresses that are counted at once. */
const remembered = 10_000;

/** Counts bad links by the address that they came from. Good links are never counted, and never held back. */
export interface Guesses {
  /** True when one more is one too many. */
  tooMany(address: string): boolean;
}

export function createGuesses(time: () => number = () => performance.now()): Guesses {
  const counts = new Map<string, number>();
  let since = time();
  return {
    tooMany(address) {
      if (time() - since >= minute || counts.size >= remembered) {
        counts.clear();
        since = time();
      }
      const count = (counts.get(address) ?? 0) + 1;
      counts.set(address, count);
      return count > most;
    },
  };
}
