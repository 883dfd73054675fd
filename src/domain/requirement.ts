import { type Agreement, variantOf } from "./agreement.ts";
import { isApproved } from "./change.ts";
import { type Refused, refused } from "./decision.ts";
import type { Change, Project, ProjectFacts, Requirement, RequirementState } from "./facts.ts";
import type { Ref } from "./units.ts";

/** True once kickoff has frozen the baseline (S5). */
export function isFrozen(project: Pick<Project, "kickoff">): boolean {
  return project.kickoff !== undefined;
}

/**
 * True when what changes the call-off now is a change request with a price (S5): after kickoff, in a variant whose
 * agreement says so — the smaller one by the text, the larger one by setting (S8).
 */
export function changesAreCharged(
  project: Pick<Project, "kickoff" | "variant">,
  agreement: Pick<Agreement, "variants">,
): boolean {
  return isFrozen(project) && variantOf(project, agreement).chargesChangesAfterKickoff;
}

export type RequirementMove = "agree" | "edit" | "drop" | "deliver" | "verify";
/**
 * `direct`: the requirement takes the state at once. `change`: it takes a change request that an approver says yes to
 * (S5, S9).
 */
export type RequirementDecision =
  | { readonly ok: true; readonly as: "direct"; readonly state: RequirementState }
  | { readonly ok: true; readonly as: "change" }
  | Refused<RequirementRefusal>;
export type RequirementRefusal =
  /** It is there already. */
  | { readonly kind: "already"; readonly state: Exclude<RequirementState, "wished"> }
  /** Dropped or undone: nothing can happen to it any more. */
  | { readonly kind: "gone"; readonly state: "dropped" | "undone" }
  /** A wish is agreed on before anything else happens to it (S1). */
  | { readonly kind: "wish" }
  /** An approver is asked about the wish already, in this change (S5). */
  | { readonly kind: "wish-in-change"; readonly change: Ref }
  /** Verified before delivered (S1). */
  | { readonly kind: "not-delivered" }
  /** Dropping needs a reason. */
  | { readonly kind: "reason-missing" };

/**
 * How a new requirement is taken in: at once, part of the baseline from then on when kickoff has been, or as a change
 * (S5).
 */
export function requirementAddition(
  project: Pick<Project, "kickoff" | "variant">,
  agreement: Pick<Agreement, "variants">,
): { readonly as: "direct"; readonly baseline: boolean } | { readonly as: "change" } {
  return changesAreCharged(project, agreement) ? { as: "change" } : { as: "direct", baseline: isFrozen(project) };
}

/**
 * Whether a wish can be agreed on: at once before kickoff, as a change with a price once changes are charged (S5).
 * Declining it is ours alone, and takes a reason.
 */
function wishMove(move: RequirementMove, context: MoveContext): RequirementDecision {
  if (move === "agree")
    return context.changesAreCharged ? { ok: true, as: "change" } : { ok: true, as: "direct", state: "agreed" };
  if (move !== "drop") return refused({ kind: "wish" });
  return context.reason?.trim() ? { ok: true, as: "direct", state: "dropped" } : refused({ kind: "reason-missing" });
}

interface MoveContext {
  readonly changesAreCharged: boolean;
  readonly reason?: string;
  /** The change in which an approver is asked about a wish (`changeOfWish`). */
  readonly change?: Ref;
}

/**
 * Whether a requirement can make a move (S1: wished → agreed → delivered → verified). An edit brings it back to
 * `agreed`: what was delivered was something else. Edits and drops are changes once changes are charged (S5).
 */
export function requirementMove(
  requirement: Pick<Requirement, "state">,
  move: RequirementMove,
  context: MoveContext,
): RequirementDecision {
  const { state } = requirement;
  if (state === "dropped" || state === "undone") {
    return refused(move === "drop" && state === "dropped" ? { kind: "already", state } : { kind: "gone", state });
  }
  if (state === "wished") {
    return context.change === undefined
      ? wishMove(move, context)
      : refused({ kind: "wish-in-change", change: context.change });
  }
  switch (move) {
    case "agree":
      return refused({ kind: "already", state });
    case "edit":
      return context.changesAreCharged ? { ok: true, as: "change" } : { ok: true, as: "direct", state: "agreed" };
    case "drop":
      if (!context.reason?.trim()) return refused({ kind: "reason-missing" });
      return context.changesAreCharged ? { ok: true, as: "change" } : { ok: true, as: "direct", state: "dropped" };
    case "deliver":
      return state === "agreed" ? { ok: true, as: "direct", state: "delivered" } : refused({ kind: "already", state });
    case "verify":
      if (state === "agreed") return refused({ kind: "not-delivered" });
      return state === "delivered"
        ? { ok: true, as: "direct", state: "verified" }
        : refused({ kind: "already", state });
  }
}

/** True for a requirement that is agreed on, and neither dropped nor undone. A wish is none yet. */
export function isStanding(requirement: Pick<Requirement, "state">): boolean {
  return requirement.state !== "wished" && requirement.state !== "dropped" && requirement.state !== "undone";
}

/**
 * Wishes that nobody has answered: neither agreed on nor declined, and in no change that an approver is asked about.
 */
export function openWishes(facts: Pick<ProjectFacts, "requirements" | "changes">): readonly Requirement[] {
  return facts.requirements.filter(
    ({ state, ref }) => state === "wished" && changeOfWish(ref, facts.changes) === undefined,
  );
}

/** The change that agrees to a wish after kickoff (S5); undefined when there is none, or it came to nothing. */
export function changeOfWish(wish: Ref, changes: readonly Change[]): Ref | undefined {
  return changes.find(
    ({ effect, state }) => effect?.kind === "add-requirement" && effect.wish === wish && goesOn.has(state),
  )?.ref;
}

const goesOn: ReadonlySet<Change["state"]> = new Set(["asked", "priced", "sent", "approved", "done"]);

/**
 * True for a requirement that the delivery is measured by (L2): standing, and of the baseline or of an approved change.
 */
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
