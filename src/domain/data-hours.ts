import { fault, question, type ReadValue, repaired } from "./data-read.ts";
import {
  allDayAt,
  breakAfter,
  breakAt,
  breakWordsAt,
  cutOut,
  gapAt,
  partOf,
  type Spans,
  spansFault,
  spansText,
  timesAt,
  trimmed,
  written,
} from "./data-spans.ts";

import { idsOf, saysDays, weekDays, weekdayAt } from "./data-weekdays.ts";

/** What may follow words for all day where no days are named. */
const allYear =
  /^(?:aret runt|aret om|arets alla dagar|all year|every day of the year|365(?: dagar| days)?(?: om aret| a year)?)\s*\)?/;

/** What a sentence of opening hours tells. */
interface Sentence {
  readonly told: readonly (readonly [day: number, spans: Spans])[];
  /** It stands in place of what was told before. */
  readonly isInstead?: boolean;
  readonly isRead: boolean;
  readonly rest: string;
}

/**
 * Reads the opening hours of a week: `mån–fre 8–12, 13–17; lör–sön stängt`. All seven days must be told and no spans of
 * a day may overlap; a weekend that is not named is read as closed, and said. What is not written out, as a break for
 * lunch or `8–5 pm`, is read and asked about.
 */
export function readOpeningHours(text: string): ReadValue {
  const week = new Map<number, Spans>();
  let isRead = false;
  let rest = written(text);
  while (rest !== "") {
    const sentence = sentenceAt(rest, week, text);
    if (!("told" in sentence)) return sentence;
    const wrong = tell(week, sentence);
    if (wrong !== undefined) return wrong;
    isRead ||= sentence.isRead;
    rest = sentence.rest;
  }
  return wholeWeek(week, isRead);
}

function tell(week: Map<number, Spans>, { told, isInstead }: Sentence): ReadValue | undefined {
  for (const [day, spans] of told) {
    const before = isInstead ? undefined : week.get(day);
    // Closed and open on the same day, or twice the same: one of them is a mistake.
    if (before !== undefined && (before.length === 0 || spans.length === 0))
      return fault("hours.twice", { days: idsOf([day]) });
    const together = [...(before ?? []), ...spans];
    const clash = spansFault(together);
    if (clash !== undefined) return clash;
    week.set(day, together);
  }
  return undefined;
}

function sentenceAt(text: string, week: ReadonlyMap<number, Spans>, whole: string): Sentence | ReadValue {
  const { days, rest, isSplit } = daysAt(text);
  const pause = pauseAt(text, week);
  if (pause !== undefined) return pause;
  const times = timesAt(rest);
  if (times.wrong !== undefined) return times.wrong;
  if (days.length > 0) {
    if (times.isOpen !== undefined)
      return { told: each(days, times.spans), isRead: times.isRead || isSplit, rest: times.rest };
    return rest === ""
      ? fault("hours.no-times", { days: idsOf(days) })
      : fault("hours.not-times", { days: idsOf(days), part: partOf(whole, rest) });
  }
  const after = daysAfter(times.rest);
  const isAllWeek = week.size === 0 && allDayAt(text) > 0 && (after.days.length === 0 || after.days.length > 6);
  if (isAllWeek)
    return { told: each([0, 1, 2, 3, 4, 5, 6], times.spans), isRead: false, rest: afterAllDay(times.rest) };
  if (times.isOpen === undefined) return week.size === 0 ? fault("hours.unclear") : notRead(whole, text);
  // *8–17 mån–fre*: days that no hours follow are those of the hours before them.
  if (after.days.length > 0) return { told: each(after.days, times.spans), isRead: true, rest: trimmed(after.rest) };
  return saysDays(written(whole)) ? notRead(whole, text) : fault("hours.no-days");
}

/** The days that hours are of which stand before them: those up to where the next hours may begin. */
function daysAfter(text: string): ReturnType<typeof daysAt> {
  const all = daysAt(text);
  if (timesAt(all.rest).isOpen === undefined) return all;
  const sentence = daysAt(text, /;/);
  return sentence.isEnded ? sentence : daysAt(text, /[,;]/);
}

const each = (days: readonly number[], spans: Spans) => days.map((day) => [day, spans] as const);
const notRead = (whole: string, rest: string): ReadValue => fault("hours.part", { part: partOf(whole, rest) });

/** A break by itself, of days that were told: *lunch mån–fre 12–13*, *mån–fre lunch 12–13*, of all of them. */
function pauseAt(text: string, week: ReadonlyMap<number, Spans>): Sentence | ReadValue | undefined {
  const before = daysAt(text);
  const words = breakWordsAt(before.rest);
  if (words === 0) return undefined;
  const named = daysAt(before.rest.slice(words));
  const pause =
    named.days.length === 0 ? breakAt(before.rest) : breakAfter(before.rest, before.rest.length - named.rest.length);
  if (pause === undefined) return undefined;
  const open = [...week].flatMap(([day, spans]) => (spans.length > 0 ? [day] : []));
  const days = [...before.days, ...named.days];
  if (open.length === 0 || days.some((day) => !open.includes(day))) return undefined;
  const after = trimmed(before.rest.slice(pause.length));
  const last = daysAt(after);
  // *12–13 alla dagar*: of those that are told.
  const isLast = days.length === 0 && last.days.length > 0 && timesAt(last.rest).isOpen === undefined;
  const { from, to } = pause.span;
  const isWithin = (day: number): boolean => week.get(day)?.some((one) => one.from < to && from < one.to) === true;
  const among = days.length > 0 ? days : open.filter(isLast ? (day) => last.days.includes(day) : isWithin);
  if (among.length === 0) return fault("hours.break", { from, to });
  const told: [number, Spans][] = [];
  for (const day of among) {
    const cut = cutOut(week.get(day) ?? [], [pause.span]);
    if (cut.wrong !== undefined) return cut.wrong;
    told.push([day, cut.spans]);
  }
  return { told, isInstead: true, isRead: true, rest: isLast ? trimmed(last.rest.replace(/^\)/, "")) : after };
}

function wholeWeek(week: Map<number, Spans>, isRead: boolean): ReadValue {
  const missing = weekDays.flatMap((_, day) => (week.has(day) ? [] : [day]));
  const isWeekend = missing.length > 0 && missing.every((day) => day >= 5);
  if (missing.length > 0 && !isWeekend) return fault("hours.days-missing", { days: idsOf(missing) });
  const value = weekDays.map((id, day) => `${id} ${spansText(week.get(day) ?? [])}`).join("; ");
  if (isRead) return question(value, "hours.read", { read: value });
  return isWeekend ? repaired(value, "hours.weekend", { days: idsOf(missing) }) : { value };
}

/**
 * The weekdays that a text begins with: `man-fre`, `man, ons och fre`; `isSplit`: in more than one sentence. `end`:
 * what they end at, `isEnded`: they did.
 */
function daysAt(
  text: string,
  end?: RegExp,
): { readonly days: number[]; readonly rest: string; readonly isSplit: boolean; readonly isEnded: boolean } {
  const days: number[] = [];
  let rest = text;
  let isSplit = false;
  let isNext = false;
  for (;;) {
    const first = weekdayAt(rest);
    if (first === undefined) return { days, rest, isSplit, isEnded: false };
    isSplit ||= isNext;
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
    const gap = gapAt(rest);
    isNext = gap.includes(";");
    rest = trimmed(rest);
    if (end?.test(gap)) return { days, rest, isSplit, isEnded: true };
  }
}

/** What follows it where no days were named: that it is so on all of them, or all year, says nothing more. */
function afterAllDay(text: string): string {
  const { days, rest } = daysAt(text);
  const left = days.length >= 7 && timesAt(rest).isOpen === undefined ? rest : text;
  return trimmed(trimmed(left.replace(/^[/()-]\s*/, "")).replace(allYear, ""));
}
