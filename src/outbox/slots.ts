/** How many may be under way at once. */
export interface Room {
  /** Of those that are quick, or may still be. */
  readonly quick: number;
  /** In all, with those that keep us waiting. */
  readonly most: number;
  /** Of those that have kept us waiting before; unset: as many as in all. */
  readonly known?: number;
  /** Milliseconds after which one is known to keep us waiting: from then on it takes none of the quick ones' places. */
  readonly patience: number;
}

export interface Slots {
  /** How many more may begin. */
  free(): number;
  /** How many of the quick ones' places are taken. */
  quick(): number;
  /** How many more of those that have kept us waiting before. */
  known(): number;
  /** Takes a place, at once among the slow ones where `slow` says so. Returns what gives it back. */
  take(slow?: boolean): () => void;
}

/** `freed` hears that a quick place has become free because its holder keeps us waiting. */
export function createSlots({ quick: places, most, known = most, patience }: Room, freed: () => void): Slots {
  let quick = 0;
  let all = 0;
  let before = 0;
  return {
    free: () => Math.max(0, Math.min(places - quick, most - all)),
    quick: () => quick,
    known: () => Math.max(0, known - before),
    take(slow = false) {
      all += 1;
      if (slow) before += 1;
      let isQuick = !slow;
      if (isQuick) quick += 1;
      const leave = () => {
        if (!isQuick) return;
        isQuick = false;
        quick -= 1;
      };
      const timer = slow
        ? undefined
        : setTimeout(() => {
            leave();
            freed();
          }, patience);
      timer?.unref();
      let given = false;
      return () => {
        if (given) return;
        given = true;
        clearTimeout(timer);
        leave();
        all -= 1;
        if (slow) before -= 1;
      };
    },
  };
}
