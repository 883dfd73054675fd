import type { Member, ProjectFacts, Role } from "./facts.ts";
import type { Id } from "./units.ts";

/** Whom something waits for: us, the customer, or the business partner. */
export type Party = "customer" | "supplier" | "partner";

type Team = Pick<ProjectFacts, "members">;

const rank: readonly Role[] = ["lead", "staff", "approver", "customer", "sponsor", "partner"];

/** Every role of a person on the project, the weightiest first. */
export function rolesOf(facts: Team, person: Id): readonly Role[] {
  return rank.filter((role) => facts.members.some((member) => member.id === person && member.role === role));
}

/** The person's weightiest role on the project; undefined for someone without any. */
export function roleOf(facts: Team, person: Id): Role | undefined {
  return rolesOf(facts, person)[0];
}

/** Whose side a role is on. */
export function partyOf(role: Role): Party {
  if (role === "lead" || role === "staff") return "supplier";
  return role === "partner" ? "partner" : "customer";
}

/** The project lead: the first that reminders of ours escalate to. */
export function leadOf(facts: Team): Member | undefined {
  return facts.members.find((member) => member.role === "lead");
}

/**
 * The approvers whom staff named for the project and who can press a button (L3). Our own people are never among them
 * (S9).
 */
export function approversOf(facts: Team): readonly Member[] {
  return facts.members.filter((member) => member.role === "approver" && member.reachable && !isOurs(facts, member.id));
}

/** Who answers for the customer's side: its first named customer, else its first approver. */
export function responsibleOf(facts: Team): Member | undefined {
  return (
    facts.members.find((member) => member.role === "customer") ??
    facts.members.find((member) => member.role === "approver")
  );
}

/** Whom a reminder escalates to last. */
export function sponsorOf(facts: Team): Member | undefined {
  return facts.members.find((member) => member.role === "sponsor");
}

/**
 * True for an approver whom staff named for this project (L3). Staff are never approvers, even when somebody listed
 * them as one (S9), and a contact without an account has no rights.
 */
export function isApprover(facts: Team, person: { readonly id: Id | "system"; readonly staff: boolean }): boolean {
  return !person.staff && approversOf(facts).some((member) => member.id === person.id);
}

/** Whether a person speaks for the customer in the project: one of theirs, and none of ours (L3, S9). */
export function isOfCustomer(facts: Team, person: Id | "system"): boolean {
  return rolesOf(facts, person).some((role) => partyOf(role) === "customer") && !isOurs(facts, person);
}

/** Whose side somebody is on in the project: ours, whatever else they are listed as; undefined for nobody of it. */
export function sideOf(facts: Team, person: Id): Party | undefined {
  const [role] = rolesOf(facts, person);
  return role && partyOf(role);
}

function isOurs(facts: Team, person: Id): boolean {
  return oursOf(facts).some(({ id }) => id === person);
}

/** Our people on the project, the lead first, each once. */
export function oursOf(facts: Team): readonly Member[] {
  const ours = facts.members.filter(({ role }) => partyOf(role) === "supplier");
  const ranked = [...ours.filter(({ role }) => role === "lead"), ...ours];
  return ranked.filter(({ id }, index) => ranked.findIndex((other) => other.id === id) === index);
}
