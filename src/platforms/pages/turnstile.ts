/** Files that are taken at once: each is held in memory while it comes in. */
const mostAtOnce = 12;
/** Of one person: a second press of the button, while the first is still on its way. */
const mostOfOne = 2;

/** A person's way in for one file. */
export interface Slot {
  /** Takes the slot with the first byte of a file; false when too much is under way. Taken already, it stays taken. */
  take(): boolean;
  /** Gives it back, if it was taken. */
  leave(): void;
}

/**
 * Lets few files in at once, so that nobody fills the memory, and few of each person, so that nobody keeps the others
 * out.
 */
export interface Turnstile {
  slot(person: string): Slot;
}

export function createTurnstile(): Turnstile {
  const inside = new Map<string, number>();
  let all = 0;
  return {
    slot(person) {
      let taken = false;
      return {
        take() {
          const own = inside.get(person) ?? 0;
          if (taken) return true;
          if (all >= mostAtOnce || own >= mostOfOne) return false;
          all += 1;
          inside.set(person, own + 1);
          taken = true;
          return true;
        },
        leave() {
          if (!taken) return;
          taken = false;
          all -= 1;
          const left = (inside.get(person) ?? 1) - 1;
          if (left === 0) inside.delete(person);
          else inside.set(person, left);
        },
      };
    },
  };
}
