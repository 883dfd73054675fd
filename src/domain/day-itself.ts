import { weekdayOf } from "./calendar.ts";
import { type Moment, minutesOf } from "./clock.ts";
import type { DayQuestion, DayRefusal, DayScene } from "./day-scene.ts";
import type { PlanDay } from "./facts.ts";
import { dayOfRole } from "./plan.ts";
import type { Day, Minutes } from "./units.ts";

export const momentOf = ({ on, time }: Moment): Moment => ({ on, time });

/** Today is not past: whoever knows the hour says whether that is. */
export const past = (on: Day, { today }: DayScene): readonly DayRefusal[] =>
  on < today ? [{ kind: "past-day", on }] : [];

/** A weekend, or a holiday of the agreement's country (P2). */
export function closed(on: Day, { calendar }: DayScene, which?: PlanDay): readonly DayQuestion[] {
  if (calendar.isBusinessDay(on)) return [];
  return [{ kind: "closed", which, on, why: weekdayOf(on) > 5 ? "weekend" : "holiday" }];
}

/** Before or after the hours of a business day. */
export function outsideHours(at: Moment, minutes: Minutes, { agreement, calendar }: DayScene): readonly DayQuestion[] {
  const { from, to } = agreement.calendar.officeHours;
  const isInside = minutesOf(at.time) >= minutesOf(from) && minutesOf(at.time) + minutes <= minutesOf(to);
  return isInside || !calendar.isBusinessDay(at.on) ? [] : [{ kind: "office-hours", at: momentOf(at), minutes }];
}

/** Go-live is ahead, and before the day. */
export function afterLive(on: Day, { agreement, facts: { project }, today }: DayScene): readonly DayQuestion[] {
  const live = project.goLive === undefined ? dayOfRole(project, agreement, "go-live") : undefined;
  return live !== undefined && today <= live && live < on ? [{ kind: "after-live", live }] : [];
}
