import type { Agreement } from "./agreement.ts";
import type { PlannedDay, PlanRole } from "./agreement-plan.ts";
import { type Refused, refused } from "./decision.ts";
import type { Plan, PlanDay, Project, ProjectFacts } from "./facts.ts";
import type { Day, LocalName, Ref } from "./units.ts";

/** What of an agreement says which days there are to plan. */
export type PlanTerms = Pick<Agreement, "plan">;

/** The day of the plan that means this to the rules; undefined where the agreement has none. */
export function planned({ plan }: PlanTerms, role: PlanRole): PlannedDay | undefined {
  return plan.find(({ means }) => means === role);
}

/** When what a role means is planned for; undefined where it is not planned, or the agreement has no such day. */
export function dayOfRole(project: Pick<Project, "plan">, terms: PlanTerms, role: PlanRole): Day | undefined {
  const found = planned(terms, role);
  return found && project.plan[found.id];
}

export type PlanRefusal =
  | { readonly kind: "past"; readonly day: Day }
  /** Kickoff has been held, or the service is live: the day is history. */
  | { readonly kind: "happened"; readonly on: Day }
  | { readonly kind: "same-day"; readonly day: Day }
  | { readonly kind: "project-not-open"; readonly state: "cancelled" | "closed" };
type Happening = Pick<Project, "plan" | "kickoff" | "goLive">;
/**
 * Whether a day can be planned or moved (K1); with the plan that it makes, and the day it was before. Today is not
 * past.
 */
export function planMove(
  project: Happening & Pick<Project, "state">,
  terms: PlanTerms,
  which: PlanDay,
  to: Day,
  today: Day,
): { readonly ok: true; readonly plan: Plan; readonly from?: Day } | Refused<PlanRefusal> {
  if (project.state !== "open") return refused({ kind: "project-not-open", state: project.state });
  const happened = happenedOn(project, terms, which);
  if (happened !== undefined) return refused({ kind: "happened", on: happened });
  const from = project.plan[which];
  if (from === to) return refused({ kind: "same-day", day: to });
  if (to < today) return refused({ kind: "past", day: to });
  return { ok: true, plan: { ...project.plan, [which]: to }, ...(from !== undefined && { from }) };
}

/** The planned days that have not happened: what can still be put right. */
export function openPlan(project: Happening, terms: PlanTerms): Plan {
  return Object.fromEntries(
    terms.plan.flatMap(({ id }) =>
      project.plan[id] === undefined || happenedOn(project, terms, id) !== undefined ? [] : [[id, project.plan[id]]],
    ),
  );
}

/** When what a planned day means has happened. */
export function happenedOn(project: Happening, { plan }: PlanTerms, which: PlanDay): Day | undefined {
  const means = plan.find(({ id }) => id === which)?.means;
  if (means === "kickoff") return project.kickoff?.on;
  return means === "go-live" ? project.goLive?.on : undefined;
}

/** A day ahead. */
export type ComingDate =
  | { readonly kind: "plan"; readonly which: PlanDay; readonly name: LocalName; readonly on: Day }
  | { readonly kind: "check-in"; readonly ref: Ref; readonly on: Day; readonly at: number };
/** What is planned from today on and has not happened, soonest first. */
export function comingDates(
  facts: Pick<ProjectFacts, "project" | "checkIns">,
  terms: PlanTerms,
  today: Day,
): readonly ComingDate[] {
  const ahead = terms.plan.flatMap(({ id: which, name }): ComingDate[] => {
    const on = facts.project.plan[which];
    return on === undefined || happenedOn(facts.project, terms, which) !== undefined
      ? []
      : [{ kind: "plan", which, name, on }];
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
