import type { Agreement } from "./agreement.ts";
import { awayOn } from "./away.ts";
import type { ProjectFacts } from "./facts.ts";
import { planned } from "./plan.ts";
import { leadOf, rolesOf } from "./role.ts";
import { isSnoozed } from "./snooze.ts";
import type { Day, Id } from "./units.ts";

/** A meeting whose time is logged by hand; that of a call is recorded with it. */
export type LoggedMeeting = "kickoff" | "handover";

/** Whose hours of a held meeting are missing. */
export interface HoursMissing {
  readonly person: Id;
  readonly on: Day;
  /** The work package that the meeting is of, where one is called as it is. */
  readonly package?: string;
  /** They are away until that day. */
  readonly awayUntil?: Day;
}

/**
 * A held meeting without hours of that day by whoever held it or by the lead (S6): the one who recorded it is asked, or
 * the lead where that was nobody of ours. Nothing where it was taken back, or while the hours are snoozed.
 */
export function hoursMissing(
  facts: ProjectFacts,
  agreement: Agreement,
  meeting: LoggedMeeting,
  today: Day,
): HoursMissing | undefined {
  const held = facts.project[meeting];
  if (held === undefined || facts.project.state === "cancelled" || isSnoozed(facts.snoozes, `hours/${meeting}`, today))
    return undefined;
  const lead = leadOf(facts)?.id;
  const isOurs = rolesOf(facts, held.by.id).some((role) => role === "lead" || role === "staff");
  const person = isOurs ? held.by.id : lead;
  if (person === undefined || person === "system") return undefined;
  if (facts.work.some(({ on, by, undone }) => !undone && on === held.on && (by.id === person || by.id === lead)))
    return undefined;
  const called = meeting === "kickoff" ? planned(agreement, "kickoff")?.id : meeting;
  return {
    ...{ person, on: held.on },
    package: agreement.packages.find(({ id }) => id === called)?.id,
    awayUntil: awayOn(facts, person, today)?.until,
  };
}
