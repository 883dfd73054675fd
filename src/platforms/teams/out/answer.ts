import type { IAdaptiveCard } from "@microsoft/teams.cards";
import type { Reply } from "../../../messages/content.ts";
import type { Language } from "../../../messages/language.ts";
import { type Phrase, phrase } from "../../../messages/phrase.ts";
import { plainText } from "../../../messages/plain.ts";
import type { Drawing } from "../draw/drawing.ts";
import type { Answer, TeamsOptions } from "../options.ts";
import type { ConversationRef } from "../who/conversation-ref.ts";

/** Draws what is answered by another way than the outbox's. */
export interface Answers {
  /** The reply in one text. */
  text(answer: Answer): string;
  /** The reply as a card to read; undefined when one card does not hold it. */
  card(answer: Answer, ref: ConversationRef): Promise<IAdaptiveCard | undefined>;
  /** A message of ours as it stands now; undefined when it is not everybody's there, or one card does not hold it. */
  current(message: string, ref: ConversationRef): Promise<IAdaptiveCard | undefined>;
  /** A few words of our own. */
  words(language: Language | undefined, text: Phrase): string;
}

/** True for what is read and closed: nothing to press. */
export const isPlain = (reply: Reply): boolean =>
  !reply.blocks.some(({ kind }) => kind === "buttons") &&
  reply.takesFiles !== true &&
  JSON.stringify(reply.blocks).length <= 8_000;

/** True for what a press can say under its card: a line or two. */
export const isShort = (reply: Reply): boolean =>
  reply.blocks.every(({ kind }) => kind === "text" || kind === "list") &&
  (reply.files ?? []).length === 0 &&
  JSON.stringify(reply.blocks).length <= 1_200;

export function createAnswers(
  options: Pick<TeamsOptions, "words" | "language" | "messageOf" | "now">,
  drawing: Drawing,
): Answers {
  const { words, language: usual, messageOf, now } = options;
  /** Nobody is mentioned by what one person is shown. */
  const nobody: ReadonlySet<string> = new Set();
  const only = (cards: readonly { readonly card: IAdaptiveCard }[]): IAdaptiveCard | undefined =>
    cards.length === 1 ? cards[0]?.card : undefined;
  return {
    text: ({ reply, language }) =>
      reply === undefined ? words.text(language, phrase("teams.done")) : plainText(words, language, reply),
    async card({ reply, replyId = "", language }, ref) {
      if (reply === undefined) return undefined;
      const { to: _to, question: _question, ...content } = reply;
      return only(
        await drawing({
          message: replyId,
          language,
          content,
          saidAt: await now(),
          personal: ref.kind === "personal",
          present: nobody,
        }),
      );
    },
    async current(message, ref) {
      const found = await messageOf(message);
      if (found === undefined || found.conversation !== ref.id) return undefined;
      const { content, language, saidAt } = found;
      return only(
        await drawing({ message, language, content, saidAt, personal: ref.kind === "personal", present: nobody }),
      );
    },
    words: (language = usual, text) => words.text(language, text),
  };
}
