import { longestLine } from "../../../bot/turn/intent.ts";
import { type Addressed, addressed } from "../../addressed.ts";
import { handful, peopleInLine, placesInLine } from "../../handful.ts";
import { createAcquaintance, placesNamed } from "../../named-in-lines.ts";
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
  const acquaintance = createAcquaintance(options);
  const known: Known = (id) => acquaintance.place(directory.place(id));

  async function typed(text: string, channel: Known = handful(placesInLine, known)): Promise<Addressed> {
    // What is too long for a line is refused by the bot: nobody looks up what it names.
    if (text.length > longestLine || !/[<&]/u.test(text)) return { text };
    const { botUser } = await directory.home();
    const user = handful(peopleInLine, (id) => acquaintance.person(directory.account(id)));
    const parts: string[] = [];
    for (const part of partedByMention(text, botUser)) parts.push(await typedText(part, { channel, user }));
    return addressed(parts);
  }

  /** Channels that a line names without Slack telling which they are: `shared:solbacken-kund`. */
  async function plainlyNamed(text: string, channel: Known): Promise<void> {
    for (const name of placesNamed(text, options.placeKeys)) {
      const id = await directory.named(name.toLowerCase());
      if (id !== undefined) await channel(id);
    }
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
