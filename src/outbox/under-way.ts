/** What is under way, and those who wait until some of it has ended. */
export interface UnderWay {
  count(): number;
  /** `ended` is called when it has ended, before anybody else hears of it. */
  add(work: Promise<void>, ended?: () => void): void;
  /** Resolves when something has ended, or has changed in another way. */
  change(): Promise<void>;
  changed(): void;
}

export function createUnderWay(): UnderWay {
  const running = new Set<Promise<void>>();
  const waiting: (() => void)[] = [];
  const changed = () => {
    for (const go of waiting.splice(0)) go();
  };
  return {
    count: () => running.size,
    add(work, ended = () => undefined) {
      const done = work.finally(() => {
        running.delete(done);
        ended();
        changed();
      });
      running.add(done);
    },
    change: () => new Promise((resolve) => waiting.push(resolve)),
    changed,
  };
}
