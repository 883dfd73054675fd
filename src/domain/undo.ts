import { isApproved } from "./change.ts";
import { usesCall } from "./check-in.ts";
import { type Refused, refused } from "./decision.ts";
import { hasApproval } from "./delivery.ts";
import type {
  By,
  Change,
  CheckIn,
  DataEntry,
  Milestone,
  PortingEntry,
  PortingRequestEntry,
  ProjectFacts,
  Requirement,
  Task,
  Trip,
  WorkEntry,
} from "./facts.ts";
import { frozenParts, isInvoiced } from "./frozen.ts";
import { portingRequests } from "./porting-request.ts";
import type { Undoable, UndoDecision, UndoRefusal } from "./undoable.ts";
import type { Id, Ref } from "./units.ts";

/**
 * The actor's own latest reversible fact. A fact that something depends on is not reversible any more, so an earlier
 * one may be named: say what it is before it happens.
 */
export function latestUndoable(facts: ProjectFacts, actor: Id): UndoDecision {
  const closed = closedProject(facts);
  const own = [
    ...facts.work.map((entry) => recorded(entry.by.id, entry.recordedAt, undoWork(entry, facts))),
    ...facts.trips.map((trip) => recorded(trip.by.id, trip.recordedAt, undoTrip(trip, facts))),
    ...facts.requirements.map((fact) => recorded(fact.agreedBy.id, fact.recordedAt, undoRecordedRequirement(fact))),
    ...facts.changes.map((change) =>
      recorded(change.createdBy.id, change.recordedAt, undoRecordedChange(change, facts)),
    ),
    ...facts.checkIns.map((call) =>
      recorded((usesCall(call) ? call.heldBy : call.bookedBy)?.id, call.recordedAt, undoCheckIn(call, facts)),
    ),
    ...facts.data.map((entry) => recorded(entry.by.id, entry.recordedAt, undoData(entry, facts))),
    ...latestOfNumbers(facts).map((entry) => recorded(entry.by.id, entry.recordedAt, undoNumber(entry, facts))),
    ...milestones(facts).map(({ milestone, decision }) => recorded(milestone.by.id, milestone.recordedAt, decision)),
  ];
  const latest = own
    .filter(
      ({ by, decision }) =>
        by === actor &&
        decision.ok &&
        (closed === undefined ||
          (closed.refused.kind === "closed-project" && closed.refused.state === "closed" && isLedger(decision.what))),
    )
    .toSorted((a, b) => a.recordedAt - b.recordedAt)
    .at(-1);
  return latest?.decision ?? closed ?? refused({ kind: "nothing" });
}

/**
 * What a person names, undone: a reference (`H3`, `V1`, `R2`, `X1`, `C1`, `P1`), `kickoff`, `golive`, or an area's id.
 * Any of our people may take back what another recorded, once it is named.
 */
export function undoableNamed(facts: ProjectFacts, target: string): UndoDecision {
  const decision = named(facts, target);
  const closed = closedProject(facts);
  if (closed === undefined || !decision.ok) return decision;
  return facts.project.state === "closed" && isLedger(decision.what) ? decision : closed;
}

/** What is corrected after the handover too: what money hangs on. */
const isLedger = ({ kind }: Undoable): boolean =>
  kind === "work" || kind === "trip" || kind === "change" || kind === "check-in";

function named(facts: ProjectFacts, target: string): UndoDecision {
  const ref = target.trim().toUpperCase();
  const isNamed = (fact: { readonly ref: Ref }): boolean => fact.ref === ref;
  const work = facts.work.find(isNamed);
  if (work !== undefined) return undoWork(work, facts);
  const trip = facts.trips.find(isNamed);
  if (trip !== undefined) return undoTrip(trip, facts);
  const requirement = facts.requirements.find(isNamed);
  if (requirement !== undefined) return undoRequirement(requirement, facts);
  const change = facts.changes.find(isNamed);
  if (change !== undefined) return undoChange(change, facts);
  const checkIn = facts.checkIns.find(isNamed);
  if (checkIn !== undefined) return undoCheckIn(checkIn, facts);
  const task = facts.tasks.find(isNamed);
  if (task !== undefined) return undoTask(task, facts);
  const ofNumber = latestOfNumbers(facts).find(isNamed);
  if (ofNumber !== undefined) return undoNumber(ofNumber, facts);
  const word = target.trim().toLowerCase();
  const milestone = milestones(facts).find(({ name }) => name === word || name.replace("-", "") === word);
  if (milestone !== undefined) return milestone.decision;
  const step = facts.porting.findLast((entry) => entry.step === word && !entry.undone);
  if (step !== undefined) return undoPorting(step, facts);
  const said = facts.data
    .filter((entry) => entry.area === word && !entry.undone)
    .toSorted((a, b) => a.recordedAt - b.recordedAt);
  const entry = said.at(-1);
  return entry === undefined ? refused({ kind: "unknown", target }) : undoData(entry, facts);
}

function undoWork(entry: WorkEntry, facts: ProjectFacts): UndoDecision {
  return entry.undone
    ? refused({ kind: "already" })
    : { ok: true, what: { kind: "work", entry, invoiced: isInvoiced(entry.id, facts) } };
}

function undoTrip(trip: Trip, facts: ProjectFacts): UndoDecision {
  return trip.undone
    ? refused({ kind: "already" })
    : { ok: true, what: { kind: "trip", trip, invoiced: isInvoiced(trip.id, facts) } };
}

/**
 * As the latest fact of somebody, only what they recorded themselves; its later states are somebody else's, perhaps.
 */
function undoRecordedRequirement(requirement: Requirement): UndoDecision {
  if (requirement.state !== "agreed") return refused({ kind: "already" });
  return undoAgreed(requirement);
}

function undoRequirement(requirement: Requirement, facts: ProjectFacts): UndoDecision {
  const back = (to: "delivered" | "agreed" | "wished"): UndoDecision => ({
    ok: true,
    what: { kind: "requirement", requirement, to },
  });
  switch (requirement.state) {
    case "verified":
      return back("delivered");
    case "delivered":
      return back("agreed");
    case "agreed":
      return undoAgreed(requirement);
    case "dropped":
      if (isDroppedByChange(requirement, facts)) return refused({ kind: "customers-answer" });
      return back(isNeverAgreed(requirement) ? "wished" : "agreed");
    case "wished":
      return refused({ kind: "customers-answer" });
    default:
      return refused({ kind: "already" });
  }
}

const isDroppedByChange = ({ ref }: Requirement, { changes }: ProjectFacts): boolean =>
  changes.some(
    (change) => change.effect?.kind === "drop-requirement" && change.effect.ref === ref && isApproved(change),
  );

/** A wish that was declined: until it is agreed on, who wished it stands for who agreed. */
const isNeverAgreed = ({ wished, agreedBy }: Requirement): boolean =>
  wished !== undefined && wished.by.id === agreedBy.id;

function undoAgreed(requirement: Requirement): UndoDecision {
  if (requirement.baseline || requirement.change !== undefined) return refused({ kind: "frozen" });
  return {
    ok: true,
    what: { kind: "requirement", requirement, to: requirement.wished === undefined ? "undone" : "wished" },
  };
}

/** As somebody's latest fact, only a change that they recorded and that nobody has seen or agreed to. */
function undoRecordedChange(change: Change, facts: ProjectFacts): UndoDecision {
  return change.state === "asked" || change.state === "priced"
    ? undoChange(change, facts)
    : refused({ kind: "already" });
}

function undoChange(change: Change, facts: ProjectFacts): UndoDecision {
  const invoiced = isInvoiced(change.id, facts) || isCoverInvoiced(change.ref, facts);
  switch (change.state) {
    case "undone":
    case "withdrawn":
      return refused({ kind: "already" });
    case "done":
      return { ok: true, what: { kind: "change", change, to: "approved", invoiced } };
    case "approved":
      if (change.agreed === undefined) return refused({ kind: "customer-decided", change });
      return { ok: true, what: { kind: "change", change, to: "undone", invoiced } };
    case "declined":
      return refused({ kind: "customer-decided", change });
    case "sent":
      return refused({ kind: "sent" });
    default:
      return change.offer === undefined
        ? { ok: true, what: { kind: "change", change, to: "undone", invoiced } }
        : refused({ kind: "sent" });
  }
}

const isCoverInvoiced = (ref: Ref, { closedBases }: ProjectFacts): boolean =>
  frozenParts(closedBases).some(({ bucket }) => bucket === `cover:${ref}`);

function undoCheckIn(checkIn: CheckIn, facts: ProjectFacts): UndoDecision {
  if (checkIn.state === "cancelled") return refused({ kind: "already" });
  const minutes = facts.minutes.find(({ meeting, state }) => meeting === checkIn.ref && state === "approved");
  if (minutes !== undefined) return refused({ kind: "has-minutes", ref: minutes.ref });
  const to = checkIn.state === "scheduled" || facts.project.state === "closed" ? "cancelled" : "scheduled";
  return { ok: true, what: { kind: "check-in", checkIn, to, invoiced: isInvoiced(checkIn.id, facts) } };
}

function undoTask(task: Task, facts: ProjectFacts): UndoDecision {
  if (task.doneOn === undefined) return refused({ kind: "not-done" });
  return isCustomers(task.doneBy, facts)
    ? refused({ kind: "customers-answer" })
    : { ok: true, what: { kind: "task", task } };
}

function undoPorting(entry: PortingEntry, facts: ProjectFacts): UndoDecision {
  return isCustomers(entry.by, facts)
    ? refused({ kind: "customers-answer" })
    : { ok: true, what: { kind: "porting", entry } };
}

/** What was recorded last of each number. */
const latestOfNumbers = (facts: ProjectFacts): readonly PortingRequestEntry[] =>
  portingRequests(facts).map(({ latest }) => latest);

function undoNumber(entry: PortingRequestEntry, facts: ProjectFacts): UndoDecision {
  return entry.bySide === "customer" || isCustomers(entry.by, facts)
    ? refused({ kind: "customers-answer" })
    : { ok: true, what: { kind: "number", entry } };
}

const isCustomers = (by: By | undefined, { members }: ProjectFacts): boolean =>
  members.some(({ id, role }) => id === by?.id && role !== "lead" && role !== "staff");

function undoData(entry: DataEntry, facts: ProjectFacts): UndoDecision {
  if (entry.undone) return refused({ kind: "already" });
  if (entry.bySide === "customer") return refused({ kind: "customers-answer" });
  const later = facts.data.some(
    (other) => other.area === entry.area && !other.undone && other.recordedAt > entry.recordedAt,
  );
  return later ? refused({ kind: "superseded" }) : { ok: true, what: { kind: "data", entry } };
}

function undoKickoff(milestone: Milestone, facts: ProjectFacts): UndoDecision {
  if (facts.project.goLive !== undefined) return refused({ kind: "go-live-follows" });
  const following = facts.changes.filter((change) => isOfferedSince(change, milestone)).map(({ ref }) => ref);
  return following.length > 0
    ? refused({ kind: "changes-follow", refs: following })
    : { ok: true, what: { kind: "kickoff", milestone } };
}

// A change's offer keeps only its day: one sent on kickoff's own day is taken to follow it, since S5 may have made it
// necessary.
function isOfferedSince(change: Change, kickoff: Milestone): boolean {
  const sent = change.offer !== undefined && change.offer.sentOn >= kickoff.on;
  return sent || (change.decidedAt !== undefined && change.decidedAt >= kickoff.recordedAt);
}

/** What the customer approved is not taken back; a round that still waits for an answer is outdated with it. */
function undoGoLive(milestone: Milestone, facts: ProjectFacts): UndoDecision {
  if (hasApproval(facts)) return refused({ kind: "approval-follows" });
  return { ok: true, what: { kind: "go-live", milestone, invoiced: isInvoiced(facts.project.id, facts) } };
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

const recorded = (by: Id | "system" | undefined, recordedAt: number, decision: UndoDecision) => ({
  by,
  recordedAt,
  decision,
});
