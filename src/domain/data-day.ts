import { monthName, months } from "../language/day-words.ts";
import { addDays, isDay } from "./calendar.ts";
import type { GivenCell } from "./data-given.ts";
import { fault, question, type ReadValue, repaired } from "./data-read.ts";
import { plainDashes } from "./data-text.ts";
import type { Day } from "./units.ts";

/** Reads a day: a workbook's own, its number, or as people write it. A day that does not exist is a fault. */
export function readDay(cell: GivenCell, text: string, today?: Day): ReadValue {
  if (cell !== null && typeof cell === "object") return { value: cell.day };
  // 1954 to 2119, as a workbook counts days.
  if (/^\d{5}$/.test(text) && Number(text) >= 20_000 && Number(text) < 80_000) {
    const day = addDays("1899-12-30" as Day, Number(text));
    return repaired(day, "day.number", { read: day });
  }
  const found = dayAt(plainDashes(text), today);
  if (found === undefined || found.length !== text.length) return fault("day.invalid");
  if (found.day === undefined) return fault("day.none");
  return found.isGuessed ? question(found.day, "day.year", { read: found.day }) : { value: found.day };
}

/** A day at the beginning of a text. */
export interface WrittenDay {
  /** Unset: written like one, and there is none such. */
  readonly day?: Day;
  /** How many characters it takes. */
  readonly length: number;
  /** It has no year, and is the next that is not past. */
  readonly isGuessed: boolean;
}

const forms: readonly RegExp[] = [
  /^(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?!\d)/u,
  /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?!\d)/u,
  /^(?<d>\d{1,2})[/.](?<m>\d{1,2})[-/. ]\s?(?<y>\d{4})(?!\d)/u,
  /^(?<d>\d{1,2})[/](?<m>\d{1,2})(?![\d/])/u,
  new RegExp(
    `^(?:den |the )?(?<d>\\d{1,2})(?:\\.|:[ea]|th|st|nd|rd)? (?<name>${monthName}(?!\\p{L}))\\.?(?: (?<y>\\d{4}))?(?!\\d)`,
    "iu",
  ),
  // *Jul 24* is Swedish Christmas.
  new RegExp(
    `^(?!jul )(?<name>${monthName}(?!\\p{L}))\\.? (?:the )?(?<d>\\d{1,2})(?:th|st|nd|rd)?(?:,? (?<y>20\\d{2})(?!\\s*[-:.]\\s*\\d))?(?!\\d|[:.]\\d)`,
    "iu",
  ),
];

/** The day that a text begins with, in any of the spellings of Swedish and English; undefined: it begins with none. */
export function dayAt(text: string, today?: Day): WrittenDay | undefined {
  for (const form of forms) {
    const found = form.exec(text);
    if (found === null) continue;
    const { y, m, d = "", name } = found.groups ?? {};
    const month =
      name === undefined ? Number(m) : 1 + months.findIndex((one) => new RegExp(`^${one}`, "iu").test(name));
    if (y !== undefined) return { ...existing(Number(y), month, Number(d)), length: found[0].length, isGuessed: false };
    if (today === undefined) return { length: found[0].length, isGuessed: true };
    return { ...coming(month, Number(d), today), length: found[0].length, isGuessed: true };
  }
  return undefined;
}

function existing(year: number, month: number, day: number): { readonly day?: Day } {
  const text = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return isDay(text) ? { day: text } : {};
}

function coming(month: number, day: number, today: Day): { readonly day?: Day } {
  const year = Number(today.slice(0, 4));
  // Up to eight years ahead, so that 29 February is found.
  for (let of = year; of <= year + 8; of += 1) {
    const found = existing(of, month, day);
    if (found.day !== undefined && found.day >= today) return found;
  }
  return {};
}
