import { longestLine } from "../../../bot/turn/intent.ts";
import type { Addressed } from "../../addressed.ts";
import { handful, peopleInLine, placesInLine } from "../../handful.ts";
import { createAcquaintance, placesNamed } from "../../named-in-lines.ts";
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
  readonly options: Pick<TeamsOptions, "meet" | "channels" | "placeKeys">;
}

export function createReading({ directory, conversations, options }: Parts): Reading {
  const acquaintance = createAcquaintance(options);

  async function known(id: string): Promise<string | undefined> {
    const ref = await conversations.of(id);
    return ref === undefined ? undefined : acquaintance.place(directory.place(ref));
  }

  return {
    async typed({ activity, ref }) {
      return typedText(activity, {
        person: handful(peopleInLine, (id, name: string | undefined) =>
          acquaintance.person(directory.account(ref, { id, name })),
        ),
        channel: handful(placesInLine, (id) =>
          known(conversationOf({ conversation: { ...activity.conversation, id } })),
        ),
      });
    },
    async named(text) {
      if (text.length > longestLine) return;
      for (const name of placesNamed(text, options.placeKeys)) {
        const id = await directory.named(name);
        if (id !== undefined) await known(id);
      }
    },
  };
}
