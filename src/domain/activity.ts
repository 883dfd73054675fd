import { dayOf } from "./calendar.ts";
import type { ProjectFacts } from "./facts.ts";
import type { Day } from "./units.ts";

/**
 * The latest day on which anybody has done anything about a project: what it was opened with, what was said, done,
 * booked, worked, sent or answered, and whatever else leaves no day among the facts: a plan that was moved, a project
 * that was taken up again (C2).
 */
export function lastActivity(facts: ProjectFacts, timeZone: string): Day {
  const { project, requirements, data, work, trips, checkIns, portingRequests, touchedAt } = facts;
  // The latest of them is made a day, not each: there may be thousands.
  const recorded = [
    ...[project.kickoff, project.goLive, project.handover].flatMap((one) => one ?? []),
    ...[requirements, data, work, trips, checkIns, portingRequests].flat(),
  ].reduce((latest, { recordedAt }) => Math.max(latest, recordedAt), touchedAt ?? Number.NEGATIVE_INFINITY);
  const days: readonly (Day | undefined)[] = [
    project.openedOn,
    ...(Number.isFinite(recorded) ? [dayOf(recorded, timeZone)] : []),
    ...requirements.flatMap((one) => [one.deliveredOn, one.verifiedOn]),
    ...facts.porting.map(({ on }) => on),
    ...facts.tasks.flatMap(({ createdOn, doneOn }) => [createdOn, doneOn]),
    ...facts.minutes.flatMap(({ on, approvedOn }) => [on, approvedOn]),
    ...facts.changes.flatMap(({ createdOn, offer, decidedOn, doneOn }) => [
      createdOn,
      offer?.sentOn,
      decidedOn,
      doneOn,
    ]),
    ...facts.turns.map(({ on }) => on),
    ...facts.faults.map(({ reportedOn }) => reportedOn),
    ...facts.deliveries.flatMap(({ askedOn, decidedOn }) => [askedOn, decidedOn]),
    ...facts.closedBases.map(({ closedOn }) => closedOn),
  ];
  return (
    days
      .flatMap((one) => one ?? [])
      .toSorted()
      .at(-1) ?? project.openedOn
  );
}
