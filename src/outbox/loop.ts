/** A worker's loop. */
export interface Loop {
  /** Does everything that is due now. Called while it runs, it looks once more when it is through. */
  drain(): Promise<void>;
  /** Looks regularly, and at every `nudge`. */
  start(): void;
  /**
   * Ends after what is being done. With a `limit`, milliseconds, it is not waited for longer than that: false when something was left,
   * which belongs to whoever takes it when its lease is over.
   */
  stop(limit?: number): Promise<boolean>;
  /** Something has just become due. */
  nudge(): void;
}

/** `step` claims and does a batch; false when nothing was due. `failed` hears what it throws. */
export function createLoop(step: () => Promise<boolean>, failed: (error: unknown) => void, every = 1_000): Loop {
  let running: Promise<void> | undefined;
  let again = false;
  let started = false;
  let ended = false;
  let timer: NodeJS.Timeout | undefined;

  async function work(): Promise<void> {
    try {
      do {
        again = false;
        while (!ended && (await step()));
      } while (again && !ended);
    } finally {
      // Here and not after the promise: whoever asks from now on starts a new round.
      running = undefined;
    }
  }
  function drain(): Promise<void> {
    if (running === undefined) running = work();
    else again = true;
    return running;
  }
  const look = () => {
    if (started) drain().catch(failed);
  };
  return {
    drain,
    nudge: look,
    start() {
      started = true;
      ended = false;
      timer ??= setInterval(look, every);
      timer.unref();
      look();
    },
    async stop(limit) {
      started = false;
      clearInterval(timer);
      timer = undefined;
      const done = running?.catch((error: unknown) => {
        if (!ended) failed(error);
      });
      if (limit === undefined || done === undefined) {
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

/**
 * How long to wait before the next attempt, milliseconds: doubled with every failure, up to a most, and somewhere in the upper half of
 * that by chance, so that many who failed together do not come back together.
 */
export function backoff(failures: number, chance: number, { first = 1_000, most = 300_000 } = {}): number {
  const full = Math.min(most, first * 2 ** failures);
  return Math.round(full / 2 + (full / 2) * chance);
}

/** What an error says, for a row and a log line. */
export const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));
