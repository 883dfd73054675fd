import type { Agreement } from "./agreement.ts";
import { businessCalendar } from "./calendar.ts";
import { isKnownToCustomer } from "./change.ts";
import { areaStates, missingAreas, unreviewedAreas } from "./customer-data.ts";
import { currentRequest, deliveryBlockers, hasApproval } from "./delivery.ts";
import type { PersonRef, PortingStep, ProjectFacts, Task } from "./facts.ts";
import { type Late, owed, waitedFor } from "./late.ts";
import { dayOfRole } from "./plan.ts";
import { dataDay } from "./plan-dates.ts";
import { owedDeeds, preparedBy } from "./plan-deeds.ts";
import { lastDayOfStep, portingStatus } from "./porting.ts";
import { owedSteps, type RequestStep } from "./porting-request.ts";
import { openRequirements, openWishes } from "./requirement.ts";
import { type Party, partyOf, roleOf } from "./role.ts";
import { isOpenTask } from "./task.ts";
import { partyIn, turnOf, turnThatStays } from "./turn.ts";
import type { Day, Ref } from "./units.ts";

/** Something that waits for somebody: what, since when, and until when it should. */
export interface Waiting {
  readonly who: Party;
  /** Whom of theirs, as somebody said. */
  readonly person?: PersonRef;
  readonly what: Awaited;
  readonly since?: Day;
  readonly due?: Day;
}

export type Awaited =
  /** Areas of customer data to hand in (D2); `stuck` are those of them that the customer has said are stuck (D5). */
  | { readonly kind: "data"; readonly areas: readonly string[]; readonly stuck: readonly string[] }
  /** Areas handed in that we have not reviewed. */
  | { readonly kind: "data-review"; readonly areas: readonly string[] }
  | { readonly kind: "porting"; readonly step: PortingStep }
  /** What is missing of a number to port, and what is ours to do with it (D4); a rejection is a task. */
  | { readonly kind: "number"; readonly ref: Ref; readonly number: string; readonly step: RequestStep["step"] }
  | { readonly kind: "task"; readonly ref: Ref; readonly title: string }
  /** An offer to answer. */
  | { readonly kind: "offer"; readonly ref: Ref; readonly title: string }
  /** A wish to price, and a priced offer to send. */
  | { readonly kind: "change-price"; readonly ref: Ref; readonly title: string }
  | { readonly kind: "change-send"; readonly ref: Ref; readonly title: string }
  /** A wish of the customer to agree on, or to decline with a reason. */
  | { readonly kind: "wish"; readonly ref: Ref; readonly title: string }
  /** Minutes drafted, to be approved. */
  | { readonly kind: "minutes"; readonly ref: Ref }
  | { readonly kind: "fault"; readonly ref: Ref; readonly text: string }
  | { readonly kind: "kickoff" }
  /** A milestone, or what should have been done before a day of the plan (K2). */
  | { readonly kind: "plan"; readonly id: string }
  | { readonly kind: "deliver"; readonly refs: readonly Ref[] }
  | { readonly kind: "verify"; readonly refs: readonly Ref[] }
  | { readonly kind: "go-live" }
  /** Ask for the delivery approval: nothing blocks it. */
  | { readonly kind: "ask-approval" }
  | { readonly kind: "approval" }
  | { readonly kind: "handover" };

/**
 * What waits for whom, the customer's first and then the partner's and ours, each by its day. Nothing waits in a
 * project that is closed or cancelled. What each side owes is always said together: nobody is chased for what waits for
 * someone else.
 */
export function waiting(facts: ProjectFacts, agreement: Agreement, today: Day): readonly Waiting[] {
  if (facts.project.state !== "open") return [];
  const days = owed(facts, agreement, businessCalendar(agreement.calendar), today);
  const all = [
    ...dataWaiting(facts, agreement),
    ...deedWaiting(facts, agreement, today),
    ...portingWaiting(facts, agreement, today),
    ...numbersWaiting(facts, agreement),
    ...taskWaiting(facts),
    ...offerWaiting(facts),
    ...wishWaiting(facts),
    ...minutesWaiting(facts),
    ...faultWaiting(facts),
    ...courseWaiting(facts, agreement),
  ].map((one) => inTurn(handedOver(one, days), facts, agreement, today));
  return all.toSorted(
    (a, b) => parties.indexOf(a.who) - parties.indexOf(b.who) || dueLast(a.due).localeCompare(dueLast(b.due)),
  );
}

/**
 * What of it everybody on the project may see (A1): nothing of a change that the customer has neither asked for nor
 * been offered, and no minutes before they are approved.
 */
export function waitingForAll(facts: ProjectFacts, agreement: Agreement, today: Day): readonly Waiting[] {
  return waiting(facts, agreement, today).filter(({ what }) => {
    if (what.kind === "minutes") return false;
    if (what.kind !== "change-price" && what.kind !== "change-send") return true;
    const change = facts.changes.find(({ ref }) => ref === what.ref);
    return change !== undefined && isKnownToCustomer(change, facts);
  });
}

/** What the customer has said that they are stuck with waits for us, as it does wherever its day is shown (D5). */
function handedOver(one: Waiting, days: readonly Late[]): Waiting {
  const subject = subjectOf(one.what);
  const day = days.find((other) => other.subject === subject);
  return day?.because === undefined ? one : { ...one, who: waitedFor(day) };
}

/** With the person whose turn it is, where somebody said so. */
function inTurn(one: Waiting, facts: ProjectFacts, agreement: Agreement, today: Day): Waiting {
  const subject = subjectOf(one.what);
  if (subject === undefined) return one;
  const isLate = one.due !== undefined && one.due < today;
  const person = isLate
    ? turnThatStays(facts, subject, one.who, preparedBy(agreement))
    : turnOf(facts, subject, one.who);
  if (person === undefined) return one;
  const { id, handle, name } = person;
  return { ...one, who: partyIn(facts, id) ?? one.who, person: { id, handle, name } };
}

/** What reminders know it by; undefined for what is not reminded about by itself. */
function subjectOf(what: Awaited): string | undefined {
  switch (what.kind) {
    case "data":
    case "data-review":
    case "ask-approval":
    case "handover":
      return what.kind;
    case "porting":
      return `porting/${what.step}`;
    case "task":
    case "offer":
    case "number":
      return `${what.kind}/${what.ref}`;
    case "plan":
      return `plan/${what.id}`;
    case "kickoff":
      return "preparation";
    case "go-live":
      return "go-live-near";
    case "approval":
      return "confirm-delivery";
    case "minutes":
      return "minutes-missing";
    default:
      return undefined;
  }
}

const parties: readonly Party[] = ["customer", "partner", "supplier"];
const dueLast = (due: Day | undefined): string => due ?? "9999-12-31";

function dataWaiting(facts: ProjectFacts, agreement: Agreement): readonly Waiting[] {
  const states = areaStates(facts, agreement);
  const missing = missingAreas(states);
  const received = unreviewedAreas(states);
  const since = received.flatMap((status) => status.since ?? []).toSorted()[0];
  const list: Waiting[] = [];
  if (missing.length > 0) {
    const stuck = missing.filter((status) => status.stuck !== undefined);
    list.push({
      who: "customer",
      what: { kind: "data", areas: idsOf(missing), stuck: idsOf(stuck) },
      ...due(dataDay(facts, agreement, businessCalendar(agreement.calendar))),
    });
  }
  if (received.length > 0) list.push({ who: "supplier", what: { kind: "data-review", areas: idsOf(received) }, since });
  return list;
}

const idsOf = (states: readonly { readonly area: { readonly id: string } }[]): readonly string[] =>
  states.map(({ area }) => area.id);
const due = (day: Day | undefined): { readonly due?: Day } => (day === undefined ? {} : { due: day });

/**
 * A milestone, and what should have been done before a day: up to its last day that is part of what the day itself is.
 */
function deedWaiting(facts: ProjectFacts, agreement: Agreement, today: Day): readonly Waiting[] {
  return owedDeeds(facts, agreement, businessCalendar(agreement.calendar), today)
    .filter(({ kind, on }) => kind === "milestone" || on < today)
    .map(({ id, who, on }): Waiting => ({ who, what: { kind: "plan", id }, due: on }));
}

function portingWaiting(facts: ProjectFacts, agreement: Agreement, today: Day): readonly Waiting[] {
  const calendar = businessCalendar(agreement.calendar);
  const status = portingStatus(facts, agreement, today);
  return (status === undefined || status.isPorted ? [] : status.outstanding).map((step) => ({
    who: "customer",
    what: { kind: "porting", step },
    ...due(lastDayOfStep(step, facts.project.plan, agreement, calendar) ?? status?.day),
  }));
}

function numbersWaiting(facts: ProjectFacts, agreement: Agreement): readonly Waiting[] {
  return owedSteps(facts, agreement, businessCalendar(agreement.calendar)).map(
    ({ request: { ref, answers }, step, who, last }) => ({
      ...{ who, what: { kind: "number", ref, number: answers.number ?? "", step } },
      ...due(last),
    }),
  );
}

function taskWaiting(facts: ProjectFacts): readonly Waiting[] {
  return facts.tasks.filter(isOpenTask).map((task) => ({
    who: ownerOf(task, facts),
    what: { kind: "task", ref: task.ref, title: task.title },
    since: task.createdOn,
    ...due(task.due),
  }));
}

/** Nobody's task is ours to hand out: so is a remark's (L3). */
function ownerOf(task: Task, facts: ProjectFacts): Party {
  const role = task.who && roleOf(facts, task.who.id);
  return role === undefined ? "supplier" : partyOf(role);
}

function offerWaiting(facts: ProjectFacts): readonly Waiting[] {
  return facts.changes.flatMap((change): Waiting[] => {
    const { ref, title } = change;
    switch (change.state) {
      case "asked":
        return [{ who: "supplier", what: { kind: "change-price", ref, title }, since: change.createdOn }];
      case "priced":
        return [{ who: "supplier", what: { kind: "change-send", ref, title }, since: change.createdOn }];
      case "sent":
        return [
          { who: "customer", what: { kind: "offer", ref, title }, since: change.offer?.sentOn ?? change.createdOn },
        ];
      default:
        return [];
    }
  });
}

function wishWaiting(facts: ProjectFacts): readonly Waiting[] {
  return openWishes(facts).map(({ ref, text, wished }) => ({
    who: "supplier",
    what: { kind: "wish", ref, title: firstWords(text) },
    since: wished?.on,
  }));
}

/** As much of a long text as a line of a list takes. */
function firstWords(text: string): string {
  const [line = ""] = text.trim().split("\n");
  const letters = [...line];
  return letters.length > 80 || line !== text.trim() ? `${letters.slice(0, 80).join("").trimEnd()}…` : line;
}

function minutesWaiting(facts: ProjectFacts): readonly Waiting[] {
  return facts.minutes
    .filter(({ state }) => state === "draft")
    .map(({ ref, on }) => ({ who: "supplier", what: { kind: "minutes", ref }, since: on }));
}

/** A fault waits until its cause is known: for the partner that it is reported to, else for us (F2). */
function faultWaiting(facts: ProjectFacts): readonly Waiting[] {
  return facts.faults
    .filter(({ cause }) => cause === undefined)
    .map(({ ref, text, reportedOn }) => ({
      who: facts.project.via.kind === "partner" ? "partner" : "supplier",
      what: { kind: "fault", ref, text },
      since: reportedOn,
    }));
}

/** What waits in the project's own course, from kickoff to handover (K1, S1, L1, L2, L4). */
function courseWaiting(facts: ProjectFacts, agreement: Agreement): readonly Waiting[] {
  const { project } = facts;
  const ours = (what: Awaited, since?: Day, day?: Day): Waiting => ({ who: "supplier", what, since, ...due(day) });
  if (project.kickoff === undefined)
    return [ours({ kind: "kickoff" }, undefined, dayOfRole(project, agreement, "kickoff"))];
  const live = dayOfRole(project, agreement, "go-live");
  const { toDeliver, toVerify } = openRequirements(facts);
  const list: Waiting[] = [];
  if (toDeliver.length > 0)
    list.push(ours({ kind: "deliver", refs: toDeliver.map(({ ref }) => ref) }, undefined, live));
  if (toVerify.length > 0) list.push(ours({ kind: "verify", refs: toVerify.map(({ ref }) => ref) }, undefined, live));
  if (project.goLive === undefined) return [...list, ours({ kind: "go-live" }, undefined, live)];
  if (hasApproval(facts)) return [...list, ours({ kind: "handover" }, currentRequest(facts)?.decidedOn)];
  const request = currentRequest(facts);
  if (request?.state === "asked")
    return [...list, { who: "customer", what: { kind: "approval" }, since: request.askedOn }];
  return deliveryBlockers(facts).length === 0 ? [...list, ours({ kind: "ask-approval" }, project.goLive.on)] : list;
}
