import type { SlackOptions } from "./types.ts";

/** Calls a minute that each tier allows. */
const tiers = { 1: 1, 2: 20, 3: 50, 4: 100, special: 600 } as const;
export type Tier = keyof typeof tiers;

/** Messages that may come at once in a channel; then one a second. */
const burst = 5;

/** Slack's patience: how many seconds to wait, or undefined when the call may pass. */
export interface Rates {
  message(channel: string): number | undefined;
  call(method: string, tier: Tier): number | undefined;
}

/** `second`: how long a second of the rates lasts, in seconds. */
export function createRates(kind: SlackOptions["rates"] = "strict", now: () => number = Date.now, second = 1): Rates {
  const buckets = new Map<string, { tokens: number; at: number }>();
  function take(key: string, size: number, perSecond: number): number | undefined {
    const at = now();
    const last = buckets.get(key) ?? { tokens: size, at };
    const tokens = Math.min(size, last.tokens + ((at - last.at) / 1000 / second) * perSecond);
    if (tokens < 1) {
      buckets.set(key, { tokens, at });
      return Math.max(1, Math.ceil((1 - tokens) / perSecond)) * second;
    }
    buckets.set(key, { tokens: tokens - 1, at });
    return undefined;
  }
  return {
    message: (channel) => (kind === "none" ? undefined : take(`channel ${channel}`, burst, 1)),
    call: (method, tier) => (kind === "tiers" ? take(`method ${method}`, tiers[tier], tiers[tier] / 60) : undefined),
  };
}
