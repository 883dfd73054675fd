/** A worker's loop. */
export interface Loop {
  /** Does everything that is due now. Called while it runs, it looks once more when it is through. */
  drain(): Promise<void>;
  /** Looks regularly, and at every `nudge`. */
  start(): void;
  /**
   * Ends after what is being done. With a `limit`, milliseconds, it is not waited for longer than that: false when
   * something was left, which belongs to whoever takes it when its lease is over.
   */
  stop(limit?: number): Promise<boolean>;
  /** Something has just become due. */
  nudge(): void;
}

/**
 * How long to wait before the next attempt, milliseconds: doubled with every failure, up to a most, and somewhere in
 * the upper half of that by chance, so that many who failed together do not come back together.
 */
export function backoff(failures: number, chance: number, { first = 1_000, most = 300_000 } = {}): number {
  const full = Math.min(most, first * 2 ** failures);
  return Math.round(full / 2 + (full / 2) * chance);
}

/** What an error says, for a row and a log line. */
export const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));
