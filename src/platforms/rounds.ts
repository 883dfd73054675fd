/**
 * Shares work that many ask for at once: whoever asks for a key while a round of it runs waits for the next one, which
 * is one for all of them. Each has a whole round that began after they asked.
 */
export function createRounds(work: (key: string) => Promise<void>): (key: string) => Promise<void> {
  const running = new Map<string, Promise<void>>();
  const next = new Map<string, Promise<void>>();

  function run(key: string): Promise<void> {
    const round = work(key).finally(() => {
      if (running.get(key) === round) running.delete(key);
    });
    running.set(key, round);
    return round;
  }

  return (key) => {
    const before = running.get(key);
    if (before === undefined) return run(key);
    const waiting = next.get(key);
    if (waiting !== undefined) return waiting;
    const begin = (): Promise<void> => {
      next.delete(key);
      return run(key);
    };
    const round = before.then(begin, begin);
    next.set(key, round);
    return round;
  };
}
