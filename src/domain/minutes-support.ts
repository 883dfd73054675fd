import { fold } from "../language/fold.ts";
import { clauseBreak, fillers, negations, spelledOutNegation } from "../language/minutes-words.ts";
import type { MinutesAction, MinutesContent, MinutesItem } from "./facts.ts";
import { linesOf } from "./minutes.ts";
import { spokenDays } from "./spoken-day.ts";
import type { Day } from "./units.ts";

/** How many of an item's content words the lines that it cites must say. */
const neededShare = 2 / 3;

/**
 * Only what the notes say: drops every item whose cited lines do not exist or do not say it. At least two thirds of its
 * content words stand in those lines (å, ä, ö and endings aside), every number of it does, and it neither adds nor
 * loses a *not*. An owner or a due day that the lines do not say is taken off its action.
 *
 * @param today the day that weekdays and days without a year were read from
 */
export function supported(content: MinutesContent, notes: string, today: Day): MinutesContent {
  const lines = linesOf(notes);
  const said = <Item extends MinutesItem>(items: readonly Item[]): readonly Item[] =>
    items.filter((item) => isSaid(item, lines));
  return {
    decisions: said(content.decisions),
    actions: said(content.actions).map((action) => onlySaid(action, lines, today)),
    questions: said(content.questions),
  };
}

function isSaid(item: MinutesItem, lines: readonly string[]): boolean {
  if (
    item.lines.length === 0 ||
    !item.lines.every((line) => Number.isInteger(line) && (lines[line - 1] ?? "").trim() !== "")
  )
    return false;
  const cited = citedBy(item, lines);
  const spoken = wordsOf(cited.join(" "));
  const words = wordsOf(item.text);
  const content = words.filter(isContent);
  const weighed = content.length > 0 ? content : words;
  if (weighed.length === 0) return false;
  if (!weighed.filter(isNumber).every((number) => spoken.includes(number))) return false;
  const found = weighed.filter((word) => spoken.some((other) => isSameWord(word, other)));
  return found.length / weighed.length >= neededShare && isSameInSense(item.text, cited);
}

/** Each clause of the item denies, or does not deny, what the clauses of the lines that are closest to it do. */
function isSameInSense(text: string, cited: readonly string[]): boolean {
  const spoken = cited.flatMap(clausesOf);
  return clausesOf(text).every((clause) => {
    const content = clause.filter(isContent);
    const overlaps = spoken.map(
      (other) => content.filter((word) => other.some((said) => isSameWord(word, said))).length,
    );
    const most = Math.max(0, ...overlaps);
    return (
      most === 0 || spoken.some((other, index) => overlaps[index] === most && isNegated(other) === isNegated(clause))
    );
  });
}

const clausesOf = (text: string): readonly (readonly string[])[] => text.split(clauseBreak).map(wordsOf);
const isContent = (word: string): boolean => !fillers.has(word) && !negations.has(word);
const isNegated = (words: readonly string[]): boolean => words.some((word) => negations.has(word));
const isNumber = (word: string): boolean => /\d/.test(word);

function onlySaid(action: MinutesAction, lines: readonly string[], today: Day): MinutesAction {
  const { owner, due, ...rest } = action;
  const cited = citedBy(action, lines);
  const spoken = wordsOf(cited.join(" "));
  const ownerSaid = owner !== undefined && wordsOf(owner).some((word) => word.length > 1 && spoken.includes(word));
  const dueSaid = due !== undefined && cited.some((line) => spokenDays(line, today).some(({ day }) => day === due));
  return { ...rest, owner: ownerSaid ? owner : undefined, due: dueSaid ? due : undefined };
}

const citedBy = (item: MinutesItem, lines: readonly string[]): readonly string[] =>
  item.lines.map((line) => lines[line - 1] ?? "");

/** Words and numbers, folded; a number without its leading zeros. */
function wordsOf(text: string): readonly string[] {
  return (spelledOutNegation(fold(text)).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replace(/^0+(?=\d)/, ""));
}

/** The same word, or one with another ending (`planritning`, `planritningen`). */
function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  if (isNumber(a) || isNumber(b)) return false;
  let common = 0;
  while (common < Math.min(a.length, b.length) && a[common] === b[common]) common++;
  return common >= 4 && common >= 0.7 * Math.max(a.length, b.length);
}
