import { insteadOf } from "../domain/away.ts";
import type { PersonRef } from "../domain/facts.ts";
import { keenest, type ReminderProfile } from "../domain/reminder-profile.ts";
import { leadOf, responsibleOf } from "../domain/role.ts";
import { turnOf } from "../domain/turn.ts";
import type { Day } from "../domain/units.ts";
import { type Nudge, paced, type Repeats, reached } from "./nudge.ts";
import type { Due, OnDay } from "./reminder.ts";

/** What is reminded about, and who is asked. */
interface About extends Pick<Due, "subject" | "to"> {
  /** Who is asked by the rules; unset: the customer's contact, or our lead. */
  readonly who?: readonly (PersonRef | undefined)[];
  /** The last day for it, in business days after the day counted from, where that is another. */
  readonly last?: number;
}

/** How much whoever is asked about something wants to be reminded. */
function profileOf({ facts, today }: OnDay, { subject, to, who }: About): ReminderProfile {
  const turn = turnOf(facts, subject, to === "internal" ? "supplier" : "customer");
  const byRules = who ?? [to === "internal" ? leadOf(facts) : responsibleOf(facts)];
  const people = turn === undefined ? byRules : [turn];
  return keenest(
    people.flatMap((person) => {
      if (person === undefined) return [];
      const asked = insteadOf(facts, person.id, today) ?? person;
      return [facts.members.find(({ id }) => id === asked.id)?.reminders];
    }),
  );
}

/** The latest nudge that has been reached, of those for whoever is asked. */
export function reachedFor(
  onDay: OnDay,
  about: About,
  nudges: readonly Nudge[],
  day: Day,
  repeated?: Repeats,
): Nudge | undefined {
  const { agreement, calendar, today } = onDay;
  const theirs = paced(nudges, profileOf(onDay, about), agreement.reminders.profiles, about.last);
  return reached(theirs, day, today, calendar, repeated);
}
