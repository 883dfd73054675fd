import { decides } from "../language/decision-words.ts";
import { isDeed, modals, others } from "../language/deed-words.ts";
import { moodOf } from "../language/mood-words.ts";
import { takesBack } from "../language/turn-words.ts";
import type { MinutesContent, MinutesItem, MinutesKind } from "./meeting-facts.ts";
import { checking, isOpen } from "./minutes-check.ts";
import { dueOf } from "./minutes-due.ts";
import { ownerOf } from "./minutes-owner.ts";
import { namedAt } from "./minutes-people.ts";
import { type MinutesSource, minutesSource, type SourceLine } from "./minutes-source.ts";
import { flat, quoted, type Statement, statementsOf } from "./minutes-statement.ts";
import type { PersonRef } from "./person.ts";
import type { Day } from "./units.ts";

/**
 * Drafts minutes without a model, in either language (M1): what is labelled (`Beslut:`, `AP3:`, `## Att göra`, `[ ]`, a
 * table's rows), what somebody promises (*jag skickar*, *Karin ska*), what is said to be decided, and in typed notes
 * what is asked. Each item has its quote, and is ticked by the same rules as any other.
 *
 * @param on the day of the meeting, that days are read from
 * @param people those who can own an action, on the project
 */
export function draftFromNotes(notes: string, on: Day, people: readonly PersonRef[]): MinutesContent {
  return draftFrom(minutesSource(notes), on, people);
}

export function draftFrom(source: MinutesSource, on: Day, people: readonly PersonRef[]): MinutesContent {
  const check = checking(source, people, on);
  const items: MinutesItem[] = [];
  for (const line of source.lines)
    for (const statement of statementsOf(line, on)) {
      const kind = kindOf(statement, source, check.says);
      if (kind !== undefined) items.push(itemFrom(statement, kind, { check, people }));
    }
  return { items };
}

interface Reading {
  readonly check: ReturnType<typeof checking>;
  readonly people: readonly PersonRef[];
}

function itemFrom(statement: Statement, kind: MinutesKind, { check, people }: Reading): MinutesItem {
  const acts = kind === "action" || kind === "data";
  const { owner } = acts ? ownerOf(statement, people) : {};
  const { due } = acts ? dueOf(statement) : {};
  const claim = { kind, text: statement.text, quote: statement.quote, owner, due };
  const item = check.checkStatement(claim, statement);
  // Who and when stand around an item: its words say neither, but where that is what is doubted.
  const told = item.doubt === undefined || (item.owner !== undefined && !isOpen(item));
  const text = acts && told ? deedOf(statement, people) : item.text;
  return { ...item, text: withoutStop(text) };
}

/** One sentence in a list ends in nothing: who and when stand around it. */
const withoutStop = (text: string): string =>
  /[.!?…:]\s/u.test(text) ? text : text.replace(/(?<=[\p{L}\p{N})»”"])\.$/u, "");

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
    sentence === undefined ? (all.find((one) => hinted(one, check.says, people)) ?? all[0]) : all[sentence - 1];
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
  const isNamed = words.some(
    ({ folded, raw }, place) =>
      others.has(folded) || folded === "jag" || raw === "I" || namedAt(words, place, people) !== undefined,
  );
  return isNamed && words.some(({ folded }) => isDeed(folded)) ? "action" : undefined;
}

/** A short line is one thing, however many sentences it has. */
function wholeOf(line: SourceLine, on: Day): Statement | undefined {
  return line.said.length > shortLine ? undefined : quoted([line], line.words, on);
}
const shortLine = 300;

type Says = ReturnType<typeof checking>["says"];

function kindOf(statement: Statement, source: MinutesSource, says: Says): MinutesKind | undefined {
  const [line] = statement.lines;
  if (line === undefined || line.over || line.label === "none") return undefined;
  if (line.label !== undefined) return line.label;
  const mood = moodOf(statement.plain);
  if (mood === "question") return source.transcript || !statement.text.endsWith("?") ? undefined : "question";
  if (mood !== undefined) return undefined;
  if (says(statement, "decision") !== undefined) return "decision";
  return says(statement, "action") === undefined ? undefined : "action";
}

/** What is to be done, without who and when. */
function deedOf(statement: Statement, people: readonly PersonRef[]): string {
  const { text, words } = statement;
  const { spent } = ownerOf(statement, people);
  const { said } = dueOf(statement);
  const gone = [...spent].flatMap((place) => words[place] ?? []).map(({ start, end }) => ({ start, end }));
  const spans = [...gone, ...(said === undefined ? [] : [said])].toSorted((a, b) => b.start - a.start);
  let left = text;
  for (const { start, end } of spans)
    left = `${left.slice(0, start).replace(beforeDay, "")} ${left.slice(end).replace(contracted, "")}`;
  const deed = tidy(left);
  return /\p{L}/u.test(deed) ? deed : text;
}

/**
 * What is to be done, of an item whose owner and day a person has chosen (M1): those stand before and behind it, so who
 * its words begin with goes, whoever that could be, and so do the days that the chosen one is among.
 */
export function deedChosen(
  { text, due }: Pick<MinutesItem, "text" | "due">,
  { on, people }: { readonly on: Day; readonly people: readonly PersonRef[] },
): string {
  const [line] = minutesSource(`Action: ${text}`).lines;
  const [statement] = line === undefined ? [] : statementsOf(line, on);
  if (statement === undefined || statement.text !== text) return text;
  const { words, days } = statement;
  const deed = words.findIndex(({ folded }) => isDeed(folded) || modals.has(folded));
  let from = 0;
  for (let place = 0; place < deed; ) {
    const named = namedAt(words, place, people)?.count ?? (isSomebody(words[place]) ? 1 : 0);
    if (named === 0) break;
    place += named;
    if (place === deed) from = words[deed]?.start ?? 0;
  }
  const [first, last] = [days[0], days.at(-1)];
  const between = days.slice(1).map(({ start }, index) => text.slice(days[index]?.end, start));
  const meant =
    due !== undefined &&
    days.some((day) => day.days.includes(due)) &&
    between.every((words) => /^[\s,/]*(?:eller|or)?[\s,/]*$/iu.test(words));
  const left =
    first === undefined || last === undefined || !meant || first.start < from
      ? text.slice(from)
      : `${text.slice(from, first.start)} ${text.slice(last.end)}`;
  const chosen = tidy(left);
  return /\p{L}/u.test(chosen) ? withoutStop(chosen) : text;
}

/** Somebody, one or the other: who does it has been chosen. */
const isSomebody = (word: Statement["words"][number] | undefined): boolean =>
  word !== undefined && (others.has(word.folded) || /^(?:eller|och|or|and|jag|i)$/.test(word.folded));

/** What a day that is taken out stood behind, and what hung on a name that is. */
const beforeDay = /(?<=\s)(?:on|by|until|till|senast|före|innan|before|den|the)\s*$/iu;
const contracted = /^['’](?:ll|m|s|ve|d)(?!\p{L})/u;

const tidy = (rest: string): string =>
  rest
    .replace(/@(?=\s|$)/gu, "")
    .replace(/\(\s*\)/gu, "")
    .replace(/\s+/gu, " ")
    .replace(/\s+([.,;:!])/gu, "$1")
    .replace(/^(?:[\s,;:.@–—→-]|->|=>)+|(?:[\s,;:–—→(-]|->|=>)+$/gu, "")
    .replace(/([,;:])\.$/u, ".")
    .replace(/[,;:–\s]+([.!])$/u, "$1");

/** What became nothing: a whole line, or a sentence of it by its number. */
export interface LeftOver {
  readonly line: SourceLine;
  readonly sentence?: number;
  readonly words: string;
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
    if (made === undefined) return hints(line, says, { on, people }) ? [{ line, words: line.words }] : [];
    if (line.label !== undefined) return [];
    return statementsOf(line, on).flatMap((statement, index) => {
      const { text: words } = statement;
      const isMade = made.some((quote) => sayTheSame(quote, words));
      return !isMade && promises(statement, says) ? [{ line, sentence: index + 1, words }] : [];
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
const promises = (statement: Statement, says: Says): boolean =>
  moodOf(statement.plain) !== "question" &&
  (decides(statement.plain) !== undefined || says(statement, "action") !== undefined);

function hints(
  line: SourceLine,
  says: Says,
  { on, people }: { readonly on: Day; readonly people: readonly PersonRef[] },
): boolean {
  if (line.label !== undefined || line.hidden || line.lures) return true;
  return statementsOf(line, on).some((statement) => hinted(statement, says, people));
}

const hinted = (statement: Statement, says: Says, people: readonly PersonRef[]): boolean =>
  statement.days.length > 0 ||
  takesBack.test(statement.plain) ||
  decides(statement.plain) !== undefined ||
  says(statement, "action") !== undefined ||
  statement.words.some((_, place) => namedAt(statement.words, place, people) !== undefined);
