import type { Agreement } from "./agreement.ts";
import { isApproved } from "./change.ts";
import { type Refused, refused } from "./decision.ts";
import type { Change, Project, ProjectFacts, Requirement, RequirementState } from "./facts.ts";
import type { Ref } from "./units.ts";

/** True once kickoff has frozen the baseline (S5). */
export function isFrozen(project: Pick<Project, "kickoff">): boolean {
  return project.kickoff !== undefined;
}

/**
 * True when what changes the call-off now is a change request with a price (S5): after kickoff, in a variant whose agreement says
 * so — the smaller one by the text, the larger one by setting (S8).
 */
export function changesAreCharged(project: Pick<Project, "kickoff" | "variant">, agreement: Pick<Agreement, "variants">): boolean {
  return isFrozen(project) && agreement.variants[project.variant].chargesChangesAfterKickoff;
}

export type RequirementMove = "edit" | "drop" | "deliver" | "verify";
/** `direct`: the requirement takes the state at once. `change`: it takes a change request that an approver says yes to (S5, S9). */
export type RequirementDecision =
  | { readonly ok: true; readonly as: "direct"; readonly state: RequirementState }
  | { readonly ok: true; readonly as: "change" }
  | Refused<RequirementRefusal>;
export type RequirementRefusal =
  /** It is there already. */
  | { readonly kind: "already"; readonly state: RequirementState }
  /** Dropped or undone: nothing can happen to it any more. */
  | { readonly kind: "gone"; readonly state: "dropped" | "undone" }
  /** Verified before delivered (S1). */
  | { readonly kind: "not-delivered" }
  /** Dropping needs a reason. */
  | { readonly kind: "reason-missing" };

/** How a new requirement is taken in: at once, part of the baseline from then on when kickoff has been, or as a change (S5). */
export function requirementAddition(
  project: Pick<Project, "kickoff" | "variant">,
  agreement: Pick<Agreement, "variants">,
): { readonly as: "direct"; readonly baseline: boolean } | { readonly as: "change" } {
  return changesAreCharged(project, agreement) ? { as: "change" } : { as: "direct", baseline: isFrozen(project) };
}

/**
 * Whether a requirement can make a move (S1: agreed → delivered → verified). An edit brings it back to `agreed`: what was delivered
 * was something else. Edits and drops are changes once changes are charged (S5).
 */
export function requirementMove(
  requirement: Pick<Requirement, "state">,
  move: RequirementMove,
  context: { readonly changesAreCharged: boolean; readonly reason?: string },
): RequirementDecision {
  const { state } = requirement;
  if (state === "dropped" || state === "undone") {
    return refused(move === "drop" && state === "dropped" ? { kind: "already", state } : { kind: "gone", state });
  }
  switch (move) {
    case "edit":
      return context.changesAreCharged ? { ok: true, as: "change" } : { ok: true, as: "direct", state: "agreed" };
    case "drop":
      if (!context.reason?.trim()) return refused({ kind: "reason-missing" });
      return context.changesAreCharged ? { ok: true, as: "change" } : { ok: true, as: "direct", state: "dropped" };
    case "deliver":
      return state === "agreed" ? { ok: true, as: "direct", state: "delivered" } : refused({ kind: "already", state });
    case "verify":
      if (state === "agreed") return refused({ kind: "not-delivered" });
      return state === "delivered" ? { ok: true, as: "direct", state: "verified" } : refused({ kind: "already", state });
  }
}

/** True for a requirement that is neither dropped nor undone. */
export function isStanding(requirement: Pick<Requirement, "state">): boolean {
  return requirement.state !== "dropped" && requirement.state !== "undone";
}

/** True for a requirement that the delivery is measured by (L2): standing, and of the baseline or of an approved change. */
export function counts(requirement: Requirement, changes: readonly Change[]): boolean {
  return isStanding(requirement) && (requirement.baseline || isOfApprovedChange(requirement.change, changes));
}

/** The requirements that the delivery is measured by (L2), in the order they were agreed. */
export function countedRequirements(facts: Pick<ProjectFacts, "requirements" | "changes">): readonly Requirement[] {
  return facts.requirements.filter((requirement) => counts(requirement, facts.changes));
}

/** Counted requirements that are not delivered, or not verified, yet (S1). */
export function openRequirements(facts: Pick<ProjectFacts, "requirements" | "changes">): {
  readonly toDeliver: readonly Requirement[];
  readonly toVerify: readonly Requirement[];
} {
  const counted = countedRequirements(facts);
  return {
    toDeliver: counted.filter(({ state }) => state === "agreed"),
    toVerify: counted.filter(({ state }) => state === "delivered"),
  };
}

function isOfApprovedChange(ref: Ref | undefined, changes: readonly Change[]): boolean {
  return changes.some((change) => change.ref === ref && isApproved(change));
}
