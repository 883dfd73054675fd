import { dayOf } from "./calendar.ts";
import type { ProjectFacts } from "./facts.ts";
import type { Day } from "./units.ts";

/**
 * The latest day on which anybody has recorded anything about a project: what it was opened with, what was said, done,
 * booked, worked, sent or answered. Moving a day of the plan leaves no trace among the facts.
 */
export function lastActivity(facts: ProjectFacts, timeZone: string): Day {
  const { project } = facts;
  const at = (recordedAt: number): Day => dayOf(recordedAt, timeZone);
  const days: readonly (Day | undefined)[] = [
    project.openedOn,
    ...[project.kickoff, project.goLive, project.handover].flatMap((one) =>
      one === undefined ? [] : [at(one.recordedAt)],
    ),
    ...facts.requirements.flatMap((one) => [at(one.recordedAt), one.deliveredOn, one.verifiedOn]),
    ...facts.data.map(({ recordedAt }) => at(recordedAt)),
    ...facts.porting.map(({ on }) => on),
    ...facts.tasks.flatMap(({ createdOn, doneOn }) => [createdOn, doneOn]),
    ...[...facts.work, ...facts.trips, ...facts.checkIns].map(({ recordedAt }) => at(recordedAt)),
    ...facts.minutes.flatMap(({ on, approvedOn }) => [on, approvedOn]),
    ...facts.changes.flatMap(({ createdOn, offer, decidedOn, doneOn }) => [
      createdOn,
      offer?.sentOn,
      decidedOn,
      doneOn,
    ]),
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
