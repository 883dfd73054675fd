import type { Agreement } from "./agreement.ts";
import type { PlanDay, ProjectFacts } from "./facts.ts";
import { courseOf, happenedOn } from "./plan.ts";
import { type Doubt, doubtOf } from "./porting-outlook.ts";
import type { Day, LocalName, Ref } from "./units.ts";

/** A day ahead. `doubt`: it is planned, and cannot be promised. */
export type ComingDate =
  | {
      readonly kind: "plan";
      readonly which: PlanDay;
      readonly name: LocalName;
      readonly on: Day;
      readonly doubt?: Doubt;
    }
  | { readonly kind: "check-in"; readonly ref: Ref; readonly on: Day; readonly at: number };
/** What is planned from today on and has not happened, soonest first. */
export function comingDates(
  facts: Pick<ProjectFacts, "project" | "checkIns"> & Partial<Pick<ProjectFacts, "porting" | "portingRequests">>,
  terms: Pick<Agreement, "plan" | "porting" | "deadlines" | "calendar">,
  today: Day,
): readonly ComingDate[] {
  const doubt = doubtOf(facts, terms, today);
  const ahead = terms.plan.flatMap(({ id: which, name, means }): ComingDate[] => {
    const on = facts.project.plan[which];
    return on === undefined || happenedOn(courseOf(facts), terms, which) !== undefined
      ? []
      : [{ kind: "plan", which, name, on, ...(means === "porting" && doubt && { doubt }) }];
  });
  const calls = facts.checkIns
    .filter(({ state }) => state === "scheduled")
    .map(({ ref, on, at }): ComingDate => ({ kind: "check-in", ref, on, at }));
  return [...ahead, ...calls].filter(({ on }) => on >= today).toSorted(byDay);
}

function byDay(a: ComingDate, b: ComingDate): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  return (a.kind === "check-in" ? a.at : 0) - (b.kind === "check-in" ? b.at : 0);
}
