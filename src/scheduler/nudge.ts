import type { Agreement, ReminderDays } from "../domain/agreement.ts";
import { addDays, type Calendar, daysBetween, weekdayOf } from "../domain/calendar.ts";
import { daysFor, type ProfileDays, type ReminderProfile } from "../domain/reminder-profile.ts";
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

/** The nudges of a day that has passed without its deed (C2): after it, then the lead and the sponsor come in. */
export function lateNudges({ after, escalateLead, escalateSponsor }: ReminderDays["late"]): readonly Nudge[] {
  return [
    ...after.map((count): Nudge => ({ name: `after-${count}`, at: count })),
    { name: `lead-${escalateLead}`, at: escalateLead, escalates: "lead" },
    { name: `sponsor-${escalateSponsor}`, at: escalateSponsor, escalates: "sponsor" },
  ];
}

/**
 * The nudges for a person of a profile; `last`: the last day for it, where that is another than the one counted from.
 */
export function paced(
  nudges: readonly Nudge[],
  profile: ReminderProfile,
  terms: ProfileDays,
  last?: number,
): readonly Nudge[] {
  const inOrder = nudges.toSorted((a, b) => a.at - b.at);
  const lead = inOrder.find(({ escalates }) => escalates !== undefined)?.at;
  const all = inOrder.map(({ at }) => at);
  const days = daysFor(profile, { days: all, ...(last === undefined ? {} : { last }), lead }, terms);
  const added = days.filter((at) => !all.includes(at));
  return [
    ...inOrder.filter(({ at }) => days.includes(at)),
    ...added.map((at): Nudge => ({ name: at < 0 ? `before-${-at}` : `after-${at}`, at })),
  ];
}

/** How what is late is said again once all its nudges have been said. */
export interface Repeats {
  /** Business days, five of them to a week. */
  readonly every: number;
  /** On the first business day of such a week: that of the digest, so that all of it is one message. */
  readonly weekday: number;
}

/** What is late is said again with a week's digest. */
export const repeats = (
  { reminders: { digest, late } }: Pick<Agreement, "reminders">,
  every = late.every,
): Repeats => ({
  every,
  weekday: digest.weekday,
});

/** A Thursday: weeks are counted from the digest's weekday after it. */
const anchor = "1970-01-01" as Day;

function again(
  nudges: readonly Nudge[],
  day: Day,
  today: Day,
  calendar: Calendar,
  { every, weekday }: Repeats,
): Nudge | undefined {
  const first = addDays(anchor, (weekday - weekdayOf(anchor) + 7) % 7);
  const period = 7 * Math.max(1, Math.round(every / 5));
  const from = addDays(first, Math.floor(daysBetween(first, today) / period) * period);
  const start = calendar.isBusinessDay(from) ? from : calendar.addBusinessDays(from, 1);
  const at = calendar.businessDaysBetween(day, start);
  if (today < start || at <= (nudges.at(-1)?.at ?? 0)) return undefined;
  return { name: `again-${at}`, at, escalates: "again" };
}

/**
 * The latest nudge that has been reached: the only one that is said. A morning slept through is made up, never doubled.
 * `repeated`: then it is said again, and again.
 */
export function reached(
  nudges: readonly Nudge[],
  day: Day,
  today: Day,
  calendar: Calendar,
  repeated?: Repeats,
): Nudge | undefined {
  const waited = calendar.businessDaysBetween(day, today);
  const inOrder = nudges.toSorted((a, b) => a.at - b.at);
  return (
    (repeated && again(inOrder, day, today, calendar, repeated)) ?? inOrder.findLast((nudge) => nudge.at <= waited)
  );
}

/** That a day has passed, to be spread into what is due. */
export function lateness({ at }: Nudge): { readonly late?: true } {
  return at > 0 ? { late: true } : {};
}

/** The escalation of a nudge, to be spread into what is due. */
export function escalation({ escalates }: Nudge): { readonly escalates?: Escalation } {
  return escalates === undefined ? {} : { escalates };
}
