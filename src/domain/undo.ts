import { type Refused, refused } from "./decision.ts";
import type { Change, CheckIn, DataEntry, Milestone, ProjectFacts, Requirement, Trip, WorkEntry } from "./facts.ts";
import { isStanding } from "./requirement.ts";
import type { Id, Ref } from "./units.ts";

/** Something recorded that can be taken back: a reversal, never a deletion. */
export type Undoable =
  | { readonly kind: "work"; readonly entry: WorkEntry; readonly invoiced: boolean }
  | { readonly kind: "trip"; readonly trip: Trip; readonly invoiced: boolean }
  | { readonly kind: "requirement"; readonly requirement: Requirement }
  | { readonly kind: "change"; readonly change: Change }
  /** A held call is scheduled again; a scheduled one is cancelled. */
  | { readonly kind: "check-in"; readonly checkIn: CheckIn; readonly to: "scheduled" | "cancelled" }
  | { readonly kind: "data"; readonly entry: DataEntry }
  | { readonly kind: "kickoff"; readonly milestone: Milestone }
  | { readonly kind: "go-live"; readonly milestone: Milestone };

export type UndoRefusal =
  /** The actor has recorded nothing here that can be taken back. */
  | { readonly kind: "nothing" }
  | { readonly kind: "unknown"; readonly target: string }
  /** Undone, dropped or cancelled before. */
  | { readonly kind: "already" }
  | { readonly kind: "closed-project"; readonly state: "cancelled" | "closed" }
  /** What the customer said is the customer's. */
  | { readonly kind: "customers-answer" }
  /** Work on it has been reported done. */
  | { readonly kind: "delivered" }
  /** It is part of the baseline that kickoff froze, or of an approved change (S5). */
  | { readonly kind: "frozen" }
  /** Something was said about the area since. */
  | { readonly kind: "superseded" }
  /** The customer has seen its offer: withdraw it instead. */
  | { readonly kind: "sent" }
  /** Minutes are kept of the call. */
  | { readonly kind: "has-minutes"; readonly ref: Ref }
  /** Its money is on a closed invoice basis (S6). */
  | { readonly kind: "invoiced" }
  /** Changes were sent or approved after kickoff. */
  | { readonly kind: "changes-follow"; readonly refs: readonly Ref[] }
  | { readonly kind: "go-live-follows" }
  | { readonly kind: "approval-follows" };
export type UndoDecision = { readonly ok: true; readonly what: Undoable } | Refused<UndoRefusal>;

/**
 * The actor's own latest reversible fact. A fact that something depends on is not reversible any more, so an earlier one may be
 * named: say what it is before it happens.
 */
export function latestUndoable(facts: ProjectFacts, actor: Id): UndoDecision {
  const closed = closedProject(facts);
  if (closed !== undefined) return closed;
  const own = [
    ...facts.work.map((entry) => recorded(entry.by.id, entry.recordedAt, undoWork(entry, facts))),
    ...facts.trips.map((trip) => recorded(trip.by.id, trip.recordedAt, undoTrip(trip, facts))),
    ...facts.requirements.map((fact) => recorded(fact.agreedBy.id, fact.recordedAt, undoRequirement(fact))),
    ...facts.changes.map((change) => recorded(change.createdBy.id, change.recordedAt, undoChange(change))),
    ...facts.checkIns.map((call) =>
      recorded(call.state === "held" ? call.heldBy?.id : undefined, call.recordedAt, undoCheckIn(call, facts)),
    ),
    ...facts.data.map((entry) => recorded(entry.by.id, entry.recordedAt, undoData(entry, facts))),
    ...milestones(facts).map(({ milestone, decision }) => recorded(milestone.by.id, milestone.recordedAt, decision)),
  ];
  const latest = own
    .filter(({ by, decision }) => by === actor && decision.ok)
    .toSorted((a, b) => a.recordedAt - b.recordedAt)
    .at(-1);
  return latest?.decision ?? refused({ kind: "nothing" });
}

/**
 * What a person names, undone: a reference (`H3`, `V1`, `R2`, `X1`, `C1`), `kickoff`, `golive`, or an area's id. Any of our people
 * may take back what another recorded, once it is named.
 */
export function undoableNamed(facts: ProjectFacts, target: string): UndoDecision {
  const closed = closedProject(facts);
  if (closed !== undefined) return closed;
  const ref = target.trim().toUpperCase();
  const isNamed = (fact: { readonly ref: Ref }): boolean => fact.ref === ref;
  const work = facts.work.find(isNamed);
  if (work !== undefined) return undoWork(work, facts);
  const trip = facts.trips.find(isNamed);
  if (trip !== undefined) return undoTrip(trip, facts);
  const requirement = facts.requirements.find(isNamed);
  if (requirement !== undefined) return undoRequirement(requirement);
  const change = facts.changes.find(isNamed);
  if (change !== undefined) return undoChange(change);
  const checkIn = facts.checkIns.find(isNamed);
  if (checkIn !== undefined) return undoCheckIn(checkIn, facts);
  const word = target.trim().toLowerCase();
  const milestone = milestones(facts).find(({ name }) => name === word || name.replace("-", "") === word);
  if (milestone !== undefined) return milestone.decision;
  const said = facts.data.filter((entry) => entry.area === word && !entry.undone).toSorted((a, b) => a.recordedAt - b.recordedAt);
  const entry = said.at(-1);
  return entry === undefined ? refused({ kind: "unknown", target }) : undoData(entry, facts);
}

function undoWork(entry: WorkEntry, facts: ProjectFacts): UndoDecision {
  return entry.undone ? refused({ kind: "already" }) : { ok: true, what: { kind: "work", entry, invoiced: isInvoiced(entry.id, facts) } };
}

function undoTrip(trip: Trip, facts: ProjectFacts): UndoDecision {
  return trip.undone ? refused({ kind: "already" }) : { ok: true, what: { kind: "trip", trip, invoiced: isInvoiced(trip.id, facts) } };
}

function undoRequirement(requirement: Requirement): UndoDecision {
  if (!isStanding(requirement)) return refused({ kind: "already" });
  if (requirement.state !== "agreed") return refused({ kind: "delivered" });
  if (requirement.baseline || requirement.change !== undefined) return refused({ kind: "frozen" });
  return { ok: true, what: { kind: "requirement", requirement } };
}

function undoChange(change: Change): UndoDecision {
  if (change.state === "undone" || change.state === "withdrawn") return refused({ kind: "already" });
  if (change.state !== "asked" && change.state !== "priced") return refused({ kind: "sent" });
  return change.offer === undefined ? { ok: true, what: { kind: "change", change } } : refused({ kind: "sent" });
}

function undoCheckIn(checkIn: CheckIn, facts: ProjectFacts): UndoDecision {
  if (checkIn.state === "cancelled") return refused({ kind: "already" });
  const minutes = facts.minutes.find(({ meeting, state }) => meeting === checkIn.ref && state === "approved");
  if (minutes !== undefined) return refused({ kind: "has-minutes", ref: minutes.ref });
  if (checkIn.state === "scheduled") return { ok: true, what: { kind: "check-in", checkIn, to: "cancelled" } };
  return isInvoiced(checkIn.id, facts) ? refused({ kind: "invoiced" }) : { ok: true, what: { kind: "check-in", checkIn, to: "scheduled" } };
}

function undoData(entry: DataEntry, facts: ProjectFacts): UndoDecision {
  if (entry.undone) return refused({ kind: "already" });
  if (entry.bySide === "customer") return refused({ kind: "customers-answer" });
  const later = facts.data.some((other) => other.area === entry.area && !other.undone && other.recordedAt > entry.recordedAt);
  return later ? refused({ kind: "superseded" }) : { ok: true, what: { kind: "data", entry } };
}

function undoKickoff(milestone: Milestone, facts: ProjectFacts): UndoDecision {
  if (facts.project.goLive !== undefined) return refused({ kind: "go-live-follows" });
  const following = facts.changes.filter((change) => isOfferedSince(change, milestone)).map(({ ref }) => ref);
  return following.length > 0 ? refused({ kind: "changes-follow", refs: following }) : { ok: true, what: { kind: "kickoff", milestone } };
}

// A change's offer keeps only its day: one sent on kickoff's own day is taken to follow it, since S5 may have made it necessary.
function isOfferedSince(change: Change, kickoff: Milestone): boolean {
  const sent = change.offer !== undefined && change.offer.sentOn >= kickoff.on;
  return sent || (change.decidedAt !== undefined && change.decidedAt >= kickoff.recordedAt);
}

function undoGoLive(milestone: Milestone, facts: ProjectFacts): UndoDecision {
  if (facts.deliveries.length > 0) return refused({ kind: "approval-follows" });
  const invoiced = facts.closedBases.some(({ closedOn }) => closedOn >= milestone.on);
  return invoiced ? refused({ kind: "invoiced" }) : { ok: true, what: { kind: "go-live", milestone } };
}

function milestones(
  facts: ProjectFacts,
): readonly { readonly name: string; readonly milestone: Milestone; readonly decision: UndoDecision }[] {
  const { kickoff, goLive } = facts.project;
  return [
    ...(kickoff === undefined ? [] : [{ name: "kickoff", milestone: kickoff, decision: undoKickoff(kickoff, facts) }]),
    ...(goLive === undefined ? [] : [{ name: "go-live", milestone: goLive, decision: undoGoLive(goLive, facts) }]),
  ];
}

function closedProject(facts: ProjectFacts): Refused<UndoRefusal> | undefined {
  const { state } = facts.project;
  return state === "open" ? undefined : refused({ kind: "closed-project", state });
}

const isInvoiced = (entry: Id, facts: ProjectFacts): boolean =>
  facts.closedBases.some(({ parts }) => parts.some((part) => part.entry === entry));

const recorded = (by: Id | "system" | undefined, recordedAt: number, decision: UndoDecision) => ({ by, recordedAt, decision });
