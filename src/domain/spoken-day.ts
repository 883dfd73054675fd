import { comingDays, months, spokenDay, weekdays } from "../language/day-words.ts";
import { addDays, isDay, weekdayOf } from "./calendar.ts";
import type { Day } from "./units.ts";

/**
 * A day that notes name, and where in the text: from `start` up to `end`, the word before it (`senast`, `by`) included.
 */
export interface SpokenDay {
  readonly day: Day;
  readonly start: number;
  readonly end: number;
  /** With a word before it that makes it a deadline. */
  readonly deadline: boolean;
}

/**
 * The days that a line of notes names, in either language, read as days to come: `2026-12-04`, `4/12`, `4 dec`, `fre`,
 * `tomorrow`. A weekday is the next one after today; a day without a year is the next that is not past. A day that does
 * not exist is none.
 */
export function spokenDays(text: string, today: Day): readonly SpokenDay[] {
  return [...text.matchAll(spokenDay)].flatMap((match) => {
    const day = dayMeant(match.groups ?? {}, today);
    const deadline = match.groups?.before !== undefined;
    return day === undefined ? [] : [{ day, start: match.index, end: match.index + match[0].length, deadline }];
  });
}

function dayMeant(said: Readonly<Record<string, string | undefined>>, today: Day): Day | undefined {
  if (said.iso !== undefined) return isDay(said.iso) ? said.iso : undefined;
  if (said.d !== undefined) return comingDay(Number(said.m), Number(said.d), said.y, today);
  if (said.day !== undefined)
    return comingDay(1 + indexOf(months, said.month, "\\p{L}*"), Number(said.day), said.year, today);
  if (said.relative !== undefined) return addDays(today, indexOf(comingDays, said.relative));
  const ahead = (indexOf(weekdays, said.weekday) + 1 - weekdayOf(today) + 7) % 7;
  return addDays(today, ahead === 0 ? 7 : ahead);
}

function indexOf(patterns: readonly string[], word = "", rest = ""): number {
  return patterns.findIndex((pattern) => new RegExp(`^(?:${pattern})${rest}$`, "iu").test(word));
}

function comingDay(month: number, day: number, year: string | undefined, today: Day): Day | undefined {
  const inYear = (of: number | string): string =>
    `${of}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  if (year !== undefined) return existing(inYear(year));
  const thisYear = Number(today.slice(0, 4));
  // Up to eight years ahead, so that 29 February is found.
  for (let of = thisYear; of <= thisYear + 8; of++) {
    const coming = existing(inYear(of));
    if (coming !== undefined && coming >= today) return coming;
  }
  return undefined;
}

const existing = (text: string): Day | undefined => (isDay(text) ? text : undefined);
