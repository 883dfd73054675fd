import type { Addressed } from "../../addressed.ts";
import { handful, peopleInLine, placesInLine } from "../../handful.ts";
import { Unreachable } from "../errors.ts";
import type { TeamsOptions } from "../options.ts";
import type { Conversations } from "../who/conversations.ts";
import type { Directory } from "../who/directory.ts";
import { conversationOf } from "./activity.ts";
import type { Arrived } from "./arrived.ts";
import { typedText } from "./typed.ts";

/**
 * Reads what people type, and learns of the people and channels that they name: from now on they are found by their
 * names.
 */
export interface Reading {
  /** What was typed in a message to the bot, out of Teams' markup. */
  typed(arrived: Arrived): Promise<Addressed>;
  /** Channels that a line names without Teams telling which they are: `shared:"Solbacken kund"`. */
  named(text: string): Promise<void>;
}

interface Parts {
  readonly directory: Pick<Directory, "account" | "place" | "named">;
  readonly conversations: Pick<Conversations, "of">;
  readonly options: Pick<TeamsOptions, "meet" | "channels">;
}

export function createReading({ directory, conversations, options }: Parts): Reading {
  const { meet, channels } = options;

  /** The name of a channel that is named in a line; from now on it is found by it. */
  async function known(id: string): Promise<string | undefined> {
    const ref = await conversations.of(id);
    if (ref === undefined) return undefined;
    const place = await orUnknown(directory.place(ref));
    if (place === undefined || place.name === place.external) return undefined;
    await channels.met(place);
    return place.name;
  }

  return {
    async typed({ activity, ref }) {
      return typedText(activity, {
        person: handful(peopleInLine, async (id, name: string | undefined) => {
          const account = await orUnknown(directory.account(ref, { id, name }));
          return account === undefined ? undefined : meet(account);
        }),
        channel: handful(placesInLine, (id) => known(conversationOf({ conversation: { ...activity.conversation, id } }))),
      });
    },
    async named(text) {
      for (const name of namesIn(text)) {
        const id = await directory.named(name);
        if (id !== undefined) await known(id);
      }
    },
  };
}

/** What stands where a line wants a channel, as far as anybody looks. */
function namesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, quoted, word] of text
    .slice(0, 4_000)
    .matchAll(/(?:(?<![\p{L}-])[\p{L}-]+:|#)(?:["“”]#?([^"“”\n]{1,100})["“”]|#?([\p{L}\p{N}_-]+))/gu)) {
    names.add((quoted ?? word ?? "").trim());
    if (names.size === placesInLine) break;
  }
  return names;
}

/** Nobody is taken for somebody unseen: who cannot be looked up is called by the name that was typed. */
async function orUnknown<T>(looked: Promise<T>): Promise<T | undefined> {
  try {
    return await looked;
  } catch (error) {
    if (error instanceof Unreachable) return undefined;
    throw error;
  }
}
