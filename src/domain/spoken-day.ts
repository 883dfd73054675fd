import { beforeDay, comingDays, counts, dayForms, months, ordinals, weekdays } from "../language/day-words.ts";
import { fold } from "../language/fold.ts";
import { afterDay } from "../language/settled-words.ts";
import { addDays, isDay, weekdayOf } from "./calendar.ts";
import type { Day } from "./units.ts";

/** A day that notes name, and where in the text: from `start` up to `end`, the word before it (`senast`) included. */
export interface SpokenDay {
  /**
   * The days that it can be, the nearest first: one when it is clear, several to choose from, none for one that does
   * not exist.
   */
  readonly days: readonly Day[];
  readonly start: number;
  readonly end: number;
  /**
   * `last`: with a word that makes it the last day for something; `to`: *till*, which may be a meeting's day as well;
   * `about` and `after`: not the day itself.
   */
  readonly as?: "last" | "to" | "about" | "after";
  /** It has been: lately, where no year is said, or in the year that is. */
  readonly passed?: boolean;
}

interface Found extends SpokenDay {
  readonly kind: keyof typeof dayForms | "skip";
}
type Groups = Readonly<Record<string, string | undefined>>;

/**
 * The days that a text names, in either language, read as days to come: `2026-12-04`, `4/12`, `den fjärde december`,
 * `den 5:e`, `i övermorgon`, `om två veckor`, `v. 51`, `månadens sista`. A weekday is the next one after today; *nästa
 * fredag* is either of two; a week is one of its days; what only sounds like a day (`i slutet av veckan`) names none,
 * and so does one that does not exist or is of another weekday than it is said to be. A day that comes again (*varje
 * fredag*) or that has been (*i fredags*) is no day here.
 */
export function spokenDays(text: string, today: Day): readonly SpokenDay[] {
  const found = (Object.keys(dayForms) as (keyof typeof dayForms)[])
    .flatMap((kind) =>
      [...text.matchAll(dayForms[kind])].map((match): Found => {
        const days = daysMeant(kind, match.groups ?? {}, today);
        const [start, end] = [match.index, match.index + match[0].length];
        const passed = hasPassed(kind, days?.[0], { said: match.groups ?? {}, today });
        return { kind: days === undefined ? "skip" : kind, days: days ?? [], start, end, ...(passed && { passed }) };
      }),
    )
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const apart: Found[] = [];
  for (const one of found) {
    const last = apart.at(-1);
    if (last === undefined || one.start >= last.end) apart.push(one);
  }
  return together(apart, text)
    .filter(({ kind }) => kind !== "skip")
    .map(({ kind: _, ...day }) => withWordBehind(withWordBefore(day, text), text));
}

/** So many days ago, a day of a month or of a year is more likely meant than the one to come. */
const lately = { month: 7, year: 183 } as const;

/** Whether a day that is named has been, or one so named was lately. */
function hasPassed(
  kind: keyof typeof dayForms,
  day: Day | undefined,
  { said, today }: { readonly said: Groups; readonly today: Day },
): boolean {
  if (day === undefined) return false;
  if (day < today) return true;
  const monthly = kind === "dayOnly" || kind === "ordinalOnly";
  if (said.year !== undefined || !(monthly || yearly.has(kind))) return false;
  const [year = 0, month = 0, number = 0] = day.split("-").map(Number);
  const place = year * 12 + month - 1 - (monthly ? 1 : 12);
  const before = existing(written(Math.floor(place / 12), (place % 12) + 1, number));
  return before !== undefined && before < today && before >= addDays(today, -lately[monthly ? "month" : "year"]);
}
const yearly: ReadonlySet<string> = new Set(["slashed", "dayMonth", "monthDay"]);

/** *på fredag eller så*, *fredag som tidigast*: not the day itself. */
function withWordBehind(day: SpokenDay, text: string): SpokenDay {
  const behind = afterDay.exec(text.slice(day.end))?.[0];
  return behind === undefined ? day : { ...day, as: "about", end: day.end + behind.length };
}

/** A text with room where its days stood. */
export function withoutDays(text: string, days: readonly SpokenDay[]): string {
  let left = text;
  for (const { start, end } of days) left = left.slice(0, start) + " ".repeat(end - start) + left.slice(end);
  return left;
}

/** `fredag den 4 december` and `4/12 (fredag)` are one day: when it is that weekday. */
function together(found: readonly Found[], text: string): readonly Found[] {
  const joined: Found[] = [];
  for (const one of found) {
    const last = joined.at(-1);
    const between = last === undefined ? undefined : text.slice(last.end, one.start);
    const pair = last !== undefined && (last.kind === "weekday") !== (one.kind === "weekday");
    if (
      pair &&
      between !== undefined &&
      /^(?:\s*,?\s*(?:den|the)?\s*|\s*\(\s*)$/iu.test(between) &&
      isDate(last.kind, one.kind)
    ) {
      const [weekday, date] = last.kind === "weekday" ? [last, one] : [one, last];
      const fits = date.days.filter((day) => weekday.days.some((other) => weekdayOf(other) === weekdayOf(day)));
      joined[joined.length - 1] = { kind: date.kind, days: fits, start: last.start, end: one.end };
    } else joined.push(one);
  }
  return joined;
}

const dates: ReadonlySet<string> = new Set(["iso", "compact", "slashed", "dotted", "dayMonth", "monthDay", "dayOnly"]);
const isDate = (...kinds: readonly string[]): boolean =>
  kinds.some((kind) => dates.has(kind)) && kinds.includes("weekday");

function withWordBefore(day: SpokenDay, text: string): SpokenDay {
  const room = Math.max(0, day.start - 30);
  const before = text.slice(room, day.start);
  const said = fold(before.replace(/\s+$/u, ""));
  const spaced = /\s$/u.test(before) || said === "" ? `${said} ` : said;
  for (const as of ["last", "to", "about", "after"] as const) {
    const match = beforeDay[as].exec(spaced);
    if (match === null) continue;
    // Folding keeps the words: as many of them stand before the day in the text.
    const words = match[0].trim().split(" ").length;
    const tail = new RegExp(String.raw`(?:[^\s(,]+\s+){${words}}$`, "u").exec(before);
    return { ...day, as, start: tail === null ? day.start : room + tail.index };
  }
  return day;
}

/** Undefined for what is no day to come: one that has been, or comes again and again. */
function daysMeant(kind: keyof typeof dayForms, said: Groups, today: Day): readonly Day[] | undefined {
  switch (kind) {
    case "iso":
      return some(existing(said.iso ?? ""));
    case "compact":
    case "slashed":
    case "dotted":
      return some(comingDay(Number(said.m), Number(said.d), said.year, today));
    case "dayMonth":
    case "monthDay": {
      const day = said.d === undefined ? 1 + indexOf(ordinals, said.ordinal) : Number(said.d);
      return some(comingDay(1 + indexOf(months, said.month, "\\p{L}*"), day, said.year, today));
    }
    case "dayOnly":
      return some(comingDate(Number(said.d ?? said.d2 ?? said.d3), today));
    case "ordinalOnly":
      return some(comingDate(3 + indexOf(ordinals.slice(2), said.ordinal), today));
    case "weekday":
      return ofWeek(said, today);
    case "nextWeeks":
      return [inNextWeek(said, today)];
    case "relative":
      return [addDays(today, indexOf(comingDays, said.relative))];
    case "ahead":
      return some(ahead(said, today));
    case "week":
      return daysOfWeek(Number(said.week), today);
    case "monthEnd":
      return some(lastOf(said.month ?? said.month2, today));
    case "vague":
      return [];
  }
}

const some = (day: Day | undefined): readonly Day[] => (day === undefined ? [] : [day]);

function indexOf(patterns: readonly string[], word = "", rest = ""): number {
  return patterns.findIndex((pattern) => new RegExp(`^(?:${pattern})${rest}$`, "iu").test(word));
}

function ofWeek(said: Groups, today: Day): readonly Day[] | undefined {
  if (said.every !== undefined || said.past !== undefined) return undefined;
  if (said.last !== undefined) return undefined;
  const place = indexOf(weekdays, said.weekday) + 1;
  const nearest = addDays(today, ((place - weekdayOf(today) + 6) % 7) + 1);
  if (said.week !== undefined) return daysOfWeek(Number(said.week), today).filter((day) => weekdayOf(day) === place);
  if (said.after !== undefined) return [inNextWeek(said, today)];
  return said.next === undefined ? [nearest] : [nearest, addDays(nearest, 7)];
}

const inNextWeek = (said: Groups, today: Day): Day =>
  addDays(today, 8 - weekdayOf(today) + indexOf(weekdays, said.weekday));

function ahead({ n, count, unit = "" }: Groups, today: Day): Day | undefined {
  const many = n === undefined ? 1 + indexOf(counts, count) : Number(n);
  if (/^(?:dag|day)/iu.test(unit)) return addDays(today, many);
  if (/^(?:veck|week)/iu.test(unit)) return addDays(today, 7 * many);
  const [year = 0, month = 0] = today.split("-").map(Number);
  const later = year * 12 + month - 1 + many;
  return existing(written(Math.floor(later / 12), (later % 12) + 1, Number(today.slice(8))));
}

/** Monday to Friday of an ISO week, of this year's unless it has passed. */
function daysOfWeek(week: number, today: Day): readonly Day[] {
  for (const year of [Number(today.slice(0, 4)), Number(today.slice(0, 4)) + 1]) {
    const fourth = written(year, 1, 4) as Day;
    const monday = addDays(fourth, 1 - weekdayOf(fourth) + 7 * (week - 1));
    const thursday = addDays(monday, 3);
    if (week < 1 || Number(thursday.slice(0, 4)) !== year) continue;
    const days = [0, 1, 2, 3, 4].map((place) => addDays(monday, place));
    if (days.some((day) => day >= today)) return days.filter((day) => day >= today).toReversed();
  }
  return [];
}

function lastOf(month: string | undefined, today: Day): Day | undefined {
  const named = month === undefined ? Number(today.slice(5, 7)) : 1 + indexOf(months, month, "\\p{L}*");
  return [31, 30, 29, 28].map((day) => comingIn(named, day, today)).find((day) => day !== undefined);
}

function comingIn(month: number, day: number, today: Day): Day | undefined {
  const year = Number(today.slice(0, 4));
  return [year, year + 1]
    .map((of) => existing(written(of, month, day)))
    .find((one) => one !== undefined && one >= today);
}

/** The next day of a month with that number. */
function comingDate(day: number, today: Day): Day | undefined {
  const [year = 0, month = 0] = today.split("-").map(Number);
  for (let ahead = 0; ahead < 12; ahead++) {
    const place = month - 1 + ahead;
    const coming = existing(written(year + Math.floor(place / 12), (place % 12) + 1, day));
    if (coming !== undefined && coming >= today) return coming;
  }
  return undefined;
}

function comingDay(month: number, day: number, year: string | undefined, today: Day): Day | undefined {
  if (year !== undefined) return existing(written(year, month, day));
  const thisYear = Number(today.slice(0, 4));
  // Up to eight years ahead, so that 29 February is found.
  for (let of = thisYear; of <= thisYear + 8; of++) {
    const coming = existing(written(of, month, day));
    if (coming !== undefined && coming >= today) return coming;
  }
  return undefined;
}

const written = (year: number | string, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
const existing = (text: string): Day | undefined => (isDay(text) ? text : undefined);
