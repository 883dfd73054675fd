import type { Agreement } from "../domain/agreement.ts";
import { businessCalendar, dayOf } from "../domain/calendar.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import { escalated } from "./escalation.ts";
import { type Due, isSilent, type Snapshot } from "./reminder.ts";
import { reminders } from "./reminders/index.ts";

/** What reminders look at on a project at an instant (milliseconds since 1970). */
export function snapshotOf(facts: ProjectFacts, agreement: Agreement, now: number): Snapshot {
  const calendar = businessCalendar(agreement.calendar);
  return { facts, agreement, calendar, now, today: dayOf(now, calendar.timeZone) };
}

/** Everything that is due on an open project, in the order of the reminders; what is snoozed is silent. */
export function allDue(snapshot: Snapshot): readonly Due[] {
  if (snapshot.facts.project.state !== "open") return [];
  return reminders
    .filter(({ name }) => !isSilent(snapshot, name))
    .flatMap((reminder) => reminder.due(snapshot))
    .filter(({ subject }) => !isSilent(snapshot, subject))
    .flatMap((due) => escalated(due, snapshot.facts));
}

/** What would be due if nothing were snoozed. */
export function dueUnsnoozed(snapshot: Snapshot): readonly Due[] {
  return allDue({ ...snapshot, facts: { ...snapshot.facts, snoozes: [] } });
}
