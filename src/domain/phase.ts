import { currentRequest, hasApproval } from "./delivery.ts";
import type { ProjectFacts } from "./facts.ts";
import { dayOfRole, type PlanTerms } from "./plan.ts";

export type Phase =
  | "opened"
  | "preparation"
  | "configuration"
  | "delivery"
  | "approval"
  | "handover"
  | "closed"
  | "cancelled";

/**
 * Where a project is: `opened` until something is planned or handed in, `preparation` until kickoff (K1),
 * `configuration` until go-live (L1), `delivery` until the approval is asked for, `approval` until it is given (L2),
 * `handover` until the handover closes the project (L4). A decline brings it back to `delivery`: the remarks are put
 * right first (L3).
 */
export function phaseOf(facts: Pick<ProjectFacts, "project" | "data" | "deliveries">, terms: PlanTerms): Phase {
  const { project } = facts;
  if (project.state !== "open") return project.state;
  if (project.goLive !== undefined) {
    if (hasApproval(facts)) return "handover";
    return currentRequest(facts)?.state === "asked" ? "approval" : "delivery";
  }
  if (project.kickoff !== undefined) return "configuration";
  const isPlanned = (["customer-data", "kickoff"] as const).some(
    (role) => dayOfRole(project, terms, role) !== undefined,
  );
  const begun = isPlanned || facts.data.some(({ undone }) => !undone);
  return begun ? "preparation" : "opened";
}
