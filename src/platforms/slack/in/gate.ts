/** A place in the queue. */
export interface Ticket {
  /** Resolves with true when it is its turn, with false when it was given up before. */
  readonly turn: Promise<boolean>;
  /** Gives up a turn that has not come. */
  giveUp(): void;
  /** The turn is over; a second time nothing. */
  leave(): void;
}

interface Place {
  readonly enter: (entered: boolean) => void;
}

/**
 * Lets so many in at a time: everybody's in their order, and people by turns, so that thirty lines of one keep nobody
 * else waiting. More would only wait in the database, for each other and in the way of everything else: of the job,
 * say, that must be kept before a command is acknowledged late.
 */
export function createGate(atATime: number): (who: string) => Ticket {
  let inside = 0;
  /** Whose turn is next stands first. */
  const waiting = new Map<string, Place[]>();
  const next = (): void => {
    while (inside < atATime) {
      const [first] = waiting;
      if (first === undefined) return;
      const [who, places] = first;
      const place = places.shift();
      waiting.delete(who);
      if (places.length > 0) waiting.set(who, places);
      if (place === undefined) continue;
      inside += 1;
      place.enter(true);
    }
  };
  return (who) => {
    let enter: (entered: boolean) => void = () => undefined;
    const turn = new Promise<boolean>((resolve) => {
      enter = resolve;
    });
    const place = { enter };
    let left = false;
    waiting.set(who, [...(waiting.get(who) ?? []), place]);
    next();
    return {
      turn,
      giveUp() {
        const places = waiting.get(who) ?? [];
        const at = places.indexOf(place);
        if (at < 0) return;
        places.splice(at, 1);
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
