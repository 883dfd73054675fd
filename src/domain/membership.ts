import { allowed, type Decision, refused } from "./decision.ts";
import type { ProjectFacts, Role } from "./facts.ts";
import { leadOf } from "./role.ts";
import type { Id } from "./units.ts";

export type MembershipRefusal =
  /** Our own people are staff or lead, never an approver or anything else of the customer's (L3, S9). */
  | { readonly kind: "staff-elsewhere"; readonly role: Role }
  /** Someone who is not one of ours cannot be staff or lead. */
  | { readonly kind: "not-staff"; readonly role: Role }
  | { readonly kind: "already"; readonly role: Role };

interface Candidate {
  readonly id: Id;
  readonly staff: boolean;
}

/** Whether a person can be given a role on the project (L3). A pending contact may be named approver; it has no rights until it is linked. */
export function canHold(facts: Pick<ProjectFacts, "members">, person: Candidate, role: Role): Decision<MembershipRefusal> {
  const ours = role === "lead" || role === "staff";
  if (person.staff && !ours) return refused({ kind: "staff-elsewhere", role });
  if (!person.staff && ours) return refused({ kind: "not-staff", role });
  const has = facts.members.some(
    (member) => member.id === person.id && (member.role === role || (role === "staff" && member.role === "lead")),
  );
  return has ? refused({ kind: "already", role }) : allowed;
}

/** The role that somebody gets when none is said. */
export function usualRole(person: { readonly staff: boolean }): Role {
  return person.staff ? "staff" : "customer";
}

/** Whether a person can be taken off the project, or given another role instead: a project is never without its lead. */
export function canLeave(
  facts: Pick<ProjectFacts, "members">,
  person: Id,
): Decision<{ readonly kind: "not-member" } | { readonly kind: "lead" }> {
  if (!facts.members.some((member) => member.id === person)) return refused({ kind: "not-member" });
  return leadOf(facts)?.id === person ? refused({ kind: "lead" }) : allowed;
}
