import { type Refused, refused } from "./decision.ts";
import type { Plan, PlanDay, Project, ProjectFacts } from "./facts.ts";
import type { Day, Ref } from "./units.ts";

/** The planned days in the order that they usually come. */
export const planDays: readonly PlanDay[] = ["data", "workshop", "porting", "golive"];

export type PlanWarning =
  /** Customer data is part of the customer's preparation of the workshop: it is asked for before it (D3, K1). */
  | { readonly kind: "data-after-workshop" }
  | { readonly kind: "golive-before-workshop" }
  | { readonly kind: "golive-before-data" }
  | { readonly kind: "porting-before-workshop" }
  | { readonly kind: "not-a-business-day"; readonly which: PlanDay };
/** What looks wrong in a plan (D3, K1, P2). Said, never refused: people may have their reasons. */
export function planWarnings(plan: Plan, isBusinessDay: (day: Day) => boolean): readonly PlanWarning[] {
  const warnings: PlanWarning[] = [];
  if (isAfter(plan.data, plan.workshop)) warnings.push({ kind: "data-after-workshop" });
  if (isAfter(plan.workshop, plan.golive)) warnings.push({ kind: "golive-before-workshop" });
  if (isAfter(plan.data, plan.golive)) warnings.push({ kind: "golive-before-data" });
  if (isAfter(plan.workshop, plan.porting)) warnings.push({ kind: "porting-before-workshop" });
  for (const which of planDays) {
    const day = plan[which];
    if (day !== undefined && !isBusinessDay(day)) warnings.push({ kind: "not-a-business-day", which });
  }
  return warnings;
}

const isAfter = (a: Day | undefined, b: Day | undefined): boolean => a !== undefined && b !== undefined && a > b;

export type PlanRefusal =
  | { readonly kind: "past"; readonly day: Day }
  /** The workshop has been held, or the service is live: the day is history. */
  | { readonly kind: "happened"; readonly on: Day }
  | { readonly kind: "same-day"; readonly day: Day }
  | { readonly kind: "project-not-open"; readonly state: "cancelled" | "closed" };
/** Whether a day can be planned or moved (K1); with the plan that it makes, and the day it was before. Today is not past. */
export function planMove(
  project: Pick<Project, "plan" | "state" | "kickoff" | "goLive">,
  which: PlanDay,
  to: Day,
  today: Day,
): { readonly ok: true; readonly plan: Plan; readonly from?: Day } | Refused<PlanRefusal> {
  if (project.state !== "open") return refused({ kind: "project-not-open", state: project.state });
  const happened = happenedOn(project, which);
  if (happened !== undefined) return refused({ kind: "happened", on: happened });
  const from = project.plan[which];
  if (from === to) return refused({ kind: "same-day", day: to });
  if (to < today) return refused({ kind: "past", day: to });
  return { ok: true, plan: { ...project.plan, [which]: to }, ...(from !== undefined && { from }) };
}

/** The planned days that have not happened: what can still be put right. */
export function openPlan(project: Pick<Project, "plan" | "kickoff" | "goLive">): Plan {
  return Object.fromEntries(
    planDays.flatMap((which) =>
      project.plan[which] === undefined || happenedOn(project, which) !== undefined ? [] : [[which, project.plan[which]]],
    ),
  );
}

function happenedOn(project: Pick<Project, "kickoff" | "goLive">, which: PlanDay): Day | undefined {
  if (which === "workshop") return project.kickoff?.on;
  return which === "golive" ? project.goLive?.on : undefined;
}

/** A day ahead. */
export type ComingDate =
  | { readonly kind: "plan"; readonly which: PlanDay; readonly on: Day }
  | { readonly kind: "check-in"; readonly ref: Ref; readonly on: Day; readonly at: number };
/** What is planned from today on and has not happened, soonest first. */
export function comingDates(facts: Pick<ProjectFacts, "project" | "checkIns">, today: Day): readonly ComingDate[] {
  const planned = planDays.flatMap((which): ComingDate[] => {
    const on = facts.project.plan[which];
    return on === undefined || happenedOn(facts.project, which) !== undefined ? [] : [{ kind: "plan", which, on }];
  });
  const calls = facts.checkIns
    .filter(({ state }) => state === "scheduled")
    .map(({ ref, on, at }): ComingDate => ({ kind: "check-in", ref, on, at }));
  return [...planned, ...calls].filter(({ on }) => on >= today).toSorted(byDay);
}

function byDay(a: ComingDate, b: ComingDate): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  return (a.kind === "check-in" ? a.at : 0) - (b.kind === "check-in" ? b.at : 0);
}
