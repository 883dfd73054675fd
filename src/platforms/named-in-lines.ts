import { placesInLine } from "./handful.ts";
import type { Account, Hosting, MetConversation } from "./hosting.ts";
import { orUnknown } from "./unreachable.ts";

/**
 * Learns of people and channels that a line names: from now on they are found by their names. Nobody is taken for
 * somebody unseen: who cannot be looked up is called as it was typed.
 */
export interface Acquaintance {
  /** The name that lines have for a person. */
  person(looked: Promise<Account | undefined>): Promise<string | undefined>;
  /** A channel's name; one that has none but its id is not met. */
  place(looked: Promise<MetConversation | undefined>): Promise<string | undefined>;
}

export const createAcquaintance = ({ meet, channels }: Pick<Hosting, "meet" | "channels">): Acquaintance => ({
  async person(looked) {
    const account = await orUnknown(looked);
    return account === undefined ? undefined : meet(account);
  },
  async place(looked) {
    const place = await orUnknown(looked);
    if (place === undefined || place.name === place.external) return undefined;
    await channels.met(place);
    return place.name;
  },
});

/**
 * Channels that a line names without the platform telling which they are, as far as anybody looks:
 * `shared:"Solbacken kund"`, `#solbacken`. `keys`: those whose values name a channel.
 */
export function placesNamed(text: string, keys: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, key, quoted, word] of text.matchAll(
    /(?:(?<![\p{L}-])([\p{L}-]+):|#)(?:["“”]#?([^"“”\n]{1,100})["“”]|"?#?([\p{L}\p{N}_-]+))/gu,
  )) {
    if (key !== undefined && !keys.has(key.toLowerCase())) continue;
    names.add((quoted ?? word ?? "").trim());
    if (names.size === placesInLine) break;
  }
  return names;
}
