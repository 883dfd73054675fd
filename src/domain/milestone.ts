import type { Agreement } from "./agreement.ts";
import { allowed, type Decision, refused } from "./decision.ts";
import { hasApproval } from "./delivery.ts";
import type { By, Milestone, PlanDay, Project, ProjectFacts } from "./facts.ts";
import { isOpenTask } from "./task.ts";
import type { Day, Ref } from "./units.ts";

export type MilestoneRefusal =
  | { readonly kind: "project-not-open"; readonly state: "cancelled" | "closed" }
  | { readonly kind: "already"; readonly on: Day; readonly by: By }
  | { readonly kind: "future"; readonly on: Day };

export type KickoffRefusal =
  | MilestoneRefusal
  | { readonly kind: "before-day"; readonly which: PlanDay; readonly planned: Day };
/**
 * Whether kickoff can be recorded: once, on the planned day that the agreement names or later, and not ahead of time
 * (K1).
 */
export function canKickOff(
  project: Project,
  { kickoff }: Pick<Agreement, "kickoff">,
  on: Day,
  today: Day,
): Decision<KickoffRefusal> {
  const which = kickoff?.notBefore;
  const planned = which === undefined ? undefined : project.plan[which];
  const common = milestoneRefusal(project, project.kickoff, on, today);
  if (common !== undefined) return refused(common);
  if (which === undefined || planned === undefined) return allowed;
  return on < planned ? refused({ kind: "before-day", which, planned }) : allowed;
}

export type GoLiveRefusal =
  | MilestoneRefusal
  | { readonly kind: "no-kickoff" }
  | { readonly kind: "before-kickoff"; readonly kickoff: Day };
/** Whether go-live, the delivery date (L1), can be recorded: once, on kickoff's day or later, and not ahead of time. */
export function canGoLive(project: Project, on: Day, today: Day): Decision<GoLiveRefusal> {
  const common = milestoneRefusal(project, project.goLive, on, today);
  if (common !== undefined) return refused(common);
  if (project.kickoff === undefined) return refused({ kind: "no-kickoff" });
  return on < project.kickoff.on ? refused({ kind: "before-kickoff", kickoff: project.kickoff.on }) : allowed;
}

export type HandoverBlocker =
  | MilestoneRefusal
  | { readonly kind: "not-live" }
  | { readonly kind: "before-go-live"; readonly goLive: Day }
  | { readonly kind: "not-approved" };
/**
 * Everything that keeps the handover from being recorded (L4): it comes after the delivery and closes the project, so
 * the customer's approval comes first — nobody would be asked for it afterwards. That no documentation hours were
 * logged blocks nothing.
 */
export function handoverBlockers(
  facts: Pick<ProjectFacts, "project" | "deliveries">,
  on: Day,
  today: Day,
): readonly HandoverBlocker[] {
  const { project } = facts;
  const common = milestoneRefusal(project, project.handover, on, today);
  if (common !== undefined) return [common];
  if (project.goLive === undefined) return [{ kind: "not-live" }];
  const blockers: HandoverBlocker[] = [];
  if (on < project.goLive.on) blockers.push({ kind: "before-go-live", goLive: project.goLive.on });
  if (!hasApproval(facts)) blockers.push({ kind: "not-approved" });
  return blockers;
}

export type HandoverWarning =
  /** Minutes that are drafted and will stay unpublished. */
  | { readonly kind: "minutes-not-approved"; readonly refs: readonly Ref[] }
  /** Held check-ins that no minutes are of. */
  | { readonly kind: "no-minutes"; readonly refs: readonly Ref[] }
  | { readonly kind: "open-tasks"; readonly refs: readonly Ref[] }
  | { readonly kind: "open-changes"; readonly refs: readonly Ref[] };
/**
 * What a handover leaves behind, to be said before the project closes (L4): minutes, tasks, and changes neither done
 * nor settled.
 */
export function handoverWarnings(
  facts: Pick<ProjectFacts, "minutes" | "checkIns" | "tasks" | "changes">,
): readonly HandoverWarning[] {
  const lists: readonly HandoverWarning[] = [
    { kind: "minutes-not-approved", refs: refsOf(facts.minutes.filter(({ state }) => state !== "approved")) },
    {
      kind: "no-minutes",
      refs: refsOf(
        facts.checkIns.filter(
          ({ ref, state }) => state === "held" && !facts.minutes.some(({ meeting }) => meeting === ref),
        ),
      ),
    },
    { kind: "open-tasks", refs: refsOf(facts.tasks.filter(isOpenTask)) },
    {
      kind: "open-changes",
      refs: refsOf(facts.changes.filter(({ state }) => ["asked", "priced", "sent", "approved"].includes(state))),
    },
  ];
  return lists.filter(({ refs }) => refs.length > 0);
}

const refsOf = (items: readonly { readonly ref: Ref }[]): readonly Ref[] => items.map(({ ref }) => ref);

function milestoneRefusal(
  project: Project,
  reached: Milestone | undefined,
  on: Day,
  today: Day,
): MilestoneRefusal | undefined {
  if (reached !== undefined) return { kind: "already", on: reached.on, by: reached.by };
  if (project.state !== "open") return { kind: "project-not-open", state: project.state };
  return on > today ? { kind: "future", on } : undefined;
}
