import type { types } from "@slack/bolt";
import type { Language } from "../../messages/language.ts";
import type { Text, Value } from "../../messages/phrase.ts";
import type { Words } from "../../messages/words.ts";
import { limits } from "./limits.ts";

/** A calendar day, as the words know it. */
export type Today = NonNullable<Parameters<Words["text"]>[2]>;
export type RichTextElement = types.RichTextElement;
export type PlainText = types.PlainTextElement;

/** How texts are written: whose language, seen from which day, and who can be mentioned. */
export interface Writing {
  readonly words: Words;
  readonly language: Language;
  /** Days of another year than this one show theirs. */
  readonly today?: Today;
  /** A person's Slack user, by our id; whoever is not in it is named. */
  readonly mentions?: ReadonlyMap<string, string>;
}

/** Escapes the three characters that Slack reads as markup in the text beside the blocks. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * People's own words for a text that Slack reads as mrkdwn: escaped, and with a word joiner where a mark or a broadcast would
 * begin to act (`*bold*`, `@channel`, a quoting `>`). Blocks need none of it: rich text and plain text are never read as markup.
 */
export function safe(text: string): string {
  const joiner = "\u2060";
  return escaped(
    text
      .replace(/@(?=channel|here|everyone)/giu, `@${joiner}`)
      .replace(/(^|[^\p{L}\p{N}])([*_~`]+)(?=[^\s*_~`])/gu, `$1$2${joiner}`)
      .replace(/^(\s*)>/gmu, `$1${joiner}>`),
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

/** As long as one character that people see gets in practice: what straddles a limit is whole in that much beyond it. */
const longest = 64;
const segmenter = new Intl.Segmenter("sv", { granularity: "grapheme" });
const characters = (text: string): readonly string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** A text of at most so many characters; what is cut ends in `…`, never within a character that people see as one. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = "";
  for (const character of characters(text.slice(0, most + longest))) {
    if (kept.length + character.length >= most) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** A part of a text, and what stood between it and the next: a line break, a space, or nothing. */
export interface Part {
  readonly text: string;
  readonly gap: "" | " " | "\n";
}

/**
 * A text in parts of at most so many characters: parted at a line break, else at a space, else between two characters. Joined
 * with what stood between them they are the text again.
 */
export function parts(text: string, most: number): readonly Part[] {
  const found: Part[] = [];
  let rest = text;
  while (rest.length > most) {
    const { at, skip } = parting(rest, most);
    found.push({ text: rest.slice(0, at), gap: skip });
    rest = rest.slice(at + skip.length);
  }
  return [...found, { text: rest, gap: "" }];
}

function parting(text: string, most: number): { readonly at: number; readonly skip: Part["gap"] } {
  const half = Math.floor(most / 2);
  const line = text.lastIndexOf("\n", most);
  if (line > half) return { at: line, skip: "\n" };
  const space = text.lastIndexOf(" ", most);
  if (space > half) return { at: space, skip: " " };
  let at = 0;
  // A character longer than a part is parted all the same.
  for (const character of characters(text.slice(0, most + longest))) {
    if (at + character.length > most) break;
    at += character.length;
  }
  return { at: at === 0 ? most : at, skip: "" };
}
