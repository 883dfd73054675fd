import { fold } from "../language/fold.ts";
import { type Word, wordsIn } from "../language/stems.ts";
import type { SourceLine } from "./minutes-source.ts";
import { type SpokenDay, spokenDays, withoutDays } from "./spoken-day.ts";
import type { Day } from "./units.ts";

/** Nothing longer is one statement, in characters. */
const longest = 1_000;

/** What an item can rest on: all that a labelled line says, or one sentence of another. */
export interface Statement {
  /** In one line, or in up to three adjacent ones. */
  readonly lines: readonly SourceLine[];
  /** Without label and bullet. */
  readonly text: string;
  /** The words of the notes that say it, label and all. */
  readonly quote: string;
  readonly words: readonly Word[];
  readonly days: readonly SpokenDay[];
  /** Folded, days taken out: what its mood is told by. */
  readonly plain: string;
}

const short =
  /(?:^|[\s(])(?:kl|ca|t\.?ex|bl\.?a|d\.?v\.?s|v|nr|resp|ev|el|alt|inkl|exkl|prel|m\.?fl|tel|st|mån|tis|ons|tors|fre|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|oct|nov|dec|e\.?g|i\.?e|mr|mrs|ms|dr|no|vs|approx)\.$/iu;

/** A stop that ends no sentence: of a short form, of a number that the line begins with or that another follows. */
const isShort = (before: string, after: string): boolean =>
  short.test(before.slice(-8)) ||
  (/(?:^|\s)\d{1,2}\.$/u.test(before) && (/^\s*\d+\.$/u.test(before) || /^\d/u.test(after)));

/** The sentences of a line, as they stand in it. */
export function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/[.!?…]+["”')\]]*\s+(?=["“”'(]?[\p{Lu}\d])/gu)) {
    const end = match.index + match[0].length;
    if (match[0].startsWith(".") && isShort(text.slice(from, match.index + 1), text.slice(end))) continue;
    sentences.push(text.slice(from, end).trim());
    from = end;
  }
  const rest = text.slice(from).trim();
  return rest === "" ? sentences : [...sentences, rest];
}

/** What a line states: a labelled one a single thing, another one a thing a sentence. */
export function statementsOf(line: SourceLine, today: Day): readonly Statement[] {
  if (line.said === "" || (line.label !== undefined && line.words.length > longest)) return [];
  if (line.label !== undefined) return [statement([line], line.said, line.words, today)];
  return sentencesOf(line.said)
    .filter((text) => text.length <= longest)
    .map((text) => statement([line], text, text, today));
}

/**
 * What a quote stands in: the whole sentences that it is taken from, or the whole of a labelled line, so that nobody
 * can quote a part that means something else. Undefined when it stands in no line, nor in two or three adjacent ones
 * put together.
 *
 * @param near the line that it is said to be in: of several that say the same, the one that is looked into first
 */
export function quoted(lines: readonly SourceLine[], quote: string, today: Day, near?: number): Statement | undefined {
  const wanted = flat(quote).replace(/^["“”'…\s]+|["“”'…\s]+$/gu, "");
  if (wanted.length < 2) return undefined;
  const order = near === undefined ? lines : [...lines.filter(({ number }) => number === near), ...lines];
  const one = order.find((line) => holds(flatOf(line), wanted));
  if (one !== undefined) return brief(within(one, wanted, quote, today));
  for (let index = 0; index < lines.length - 1; index++)
    for (const count of [2, 3]) {
      const some = lines.slice(index, index + count);
      const joined = some.map(flatOf).join(" ");
      if (some.length === count && joined.length >= wanted.length && holds(joined, wanted))
        return brief(statement(some, some.map(({ said }) => said).join(" "), quote, today));
    }
  return undefined;
}

function within(line: SourceLine, wanted: string, quote: string, today: Day): Statement {
  if (line.label !== undefined) return statement([line], line.said, quote, today);
  const all = flatOf(line);
  const [from, to] = [all.indexOf(wanted), all.indexOf(wanted) + wanted.length];
  let at = 0;
  const touched = sentencesOf(line.said).filter((sentence) => {
    const start = all.indexOf(flat(sentence), at);
    if (start === -1) return true;
    at = start + flat(sentence).length;
    return start < to && at > from;
  });
  return statement([line], touched.length === 0 ? line.said : touched.join(" "), quote, today);
}

/** In words of its own: `ring` is not quoted from `ringer`. */
function holds(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const [before, after] = [text[at - 1] ?? " ", text[at + wanted.length] ?? " "];
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}

const brief = (found: Statement): Statement | undefined => (found.text.length > longest ? undefined : found);

const flats = new WeakMap<SourceLine, string>();

/** A line's words with single spaces, worked out once. */
function flatOf(line: SourceLine): string {
  const known = flats.get(line) ?? flat(line.words);
  flats.set(line, known);
  return known;
}

/** Words with single spaces, their letters composed: as they are compared. */
export const flat = (text: string): string => text.normalize("NFC").replace(/\s+/gu, " ").trim();

function statement(lines: readonly SourceLine[], text: string, quote: string, today: Day): Statement {
  const [line] = lines;
  const when = lines.length === 1 && line?.when !== undefined ? ` (${line.when})` : "";
  const whole = `${text}${when}`;
  const days = spokenDays(whole, today);
  const plain = fold(withoutDays(whole, days)).replace(/\s+/gu, " ");
  return { lines, text: whole, quote, words: wordsIn(whole), days, plain };
}

/** Whether what stands between two places of a statement's text is part of a day that it names. */
export const isDayAt = ({ days }: Pick<Statement, "days">, from: number, to: number): boolean =>
  days.some(({ start, end }) => from >= start && to <= end);
