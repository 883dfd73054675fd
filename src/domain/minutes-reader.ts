import { isDeed, modals, openers, others } from "../language/deed-words.ts";
import { moodOf } from "../language/mood-words.ts";
import type { MinutesContent, MinutesItem, MinutesKind } from "./meeting-facts.ts";
import { agrees, answeredIn } from "./minutes-asked.ts";
import { checking, isOpen } from "./minutes-check.ts";
import { dueOf } from "./minutes-due.ts";
import { ownerOf } from "./minutes-owner.ts";
import { namedAt } from "./minutes-people.ts";
import { type MinutesSource, minutesSource, type SourceLine } from "./minutes-source.ts";
import { type Statement, statementsOf } from "./minutes-statement.ts";
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
  const answered = answeredIn(source, { people, on, ...check });
  for (const line of source.lines) {
    const both = answered(line);
    if (both !== undefined && !items.some(({ quote }) => quote === both.asked)) items.push(both.item);
    for (const statement of statementsOf(line, on)) {
      if (both?.answer === statement.text || (source.transcript && isMereAssent(line, statement))) continue;
      const kind = kindOf(statement, source, check.says);
      if (kind !== undefined) items.push(itemFrom(statement, kind, { check, people }));
    }
  }
  return { items };
}

/** *Agreed.*, and nothing that it was agreed to. */
const isMereAssent = (line: SourceLine, { text }: Statement): boolean => line.label === undefined && agrees(text);

interface Reading {
  readonly check: ReturnType<typeof checking>;
  readonly people: readonly PersonRef[];
}

/** A statement as an item of a kind, with its tick or its doubt (M1). */
export function itemFrom(statement: Statement, kind: MinutesKind, { check, people }: Reading): MinutesItem {
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

/** How surely a statement says something of a kind. */
export type Says = ReturnType<typeof checking>["says"];

/** What a statement is, as far as it says so. */
export function kindOf(statement: Statement, source: MinutesSource, says: Says): MinutesKind | undefined {
  const [line] = statement.lines;
  if (line === undefined || line.over || line.label === "none") return undefined;
  if (line.label !== undefined) return line.label;
  const mood = moodOf(statement.plain);
  if (mood === "question")
    return source.transcript || isAnswered(line, source) || !statement.text.endsWith("?") ? undefined : "question";
  if (mood !== undefined) return undefined;
  if (says(statement, "decision") !== undefined) return "decision";
  return says(statement, "action") === undefined ? undefined : "action";
}

/** In notes: whoever speaks on the next line says what there is to say of it. */
const isAnswered = (line: SourceLine, { lines }: MinutesSource): boolean => {
  if (line.speaker === undefined) return false;
  const next = lines[lines.indexOf(line) + 1];
  return next?.speaker !== undefined && next.speaker !== line.speaker;
};

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
  const opened = words.findIndex(({ folded }) => !openers.has(folded));
  for (let place = opened; place < deed; ) {
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
    .replace(/([([])[\s,;:.]+(?=[\p{L}\d])/gu, "$1")
    .replace(/[\s,;:]+([)\]])/gu, "$1")
    .replace(/[([][\s,;:.]*[)\]]/gu, "")
    .replace(/\.(?:\s*[:;,.]+)+\s*$/gu, ".")
    .replace(/\s+/gu, " ")
    .replace(/\s+([.,;:!])/gu, "$1")
    .replace(/^(?:[\s,;:.@–—→-]|->|=>)+|(?:[\s,;:–—→(-]|->|=>)+$/gu, "")
    .replace(/([,;:])\.$/u, ".")
    .replace(/[,;:–\s]+([.!])$/u, "$1");
