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
  /**
   * On a business day, from the first minute of the office hours and before the last. `instant` in milliseconds since
   * 1970.
   */
  withinOfficeHours(instant: number): boolean;
}

/** The calendar of an agreement. Its years are worked out once and kept. */
export function businessCalendar(settings: Agreement["calendar"]): Calendar {
  const yearOf = yearsOf(settings);
  /** How many business days its year has had on the evening of a day. */
  const passed = (day: Day): number => yearOf(yearIn(day)).passed[placeIn(day)] ?? 0;
  const isBusinessDay = (day: Day): boolean => yearOf(yearIn(day)).isBusiness[placeIn(day)] === true;
  const addBusinessDays = (day: Day, count: number): Day => {
    if (count === 0) return day;
    let year = yearIn(day);
    // From one on: which business day of the year it is. Backwards one that is none itself counts as the one before it.
    let place = passed(day) + count + (count < 0 && !isBusinessDay(day) ? 1 : 0);
    for (; place > yearOf(year).days.length; year += 1) place -= yearOf(year).days.length;
    for (; place < 1; place += yearOf(year).days.length) year -= 1;
    return yearOf(year).days[place - 1] ?? day;
  };
  const businessDaysBetween = (from: Day, to: Day): number => {
    if (to < from) return -businessDaysBetween(to, from) || 0;
    let count = passed(to) - passed(from);
    for (let year = yearIn(from); year < yearIn(to); year += 1) count += yearOf(year).days.length;
    return count;
  };
  const withinOfficeHours = (instant: number): boolean => {
    const clock = clockTime(instant, settings.timeZone);
    return (
      clock >= settings.officeHours.from &&
      clock < settings.officeHours.to &&
      isBusinessDay(dayOf(instant, settings.timeZone))
    );
  };
  return { timeZone: settings.timeZone, isBusinessDay, addBusinessDays, businessDaysBetween, withinOfficeHours };
}

/**
 * A year as a table: its business days, and for each of its days whether it is one and how many there have been by its
 * evening.
 */
interface Year {
  readonly days: readonly Day[];
  readonly isBusiness: readonly boolean[];
  readonly passed: readonly number[];
}

/**
 * The years of a country and choice of holidays, whichever agreement asks: a year is slow to work out and quick to
 * read.
 */
const calendars = new Map<string, (year: number) => Year>();

function yearsOf({ country, holidays }: Agreement["calendar"]): (year: number) => Year {
  const key = [country, ...holidays].join(" ");
  const known = calendars.get(key);
  if (known !== undefined) return known;
  const source = new Holidays(country, { types: [...holidays] });
  const years = new Map<number, Year>();
  const yearOf = (year: number): Year => {
    const found =
      years.get(year) ?? workedOut(year, new Set(source.getHolidays(year).map((holiday) => holiday.date.slice(0, 10))));
    years.set(year, found);
    return found;
  };
  calendars.set(key, yearOf);
  return yearOf;
}

function workedOut(year: number, holidays: ReadonlySet<string>): Year {
  const days: Day[] = [];
  const isBusiness: boolean[] = [];
  const passed: number[] = [];
  for (let day = `${String(year).padStart(4, "0")}-01-01` as Day; yearIn(day) === year; day = addDays(day, 1)) {
    const is = weekdayOf(day) <= 5 && !holidays.has(day);
    if (is) days.push(day);
    isBusiness.push(is);
    passed.push(days.length);
  }
  return { days, isBusiness, passed };
}

const yearIn = (day: Day): number => Number(day.slice(0, 4));

/** Which day of its year a day is, from 0 on. */
const placeIn = (day: Day): number => daysBetween(`${day.slice(0, 4)}-01-01` as Day, day);

/** The calendar day of an instant (milliseconds since 1970) in a time zone. */
export function dayOf(instant: number, timeZone: string): Day {
  return zoned(instant, timeZone).toPlainDate().toString() as Day;
}

/** The clock time of an instant in a time zone: `09:05`. */
export function clockTime(instant: number, timeZone: string): string {
  return zoned(instant, timeZone).toPlainTime().toString({ smallestUnit: "minute" });
}

/**
 * The instant, in milliseconds since 1970, of a clock time (`HH:MM`) on a day. A time that a change to summer time
 * skips is moved on by the hour that was skipped; of a time that comes twice, the first is meant. Throws RangeError
 * when it is no time.
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

const dayLong = 86_400_000;

/**
 * The calendar day `count` days later, or earlier when negative. A day is of no zone, so that all of them are equally
 * long.
 */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * dayLong).toISOString().slice(0, 10) as Day;
}

/** How many calendar days from one day to another; negative the other way round. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / dayLong;
}

/** The ISO weekday: 1 is Monday, 7 Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(day).getUTCDay() || 7;
}

function zoned(instant: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(timeZone);
}
