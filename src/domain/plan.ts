import type { Agreement } from "./agreement.ts";
import type { PlannedDay, PlanRole } from "./agreement-plan.ts";
import { type Refused, refused } from "./decision.ts";
import type { Plan, PlanDay, PortingEntry, Project } from "./facts.ts";
import type { Day } from "./units.ts";

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
  /** Kickoff has been held, the numbers are ported, the service is live: the day is history. */
  | { readonly kind: "happened"; readonly on: Day }
  | { readonly kind: "same-day"; readonly day: Day }
  | { readonly kind: "project-not-open"; readonly state: "cancelled" | "closed" };
/** What of a project's days has happened: kickoff, go-live, and what else somebody recorded by a day's id. */
export type Happening = Pick<Project, "kickoff" | "goLive"> & { readonly recorded?: readonly PortingEntry[] };

/** A project with what has been recorded of its days. */
export const courseOf = <P extends Project | Pick<Project, "plan" | "kickoff" | "goLive">>({
  project,
  porting,
}: {
  readonly project: P;
  readonly porting?: readonly PortingEntry[];
}) => ({ ...project, ...(porting && { recorded: porting }) });

type Planned = Happening & Pick<Project, "plan">;
/**
 * Whether a day can be planned or moved (K1); with the plan that it makes, and the day it was before. Today is not
 * past.
 */
export function planMove(
  project: Planned & Pick<Project, "state">,
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
export function openPlan(project: Planned, terms: PlanTerms): Plan {
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
  if (means === "go-live") return project.goLive?.on;
  return project.recorded?.find(({ step, undone }) => step === which && !undone)?.on;
}
