import type { Agreement } from "../domain/agreement.ts";
import { addDays, businessCalendar, dayOf, instantOf, weekdayOf } from "../domain/calendar.ts";

/** Ticks come on the hour and the half hour, which keeps the digest's clock time. */
export const tickPattern = "0,30 * * * *";
const halfHour = 30 * 60_000;

/**
 * The ticks after `from`, up to and including `to`, that could say anything new while only the clock moves, in order:
 * the very next one, since people have written since the last; the opening of each business day, since reminders go by
 * the day; and the digest's time. What the others would find has been said. All in milliseconds since 1970.
 */
export function ticksBetween(
  from: number,
  to: number,
  agreement: Pick<Agreement, "calendar" | "reminders">,
): readonly number[] {
  const { timeZone, officeHours } = agreement.calendar;
  const { weekday, at } = agreement.reminders.digest;
  const calendar = businessCalendar(agreement.calendar);
  const ticks = [nextTick(from)];
  const last = dayOf(to, timeZone);
  for (let day = dayOf(from, timeZone); day <= last; day = addDays(day, 1)) {
    if (!calendar.isBusinessDay(day)) continue;
    ticks.push(tickFrom(instantOf(day, officeHours.from, timeZone)));
    if (weekdayOf(day) === weekday) ticks.push(tickFrom(instantOf(day, at, timeZone)));
  }
  return [...new Set(ticks)]
    .filter((tick) => from < tick && tick <= to && calendar.withinOfficeHours(tick))
    .toSorted((a, b) => a - b);
}

/** How long until the next tick, milliseconds; 0 at one. */
export const untilTick = (instant: number): number => tickFrom(instant) - instant;

/** The first tick after an instant. */
const nextTick = (instant: number): number => (Math.floor(instant / halfHour) + 1) * halfHour;
/** The first tick at an instant or after it. */
const tickFrom = (instant: number): number => Math.ceil(instant / halfHour) * halfHour;
