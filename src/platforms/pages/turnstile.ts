/** Files that are taken at once: each is held in memory while it comes in. */
const mostAtOnce = 12;
/** Of one link: a second press of the button, while the first is still on its way. */
const mostOfOne = 2;

/** Lets few files in at once, so that nobody fills the memory. */
export interface Turnstile {
  /** Runs the work, or gives undefined when too much is under way. */
  pass<T>(link: string, work: () => Promise<T>): Promise<T | undefined>;
}

export function createTurnstile(): Turnstile {
  const inside = new Map<string, number>();
  let all = 0;
  return {
    async pass(link, work) {
      const own = inside.get(link) ?? 0;
      if (all >= mostAtOnce || own >= mostOfOne) return undefined;
      all += 1;
      inside.set(link, own + 1);
      try {
        return await work();
      } finally {
        all -= 1;
        const left = (inside.get(link) ?? 1) - 1;
        if (left === 0) inside.delete(link);
        else inside.set(link, left);
      }
    },
  };
}
