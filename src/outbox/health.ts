import { backoff } from "./loop.ts";

/** What may be claimed now: how many may be under way, and whether only one, to see if the platform is back. */
export interface Leave {
  readonly limit: number;
  readonly probe: boolean;
}

/** What was found when nothing was taken. */
export interface Found {
  /** For how long what found it is to rest, milliseconds. */
  readonly rest: number;
  /** How often in a row it has been found so. */
  readonly times: number;
  /** This has found it once more: messages that were on their way together find it down together. */
  readonly anew: boolean;
}

/**
 * How a platform is, as this process has found it. One that takes nothing rests, and is then probed with a single
 * message: the others wait without an attempt of their own. What has come back begins slowly, so that a day's messages
 * are no flood.
 *
 * What only one conversation has found may be that conversation's alone, and so may a silence that only a few have met:
 * then the others are let through one by one, without a rest, and the first that is taken says so.
 */
export interface Health {
  /** Nothing while it rests. */
  may(): Leave | undefined;
  /** A conversation's message was taken. True when the platform had been down. */
  took(): boolean;
  /** Its count of messages taken, so that whoever had no answer can ask whether others had meanwhile. */
  taken(): number;
  /** It takes nothing from a conversation, for at least `least` milliseconds. `silent`: it did not even refuse. */
  down(conversation: string, how?: { readonly least?: number | undefined; readonly silent?: boolean }): Found;
  /**
   * It is well, and asks us to send nothing to a conversation for so long, milliseconds. Where it asks so of two at
   * once, it means all of them: then none is claimed until then.
   */
  asked(conversation: string, milliseconds: number): void;
}

/** Nobody waits longer than this for a platform that is back, milliseconds. */
const longestRest = 30_000;

/** How many conversations make it certain: of those that were refused, and of those that had no answer. */
const witnesses = { refused: 2, silent: 8 } as const;

/**
 * `most`: how many are under way when all is well. `now`: milliseconds that only grow; it decides nothing that replicas
 * share.
 */
export function createHealth({
  most,
  chance,
  now = () => performance.now(),
}: {
  readonly most: number;
  readonly chance: () => number;
  readonly now?: () => number;
}): Health {
  let [times, until, room, taken, quietUntil] = [0, 0, most, 0, 0];
  const refused = new Set<string>();
  const silenced = new Set<string>();
  const isCertain = () => refused.size >= witnesses.refused || silenced.size >= witnesses.silent;
  let last: { readonly conversation: string; readonly until: number } | undefined;
  return {
    may() {
      if (quietUntil > now()) return undefined;
      if (times === 0) return { limit: room, probe: false };
      return until <= now() || !isCertain() ? { limit: 1, probe: true } : undefined;
    },
    took() {
      const wasDown = times > 0;
      room = wasDown ? 1 : Math.min(most, room * 2);
      times = 0;
      taken += 1;
      refused.clear();
      silenced.clear();
      return wasDown;
    },
    taken: () => taken,
    down(conversation, { least = 0, silent = false } = {}) {
      const anew = times === 0 || until <= now();
      const found = silent ? silenced : refused;
      if (!isCertain()) found.add(conversation);
      if (anew) {
        until = now() + Math.max(least, backoff(times, chance(), { most: longestRest }));
        times += 1;
      }
      return { rest: Math.max(0, until - now()), times, anew };
    },
    asked(conversation, milliseconds) {
      const end = now() + milliseconds;
      if (last !== undefined && last.until > now() && last.conversation !== conversation)
        quietUntil = Math.max(quietUntil, end);
      last = { conversation, until: end };
    },
  };
}
