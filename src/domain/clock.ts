import { addDays, clockTime, dayOf, instantOf } from "./calendar.ts";
import type { Day } from "./units.ts";

/** A day and a clock time on it (`HH:MM`), in the agreement's zone. */
export interface Moment {
  readonly on: Day;
  readonly time: string;
}

/** Whether a clock time comes on a day: the night to summer time skips an hour (K2). */
export function comesOn({ on, time }: Moment, timeZone: string): boolean {
  const instant = instantOf(on, time, timeZone);
  return dayOf(instant, timeZone) === on && clockTime(instant, timeZone) === time;
}

/** Whether a clock time comes twice on a day: the night from summer time has an hour again (K2). */
export function comesTwice({ on, time }: Moment, timeZone: string): boolean {
  const again = instantOf(on, time, timeZone) + 60 * 60_000;
  return dayOf(again, timeZone) === on && clockTime(again, timeZone) === time;
}

/** Which of the two an instant of an hour that comes twice is; undefined for every other. */
export function whichOfTwo(instant: number, timeZone: string): "first" | "second" | undefined {
  const moment = { on: dayOf(instant, timeZone), time: clockTime(instant, timeZone) };
  if (!comesTwice(moment, timeZone)) return undefined;
  return instant - instantOf(moment.on, moment.time, timeZone) < 60_000 ? "first" : "second";
}

/** The first minute of the time that a skipped one is moved on to: `03:00` of a night that goes from 02:00 to 03:00. */
export function afterSkipped({ on, time }: Moment, timeZone: string): Moment {
  for (let minutes = minutesOf(time); minutes < dayMinutes; minutes += 1) {
    const later = { on, time: timeOf(minutes) };
    if (comesOn(later, timeZone)) return later;
  }
  return { on: addDays(on, 1), time: "00:00" };
}

/** What the clock shows as it goes on to a time: `02:00` of a night that goes from 02:00 to 03:00. */
export function lastBefore(to: Moment, timeZone: string): string {
  const minute = 60_000;
  return timeOf(minutesOf(clockTime(instantOf(to.on, to.time, timeZone) - minute, timeZone)) + 1);
}

const dayMinutes = 24 * 60;

/** The minutes since midnight of a clock time. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** The clock time so many minutes after midnight. */
export function timeOf(minutes: number): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}
