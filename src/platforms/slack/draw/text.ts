import type { types } from "@slack/bolt";
import { cut } from "../../../messages/cut.ts";
import type { Day } from "../../../messages/day.ts";
import type { Language } from "../../../messages/language.ts";
import { inHouseTime } from "../../../messages/marks.ts";
import type { Text, Value } from "../../../messages/phrase.ts";
import type { Words } from "../../../messages/words.ts";
import { limits } from "./limits.ts";

export { cut, type Part, parts } from "../../../messages/cut.ts";

export type RichTextElement = types.RichTextElement;
export type PlainText = types.PlainTextElement;

/** How texts are written: whose language, seen from which day, and who can be mentioned. */
export interface Writing {
  readonly words: Words;
  readonly language: Language;
  /** Days of another year than this one show theirs. */
  readonly today?: Day;
  /** A person's Slack user, by our id; whoever is not in it is named. */
  readonly mentions?: ReadonlyMap<string, string>;
}

/** Escapes the three characters that Slack reads as markup in the text beside the blocks. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * People's own words for a text that Slack reads as mrkdwn: escaped, and with a word joiner where a mark or a broadcast
 * would begin to act (`*bold*`, `@channel`, a quoting `>`). Blocks need none of it: rich text and plain text are never
 * read as markup.
 */
export function safe(text: string): string {
  const joiner = "\u2060";
  return escaped(
    text
      .replace(/@(?=channel|here|everyone)/giu, `@${joiner}`)
      .replace(/(?<![*_~`])(?:(?<![\p{L}\p{N}])[*_~`]+|[*_~`]{2,})(?=[^\s*_~`])/gu, `$&${joiner}`)
      .replace(/^([^\S\n\r\u2028\u2029]*)>/gmu, `$1${joiner}>`),
  );
}

/** Mentions a user in mrkdwn. */
export const mention = (userId: string): string => `<@${userId}>`;

/** A text object that is shown as it is: Slack reads no markup in it. `:x:` stays `:x:`. */
export function plain(text: string, most: number = limits.text): PlainText {
  return { type: "plain_text", text: cut(text, most), emoji: false };
}

/** A text in words. */
export function say({ words, language, today }: Writing, text: Text | Value): string {
  return words.text(language, text, today);
}

/** A text in words where Slack draws no instant in the reader's zone: whose time it is stands with it (P2). */
export const sayHere = (writing: Writing, text: Text | Value): string => say(writing, inHouseTime(text));

/** An instant as Slack writes it in the reader's zone: its day goes with it, or it would be another instant. */
export const instantFormat = "{date_short_pretty} {time}";

/** An instant in mrkdwn. */
export const instantMarkup = (instant: number, written: string): string =>
  `<!date^${Math.floor(instant / 1000)}^${instantFormat}|${escaped(written)}>`;
