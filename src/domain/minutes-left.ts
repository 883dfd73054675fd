import { decides, touchesDecision } from "../language/decision-words.ts";
import { isDeed, mayOwe, others, takesOn } from "../language/deed-words.ts";
import { moodOf } from "../language/mood-words.ts";
import { takesBack } from "../language/turn-words.ts";
import type { MinutesContent, MinutesItem, MinutesKind } from "./meeting-facts.ts";
import { checking } from "./minutes-check.ts";
import { ownerOf } from "./minutes-owner.ts";
import { namedAt } from "./minutes-people.ts";
import { itemFrom, kindOf, type Says } from "./minutes-reader.ts";
import type { MinutesSource, SourceLine } from "./minutes-source.ts";
import { flat, quoted, type Statement, statementsOf } from "./minutes-statement.ts";
import type { PersonRef } from "./person.ts";
import type { Day } from "./units.ts";

/** A line that somebody picks, or one sentence of it by its number, from 1, and as what. */
export interface Picked {
  readonly line: number;
  readonly sentence?: number | undefined;
  readonly kind?: MinutesKind | undefined;
}

/**
 * What a person picks from a line that became nothing (M1): of the kind that they say, else what the line looks like,
 * and `unclear` where it looks like nothing. Undefined for a line that says nothing, or more than an item holds.
 */
export function pickedFrom(
  source: MinutesSource,
  { line: wanted, sentence, kind }: Picked,
  { on, people }: { readonly on: Day; readonly people: readonly PersonRef[] },
): MinutesItem | "unclear" | undefined {
  const line = source.lines.find(({ number }) => number === wanted);
  if (line === undefined) return undefined;
  const check = checking(source, people, on);
  const all = statementsOf(line, on);
  const best =
    sentence === undefined
      ? (all.find((one) => likely(one, check.says, people) || mentions(one, people)) ?? all[0])
      : all[sentence - 1];
  const found = all.length < 2 || best === undefined || sentence !== undefined ? best : (wholeOf(line, on) ?? best);
  if (found === undefined) return undefined;
  const kindMeant = kind ?? looksLike(found, source, check.says, people);
  return kindMeant === undefined ? "unclear" : itemFrom(found, kindMeant, { check, people });
}

/** What a picked statement is, if only by a word of a decision or of a deed that somebody is named for. */
function looksLike(
  statement: Statement,
  source: MinutesSource,
  says: Says,
  people: readonly PersonRef[],
): MinutesKind | undefined {
  const [label] = statement.lines.flatMap((line) => line.label ?? []);
  const read = label === undefined || label === "none" ? kindOf(statement, source, says) : label;
  if (read !== undefined) return read;
  if (moodOf(statement.plain) === "question") return "question";
  if (decides(statement.plain) !== undefined) return "decision";
  const { words } = statement;
  const isSaid = words.some(({ folded }) => others.has(folded)) && words.some(({ folded }) => isDeed(folded));
  return isSaid || ownerOf(statement, people).deed || doesSomething(statement, people) ? "action" : undefined;
}

/** Somebody is named, or speaks of themself, and something is done. */
function doesSomething({ words }: Statement, people: readonly PersonRef[]): boolean {
  const isOne = ({ folded, raw }: Statement["words"][number], place: number): boolean =>
    folded === "jag" || raw === "I" || namedAt(words, place, people) !== undefined;
  return (
    words.some(({ folded }, place) => isDeed(folded) || takesOn(rest(words, place)) !== undefined) && words.some(isOne)
  );
}

const rest = (words: Statement["words"], place: number): string =>
  words
    .slice(place, place + 4)
    .map(({ folded }) => folded)
    .join(" ");

/** A short line is one thing, however many sentences it has. */
function wholeOf(line: SourceLine, on: Day): Statement | undefined {
  return line.said.length > shortLine ? undefined : quoted([line], line.words, on);
}
const shortLine = 300;

/** What became nothing: a whole line, or a sentence of it by its number. */
export interface LeftOver {
  readonly line: SourceLine;
  readonly sentence?: number;
  readonly words: string;
  /** It may say what was decided, or what is to be done; another only names somebody, or a day. */
  readonly likely: boolean;
}

/**
 * The lines that name a person, a day, a label, a promise or a decision, and became nothing, and what else a line says
 * of which an item was made: a reviewer picks from them what a draft has missed (M1).
 */
export function leftIn(
  source: MinutesSource,
  { items }: MinutesContent,
  { on, people }: { readonly on: Day; readonly people: readonly PersonRef[] },
): readonly LeftOver[] {
  const { says } = checking(source, people, on);
  const quotes = new Map<number, string[]>();
  for (const { lines, quote = "" } of items)
    for (const line of lines) quotes.set(line, [...(quotes.get(line) ?? []), quote]);
  return source.lines.flatMap((line): readonly LeftOver[] => {
    if (line.frame || line.said === "") return [];
    const made = quotes.get(line.number);
    if (made === undefined) return hintIn(line, says, { on, people });
    if (line.label !== undefined) return [];
    return statementsOf(line, on).flatMap((statement, index) => {
      const { text: words } = statement;
      const isMade = made.some((quote) => sayTheSame(quote, words));
      return !isMade && promises(statement, says, people) ? [{ line, sentence: index + 1, words, likely: true }] : [];
    });
  });
}

/** Which sentence of its line an item rests on, from 1. */
export function sentenceOf(
  source: MinutesSource,
  { lines: [number], quote = "" }: Pick<MinutesItem, "lines" | "quote">,
  on: Day,
): number | undefined {
  const line = source.lines.find((one) => one.number === number);
  const at = line === undefined ? -1 : statementsOf(line, on).findIndex(({ text }) => sayTheSame(quote, text));
  return at < 0 ? undefined : at + 1;
}

/** Whether a quote rests on a sentence: on it, on a part of it, or on more than it. */
export function sayTheSame(quote: string, sentence: string): boolean {
  const [a, b] = [flat(quote), flat(sentence)];
  return a.includes(b) || b.includes(a);
}

/** Something that may be decided or done: beside an item of the same line, a name or a day alone is no hint. */
const promises = (statement: Statement, says: Says, people: readonly PersonRef[]): boolean =>
  moodOf(statement.plain) !== "question" && likely(statement, says, people);

function hintIn(
  line: SourceLine,
  says: Says,
  { on, people }: { readonly on: Day; readonly people: readonly PersonRef[] },
): readonly LeftOver[] {
  const statements = statementsOf(line, on);
  const isLikely = line.label !== undefined || statements.some((one) => likely(one, says, people));
  const isHint = isLikely || line.hidden || line.lures || statements.some((one) => mentions(one, people));
  return isHint ? [{ line, words: line.words, likely: isLikely }] : [];
}

/** It has words of a decision, or of a deed that somebody does or that is owed. */
const likely = (statement: Statement, says: Says, people: readonly PersonRef[]): boolean =>
  decides(statement.plain) !== undefined ||
  says(statement, "action") !== undefined ||
  touchesDecision(statement.plain.trim()) ||
  (moodOf(statement.plain) !== "question" && mayOwe(statement.words.map(({ folded }) => folded))) ||
  (!ownerOf(statement, people).deed && doesSomething(statement, people));

/** It names somebody or a day, or takes something back. */
const mentions = ({ days, plain, words }: Statement, people: readonly PersonRef[]): boolean =>
  days.length > 0 || takesBack.test(plain) || words.some((_, place) => namedAt(words, place, people) !== undefined);
