import { AsyncLocalStorage } from "node:async_hooks";

/** How long is waited for what others have, and for a server that is away: in all. */
export interface Patiences {
  /** Runs what somebody waits for: all that it asks of the database together has one patience. */
  awaited<T>(work: () => Promise<T>): Promise<T>;
  /** Runs what goes on by itself, whoever it was that it was begun for. */
  unawaited(work: () => void): void;
  /**
   * The instant of `performance.now()` at which it ends: nothing is begun once more after it. Of what nobody waits for
   * it begins now.
   */
  end(): number;
}

/** Milliseconds. With the last attempt somebody who waits is answered within some 25 s, whatever becomes of it. */
const patience = 15_000;

export function createPatiences(): Patiences {
  const ends = new AsyncLocalStorage<number | undefined>();
  return {
    awaited: (work) => ends.run(ends.getStore() ?? performance.now() + patience, work),
    unawaited: (work) => ends.run(undefined, work),
    end: () => ends.getStore() ?? performance.now() + patience,
  };
}
