import { isApproved, isOf, type Settled } from "./change.ts";
import { allowed, type Decision, refused } from "./decision.ts";
import type { By, Change, DeliveryRequest, ProjectFacts } from "./facts.ts";
import { countedRequirements, isStanding, openRequirements } from "./requirement.ts";
import { approversOf, isApprover } from "./role.ts";
import { isOpenTask } from "./task.ts";
import type { Day, Id, Ref } from "./units.ts";

/** Something that keeps the delivery approval from being asked for (L2, L3). */
export type Blocker =
  | { readonly kind: "not-live" }
  | { readonly kind: "requirements-not-delivered"; readonly refs: readonly Ref[] }
  | { readonly kind: "requirements-not-verified"; readonly refs: readonly Ref[] }
  /** Approved changes whose work no requirement stands for, and that are not marked done. */
  | { readonly kind: "changes-not-done"; readonly refs: readonly Ref[] }
  /** Remarks of an earlier decline that are still open (L3). */
  | { readonly kind: "remarks-open"; readonly refs: readonly Ref[] }
  | { readonly kind: "no-approver" }
  | { readonly kind: "no-shared-channel" }
  | { readonly kind: "already-asked"; readonly on: Day }
  | { readonly kind: "already-approved"; readonly on: Day; readonly by?: By };

type DeliveryFacts = Pick<ProjectFacts, "project" | "members" | "requirements" | "changes" | "tasks" | "deliveries">;

/**
 * Everything that blocks asking for the delivery approval, in the order to clear it (L2). Empty: ask. With the digest
 * of what would be asked now, a round that is waiting for an answer to another text blocks nothing: it is outdated.
 */
export function deliveryBlockers(facts: DeliveryFacts, now?: string): readonly Blocker[] {
  const current = currentRequest(facts);
  if (current?.state === "approved") {
    return [{ kind: "already-approved", on: current.decidedOn ?? current.askedOn, by: current.decidedBy }];
  }
  const blockers: Blocker[] = [...workBlockers(facts)];
  if (approversOf(facts).length === 0) blockers.push({ kind: "no-approver" });
  if (facts.project.shared === undefined) blockers.push({ kind: "no-shared-channel" });
  if (current?.state === "asked" && (now === undefined || now === current.digest))
    blockers.push({ kind: "already-asked", on: current.askedOn });
  return blockers;
}

/** The blockers that lie in the delivery itself: what is not live, delivered, verified, done or put right (L2, L3). */
function workBlockers(facts: DeliveryFacts): readonly Blocker[] {
  const { toDeliver, toVerify } = openRequirements(facts);
  const remarks = facts.tasks.filter((task) => task.source === "remark" && isOpenTask(task));
  const lists = [
    { kind: "requirements-not-delivered", refs: toDeliver.map(({ ref }) => ref) },
    { kind: "requirements-not-verified", refs: toVerify.map(({ ref }) => ref) },
    {
      kind: "changes-not-done",
      refs: facts.changes.filter((change) => isUnfinished(change, facts)).map(({ ref }) => ref),
    },
    { kind: "remarks-open", refs: remarks.map(({ ref }) => ref) },
  ] as const;
  const notLive: readonly Blocker[] = facts.project.goLive === undefined ? [{ kind: "not-live" }] : [];
  return [...notLive, ...lists.filter(({ refs }) => refs.length > 0)];
}

/**
 * An approved change of the call-off whose work is not done. Where a requirement stands for it, the requirement's own
 * state says so. Add-ons and extensions are ordered beside the call-off (T1, S3) and hold no delivery back.
 */
function isUnfinished(change: Change, facts: Pick<ProjectFacts, "requirements">): boolean {
  if (change.kind !== "change" || change.state !== "approved") return false;
  if (change.effect?.kind === "drop-requirement") return false;
  return !facts.requirements.some((requirement) => requirement.change === change.ref && isStanding(requirement));
}

/** The latest round of asking; undefined before the first. An outdated one counts for nothing. */
export function currentRequest(facts: Pick<ProjectFacts, "deliveries">): DeliveryRequest | undefined {
  return facts.deliveries.findLast(({ state }) => state !== "outdated");
}

/** True once the customer has given the delivery approval (L2). */
export function hasApproval(facts: Pick<ProjectFacts, "deliveries">): boolean {
  return facts.deliveries.some(({ state }) => state === "approved");
}

/** Exactly what a delivery approval approves (L2). */
export interface ApprovalSubject {
  readonly project: string;
  readonly customer: string;
  readonly reference?: string;
  /** Go-live: the delivery date (L1). */
  readonly deliveredOn: Day;
  readonly requirements: readonly {
    readonly ref: Ref;
    readonly text: string;
    readonly deviation: boolean;
    readonly change?: Ref;
    readonly deliveredOn?: Day;
    readonly verifiedOn?: Day;
  }[];
  /** Approved changes of the call-off, and the add-ons that are done. */
  readonly changes: readonly { readonly ref: Ref; readonly kind: Change["kind"]; readonly title: string }[];
}
/** What the approval is of; undefined before go-live, when there is nothing to approve (L1, L2). */
export function approvalSubject(
  facts: Pick<ProjectFacts, "project" | "requirements" | "changes">,
): ApprovalSubject | undefined {
  const { project } = facts;
  if (project.goLive === undefined) return undefined;
  return {
    project: project.code,
    customer: project.customer,
    ...(project.reference !== undefined && { reference: project.reference }),
    deliveredOn: project.goLive.on,
    requirements: countedRequirements(facts).map(({ ref, text, deviation, change, deliveredOn, verifiedOn }) => ({
      ref,
      text,
      deviation,
      ...(change !== undefined && { change }),
      ...(deliveredOn !== undefined && { deliveredOn }),
      ...(verifiedOn !== undefined && { verifiedOn }),
    })),
    changes: facts.changes
      .filter((change) =>
        change.kind === "change" ? isApproved(change) : change.kind === "addon" && change.state === "done",
      )
      .map(({ ref, kind, title }) => ({ ref, kind, title })),
  };
}

export type ApprovalRefusal =
  /** Not an approver of this project: refused politely, and recorded (L3). */
  | { readonly kind: "not-approver" }
  | { readonly kind: "not-asked" }
  /** Another text is current, or something has been reopened since it was asked (L2). */
  | { readonly kind: "outdated" }
  | Settled;
/**
 * Whether a person's answer to the delivery counts: an approver's (L3), to the text that is current, while nothing
 * blocks (L2). With the digest of what would be approved now, a text that says something else is outdated.
 */
export function canAnswerDelivery(
  facts: DeliveryFacts,
  person: { readonly id: Id | "system"; readonly staff: boolean },
  digest: string,
  now?: string,
): Decision<ApprovalRefusal> {
  if (!isApprover(facts, person)) return refused({ kind: "not-approver" });
  const current = currentRequest(facts);
  if (current === undefined) return refused({ kind: facts.deliveries.length > 0 ? "outdated" : "not-asked" });
  if (current.state === "approved") return refused(settled(current, "approved"));
  if (!isOf(current.digest, digest)) return refused({ kind: "outdated" });
  if (current.state !== "asked") return refused(settled(current, "declined"));
  const saysOther = now !== undefined && now !== current.digest;
  return saysOther || workBlockers(facts).length > 0 ? refused({ kind: "outdated" }) : allowed;
}

/**
 * The remarks of a decline, one task each (L3): a line each, without its bullet or number. Empty when nothing was said.
 */
export function remarkTasks(remarks: string): readonly string[] {
  return remarks
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•–]|\d{1,2}[.)](?=\s))\s*/, "").trim())
    .filter((line) => line !== "");
}

function settled(request: DeliveryRequest, state: "approved" | "declined"): Settled {
  return { kind: "settled", state, by: request.decidedBy, on: request.decidedOn };
}
