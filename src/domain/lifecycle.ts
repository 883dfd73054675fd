import { allowed, type Decision, refused } from "./decision.ts";
import type { Project, ProjectState } from "./facts.ts";
import type { Day } from "./units.ts";

export type LifecycleRefusal =
  | { readonly kind: "already"; readonly state: ProjectState }
  /** Handed over to operations: nothing is left to cancel (L4). */
  | { readonly kind: "handed-over"; readonly on?: Day };

/** Whether a project can be cancelled: while it is open. */
export function canCancelProject(project: Pick<Project, "state" | "handover">): Decision<LifecycleRefusal> {
  if (project.state === "closed") return refused(handedOver(project));
  return project.state === "open" ? allowed : refused({ kind: "already", state: project.state });
}

/** Whether a project can be taken up again: one that is cancelled, or handed over (L4). */
export function canReopenProject(project: Pick<Project, "state">): Decision<LifecycleRefusal> {
  return project.state === "open" ? refused({ kind: "already", state: project.state }) : allowed;
}

function handedOver(project: Pick<Project, "handover">): LifecycleRefusal {
  return project.handover === undefined ? { kind: "handed-over" } : { kind: "handed-over", on: project.handover.on };
}
