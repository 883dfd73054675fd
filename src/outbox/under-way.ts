/** What is under way, and those who wait until some of it has ended. */
export interface UnderWay {
  count(): number;
  /** `ended` is called when it has ended, before anybody else hears of it. */
  add(work: Promise<void>, ended?: () => void): void;
  /** Resolves when something has ended. */
  end(): Promise<void>;
  /** Resolves when something has ended, or has changed in another way. */
  change(): Promise<void>;
  changed(): void;
}

export function createUnderWay(): UnderWay {
  const running = new Set<Promise<void>>();
  const forEnd: (() => void)[] = [];
  const forChange: (() => void)[] = [];
  const tell = (waiting: (() => void)[]) => {
    for (const go of waiting.splice(0)) go();
  };
  const changed = () => tell(forChange);
  return {
    count: () => running.size,
    add(work, ended = () => undefined) {
      const done = work.finally(() => {
        running.delete(done);
        ended();
        tell(forEnd);
        changed();
      });
      running.add(done);
    },
    end: () => new Promise((resolve) => forEnd.push(resolve)),
    change: () => new Promise((resolve) => forChange.push(resolve)),
    changed,
  };
}
