import type { Calendar } from "../domain/calendar.ts";
import type { Day } from "../domain/units.ts";
import type { Escalation } from "./reminder.ts";

/**
 * One step of a reminder: how many business days after its day it is reached (negative: before), and whom it brings in.
 */
export interface Nudge {
  readonly name: string;
  readonly at: number;
  readonly escalates?: Escalation;
}

/** The nudges some business days before a day. */
export function daysBefore(days: readonly number[]): readonly Nudge[] {
  return days.map((count): Nudge => ({ name: `before-${count}`, at: -count })).toReversed();
}

/**
 * The nudges some business days after a day: the first asks whoever it waits for, the second brings in the lead,
 * further ones the sponsor.
 */
export function daysAfter(days: readonly number[]): readonly Nudge[] {
  return days.map((count, index): Nudge => {
    const nudge = { name: `after-${count}`, at: count };
    if (index === 0) return nudge;
    return { ...nudge, escalates: index === 1 ? "lead" : "sponsor" };
  });
}

/**
 * The latest nudge that has been reached: the only one that is said. A morning slept through is made up, never doubled.
 */
export function reached(nudges: readonly Nudge[], day: Day, today: Day, calendar: Calendar): Nudge | undefined {
  const waited = calendar.businessDaysBetween(day, today);
  return nudges.toSorted((a, b) => a.at - b.at).findLast((nudge) => nudge.at <= waited);
}

/** That a day has passed, to be spread into what is due. */
export function lateness({ at }: Nudge): { readonly late?: true } {
  return at > 0 ? { late: true } : {};
}

/** The escalation of a nudge, to be spread into what is due. */
export function escalation({ escalates }: Nudge): { readonly escalates?: Escalation } {
  return escalates === undefined ? {} : { escalates };
}
