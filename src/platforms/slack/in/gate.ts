/** A place in the queue. */
export interface Ticket {
  /** Resolves with true when it is its turn, with false when it was given up before. */
  readonly turn: Promise<boolean>;
  /** Gives up a turn that has not come. */
  giveUp(): void;
  /** The turn is over; a second time nothing. */
  leave(): void;
}

/**
 * Lets so many in at a time, in order. More would only wait in the database, for each other and in the way of everything else: of the
 * job, say, that must be kept before a command is acknowledged late.
 */
export function createGate(atATime: number): () => Ticket {
  let inside = 0;
  const waiting: { readonly enter: (entered: boolean) => void }[] = [];
  const next = (): void => {
    while (inside < atATime) {
      const first = waiting.shift();
      if (first === undefined) return;
      inside += 1;
      first.enter(true);
    }
  };
  return () => {
    let enter: (entered: boolean) => void = () => undefined;
    const turn = new Promise<boolean>((resolve) => {
      enter = resolve;
    });
    const place = { enter };
    let left = false;
    waiting.push(place);
    next();
    return {
      turn,
      giveUp() {
        const at = waiting.indexOf(place);
        if (at < 0) return;
        waiting.splice(at, 1);
        enter(false);
      },
      leave() {
        if (left) return;
        left = true;
        inside -= 1;
        next();
      },
    };
  };
}
