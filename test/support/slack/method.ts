import type { Args } from "./args.ts";
import type { Rates, Tier } from "./rates.ts";
import { SlackRefusal } from "./refusal.ts";
import type { Triggers } from "./triggers.ts";
import type { Channel, Fields } from "./types.ts";
import type { World } from "./world.ts";

export interface Context {
  readonly world: World;
  readonly args: Args;
  readonly triggers: Triggers;
  readonly rates: Rates;
}

/** A Web API method: which scopes it needs, how often it may be called, and what it does. */
export interface Method {
  readonly tier: Tier;
  /** Any of these will do; none: any bot token. */
  readonly scopes?: readonly string[];
  run(context: Context): Fields;
}

/** @throws SlackRefusal `missing_scope` unless one of these is granted. */
export function needScope(world: World, ...anyOf: readonly string[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => world.scopes.includes(scope))) return;
  throw new SlackRefusal("missing_scope", { needed: anyOf[0], provided: world.scopes.join(",") });
}

const families = { public: "channels", private: "groups", im: "im" } as const;
/** `channels:history` for a public channel, `groups:history` for a private one, `im:history` for a DM. */
export const scopeOf = ({ kind }: Channel, what: "read" | "history"): string => `${families[kind]}:${what}`;

/** @throws SlackRefusal `ratelimited` with how long to wait. */
export function orWait(seconds: number | undefined): void {
  if (seconds !== undefined) throw new SlackRefusal("ratelimited", { retryAfter: seconds });
}

/**
 * A channel that the bot can see, by the argument `channel`.
 *
 * @throws SlackRefusal `channel_not_found`, also for private channels that the bot is not in.
 */
export function channelArg({ world, args }: Context, name = "channel"): Channel {
  const channel = world.findChannel(args.text(name));
  if (channel === undefined || (channel.kind !== "public" && !channel.members.has(world.botUser)))
    throw new SlackRefusal("channel_not_found");
  return channel;
}

/** @throws SlackRefusal `not_in_channel`. */
export function needMember(world: World, channel: Channel): void {
  if (!channel.members.has(world.botUser)) throw new SlackRefusal("not_in_channel");
}
