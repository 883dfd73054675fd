import type { ProjectContext } from "../../bot/command.ts";
import { businessCalendar, instantOf } from "../../domain/calendar.ts";
import type { Day } from "../../domain/units.ts";
import { type HoursOf, hoursJob } from "../../store/contract/jobs.ts";

/** Has whoever held a meeting asked for its hours when the office opens on the next business day, if there are none. */
export async function askForHours(
  { store, facts, agreement, today }: ProjectContext,
  meeting: HoursOf["meeting"],
  on: Day,
): Promise<void> {
  const { timeZone, officeHours } = agreement.calendar;
  const next = businessCalendar(agreement.calendar).addBusinessDays(on > today ? on : today, 1);
  const due = instantOf(next, officeHours.from, timeZone);
  await store.jobs.add(hoursJob, { project: facts.project.id, meeting } satisfies HoursOf, due);
}
