import type { Day } from "../../../messages/day.ts";
import type { Language } from "../../../messages/language.ts";
import type { Text, Value } from "../../../messages/phrase.ts";
import type { Words } from "../../../messages/words.ts";

/** A Teams user who can be mentioned. */
export interface Mentioned {
  readonly id: string;
  readonly name: string;
}

/** How texts are written: whose language, seen from which day, and who can be mentioned. */
export interface Writing {
  readonly words: Words;
  readonly language: Language;
  /** Days of another year than this one show theirs. */
  readonly today?: Day;
  /** A person's Teams user, by our id; whoever is not in it is named. */
  readonly mentions?: ReadonlyMap<string, Mentioned>;
}

/** A text in words. */
export function say({ words, language, today }: Writing, text: Text | Value): string {
  return words.text(language, text, today);
}

/** Nobody sees it, and it keeps what stands on both sides of it apart. */
const joiner = "\u2060";

/**
 * People's own words for a text run, in which Teams reads no markdown: only what acts everywhere in a card is kept
 * apart, a mention (`<at>`) and the functions that write dates (`{{DATE(…)}}`).
 */
export function literal(text: string): string {
  return text.replace(/\{(?=\{)/gu, `{${joiner}`).replace(/<(?=\/?at\b)/giu, `<${joiner}`);
}

/**
 * People's own words for a text block or a fact, which Teams reads as markdown: no emphasis, link, list, heading,
 * quote, tag or entity of theirs acts. Lines stay lines; how many empty ones stood between them, and blanks at their
 * ends, is not kept.
 */
export function safe(text: string): string {
  return (
    text
      .split(/[\r\n\u2028\u2029]+/u)
      .filter((line) => line.trim() !== "")
      .map(safeLine)
      // A single line break is none in markdown.
      .join("\n\n")
  );
}

function safeLine(line: string): string {
  return line
    .trimEnd()
    .replace(/^[\t ]+/u, (indent) => "\u00a0".repeat(indent.length))
    .replace(/[\\*_`~]/gu, "\\$&")
    .replace(/\{(?=\{)/gu, `{${joiner}`)
    .replace(/<(?=[\p{L}/!?])/gu, `<${joiner}`)
    .replace(/&(?=#?\w+;)/gu, `&${joiner}`)
    .replace(/\](?=[([:])/gu, `]${joiner}`)
    .replace(/^(\u00a0*)(?=[-+>#=])/u, `$1${joiner}`)
    .replace(/^(\u00a0*\d+)(?=[.)])/u, `$1${joiner}`);
}
