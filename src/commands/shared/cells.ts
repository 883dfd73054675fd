import type { By } from "../../domain/facts.ts";
import type { Day, Minutes, Ore } from "../../domain/units.ts";
import { day, list, money, type Phrase, phrase, time, type Value } from "../../messages/phrase.ts";

/** A day in a table; a dash when there is none. */
export const dayCell = (on: Day | undefined): Phrase =>
  on === undefined ? noneCell : phrase("cell.day", { on: day(on) });
/** A time worked. */
export const timeCell = (minutes: Minutes): Phrase => phrase("cell.time", { time: time(minutes) });
/** An amount without VAT. */
export const moneyCell = (ore: Ore): Phrase => phrase("cell.money", { sum: money(ore) });
/** When, and by whom; a dash when it has not happened. */
export function byCell(on: Day | undefined, by: By | undefined): Phrase {
  if (on === undefined) return noneCell;
  return by === undefined ? dayCell(on) : phrase("cell.by", { on: day(on), by: by.name });
}
/** "a, b and c"; a dash when there is nothing. */
export const listCell = (items: readonly Value[]): Phrase =>
  items.length === 0 ? noneCell : phrase("cell.list", { items: list(items) });
/** Several things of more than a word each, one after the other; a dash when there is nothing. */
export function thenCell([first, ...more]: readonly Phrase[]): Phrase {
  if (first === undefined) return noneCell;
  return more.reduce((before, then) => phrase("cell.then", { first: before, then }), first);
}
/** Nothing. */
export const noneCell: Phrase = phrase("cell.none");
