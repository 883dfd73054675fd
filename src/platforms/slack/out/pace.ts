/**
 * How fast messages may go: Slack takes about one a second and channel, after a short burst, and says when a method has
 * to rest.
 */
export interface Pace {
  /**
   * Waits for a channel's turn. Returns how long the channel still has to rest, milliseconds, when that is too long to
   * wait here.
   */
  turn(channel: string): Promise<number | undefined>;
  /** Slack asked us to leave a method (and with it a channel) alone for so long. */
  rest(method: string, milliseconds: number): void;
  /** How long a method has to rest, milliseconds; 0 when it may be called. */
  resting(method: string): number;
}

const burst = 3;
/** Waiting longer than this is for the outbox, whose lease must not run out. */
const patience = 5_000;

/** One message every `every` milliseconds and channel, after a burst of three. */
export function createPace(every = 1_000, now: () => number = Date.now): Pace {
  /** When each channel's debt is paid: every message adds one interval to it. */
  const paid = new Map<string, number>();
  const rests = new Map<string, number>();
  return {
    async turn(channel) {
      const at = now();
      const before = Math.max(paid.get(channel) ?? 0, at);
      const wait = before - at - (burst - 1) * every;
      if (wait > patience) return wait;
      paid.set(channel, before + every);
      if (paid.size > 1_000) for (const [one, until] of paid) if (until <= at) paid.delete(one);
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      return undefined;
    },
    rest(method, milliseconds) {
      rests.set(method, Math.max(rests.get(method) ?? 0, now() + milliseconds));
    },
    resting: (method) => Math.max(0, (rests.get(method) ?? 0) - now()),
  };
}
