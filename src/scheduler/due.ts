import type { Agreement } from "../domain/agreement.ts";
import { businessCalendar, dayOf } from "../domain/calendar.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import type { Day } from "../domain/units.ts";
import { escalated } from "./escalation.ts";
import { type Due, isSilent, type Reminder, type Snapshot } from "./reminder.ts";
import { reminders } from "./reminders/index.ts";

/** What reminders look at on a project at an instant (milliseconds since 1970). */
export function snapshotOf(facts: ProjectFacts, agreement: Agreement, now: number): Snapshot {
  const calendar = businessCalendar(agreement.calendar);
  return { facts, agreement, calendar, now, today: dayOf(now, calendar.timeZone) };
}

/** Everything that is due on an open project, in the order of the reminders; what is snoozed is silent. */
export function allDue(snapshot: Snapshot): readonly Due[] {
  if (snapshot.facts.project.state !== "open") return [];
  const day = dueOnDay(snapshot);
  return reminders.flatMap((reminder, index) => day[index] ?? dueOf(reminder, snapshot));
}

/** The same of those reminders alone that a clock time decides. */
export function dueByClock(snapshot: Snapshot): readonly Due[] {
  if (snapshot.facts.project.state !== "open") return [];
  return reminders.flatMap((reminder) => ("moments" in reminder ? dueOf(reminder, snapshot) : []));
}

function dueOf(reminder: Reminder, snapshot: Snapshot): readonly Due[] {
  if (isSilent(snapshot, reminder.name)) return [];
  return reminder
    .due(snapshot)
    .filter(({ subject }) => !isSilent(snapshot, subject))
    .flatMap((due) => escalated(due, snapshot));
}

type OfDays = Map<Day, readonly (readonly Due[] | undefined)[]>;
const worked = new WeakMap<ProjectFacts, { readonly agreement: Agreement; readonly days: OfDays }>();

/**
 * What is due by the day, for each reminder that goes by it: the same at every time of the day, so that it is worked
 * out once.
 */
function dueOnDay(snapshot: Snapshot): readonly (readonly Due[] | undefined)[] {
  const { facts, agreement, today } = snapshot;
  const before = worked.get(facts);
  const { days } = before?.agreement === agreement ? before : { days: new Map() as OfDays };
  worked.set(facts, { agreement, days });
  const found =
    days.get(today) ?? reminders.map((reminder) => ("moments" in reminder ? undefined : dueOf(reminder, snapshot)));
  days.set(today, found);
  return found;
}

/** What would be due if nothing were snoozed. */
export function dueUnsnoozed(snapshot: Snapshot): readonly Due[] {
  if (snapshot.facts.snoozes.length === 0) return allDue(snapshot);
  return allDue({ ...snapshot, facts: { ...snapshot.facts, snoozes: [] } });
}
