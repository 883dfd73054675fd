import { Temporal } from "temporal-polyfill";
import { addDays, instantOf, weekdayOf } from "../../domain/calendar.ts";
import type { Day } from "../../domain/units.ts";
import type { Due, Snapshot } from "../reminder.ts";

/** A week of the ISO calendar: 2026-W48. */
export interface Week {
  readonly year: number;
  readonly number: number;
}

/** The subject, and the key, of a week's digest in a channel. */
export function digestSubject({ year, number }: Week, where: Due["to"]): string {
  return `digest/${year}-W${String(number).padStart(2, "0")}/${where}`;
}

export const isDigest = (subject: string | undefined): boolean => subject?.startsWith("digest/") === true;

/**
 * The week whose digest has come: from the agreement's weekday and time to the end of that week, so that a holiday or a
 * slept-through morning is made up and an old week is not. A project has its first digest after the day it was opened.
 */
export function digestDue({ facts, agreement, calendar, today, now }: Snapshot): Week | undefined {
  const { weekday, at } = agreement.reminders.digest;
  const day = addDays(today, weekday - weekdayOf(today));
  if (now < instantOf(day, at, calendar.timeZone) || facts.project.openedOn >= day) return undefined;
  return weekOf(today);
}

/** This morning's digest is still to come: what else is due today stands in it. */
export function waitsForDigest({ facts, agreement, calendar, today, now }: Snapshot): boolean {
  const { weekday, at } = agreement.reminders.digest;
  if (weekdayOf(today) !== weekday || facts.project.openedOn >= today || !isWithinOffice(at, agreement)) return false;
  return now < instantOf(today, at, calendar.timeZone);
}

/** A digest outside office hours is said when the office opens next. */
const isWithinOffice = (clock: string, { calendar: { officeHours } }: Snapshot["agreement"]): boolean =>
  clock >= officeHours.from && clock < officeHours.to;

function weekOf(day: Day): Week | undefined {
  const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(day);
  return yearOfWeek === undefined || weekOfYear === undefined ? undefined : { year: yearOfWeek, number: weekOfYear };
}
