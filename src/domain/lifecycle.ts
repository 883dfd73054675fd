import { allowed, type Decision, refused } from "./decision.ts";
import type { Project, ProjectState } from "./facts.ts";
import type { Day } from "./units.ts";

export type LifecycleRefusal =
  | { readonly kind: "already"; readonly state: ProjectState }
  /** Handed over to operations: nothing is left to cancel or reopen (L4). */
  | { readonly kind: "handed-over"; readonly on?: Day };

/** Whether a project can be cancelled: while it is open. */
export function canCancelProject(project: Pick<Project, "state" | "handover">): Decision<LifecycleRefusal> {
  if (project.state === "closed") return refused(handedOver(project));
  return project.state === "open" ? allowed : refused({ kind: "already", state: project.state });
}

/** Whether a project can be taken up again: a cancelled one. The handover closed a project for good (L4). */
export function canReopenProject(project: Pick<Project, "state" | "handover">): Decision<LifecycleRefusal> {
  if (project.state === "closed") return refused(handedOver(project));
  return project.state === "cancelled" ? allowed : refused({ kind: "already", state: project.state });
}

function handedOver(project: Pick<Project, "handover">): LifecycleRefusal {
  return project.handover === undefined ? { kind: "handed-over" } : { kind: "handed-over", on: project.handover.on };
}
