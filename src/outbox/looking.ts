/** Looks one time after another, never twice at once: whoever asks meanwhile is answered by one more look. */
export interface Looking {
  /** Resolves when it has looked; rejects when that failed. */
  now(): Promise<void>;
  isUnderWay(): boolean;
}

/** `stopped`: no further look. `over` hears when it has looked. */
export function createLooking(
  look: () => Promise<void>,
  { stopped, over }: { stopped(): boolean; over(): void },
): Looking {
  let underWay: Promise<void> | undefined;
  let again = false;

  async function rounds(): Promise<void> {
    try {
      do {
        again = false;
        await look();
      } while (again && !stopped());
    } finally {
      // Here and not after the promise: whoever asks from now on starts a new round.
      underWay = undefined;
      over();
    }
  }

  return {
    isUnderWay: () => underWay !== undefined,
    now() {
      // Never begun at once: it may be through before it is known to run.
      if (underWay === undefined) underWay = Promise.resolve().then(rounds);
      else again = true;
      return underWay;
    },
  };
}
