import { fold } from "../language/fold.ts";
import { allowed, type Decision, refused } from "./decision.ts";
import type { ProjectFacts, Role } from "./facts.ts";
import { leadOf } from "./role.ts";
import type { Id } from "./units.ts";

export type MembershipRefusal =
  /** Our own people are staff or lead, never an approver or anything else of the customer's (L3, S9). */
  | { readonly kind: "staff-elsewhere"; readonly role: Role }
  /** Someone who is not one of ours cannot be staff or lead. */
  | { readonly kind: "not-staff"; readonly role: Role }
  | { readonly kind: "already"; readonly role: Role }
  /** Nobody is there to answer: the account was closed, or is a bot's. */
  | { readonly kind: "deactivated" | "machine"; readonly role: Role };

interface Candidate {
  readonly id: Id;
  readonly staff: boolean;
  readonly gone?: "deactivated" | "machine";
  /** The organisation that they are of, as the platform names it. */
  readonly company?: string;
}

/**
 * Whether a person can be given a role on the project (L3). A pending contact may be named approver; it has no rights
 * until it is linked.
 */
export function canHold(
  facts: Pick<ProjectFacts, "members">,
  person: Candidate,
  role: Role,
): Decision<MembershipRefusal> {
  if (person.gone !== undefined) return refused({ kind: person.gone, role });
  const ours = role === "lead" || role === "staff";
  if (person.staff && !ours) return refused({ kind: "staff-elsewhere", role });
  if (!person.staff && ours) return refused({ kind: "not-staff", role });
  const has = facts.members.some(
    (member) => member.id === person.id && (member.role === role || (role === "staff" && member.role === "lead")),
  );
  return has ? refused({ kind: "already", role }) : allowed;
}

/**
 * True for a partner's person: listed as one, or of the organisation that the project runs by way of. Whether one of
 * them may approve for the customer is asked first (L3).
 */
export function isPartners(facts: Pick<ProjectFacts, "members" | "project">, person: Candidate): boolean {
  if (facts.members.some(({ id, role }) => id === person.id && role === "partner")) return true;
  const { via } = facts.project;
  if (via.kind !== "partner" || person.company === undefined) return false;
  const [theirs, partner] = [nameIn(person.company), nameIn(via.name)];
  return theirs.length > 2 && partner.length > 2 && (theirs.startsWith(partner) || partner.startsWith(theirs));
}

/**
 * `Televäxeln AB`, `televaxeln.se` and `mail.televaxeln.se` are one: the name without its form of company, its host and
 * its domain.
 */
function nameIn(organisation: string): string {
  const plain = fold(organisation);
  const word = /^[a-z0-9.-]+\.[a-z]{2,}$/u.test(plain)
    ? (plain.split(".").at(-2) ?? plain)
    : plain.replace(/\b(?:ab|hb|kb|aktiebolag)\b/gu, "");
  return word.replace(/[^a-z0-9]/gu, "");
}

/** The role that somebody gets when none is said. */
export function usualRole(person: { readonly staff: boolean }): Role {
  return person.staff ? "staff" : "customer";
}

/**
 * Whether a person can be taken off the project, or given another role instead: a project is never without its lead.
 */
export function canLeave(
  facts: Pick<ProjectFacts, "members">,
  person: Id,
): Decision<{ readonly kind: "not-member" } | { readonly kind: "lead" }> {
  if (!facts.members.some((member) => member.id === person)) return refused({ kind: "not-member" });
  return leadOf(facts)?.id === person ? refused({ kind: "lead" }) : allowed;
}
