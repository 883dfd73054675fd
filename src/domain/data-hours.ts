import { fold } from "../language/fold.ts";
import { addDays, daysBetween } from "./calendar.ts";
import { dayAt } from "./data-day.ts";
import { fault, question, type ReadValue, repaired } from "./data-read.ts";
import { plainDashes } from "./data-text.ts";
import type { Day } from "./units.ts";

/** The days of a week as opening hours are kept, Monday first. */
export const weekDays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

interface Span {
  readonly from: string;
  readonly to: string;
}
/** The spans of a day; none: closed. */
type Spans = readonly Span[];

// Folded, so without dots and accents; the longest first.
const dayWords: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^(?:vardagar|vardag|weekdays|weekday|helgfria vardagar)\b/, [0, 1, 2, 3, 4]],
  [/^(?:helgen|helger|helg|weekends|weekend)\b/, [5, 6]],
  [/^(?:alla dagar|alla veckans dagar|varje dag|dagligen|every day|all days|daily|all week)\b/, [0, 1, 2, 3, 4, 5, 6]],
  [/^(?:mandagar|mandag|man|mondays|monday|mon|ma)\b\.?/, [0]],
  [/^(?:tisdagar|tisdag|tis|tuesdays|tuesday|tues|tue|ti)\b\.?/, [1]],
  [/^(?:onsdagar|onsdag|ons|wednesdays|wednesday|wed|on)\b\.?/, [2]],
  [/^(?:torsdagar|torsdag|tors|tor|thursdays|thursday|thurs|thur|thu|to(?=\s*[-:;,\d]))\b\.?/, [3]],
  [/^(?:fredagar|fredag|fre|fridays|friday|fri|fr)\b\.?/, [4]],
  [/^(?:lordagar|lordag|lor|saturdays|saturday|sat|lo)\b\.?/, [5]],
  [/^(?:sondagar|sondag|son|sundays|sunday|sun|so)\b\.?/, [6]],
];
const closed = /^(?:stangt|stangd|closed|ledigt)\b/;
const allDay =
  /^(?:dygnet runt|hela dygnet|around the clock|round the clock|all day|24\s*h(?:ours)?\b|24\/7|24-7|alltid\b|always\b)/;
/** What stands between words that say so, however many do: `alltid öppet / dygnet runt`. */
const betweenAllDay = /^(?:[\s.,:/()&-]|och\b|and\b|oppet\b|oppen\b|open\b)+/;
/** What may follow them where no days are named. */
const allYear =
  /^(?:aret runt|aret om|arets alla dagar|all year|every day of the year|365(?: dagar| days)?(?: om aret| a year)?)\s*\)?/;
const span =
  /^(?:kl\.?\s*)?(\d{1,2}(?:[.:]?\d{2})?)\s*(?:-|till|to)\s*(?:kl\.?\s*)?(\d{1,2}(?:[.:]?\d{2})?)(?![\d/]|-\d)/;
/** What may stand between the parts and says nothing. */
const between = /^(?:[\s.,;:&+]|och\b|samt\b|and\b|oppet\b|open\b|kl\b\.?|=)+/;

/**
 * Reads the opening hours of a week: `mån–fre 8–12, 13–17; lör–sön stängt`. All seven days must be told and no spans of
 * a day may overlap; a weekend that is not named is read as closed, and said.
 */
export function readOpeningHours(text: string): ReadValue {
  const week = new Map<number, Spans>();
  let rest = written(text);
  while (rest !== "") {
    const { days, rest: afterDays } = daysAt(rest);
    let times = timesAt(afterDays);
    if (days.length === 0 && week.size === 0 && allDayAt(afterDays) > 0) {
      days.push(0, 1, 2, 3, 4, 5, 6);
      times = { ...times, rest: afterAllDay(times.rest) };
    } else if (days.length === 0) return fault(times.isOpen === undefined ? "hours.unclear" : "hours.no-days");
    if (times.isOpen === undefined) return fault("hours.no-times", { days: idsOf(days) });
    const wrong = spansFault(times.spans);
    if (wrong !== undefined) return wrong;
    for (const day of days) {
      const before = week.get(day);
      // Closed and open on the same day, or twice the same: one of them is a mistake.
      if (before !== undefined && (before.length === 0 || times.spans.length === 0))
        return fault("hours.twice", { days: idsOf([day]) });
      const together = [...(before ?? []), ...times.spans];
      const clash = spansFault(together);
      if (clash !== undefined) return clash;
      week.set(day, together);
    }
    rest = times.rest;
  }
  return wholeWeek(week);
}

function wholeWeek(week: Map<number, Spans>): ReadValue {
  const missing = weekDays.flatMap((_, day) => (week.has(day) ? [] : [day]));
  const isWeekend = missing.length > 0 && missing.every((day) => day >= 5);
  if (missing.length > 0 && !isWeekend) return fault("hours.days-missing", { days: idsOf(missing) });
  const value = weekDays.map((id, day) => `${id} ${spansText(week.get(day) ?? [])}`).join("; ");
  return isWeekend ? repaired(value, "hours.weekend", { days: idsOf(missing) }) : { value };
}

/** Reads days on which the hours are others: `2026-12-24 stängt; 2026-12-31 8–12; 2–5/1 stängt`. */
export function readDeviatingDays(text: string, today?: Day): ReadValue {
  const days = new Map<Day, Spans>();
  let isGuessed = false;
  let rest = written(text);
  while (rest !== "") {
    const found = datesAt(rest, today);
    if (typeof found === "string") return fault(found);
    const times = timesAt(found.rest);
    if (times.isOpen === undefined) return fault("hours.no-times-on", { day: found.days[0] ?? "" });
    const wrong = spansFault(times.spans);
    if (wrong !== undefined) return wrong;
    for (const day of found.days) {
      if (days.has(day)) return fault("hours.day-twice", { day });
      days.set(day, times.spans);
    }
    isGuessed ||= found.isGuessed;
    rest = times.rest;
  }
  if (days.size === 0) return fault("hours.unclear");
  const value = [...days]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, spans]) => `${day} ${spansText(spans)}`)
    .join("; ");
  return isGuessed ? question(value, "day.year", { read: [...days.keys()].toSorted()[0] ?? "" }) : { value };
}

/** The longest run of days that is read as one. */
const longestRun = 62;

function datesAt(
  text: string,
  today?: Day,
): { readonly days: readonly Day[]; readonly rest: string; readonly isGuessed: boolean } | string {
  const run = /^(\d{1,2})\s*-\s*(\d{1,2}\/\d{1,2}.*)$/s.exec(text);
  const later = run === null ? undefined : dayAt(run[2] ?? "", today);
  const first = run === null ? dayAt(text, today) : undefined;
  if (run !== null && later?.day !== undefined) {
    const from = `${later.day.slice(0, 8)}${(run[1] ?? "").padStart(2, "0")}` as Day;
    const rest = (run[2] ?? "").slice(later.length);
    return { days: runOf(from, later.day), rest: trimmed(rest), isGuessed: later.isGuessed };
  }
  if (first === undefined) return "hours.no-day";
  if (first.day === undefined) return "day.none";
  const after = text.slice(first.length);
  const dash = /^\s*(?:-|till|to)\s*(?=\d)/.exec(after);
  const last = dash === null ? undefined : dayAt(after.slice(dash[0].length), today);
  if (dash === null || last === undefined)
    return { days: [first.day], rest: trimmed(after), isGuessed: first.isGuessed };
  if (last.day === undefined) return "day.none";
  const days = runOf(first.day, last.day);
  if (days.length === 0) return "hours.run";
  const isGuessed = first.isGuessed || last.isGuessed;
  return { days, rest: trimmed(after.slice(dash[0].length + last.length)), isGuessed };
}

function runOf(first: Day, last: Day): readonly Day[] {
  const count = daysBetween(first, last) + 1;
  return count < 1 || count > longestRun ? [] : Array.from({ length: count }, (_, index) => addDays(first, index));
}

const written = (text: string): string => trimmed(fold(plainDashes(text).replaceAll("\n", "; ")));
const trimmed = (text: string): string => text.replace(between, "").replace(/[\s.,;]+$/, "");

/** The weekdays that a text begins with: `man-fre`, `man, ons och fre`. */
function daysAt(text: string): { readonly days: number[]; readonly rest: string } {
  const days: number[] = [];
  let rest = text;
  for (;;) {
    const first = weekdayAt(rest);
    if (first === undefined) return { days, rest };
    rest = rest.slice(first.length);
    const dash = /^\s*(?:-|till|to|t\.o\.m\.?)\s*/.exec(rest);
    const last = dash === null ? undefined : weekdayAt(rest.slice(dash[0].length));
    if (dash !== null && last !== undefined) {
      rest = rest.slice(dash[0].length + last.length);
      const [from = 0] = first.days;
      const to = last.days.at(-1) ?? 6;
      for (let day = from; day !== to; day = (day + 1) % 7) days.push(day);
      days.push(to);
    } else days.push(...first.days);
    rest = trimmed(rest);
  }
}

function weekdayAt(text: string): { readonly days: readonly number[]; readonly length: number } | undefined {
  for (const [word, days] of dayWords) {
    const found = word.exec(text);
    if (found !== null) return { days, length: found[0].length };
  }
  return undefined;
}

/** What is told of the days before it: spans, or that it is closed; `isOpen` unset: nothing. */
function timesAt(text: string): { readonly spans: Span[]; readonly isOpen?: boolean; readonly rest: string } {
  const isClosed = closed.exec(text);
  if (isClosed !== null) return { spans: [], isOpen: false, rest: trimmed(text.slice(isClosed[0].length)) };
  const isAllDay = allDayAt(text);
  if (isAllDay > 0)
    return { spans: [{ from: "00:00", to: "24:00" }], isOpen: true, rest: trimmed(text.slice(isAllDay)) };
  const spans: Span[] = [];
  let rest = text;
  for (let found = span.exec(rest); found !== null; found = span.exec(rest)) {
    spans.push({ from: clock(found[1]), to: clock(found[2]) });
    rest = trimmed(rest.slice(found[0].length));
  }
  return spans.length === 0 ? { spans, rest } : { spans, isOpen: true, rest };
}

/** How much of a text says at its beginning that it is open all day; 0: nothing. */
function allDayAt(text: string): number {
  let said = 0;
  for (let at = 0; ; ) {
    at += betweenAllDay.exec(text.slice(at))?.[0].length ?? 0;
    const found = allDay.exec(text.slice(at));
    if (found === null) return said;
    at += found[0].length;
    said = at;
  }
}

/** What follows it where no days were named: that it is so on all of them, or all year, says nothing more. */
function afterAllDay(text: string): string {
  const { days, rest } = daysAt(text);
  const left = days.length >= 7 && timesAt(rest).isOpen === undefined ? rest : text;
  return trimmed(trimmed(left.replace(/^[/()-]\s*/, "")).replace(allYear, ""));
}

function clock(text = ""): string {
  const digits = text.replace(/[.:]/, "");
  const [hours, minutes] = digits.length <= 2 ? [digits, "00"] : [digits.slice(0, -2), digits.slice(-2)];
  return `${hours.padStart(2, "0")}:${minutes}`;
}

const clocks = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

function spansFault(spans: Spans): ReadValue | undefined {
  for (const { from, to } of spans) {
    const wrong = [from, to].find((time) => !clocks.test(time));
    if (wrong !== undefined) return fault("hours.clock", { time: wrong });
    if (to <= from) return fault("hours.backwards", { from, to });
  }
  const inOrder = spans.toSorted((one, other) => (one.from < other.from ? -1 : 1));
  const clash = inOrder.findIndex((one, index) => index > 0 && one.from < (inOrder[index - 1]?.to ?? ""));
  const [before, after] = [inOrder[clash - 1], inOrder[clash]];
  return before === undefined || after === undefined
    ? undefined
    : fault("hours.overlap", { one: `${before.from}–${before.to}`, span: `${after.from}–${after.to}` });
}

const idsOf = (days: readonly number[]): string => days.map((day) => weekDays[day] ?? "").join(" ");

function spansText(spans: Spans): string {
  if (spans.length === 0) return "closed";
  return spans
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .map(({ from, to }) => `${from}-${to}`)
    .join(" ");
}
