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

// Direction marks and other invisible characters can hide what a line does; they are never part of what people mean to say.
// The joiners U+200C and U+200D stay: emoji and some scripts are written with them.
const invisible = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** People's text in composed form, without invisible characters; line breaks and tabs stay. */
export function cleanText(typed: string): string {
  return typed
    .replace(/\p{Cs}/gu, "\ufffd")
    .replace(/\r\n?|\u2028|\u2029/gu, "\n")
    .replace(invisible, (character) => (character === "\n" || character === "\t" ? character : ""))
    .normalize("NFC");
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
 * Finds the closing quote: best one that ends a word, of the kind that was opened. Backslashes count only before a quote
 * (`\"` is a quote, `\\"` a backslash and the end), so that paths stay as they are typed.
 */
function readQuoted(line: string, start: number): Quoted {
  const opened = line[start] ?? "";
  const tries =
    opened === '"'
      ? [
          { with: '"', ending: true },
          { with: '"', ending: false },
          { with: closers(opened), ending: true },
        ]
      : [
          { with: closers(opened), ending: true },
          { with: closers(opened), ending: false },
        ];
  for (const one of tries) {
    let text = "";
    for (let at = start + 1; at < line.length; at += 1) {
      const character = line[at] ?? "";
      if (character === "\\") {
        let slashes = 1;
        while (line[at + slashes] === "\\") slashes += 1;
        const before = line[at + slashes] ?? "";
        at += slashes - 1;
        if (before !== "" && closers(opened).includes(before)) {
          text += "\\".repeat(Math.floor(slashes / 2));
          if (slashes % 2 === 1) {
            text += before;
            at += 1;
          }
        } else text += "\\".repeat(slashes);
      } else if (one.with.includes(character) && (!one.ending || isSpace(line[at + 1]))) {
        return { text, end: at + 1, closed: true };
      } else text += character;
    }
  }
  return { text: line.slice(start + 1), end: line.length, closed: false };
}

const keyStart = /([\p{L}][\p{L}\p{M}\p{N}-]{0,39}):/uy;

/** The words of a cleaned line. Never throws: a quote that is not closed is marked. */
export function tokensOf(line: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    if (isSpace(line[at])) {
      at += 1;
      continue;
    }
    const token = quotes.includes(line[at] ?? "") ? quotedToken(line, at) : wordToken(line, at);
    tokens.push(token);
    at = token.start + token.source.length;
  }
  return tokens;
}

const unclosed = (quoted: Quoted): { readonly unclosed?: true } => (quoted.closed ? {} : { unclosed: true });

function quotedToken(line: string, start: number): Token {
  const quoted = readQuoted(line, start);
  return { text: quoted.text, source: line.slice(start, quoted.end), start, quoted: true, ...unclosed(quoted) };
}

function wordToken(line: string, start: number): Token {
  keyStart.lastIndex = start;
  const found = keyStart.exec(line);
  const key = found?.[1];
  const valueAt = start + (found?.[0].length ?? 0);
  if (key !== undefined && valueAt < line.length && quotes.includes(line[valueAt] ?? "")) {
    const quoted = readQuoted(line, valueAt);
    const source = line.slice(start, quoted.end);
    return { text: source, source, start, quoted: false, key, value: quoted.text, valueQuoted: true, ...unclosed(quoted) };
  }
  let end = start;
  while (!isSpace(line[end])) end += 1;
  const source = line.slice(start, end);
  return { text: source, source, start, quoted: false, ...(key === undefined ? {} : { key, value: line.slice(valueAt, end) }) };
}

/** Text between straight quotes, so that {@link tokensOf} reads it back. */
export function quote(text: string): string {
  return `"${text.replace(/(\\*)(["“”‟]|$)/gu, (_, slashes: string, end: string) => `${slashes}${slashes}${end === "" ? "" : `\\${end}`}`)}"`;
}
