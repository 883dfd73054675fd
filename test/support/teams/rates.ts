import type { TeamsOptions } from "./types.ts";

/** How many messages of a bot a conversation takes, in how many seconds. */
const windows = [
  { most: 7, seconds: 1 },
  { most: 8, seconds: 2 },
  { most: 60, seconds: 30 },
  { most: 1800, seconds: 3600 },
] as const;

/** How many messages of a bot a tenant takes in a second. */
const tenantMost = 50;

/** Teams' patience: how many seconds to wait, or undefined when the message may pass. */
export interface Rates {
  message(conversation: string): number | undefined;
}

export function createRates(
  { rates = "none", second = 1 }: Pick<TeamsOptions, "rates" | "second"> = {},
  now: () => number = Date.now,
): Rates {
  const passed = new Map<string, number[]>();
  let ofTenant: number[] = [];
  return {
    message(conversation) {
      if (rates === "none") return undefined;
      const at = now();
      const span = (seconds: number) => seconds * second * 1000;
      const past = (passed.get(conversation) ?? []).filter((one) => at - one < span(3600));
      passed.set(conversation, past);
      const waits = windows.flatMap(({ most, seconds }) => {
        const first = past.at(-most);
        return first !== undefined && at - first < span(seconds) ? [first + span(seconds) - at] : [];
      });
      ofTenant = ofTenant.filter((one) => at - one < span(1));
      const [first] = ofTenant;
      if (rates === "tenant" && first !== undefined && ofTenant.length >= tenantMost) waits.push(first + span(1) - at);
      if (waits.length > 0) return Math.max(...waits) / 1000;
      if (rates === "tenant") ofTenant.push(at);
      past.push(at);
      return undefined;
    },
  };
}
