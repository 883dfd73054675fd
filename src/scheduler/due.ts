import type { Agreement } from "../domain/agreement.ts";
import { businessCalendar, dayOf } from "../domain/calendar.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import type { Day } from "../domain/units.ts";
import { escalated } from "./escalation.ts";
import { type Due, isSilent, type Reminder, type Snapshot } from "./reminder.ts";
import { reminders } from "./reminders/index.ts";
import { turned } from "./turned.ts";

/** What reminders look at on a project at an instant (milliseconds since 1970). */
export function snapshotOf(facts: ProjectFacts, agreement: Agreement, now: number): Snapshot {
  const calendar = businessCalendar(agreement.calendar);
  return { facts, agreement, calendar, now, today: dayOf(now, calendar.timeZone) };
}

/** Everything that is due on an open project, in the order of the reminders; what is snoozed is silent. */
export function allDue(snapshot: Snapshot): readonly Due[] {
  if (snapshot.facts.project.state !== "open") return [];
  const day = dueOnDay(snapshot);
  return onceEach(reminders.flatMap((reminder, index) => day[index] ?? dueOf(reminder, snapshot)));
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
    .filter(({ subject, late }) => !isSilent(snapshot, subject) && !(late === true && isSilent(snapshot, "late")))
    .flatMap((due) => escalated(turned(due, snapshot), snapshot));
}

/**
 * What is said in the same words of the same subject is said once, whichever reminders say it: several become one when
 * all of it is our turn. What brings somebody in says it with that.
 */
function onceEach(all: readonly Due[]): readonly Due[] {
  const wordsOf = ({ to, subject, text, escalates }: Due): string =>
    JSON.stringify([to, subject, escalates === undefined ? text : (text.with?.text ?? text)]);
  const said = new Map<string, Due>();
  for (const due of all) {
    const before = said.get(wordsOf(due));
    if (before === undefined || (before.escalates === undefined && due.escalates !== undefined))
      said.set(wordsOf(due), due);
  }
  return [...said.values()];
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

/** What is due by the agreement's days, and waits as whoever is asked has chosen to be reminded less. */
export function heldBack(snapshot: Snapshot): readonly Due[] {
  const { facts } = snapshot;
  if (facts.members.every(({ reminders }) => reminders !== "light")) return [];
  const members = facts.members.map((member) =>
    member.reminders === "light" ? { ...member, reminders: "standard" as const } : member,
  );
  const about = ({ key }: Due) => key.slice(0, key.lastIndexOf("/"));
  const said = new Set(allDue(snapshot).map(about));
  return allDue({ ...snapshot, facts: { ...facts, members } }).filter((due) => !said.has(about(due)));
}

/** What would be due if nothing were snoozed. */
export function dueUnsnoozed(snapshot: Snapshot): readonly Due[] {
  if (snapshot.facts.snoozes.length === 0) return allDue(snapshot);
  return allDue({ ...snapshot, facts: { ...snapshot.facts, snoozes: [] } });
}
