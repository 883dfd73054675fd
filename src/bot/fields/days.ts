import { addDays, businessCalendar, instantOf, isDay, weekdayOf } from "../../domain/calendar.ts";
import { afterSkipped, comesOn, lastBefore, type Moment } from "../../domain/clock.ts";
import type { Day } from "../../domain/units.ts";
import { months } from "../../language/day-words.ts";
import { fold } from "../../language/fold.ts";
import type { Language } from "../../messages/language.ts";
import { wordsOf } from "../../messages/vocabulary.ts";
import { type Field, FieldProblem, fieldOf, fieldProblem, type ReadEnv } from "../field.ts";
import { cleanText } from "../tokens.ts";

/** Which way a day without a year, or a weekday, is read. */
export type Direction = "past" | "future";

const relative: Readonly<Record<string, number>> = {
  today: 0,
  idag: 0,
  yesterday: -1,
  igar: -1,
  tomorrow: 1,
  imorgon: 1,
  imorron: 1,
};
const weekdays: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ["mon", "monday", "man", "mandag"],
    ["tue", "tues", "tuesday", "tis", "tisdag"],
    ["wed", "wednesday", "ons", "onsdag"],
    ["thu", "thur", "thurs", "thursday", "tor", "tors", "torsdag"],
    ["fri", "friday", "fre", "fredag"],
    ["sat", "saturday", "lor", "lordag"],
    ["sun", "sunday", "son", "sondag"],
  ].flatMap((words, index) => words.map((word) => [word, index + 1] as const)),
);

const pad = (part: number, digits = 2): string => String(part).padStart(digits, "0");

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** What a day that there is not may have been meant as: a business day near it; none on the wrong side. */
type NearDay = (last: Day) => Day | undefined;

/**
 * The business day nearest to the end of a month, of what is planned the later one rather than an earlier: ahead of
 * today, as what has happened is not.
 */
const nearDay =
  ({ today, agreement }: ReadEnv, direction: Direction): NearDay =>
  (last) => {
    const { isBusinessDay } = businessCalendar(agreement.calendar);
    const isOnSide = (on: Day): boolean => (direction === "future" ? on > today : on <= today);
    const away = Array.from({ length: mostAway + 1 }, (_, count) => (count === 0 ? [0] : [count, -count])).flat();
    return away.map((count) => addDays(last, count)).find((on) => isBusinessDay(on) && isOnSide(on));
  };
/** No run of days off is longer on both sides. */
const mostAway = 4;

/** A calendar day, or a problem that says what is wrong with it: February 2026 has 28 days. */
function dayOfParts(typed: string, year: number, month: number, date: number, near: NearDay): Day {
  if (year < 2000 || year > 2199) throw fieldProblem("field.day.year", { typed });
  if (month < 1 || month > 12) throw fieldProblem("field.day.month", { typed });
  const last = daysInMonth(year, month);
  if (date < 1 || date > last) {
    const instead = `${pad(year, 4)}-${pad(month)}-${pad(last)}`;
    throw fieldProblem(
      "field.day.date",
      { typed, month: `${pad(year, 4)}-${pad(month)}`, days: last },
      date > last && isDay(instead) ? near(instead) : undefined,
    );
  }
  const day = `${pad(year, 4)}-${pad(month)}-${pad(date)}`;
  if (!isDay(day)) throw fieldProblem("field.day.unknown", { typed });
  return day;
}

const monthNames = months.map(
  (name) => new RegExp(`^${name}(?:r?uari|r?uary|s|ch|il|i|y|e|usti?|t|tember|ober|ember)?$`, "iu"),
);
const namedDay = /^(\d{1,2})(?:\.|:e|e|st|nd|rd|th)?(\p{L}{3,9})\.?(\d{4})?$/u;

/** `15jan2027` as `15/1/2027`; anything else as it is. */
function named(word: string): string {
  const [, date, name = "", year] = namedDay.exec(word) ?? [];
  const month = monthNames.findIndex((one) => one.test(name)) + 1;
  return month === 0 ? word : `${date}/${month}${year === undefined ? "" : `/${year}`}`;
}

/** How many of the coming words are a day: `15 jan 2027` is three. */
function daySpan([first = "", second = "", third = ""]: readonly string[]): number {
  if (named(fold(`${first}${second}`)) === fold(`${first}${second}`) || !/^\d/u.test(first) || second === "") return 1;
  return /^\d{4}$/u.test(third) ? 3 : 2;
}

/**
 * The day that was typed. A weekday in the past may be today; in the future it is after today, since who means today
 * says so. Throws FieldProblem.
 */
export function readDay(raw: string, today: Day, direction: Direction, near: NearDay = (last) => last): Day {
  const typed = cleanText(raw).trim();
  const word = fold(typed).replace(/\s+/gu, "");
  const offset = Object.hasOwn(relative, word) ? relative[word] : undefined;
  if (offset !== undefined) return addDays(today, offset);
  const weekday = Object.hasOwn(weekdays, word) ? weekdays[word] : undefined;
  if (weekday !== undefined) {
    const back = (weekdayOf(today) - weekday + 7) % 7;
    return direction === "past" ? addDays(today, -back) : addDays(today, 7 - back);
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(word);
  if (iso !== null) return dayOfParts(typed, Number(iso[1]), Number(iso[2]), Number(iso[3]), near);
  const short = /^(\d{1,2})\/(\d{1,2})(?:[-/](\d{4}))?$/u.exec(named(word));
  if (short === null) throw fieldProblem("field.day.unknown", { typed });
  const [date, month] = [Number(short[1]), Number(short[2])];
  if (short[3] !== undefined) return dayOfParts(typed, Number(short[3]), month, date, near);
  const year = Number(today.slice(0, 4));
  const monthAndDate = `${pad(month)}-${pad(date)}`;
  const passed = monthAndDate <= today.slice(5);
  const isToday = monthAndDate === today.slice(5);
  if (direction === "past") return dayOfParts(typed, passed ? year : year - 1, month, date, near);
  return dayOfParts(typed, passed && !isToday ? year + 1 : year, month, date, near);
}

/** A day's word at the beginning, in a language: `fre 10:00` for `fri 10:00`, `idag` for `today`. */
function spokenDay(typed: string, language: Language): string {
  return typed.replace(/^\p{L}+/u, (word) => {
    const away = Object.hasOwn(relative, fold(word)) ? relative[fold(word)] : undefined;
    if (away !== undefined) return wordsOf("day.relative", language)[away + 1] ?? word;
    const weekday = Object.hasOwn(weekdays, fold(word)) ? weekdays[fold(word)] : undefined;
    return wordsOf("day.weekdays", language)[(weekday ?? 0) - 1]?.toLowerCase() ?? word;
  });
}

/** A calendar day. `fri` and `20/11` lie in the past for what has happened, in the future for what is planned. */
function day(direction: Direction): Field<Day> {
  return fieldOf<Day>({
    form: "day",
    placeholder: "day",
    spans: daySpan,
    hint: "field.day.hint",
    read: (raw, env) => readDay(raw, env.today, direction, nearDay(env, direction)),
    print: (value) => value,
    spoken: spokenDay,
  });
}

/** A day and a clock time in the agreement's zone. */
export interface DateTime {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly on: Day;
  /** `HH:MM`. */
  readonly time: string;
}

const clock = /^(?:kl\.?)?(\d{1,2})(?:[:.](\d{2}))$/u;

/** What may stand before a clock time, which needs no minutes then: `kl 14`. */
const clockWord = /^(?:kl\.?|at)$/iu;
const hourSaid = /^kl\.?\d{1,2}$/iu;

/** How many of the coming words are a clock time. */
function clockSpan([first = "", second = ""]: readonly string[]): number {
  if (clock.test(first) || hourSaid.test(first) || first === "<time>") return 1;
  return clockWord.test(first) && (clock.test(second) || /^\d{1,2}$/u.test(second)) ? 2 : 0;
}

function readClock(word: string, typed: string): string {
  const found = clock.exec(word);
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2])];
  if (found === null || hours > 23 || minutes > 59) throw fieldProblem("field.dateTime.unknown", { typed });
  return `${pad(hours)}:${pad(minutes)}`;
}

/** What is suggested near a day and a clock time that cannot be, or were typed in half, as it is typed. */
type Near = (wanted: Moment, env: ReadEnv) => Promise<string | undefined>;

/** As the office opens on that day, or on the next business day; of a day that has been, nothing. */
const whenOpen: Near = async ({ on }, { today, agreement: { calendar: terms } }) => {
  if (on < today) return undefined;
  const calendar = businessCalendar(terms);
  return `${calendar.isBusinessDay(on) ? on : calendar.addBusinessDays(on, 1)} ${terms.officeHours.from}`;
};

async function readDateTime(raw: string, env: ReadEnv, near: Near): Promise<DateTime> {
  const typed = cleanText(raw)
    .trim()
    .replace(/\s+/gu, " ")
    .replace(/ ((?:kl\.? ?|at )\d{1,2})$/iu, " $1:00");
  const found = /^(.*?)(?:\s+(?:kl\.?\s+|at\s+)?|(?<=\d)[Tt])(\S{1,20})$/su.exec(typed);
  if (found === null) {
    // Either half alone: which one is missing is worth saying.
    if (clock.test(typed)) throw fieldProblem("field.dateTime.noDay", { typed });
    const on = readDay(typed, env.today, "future");
    throw fieldProblem("field.dateTime.noTime", { typed }, await near({ on, time: "10:00" }, env));
  }
  const time = readClock(found[2] ?? "", typed);
  const on = await readDayNear(found[1] ?? "", time, env, near);
  const { timeZone } = env.agreement.calendar;
  if (!comesOn({ on, time }, timeZone)) {
    const to = afterSkipped({ on, time }, timeZone);
    const from = lastBefore(to, timeZone);
    const instead = await near({ on, time }, env);
    throw fieldProblem("field.dateTime.skipped", { time, on: { day: on }, from, to: to.time }, instead);
  }
  return { at: instantOf(on, time, timeZone), on, time };
}

/** The day of a day and time; what is suggested instead of one that there is not has its time too. */
async function readDayNear(raw: string, time: string, env: ReadEnv, near: Near): Promise<Day> {
  try {
    return readDay(raw, env.today, "future");
  } catch (problem) {
    if (!(problem instanceof FieldProblem) || problem.instead === undefined || !isDay(problem.instead)) throw problem;
    throw new FieldProblem(problem.problem, await near({ on: problem.instead, time }, env));
  }
}

/**
 * A planned day and clock time: `2026-12-01 10:00`, `fri 10:00`, `20/11 10.00`. `near`: what is suggested instead of
 * one that cannot be; unset: as the office opens (K2).
 */
function dateTime(near: Near = whenOpen): Field<DateTime> {
  return fieldOf<DateTime>({
    form: "datetime",
    placeholder: "day time",
    takes: 2,
    spans(words) {
      const days = daySpan(words);
      return days + (/\d[Tt]\d/u.test(words[0] ?? "") ? 0 : clockSpan(words.slice(days)));
    },
    hint: "field.dateTime.hint",
    read: (raw, env) => readDateTime(raw, env, near),
    print: (value) => `${value.on}T${value.time}`,
    spoken: spokenDay,
  });
}

export const days = { day, dateTime };
