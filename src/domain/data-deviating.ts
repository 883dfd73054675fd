import { monthName } from "../language/day-words.ts";
import { redDays } from "../language/holiday-words.ts";
import { addDays, daysBetween, isDay, weekdayOf } from "./calendar.ts";
import { dayAt, type WrittenDay } from "./data-day.ts";
import { fault, question, type ReadValue } from "./data-read.ts";
import { gapAt, partOf, type Spans, spansText, timesAt, trimmed, written } from "./data-spans.ts";
import { weekdayAt } from "./data-weekdays.ts";
import { holidayAt } from "./holiday.ts";
import type { Day } from "./units.ts";

/** When and where days are read. */
interface When {
  readonly today?: Day;
  readonly country: string;
}

/** Days that a text begins with. */
interface Dates {
  readonly days: readonly Day[];
  /** As it stands: with what parts them from what follows. */
  readonly rest: string;
  /** Their year is not said. */
  readonly isGuessed: boolean;
  /** They go by a name, or are several. */
  readonly isRead: boolean;
}

/**
 * Reads days on which the hours are others: `2026-12-24 stängt; 2026-12-31 8–12; 2–5/1 stängt`, and holidays by their
 * names, the next time that they come. What is read so, and what is past, is asked about.
 */
export function readDeviatingDays(text: string, when: When): ReadValue {
  const days = new Map<Day, Spans>();
  const past: Day[] = [];
  let [isGuessed, isRead] = [false, false];
  let rest = written(text);
  while (rest !== "") {
    const sentence = sentenceAt(rest, when, text);
    if (!("dates" in sentence)) return sentence;
    const { dates, spans } = sentence;
    for (const day of dates.days) {
      if (days.has(day)) return fault("hours.day-twice", { day });
      days.set(day, spans);
      if (!dates.isGuessed && when.today !== undefined && day < when.today) past.push(day);
    }
    isGuessed ||= dates.isGuessed;
    isRead ||= sentence.isRead;
    rest = sentence.rest;
  }
  if (days.size === 0) return fault("hours.unclear");
  const value = kept(days);
  const read = { read: told(inRuns(days)) };
  const isAsked = isRead || (isGuessed && days.size > 1);
  if (past.length > 0) {
    const gone = { past: told(inRuns(new Map(past.map((day) => [day, []]))).map((run) => run.split(" ")[0] ?? "")) };
    return isAsked || isGuessed
      ? question(value, "hours.past-read", { ...gone, ...read })
      : question(value, "hours.past", gone);
  }
  if (isAsked) return question(value, "hours.read", read);
  return isGuessed ? question(value, "day.year", { read: [...days.keys()][0] ?? "" }) : { value };
}

const inOrder = (days: ReadonlyMap<Day, Spans>): readonly (readonly [Day, string])[] =>
  [...days].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([day, spans]) => [day, spansText(spans)]);
const kept = (days: ReadonlyMap<Day, Spans>): string =>
  inOrder(days)
    .map((one) => one.join(" "))
    .join("; ");

/** Days that follow each other and have the same hours as one: `2026-12-24–2026-12-26 closed`. */
function inRuns(days: ReadonlyMap<Day, Spans>): readonly string[] {
  const runs: { from: Day; to: Day; spans: string }[] = [];
  for (const [day, spans] of inOrder(days)) {
    const last = runs.at(-1);
    if (last?.spans === spans && addDays(last.to, 1) === day) last.to = day;
    else runs.push({ from: day, to: day, spans });
  }
  return runs.map(({ from, to, spans }) => `${from === to ? from : `${from}–${to}`} ${spans}`);
}

/** As many of the runs of days that were read as are told. */
const mostRuns = 12;
const told = (runs: readonly string[]): string =>
  [...runs.slice(0, mostRuns), ...(runs.length > mostRuns ? ["…"] : [])].join("; ");

interface Sentence {
  readonly dates: Dates;
  readonly spans: Spans;
  readonly isRead: boolean;
  readonly rest: string;
}

/** Days and what is told of them, also the other way round: *stängt julafton*. */
function sentenceAt(text: string, when: When, whole: string): Sentence | ReadValue {
  const dates = datesAt(text, when);
  if (typeof dates === "string") return fault(dates);
  if (dates === undefined) {
    const before = timesAt(text);
    if (before.wrong !== undefined) return before.wrong;
    const its = before.isOpen === undefined ? undefined : datesAfter(before.rest, when);
    if (typeof its === "string") return fault(its);
    if (its !== undefined) return { dates: its, spans: before.spans, isRead: true, rest: trimmed(its.rest) };
    return redDays.test(text.split(";")[0] ?? "")
      ? fault("hours.red-days")
      : fault("hours.no-day", { part: partOf(whole, text) });
  }
  const rest = trimmed(dates.rest);
  const times = timesAt(rest);
  if (times.wrong !== undefined) return times.wrong;
  const [first = "", last = first] = [dates.days[0], dates.days.at(-1)];
  const day = first === last ? first : `${first}–${last}`;
  if (times.isOpen === undefined)
    return rest === "" || gapAt(dates.rest).includes(";")
      ? fault("hours.no-times-on", { day })
      : fault("hours.not-times-on", { day, part: partOf(whole, rest) });
  return { dates, spans: times.spans, isRead: dates.isRead || times.isRead, rest: times.rest };
}

/** A day that only its month follows: `24/12`, `24 dec`. */
const dayOfMonth = String.raw`\d{1,2}(?:\s*/\s*\d|(?:\.|:[ae]|th|st|nd|rd)?\s*${monthName}\b)`;
/** The first of days of one month: `24-` of `24-26 dec`, `24, 25 och ` of `24, 25 och 26 dec`. */
const firstOf = new RegExp(String.raw`^(\d{1,2})\.?\s*(?:-|till\b|to\b)\s*(?=${dayOfMonth})`, "u");
const someOf = new RegExp(
  String.raw`^((?:\d{1,2}\s*,\s*)*\d{1,2})\s*(?:,\s*)?(?:&|och\b|and\b|samt\b)\s*(?=${dayOfMonth})`,
  "u",
);
const upTo = /^\s*(?:-|till\b|to\b|t\.?o\.?m\.?)\s*/;
/** What is between days of which the same is told. */
const alsoOf = /^\s*(?:,\s*(?:och\b|and\b|samt\b)?|&|\+|och\b|and\b|samt\b)\s*/;

/** All days that a text begins with; undefined: none. A text is what is wrong with them. */
function datesAt(text: string, when: When): Dates | string | undefined {
  const first = runAt(text, when);
  if (first === undefined || typeof first === "string") return first;
  const also = alsoOf.exec(first.rest);
  const more = also === null ? undefined : datesAt(first.rest.slice(also[0].length), when);
  if (more === undefined || typeof more === "string") return first;
  return {
    days: [...first.days, ...more.days],
    rest: more.rest,
    isGuessed: first.isGuessed || more.isGuessed,
    isRead: true,
  };
}

/** The days that hours are of which stand before them: the first of them alone where other hours follow. */
function datesAfter(text: string, when: When): Dates | string | undefined {
  const all = datesAt(text, when);
  const isFollowed = typeof all === "object" && timesAt(trimmed(all.rest)).isOpen !== undefined;
  return isFollowed ? runAt(text, when) : all;
}

/** One day, days from one to another, or several of one month. */
function runAt(written: string, when: When): Dates | string | undefined {
  const text = withoutWeekday(written, when);
  const some = firstOf.exec(text) ?? someOf.exec(text);
  if (some !== null) {
    const last = dayAt(text.slice(some[0].length), when.today);
    if (last?.day === undefined) return "day.none";
    return ofMonth(some[1] ?? "", last.day, {
      isRun: firstOf.test(text),
      isGuessed: last.isGuessed,
      rest: text.slice(some[0].length + last.length),
    });
  }
  const first = dateAt(text, when);
  if (first === undefined) return undefined;
  if (first.day === undefined) return "day.none";
  const rest = text.slice(first.length);
  const dash = upTo.exec(rest);
  if (dash === null) return { days: [first.day], rest, isGuessed: first.isGuessed, isRead: first.isNamed };
  const after = rest.slice(dash[0].length);
  const last = dateAt(after, when);
  if (last !== undefined) return between(text, after, after.slice(last.length), when);
  // *Dec 24–26*, *2026-12-24–26 stängt*.
  const isOn = /^(?:[a-z]|\d{4}-)/.test(text) && !first.isNamed;
  const on = isOn ? /^(\d{1,2})(?:th|st|nd|rd)?(?![\d:./]|\s*-)/.exec(after) : null;
  if (on === null) return { days: [first.day], rest, isGuessed: first.isGuessed, isRead: first.isNamed };
  const until = inMonth(first.day, on[1] ?? "");
  const days = until === undefined ? [] : runOf(first.day, until);
  if (days.length === 0) return "hours.run";
  return { days, rest: after.slice(on[0].length), isGuessed: first.isGuessed, isRead: true };
}

function ofMonth(
  numbers: string,
  last: Day,
  { isRun, ...more }: Pick<Dates, "rest" | "isGuessed"> & { readonly isRun: boolean },
): Dates | string {
  const named = numbers.split(/\s*,\s*/).map((one) => inMonth(last, one));
  const days = named.filter((one) => one !== undefined);
  if (days.length < named.length) return "day.none";
  if (!isRun) return { ...more, days: [...days, last], isRead: false };
  const run = runOf(days[0] ?? last, last);
  return run.length === 0 ? "hours.run" : { ...more, days: run, isRead: false };
}

/**
 * The days from one to another; where only one has its year the other is the nearest to it, and where today lies
 * between them they have begun.
 */
function between(from: string, to: string, rest: string, when: When): Dates | string {
  let [first, last] = [dateAt(from, when), dateAt(to, when)];
  if (last?.isGuessed === true && first?.isGuessed === false && first.day !== undefined)
    last = dateAt(to, { ...when, today: first.day });
  if (last?.day !== undefined && first?.isGuessed === true && (!last.isGuessed || (first.day ?? "") > last.day))
    first = dateAt(from, { ...when, today: addDays(last.day, 1 - longestRun) });
  if (first?.day === undefined || last?.day === undefined) return "day.none";
  const days = runOf(first.day, last.day);
  if (days.length === 0) return "hours.run";
  return { days, rest, isGuessed: first.isGuessed || last.isGuessed, isRead: first.isNamed || last.isNamed };
}

interface FoundDay extends WrittenDay {
  readonly isNamed: boolean;
}

function dateAt(text: string, { today, country }: When): FoundDay | undefined {
  const day = dayAt(text, today);
  if (day !== undefined) return { ...day, isNamed: false };
  const holiday = holidayAt(text, country, today);
  return holiday && { ...holiday, isNamed: true };
}

/** A weekday before its date says nothing more: without it; as it stands where the date is another's. */
function withoutWeekday(text: string, { today }: When): string {
  const weekday = weekdayAt(text);
  if (weekday?.days.length !== 1) return text;
  const rest = text.slice(weekday.length).replace(/^[\s,.:]+(?:den )?/, "");
  const day = dayAt(rest, today)?.day;
  return day !== undefined && weekdayOf(day) === 1 + (weekday.days[0] ?? 0) ? rest : text;
}

/** The longest run of days that is read as one. */
const longestRun = 62;

function runOf(first: Day, last: Day): readonly Day[] {
  const count = daysBetween(first, last) + 1;
  return count < 1 || count > longestRun ? [] : Array.from({ length: count }, (_, index) => addDays(first, index));
}

/** The day of a month that has another day. */
function inMonth(day: Day, number: string): Day | undefined {
  const text = `${day.slice(0, 8)}${number.padStart(2, "0")}`;
  return isDay(text) ? text : undefined;
}
