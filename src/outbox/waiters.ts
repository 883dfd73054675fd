/** Those who wait for some messages alone, whatever else is being delivered. */
export interface Waiters {
  /** The delivery of a message is over, whatever became of it. */
  ended(message: string): void;
  /** Until nothing can be done now for any of these that is not done. */
  until(messages: readonly string[]): Promise<void>;
}

interface Parts {
  /** Claims what can be claimed. */
  look(): Promise<void>;
  /** Whether one of these is being delivered, or can be now. */
  waiting(messages: readonly string[]): Promise<boolean>;
}

/**
 * How often those are asked after that another process has, or that stand behind others of their conversation, and for
 * how long in all, milliseconds.
 */
const asks = { every: 100, most: 10_000 };

export function createWaiters({ look, waiting }: Parts): Waiters {
  const waiters = new Set<{ readonly messages: ReadonlySet<string>; wake(): void }>();
  return {
    ended(message) {
      for (const { messages, wake } of waiters) if (messages.has(message)) wake();
    },
    async until(messages) {
      const end = performance.now() + asks.most;
      while (messages.length > 0 && performance.now() < end) {
        let timer: NodeJS.Timeout | undefined;
        const waiter = { messages: new Set(messages), wake: (): void => undefined };
        const changed = new Promise<void>((resolve) => {
          waiter.wake = resolve;
          timer = setTimeout(resolve, asks.every);
        });
        waiters.add(waiter);
        try {
          // Looks go on for as long as others ask for them.
          await Promise.race([look(), changed]);
          if (!(await waiting(messages))) return;
          await changed;
        } finally {
          waiters.delete(waiter);
          clearTimeout(timer);
        }
      }
    },
  };
}
