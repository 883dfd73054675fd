import { createHash } from "node:crypto";
import type { Agreement } from "./agreement.ts";
import { allowed, type Decision, type Refused, refused } from "./decision.ts";
import type { By, Change, ChangeState, Pricing, Project, ProjectFacts } from "./facts.ts";
import { coverOf, runningRate } from "./pricing.ts";
import { approversOf, isApprover } from "./role.ts";
import type { Day, Id, Minutes, Ref } from "./units.ts";

/** A change that has been decided or withdrawn: who did it, and when, for the one who comes second. */
export interface Settled {
  readonly kind: "settled";
  readonly state: ChangeState;
  readonly by?: By;
  readonly on?: Day;
}

export type PricingMistake = "price-negative" | "estimate-not-positive" | "cap-below-estimate";
/**
 * What is wrong with a price, if anything. A change may cost nothing: it needs a yes all the same (S9). A cap is never
 * below its estimate.
 */
export function pricingMistake(pricing: Pricing): PricingMistake | undefined {
  if (pricing.kind === "fixed") return pricing.price >= 0 ? undefined : "price-negative";
  if (pricing.estimate <= 0) return "estimate-not-positive";
  return pricing.cap !== undefined && pricing.cap < pricing.estimate ? "cap-below-estimate" : undefined;
}

/**
 * Whether it can be given a price. Pricing one that was sent outdates the offer that the approver saw (S9); one
 * declined can be offered anew.
 */
export function canPrice(change: Change): { readonly ok: true; readonly outdatesOffer: boolean } | Refused<Settled> {
  switch (change.state) {
    case "asked":
    case "priced":
    case "declined":
      return { ok: true, outdatesOffer: false };
    case "sent":
      return { ok: true, outdatesOffer: true };
    default:
      return refused(settled(change));
  }
}

/**
 * The price with the running rate that it would be charged at: the project's, else the agreement's (S7). Undefined when
 * neither has one.
 */
export function ratedPricing(
  pricing: Pricing,
  project: Pick<Project, "rate">,
  agreement: Pick<Agreement, "runningRate">,
): Pricing | undefined {
  if (pricing.kind === "fixed") return pricing;
  const rate = runningRate(project, agreement);
  return rate === undefined ? undefined : { ...pricing, rate };
}

export type OfferRefusal =
  | { readonly kind: "not-priced" }
  /** A running-rate offer without a running rate (S7). */
  | { readonly kind: "no-running-rate" }
  | Settled;
export type SendRefusal =
  | OfferRefusal
  | { readonly kind: "already-sent"; readonly on: Day }
  | { readonly kind: "no-approver" }
  | { readonly kind: "no-shared-channel" };
export type Offerable<Why> = { readonly ok: true; readonly pricing: Pricing } | Refused<Why>;

/**
 * Whether the offer of a change, an extension (S3) or an add-on (T1) can go to the customer (S7, S9); with the pricing
 * to send, its running rate filled in.
 */
export function canSend(
  change: Change,
  facts: Pick<ProjectFacts, "project" | "members">,
  agreement: Pick<Agreement, "runningRate">,
): Offerable<SendRefusal> {
  if (change.state === "sent") return refused({ kind: "already-sent", on: change.offer?.sentOn ?? change.createdOn });
  const offer = offerable(change, facts.project, agreement);
  if (!offer.ok) return offer;
  if (approversOf(facts).length === 0) return refused({ kind: "no-approver" });
  if (facts.project.shared === undefined) return refused({ kind: "no-shared-channel" });
  return offer;
}

/**
 * Whether staff can record that it was agreed at the sale (S9): with the evidence (`order 118`), instead of an
 * approver's yes. It takes a price as any offer does, and goes straight to `approved`.
 */
export function canAgree(
  change: Change,
  evidence: string,
  project: Pick<Project, "rate">,
  agreement: Pick<Agreement, "runningRate">,
): Offerable<OfferRefusal | { readonly kind: "evidence-missing" }> {
  if (evidence.trim() === "") return refused({ kind: "evidence-missing" });
  return offerable(change, project, agreement);
}

function offerable(
  change: Change,
  project: Pick<Project, "rate">,
  agreement: Pick<Agreement, "runningRate">,
): Offerable<OfferRefusal> {
  if (change.state === "asked" || change.state === "declined") return refused({ kind: "not-priced" });
  if (change.state !== "priced" && change.state !== "sent") return refused(settled(change));
  if (change.pricing === undefined) return refused({ kind: "not-priced" });
  const pricing = ratedPricing(change.pricing, project, agreement);
  return pricing === undefined ? refused({ kind: "no-running-rate" }) : { ok: true, pricing };
}

/** The digest of an offer or an approval text: what a press brings back to prove which one its person saw (S9). */
export function offerDigest(text: string): string {
  return createHash("sha256").update(text.normalize("NFC")).digest("hex").slice(0, 16);
}

/** Characters of a digest that a line is typed with: too many for two offers of one change to share by chance. */
const codeLength = 6;

/** What stands for a digest in a typed line: `7f3a9c`. */
export const codeOf = (digest: string): string => digest.slice(0, codeLength);

/** True when what was brought back, a digest by a press or its code by a typed line, is of this digest (S9). */
export function isOf(digest: string | undefined, seen: string): boolean {
  return (
    digest !== undefined && (digest === seen || (seen.length >= codeLength && digest.startsWith(seen.toLowerCase())))
  );
}

/** True when the digest, or its code, is that of the offer now waiting for an answer (S9). */
export function isCurrentOffer(change: Change, digest: string): boolean {
  return change.state === "sent" && isOf(change.offer?.digest, digest);
}

export type AnswerRefusal =
  /** Not an approver of this project: refused politely, and recorded (L3). */
  | { readonly kind: "not-approver" }
  | { readonly kind: "not-sent" }
  /** Another offer is current: show that one (S9). */
  | { readonly kind: "outdated" }
  | Settled;
/** Whether a person's yes or no to an offer counts: an approver's (L3), to the offer that is current (S9). */
export function canDecide(
  change: Change,
  facts: Pick<ProjectFacts, "members">,
  person: { readonly id: Id | "system"; readonly staff: boolean },
  digest: string,
): Decision<AnswerRefusal> {
  if (!isApprover(facts, person)) return refused({ kind: "not-approver" });
  if (change.state === "asked" || change.state === "priced")
    return refused({ kind: change.offer ? "outdated" : "not-sent" });
  if (change.state !== "sent") return refused(settled(change));
  return isCurrentOffer(change, digest) ? allowed : refused({ kind: "outdated" });
}

/** Whether it was asked for and nobody has said yes or no to it (S9). */
export const isUndecided = ({ state }: Pick<Change, "state">): boolean => ["asked", "priced", "sent"].includes(state);

/** Whether it can be withdrawn: until the customer has said yes. */
export function canWithdraw(change: Change): Decision<Settled> {
  return ["asked", "priced", "sent", "declined"].includes(change.state) ? allowed : refused(settled(change));
}

/** Whether its work can be marked done: only what was approved (S6 bills a fixed price then). */
export function canFinish(
  change: Change,
): Decision<{ readonly kind: "not-approved"; readonly state: ChangeState } | Settled> {
  if (change.state === "approved") return allowed;
  return change.state === "done" ? refused(settled(change)) : refused({ kind: "not-approved", state: change.state });
}

/**
 * True when the customer may know its price (A1): from the moment that the offer is sent, or when it was agreed at the
 * sale.
 */
export function isOfferOut(change: Pick<Change, "state" | "agreed">): boolean {
  return change.agreed !== undefined || ["sent", "approved", "declined", "done"].includes(change.state);
}

/**
 * True when somebody of the customer's asked for it, or its offer is out: nothing else of a change reaches the customer
 * (A1).
 */
export function isKnownToCustomer(
  change: Pick<Change, "state" | "agreed" | "offer" | "createdBy">,
  { members }: Pick<ProjectFacts, "members">,
): boolean {
  const theirs = members.some(({ id, role }) => id === change.createdBy.id && role !== "lead" && role !== "staff");
  return theirs || change.offer !== undefined || isOfferOut(change);
}

/** True for a change that the customer agreed to, done or not. */
export function isApproved(change: Pick<Change, "state">): boolean {
  return change.state === "approved" || change.state === "done";
}

/**
 * Minutes already worked that the offer would cover, given what is not agreed per work package and per change (S6). An
 * extension covers its package, any other change its own work: a running one up to its cap, else its estimate. The
 * offer says so.
 */
export function coversEarlier(
  change: Change,
  notAgreed: { readonly packages: Readonly<Record<string, Minutes>>; readonly changes: Readonly<Record<Ref, Minutes>> },
): Minutes {
  const cover = coverOf({ ...change, state: "approved" }, {}, {});
  if (cover === undefined) return 0;
  const worked =
    cover.package === undefined ? notAgreed.changes[cover.change ?? change.ref] : notAgreed.packages[cover.package];
  return Math.min(cover.capacity ?? Number.POSITIVE_INFINITY, worked ?? 0);
}

function settled(change: Change): Settled {
  const on = change.state === "done" ? (change.doneOn ?? change.decidedOn) : change.decidedOn;
  return { kind: "settled", state: change.state, by: change.decidedBy, on };
}

/** Another change of the same name that rests on the same evidence of the sale: agreed once, it may be (S9). */
export function sameAgreement(
  { ref, kind, title }: Pick<Change, "ref" | "kind" | "title">,
  evidence: string,
  { changes }: Pick<ProjectFacts, "changes">,
): Ref | undefined {
  const folded = (text: string | undefined): string => text?.trim().toLowerCase() ?? "";
  return changes.find(
    (one) =>
      one.ref !== ref &&
      isApproved(one) &&
      one.kind === kind &&
      folded(one.title) === folded(title) &&
      folded(one.agreed) === folded(evidence),
  )?.ref;
}
