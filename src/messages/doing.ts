/** Work of ours, outside any transaction, while it is being done. It may be done again after a crash. */
export interface Doing {
  readonly id: string;
  /** Attempts that failed before this one. */
  readonly attempts: number;
  /** Aborted when its time is over, or somebody else does it by now. What waits for a network is to end then. */
  readonly signal: AbortSignal;
  /**
   * Asked right before anything is sent: a process that slept meanwhile may have been taken for dead.
   *
   * @throws TakenOver when somebody else does it by now, or its time is over.
   */
  keep(): Promise<void>;
}

/** Whoever was asked says when to ask again: the work is put back for so long, and keeps no place meanwhile. */
export class RetryAfter extends Error {
  /** Milliseconds. */
  readonly after: number;
  constructor(after: number, why: string, cause?: unknown) {
    super(why, { cause });
    this.name = "RetryAfter";
    this.after = after;
  }
}
