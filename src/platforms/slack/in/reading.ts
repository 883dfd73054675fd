import { longestLine } from "../../../bot/turn/intent.ts";
import { type Addressed, addressed } from "../../addressed.ts";
import { handful, peopleInLine, placesInLine } from "../../handful.ts";
import { Unreachable } from "../errors.ts";
import type { Asked, SlackOptions } from "../options.ts";
import type { Directory } from "../who/directory.ts";
import { partedByMention, typedText } from "./typed.ts";

/**
 * Reads what people type, and learns of the people and channels that they name: from now on they are found by their
 * names.
 */
export interface Reading {
  /** What a person wrote, out of Slack's markup; what stands after a mention of the bot. */
  typed(text: string): Promise<Addressed>;
  /** What was asked, a line of it read. */
  meant(intent: Asked["intent"]): Promise<Asked["intent"]>;
}

interface Parts {
  readonly directory: Pick<Directory, "account" | "home" | "place" | "named">;
  readonly options: Pick<SlackOptions, "meet" | "channels" | "placeKeys">;
}

/** Gives the name of a channel that a line names; a line names a handful of them. */
type Known = (id: string) => Promise<string | undefined>;

export function createReading({ directory, options }: Parts): Reading {
  const { meet, channels, placeKeys } = options;

  /** The name of a channel that is named in a line; from now on it is found by it. */
  async function known(id: string): Promise<string | undefined> {
    const place = await orUnknown(directory.place(id));
    if (place === undefined || place.name === place.external) return undefined;
    await channels.met(place);
    return place.name;
  }

  const mentioned = (channel: Known) => ({
    channel,
    user: handful(peopleInLine, async (id) => {
      const account = await orUnknown(directory.account(id));
      return account === undefined ? undefined : meet(account);
    }),
  });

  /**
   * Channels that are named without Slack telling which they are: `shared:solbacken-kund`, where a line wants a
   * channel.
   */
  async function plainlyNamed(text: string, channel: Known): Promise<void> {
    for (const name of namesIn(text, placeKeys)) {
      const id = await directory.named(name);
      if (id !== undefined) await channel(id);
    }
  }

  async function typed(text: string, channel: Known = handful(placesInLine, known)): Promise<Addressed> {
    // What is too long for a line is refused by the bot: nobody looks up what it names.
    if (text.length > longestLine || !/[<&]/u.test(text)) return { text };
    const { botUser } = await directory.home();
    const mentions = mentioned(channel);
    const parts: string[] = [];
    for (const part of partedByMention(text, botUser)) parts.push(await typedText(part, mentions));
    return addressed(parts);
  }

  return {
    typed: (text) => typed(text),
    async meant(intent) {
      if (intent.kind !== "line") return intent;
      const channel = handful(placesInLine, known);
      const line = await typed(intent.text, channel);
      if (line.text.length <= longestLine) await plainlyNamed(line.text, channel);
      return { kind: "line", ...line };
    },
  };
}

/** What stands where a line wants a channel, as far as anybody looks. */
function namesIn(text: string, placeKeys: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, key, name = ""] of text.matchAll(/(?:(?<![\p{L}-])([\p{L}-]+):|#)"?#?([\p{L}\p{N}_-]+)/gu)) {
    if (key !== undefined && !placeKeys.has(key.toLowerCase())) continue;
    names.add(name.toLowerCase());
    if (names.size === placesInLine) break;
  }
  return names;
}

/** Nobody is taken for somebody unseen: who cannot be looked up is called as it was typed. */
async function orUnknown<T>(looked: Promise<T>): Promise<T | undefined> {
  try {
    return await looked;
  } catch (error) {
    if (error instanceof Unreachable) return undefined;
    throw error;
  }
}
