import { keepable } from "../domain/outside-text.ts";

/** One word of a line, or what stands between quotes. */
export interface Token {
  /** The word without its quotes. */
  readonly text: string;
  /** As it was typed. */
  readonly source: string;
  readonly start: number;
  readonly quoted: boolean;
  /** `on` of `on:fri`: whether it is a key is for the line to say, since `10:00` and an address are not. */
  readonly key?: string;
  /** What follows the key, without its quotes. */
  readonly value?: string;
  readonly valueQuoted?: boolean;
  /** A quote was opened and not closed; what follows it is taken as its text. */
  readonly unclosed?: true;
}

// Direction marks and other invisible characters can hide what a line does; they are never part of what people mean to
// say.
// The joiners U+200C and U+200D stay: emoji and some scripts are written with them.
const invisible = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** People's text in composed form, without invisible characters; line breaks and tabs stay. */
export function cleanText(typed: string): string {
  const visible = typed
    .replace(/\r\n?|\u2028|\u2029/gu, "\n")
    .replace(invisible, (character) => (character === "\n" || character === "\t" ? character : ""));
  return keepable(visible).normalize("NFC");
}

const quotes = '"“”„‟»«';
const closers = (opened: string): string => (opened === "»" || opened === "«" ? "»«" : '"“”‟');
const isSpace = (character: string | undefined): boolean => character === undefined || /\s/u.test(character);

interface Quoted {
  readonly text: string;
  /** Just after the closing quote. */
  readonly end: number;
  readonly closed: boolean;
}

/**
 * The first place from one on, just after an opening quote, where one of some characters closes; `ending`: at the end
 * of a word.
 */
type Closings = (closing: string, ending: boolean, from: number) => number | undefined;

/**
 * Where the quotes of a line close. Looks at every character of the line a fixed number of times, however many quotes
 * are opened: what was found for one is kept for the next.
 */
function closingsOf(line: string): Closings {
  const found = new Map<string, { readonly from: number; readonly at: number }>();
  return (closing, ending, from) => {
    const search = `${closing}${ending}`;
    const known = found.get(search);
    if (known !== undefined && known.from <= from && from <= known.at)
      return known.at < line.length ? known.at : undefined;
    let at = from;
    for (let slashes = 0; at < line.length; at += 1) {
      const character = line[at] ?? "";
      if (character === "\\") slashes += 1;
      else {
        if (slashes % 2 === 0 && closing.includes(character) && (!ending || isSpace(line[at + 1]))) break;
        slashes = 0;
      }
    }
    found.set(search, { from, at });
    return at < line.length ? at : undefined;
  };
}

/**
 * Reads up to the closing quote: best one that ends a word, of the kind that was opened. Backslashes count only before
 * a quote (`\"` is a quote, `\\"` a backslash and the end), so that paths stay as they are typed.
 */
function readQuoted(line: string, start: number, closings: Closings): Quoted {
  const opened = line[start] ?? "";
  const all = closers(opened);
  const from = start + 1;
  const straight =
    opened === '"'
      ? (closings(opened, true, from) ?? closings(opened, false, from) ?? closings(all, true, from))
      : undefined;
  const close = straight ?? (opened === '"' ? undefined : (closings(all, true, from) ?? closings(all, false, from)));
  if (close === undefined) return { text: line.slice(from), end: line.length, closed: false };
  return { text: unescaped(line.slice(from, close), all), end: close + 1, closed: true };
}

/** Text from between quotes: half of the backslashes before a quote stay, and an odd one is the quote's. */
function unescaped(text: string, closing: string): string {
  return text.replace(/(?<!\\)(\\+)(.|$)/gsu, (whole: string, slashes: string, after: string) =>
    // At its end stands the quote that closes.
    after === "" || closing.includes(after) ? `${"\\".repeat(Math.floor(slashes.length / 2))}${after}` : whole,
  );
}

const keyStart = /([\p{L}][\p{L}\p{M}\p{N}-]{0,39}):/uy;

/** The words of a cleaned line. Never throws: a quote that is not closed is marked. */
export function tokensOf(line: string): readonly Token[] {
  const tokens: Token[] = [];
  const closings = closingsOf(line);
  let at = 0;
  while (at < line.length) {
    if (isSpace(line[at])) {
      at += 1;
      continue;
    }
    const token = quotes.includes(line[at] ?? "") ? quotedToken(line, at, closings) : wordToken(line, at, closings);
    tokens.push(token);
    at = token.start + token.source.length;
  }
  return tokens;
}

const unclosed = (quoted: Quoted): { readonly unclosed?: true } => (quoted.closed ? {} : { unclosed: true });

function quotedToken(line: string, start: number, closings: Closings): Token {
  const quoted = readQuoted(line, start, closings);
  return { text: quoted.text, source: line.slice(start, quoted.end), start, quoted: true, ...unclosed(quoted) };
}

function wordToken(line: string, start: number, closings: Closings): Token {
  keyStart.lastIndex = start;
  const found = keyStart.exec(line);
  const key = found?.[1];
  const valueAt = start + (found?.[0].length ?? 0);
  if (key !== undefined && valueAt < line.length && quotes.includes(line[valueAt] ?? "")) {
    const quoted = readQuoted(line, valueAt, closings);
    const source = line.slice(start, quoted.end);
    return {
      text: source,
      source,
      start,
      quoted: false,
      key,
      value: quoted.text,
      valueQuoted: true,
      ...unclosed(quoted),
    };
  }
  let end = start;
  while (!isSpace(line[end])) end += 1;
  const source = line.slice(start, end);
  return {
    text: source,
    source,
    start,
    quoted: false,
    ...(key === undefined ? {} : { key, value: line.slice(valueAt, end) }),
  };
}

/** Text between straight quotes, so that {@link tokensOf} reads it back. */
export function quote(text: string): string {
  return `"${text.replace(/(?<!\\)(\\*)(["“”‟]|$)/gu, (_, slashes: string, end: string) => `${slashes}${slashes}${end === "" ? "" : `\\${end}`}`)}"`;
}
