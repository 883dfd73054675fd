import Holidays from "date-holidays";
import { Temporal } from "temporal-polyfill";
import type { Agreement } from "./agreement.ts";
import type { Day } from "./units.ts";

/** Which days and hours the supplier works, as the agreement says (P2). */
export interface Calendar {
  readonly timeZone: string;
  /** Monday to Friday, and no holiday. */
  isBusinessDay(day: Day): boolean;
  /** The day `count` business days later, or earlier when negative; 0 is the day itself. */
  addBusinessDays(day: Day, count: number): Day;
  /** How many business days after `from` up to and including `to`; negative the other way round. */
  businessDaysBetween(from: Day, to: Day): number;
  /** On a business day, from the first minute of the office hours and before the last. `instant` in milliseconds since 1970. */
  withinOfficeHours(instant: number): boolean;
}

/** The calendar of an agreement. Holidays are looked up once per year and kept. */
export function businessCalendar(settings: Agreement["calendar"]): Calendar {
  const holidays = holidaysOf(settings);
  const isBusinessDay = (day: Day): boolean => weekdayOf(day) <= 5 && !holidays(Number(day.slice(0, 4))).has(day);
  const addBusinessDays = (day: Day, count: number): Day => {
    const step = count < 0 ? -1 : 1;
    let reached = day;
    for (let left = Math.abs(count); left > 0; ) {
      reached = addDays(reached, step);
      if (isBusinessDay(reached)) left -= 1;
    }
    return reached;
  };
  const businessDaysBetween = (from: Day, to: Day): number => {
    if (to < from) return -businessDaysBetween(to, from) || 0;
    let count = 0;
    for (let day = from; day < to; ) {
      day = addDays(day, 1);
      if (isBusinessDay(day)) count += 1;
    }
    return count;
  };
  const withinOfficeHours = (instant: number): boolean => {
    const clock = clockTime(instant, settings.timeZone);
    return clock >= settings.officeHours.from && clock < settings.officeHours.to && isBusinessDay(dayOf(instant, settings.timeZone));
  };
  return { timeZone: settings.timeZone, isBusinessDay, addBusinessDays, businessDaysBetween, withinOfficeHours };
}

/** The table of a country is slow to build: one for each country and choice of holidays. */
const tables = new Map<string, (year: number) => ReadonlySet<string>>();

function holidaysOf({ country, holidays }: Agreement["calendar"]): (year: number) => ReadonlySet<string> {
  const key = [country, ...holidays].join(" ");
  const known = tables.get(key);
  if (known !== undefined) return known;
  const source = new Holidays(country, { types: [...holidays] });
  const years = new Map<number, ReadonlySet<string>>();
  const table = (year: number): ReadonlySet<string> => {
    const found = years.get(year) ?? new Set(source.getHolidays(year).map((holiday) => holiday.date.slice(0, 10)));
    years.set(year, found);
    return found;
  };
  tables.set(key, table);
  return table;
}

/** The calendar day of an instant (milliseconds since 1970) in a time zone. */
export function dayOf(instant: number, timeZone: string): Day {
  return zoned(instant, timeZone).toPlainDate().toString() as Day;
}

/** The clock time of an instant in a time zone: `09:05`. */
export function clockTime(instant: number, timeZone: string): string {
  return zoned(instant, timeZone).toPlainTime().toString({ smallestUnit: "minute" });
}

/**
 * The instant, in milliseconds since 1970, of a clock time (`HH:MM`) on a day. A time that a change to summer time skips is
 * moved on by the hour that was skipped; of a time that comes twice, the first is meant. Throws RangeError when it is no time.
 */
export function instantOf(day: Day, clock: string, timeZone: string): number {
  const date = Temporal.PlainDate.from(day);
  return date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(clock) }).epochMilliseconds;
}

/** Whether a text is a day that exists, written `YYYY-MM-DD`: `2026-02-30` is none. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}

/** The calendar day `count` days later, or earlier when negative. */
export function addDays(day: Day, count: number): Day {
  return Temporal.PlainDate.from(day).add({ days: count }).toString() as Day;
}

/** How many calendar days from one day to another; negative the other way round. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: "day" }).days;
}

/** The ISO weekday: 1 is Monday, 7 Sunday. */
export function weekdayOf(day: Day): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

function zoned(instant: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(timeZone);
}
