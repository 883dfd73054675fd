import type { PlatformName } from "../messages/platform.ts";
import { backoff } from "./loop.ts";

/** What to claim next: of which platforms, how many, and whether only to see if they are back. */
export interface Share {
  readonly among: readonly PlatformName[];
  readonly limit: number;
  readonly probe: boolean;
}

/**
 * How the platforms are, as this process has found them. One that takes nothing rests, and is then probed with a single message: the
 * others wait without an attempt of their own. What has come back begins slowly, so that a day's messages are no flood.
 */
export interface Health {
  /** Nothing for those that rest. */
  shares(): readonly Share[];
  /** It has taken a message. True when it had been down. */
  took(platform: PlatformName): boolean;
  /**
   * It takes nothing, for at least `least` milliseconds. Returns how long it rests, how often in a row it has been found so, and whether
   * this has found it once more: messages that were on their way together find it down together.
   */
  down(platform: PlatformName, least?: number): { readonly rest: number; readonly times: number; readonly anew: boolean };
}

/** Nobody waits longer than this for a platform that is back, milliseconds. */
const longestRest = 30_000;

interface State {
  times: number;
  until: number;
  /** How many may be claimed at once. */
  room: number;
}

/** `most`: how many are claimed at once when all is well. `now`: milliseconds that only grow; it decides nothing that replicas share. */
export function createHealth(
  platforms: readonly PlatformName[],
  { most, chance, now = () => performance.now() }: { readonly most: number; readonly chance: () => number; readonly now?: () => number },
): Health {
  const states = new Map<PlatformName, State>(platforms.map((name) => [name, { times: 0, until: 0, room: most }]));
  const of = (platform: PlatformName): State => states.get(platform) ?? { times: 0, until: 0, room: most };
  return {
    shares() {
      const well: PlatformName[] = [];
      const found: Share[] = [];
      for (const [name, { times, until, room }] of states) {
        if (times === 0 && room >= most) well.push(name);
        else if (times === 0) found.push({ among: [name], limit: room, probe: false });
        else if (until <= now()) found.push({ among: [name], limit: 1, probe: true });
      }
      return well.length === 0 ? found : [{ among: well, limit: most, probe: false }, ...found];
    },
    took(platform) {
      const state = of(platform);
      const wasDown = state.times > 0;
      state.room = wasDown ? 1 : Math.min(most, state.room * 2);
      state.times = 0;
      return wasDown;
    },
    down(platform, least = 0) {
      const state = of(platform);
      const anew = state.times === 0 || state.until <= now();
      if (anew) {
        state.until = now() + Math.max(least, backoff(state.times, chance(), { most: longestRest }));
        state.times += 1;
      }
      return { rest: Math.max(0, state.until - now()), times: state.times, anew };
    },
  };
}
