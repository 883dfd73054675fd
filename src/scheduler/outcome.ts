import type { PlanRole } from "../domain/agreement-plan.ts";
import { areaStates, missingAreas, unreviewedAreas } from "../domain/customer-data.ts";
import { dayOfRole, planned } from "../domain/plan.ts";
import { dataDay } from "../domain/plan-dates.ts";
import { owedDeeds } from "../domain/plan-deeds.ts";
import { portingStatus } from "../domain/porting.ts";
import { doubtOf } from "../domain/porting-outlook.ts";
import { openRequests, owedSteps, portingRequests } from "../domain/porting-request.ts";
import type { Day } from "../domain/units.ts";
import { at, day, type Phrase, type PhraseId, phrase } from "../messages/phrase.ts";
import { stepWords, theDayWords } from "../messages/project-words.ts";
import type { Snapshot } from "./reminder.ts";
import { missingFor } from "./reminders/go-live-near.ts";

/**
 * What became of something that was reminded about: `done` when it was done, not when it is only waited for no more.
 */
export interface Outcome {
  readonly text: Phrase;
  readonly done: boolean;
}

const done = (text: Phrase): Outcome => ({ text, done: true });
const changed = (text: Phrase): Outcome => ({ text, done: false });
/** Taken back: what stood there holds no more. */
const noMore = changed(phrase("remind.became.noMore"));

/**
 * What became of what notices were about that hold no more (C2), each said once, in their order. `keys` are those of
 * the notices. Nothing is called done that was not done: a cancelled project, a withdrawn offer and a day that was
 * moved are said for what they are.
 */
export function outcomes(keys: readonly string[], snapshot: Snapshot): readonly Outcome[] {
  const { state } = snapshot.facts.project;
  if (state !== "open") return [changed(phrase(`remind.became.${state}`))];
  const said = keys.flatMap((key) => outcome(key, snapshot) ?? []);
  return said.filter(
    (one, index) => said.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === index,
  );
}

/**
 * True where something of what the notices were about still waits: nothing became of it, and it is asked for elsewhere.
 */
export function stillWaits(keys: readonly string[], snapshot: Snapshot): boolean {
  return snapshot.facts.project.state === "open" && keys.some((key) => outcome(key, snapshot) === undefined);
}

/** Undefined: it waits as before. A day that has passed is said where it is late (C2). */
function outcome(key: string, snapshot: Snapshot): Outcome | undefined {
  const { facts, agreement, today } = snapshot;
  const [name, about = ""] = key.split("/");
  const { project } = facts;
  switch (name) {
    case "customer-data":
      return missingAreas(areaStates(facts, agreement)).length === 0
        ? done(phrase("remind.became.data"))
        : dataOutcome(about, key, snapshot);
    case "offer-waiting":
      return offerOutcome(about, snapshot);
    case "task-due": {
      const task = facts.tasks.find(({ ref }) => ref === about);
      if (task === undefined) return noMore;
      return task.doneOn === undefined
        ? undefined
        : done(phrase("remind.became.task", { ref: task.ref, title: task.title }));
    }
    case "porting":
      if (about === "numbers") return numbersOutcome(key, snapshot);
      if (about === "move") return movedOrHolds(key, snapshot);
      return portingStatus(facts, agreement, today)?.outstanding.length === 0
        ? done(phrase("remind.became.porting"))
        : moved("porting", key, snapshot);
    case "minutes-missing":
      return facts.minutes.some(({ meeting, state }) => meeting === about && state === "approved")
        ? done(phrase("remind.became.minutes"))
        : meetingOutcome(about, snapshot);
    case "check-in-not-booked":
      if (project.goLive !== undefined) return done(phrase("remind.became.live"));
      if (about === "times" || about === "passed") return timesOutcome(key, snapshot);
      if (project.kickoff === undefined) return noMore;
      return facts.checkIns.some(({ state, on }) => state === "scheduled" && on >= today)
        ? done(phrase("remind.became.booked"))
        : undefined;
    case "check-in-tomorrow":
      return callOutcome(about, key, snapshot);
    case "late":
      return lateOutcome(key, snapshot);
    case "preparation":
      if (project.kickoff !== undefined) return done(phrase("remind.became.kickoff"));
      return moved("kickoff", key, snapshot) ?? preparedOutcome(snapshot);
    case "go-live-near":
      if (project.goLive !== undefined) return done(phrase("remind.became.live"));
      return moved("go-live", key, snapshot) ?? nothingMissing(snapshot);
    case "untouched":
      return done(phrase("remind.became.touched"));
    case "confirm-delivery":
      return deliveryOutcome(about, snapshot);
    default:
      return noMore;
  }
}

/** A day of the plan that was moved is said to be, and to when; of one that stands nothing became. */
function moved(role: PlanRole, key: string, { facts, agreement }: Snapshot): Outcome | undefined {
  const on = dayOfRole(facts.project, agreement, role);
  if (on === undefined) return noMore;
  return key.includes(`/${on}/`) ? undefined : movedTo(on, planned(agreement, role)?.id ?? role, agreement);
}

/** A porting day that could not hold: ported all the same, moved, or it holds again. */
function movedOrHolds(key: string, snapshot: Snapshot): Outcome | undefined {
  const { facts, agreement, today } = snapshot;
  if (portingStatus(facts, agreement, today)?.isPorted === true) return done(phrase("remind.became.ported"));
  return moved("porting", key, snapshot) ?? (doubtOf(facts, agreement, today) === undefined ? noMore : undefined);
}

/** What day it was, and which it is now. */
const movedTo = (on: Day, which: string, agreement: Snapshot["agreement"]): Outcome =>
  changed(phrase("remind.became.movedTo", { what: theDayWords(which, agreement), on: day(on) }));

/** What comes before the day that means kickoff was recorded. */
function preparedOutcome({ facts, agreement }: Snapshot): Outcome | undefined {
  const before = planned(agreement, "kickoff")?.id;
  const own = agreement.deadlines.filter((one) => one.before === before && one.step === undefined);
  const recorded = own.find(({ id }) => facts.porting.some(({ step, undone }) => step === id && !undone));
  return recorded && done(phrase("remind.became.deed", { what: stepWords(recorded.id, agreement) }));
}

const nothingMissing = (snapshot: Snapshot): Outcome | undefined =>
  missingFor(snapshot).length === 0 ? done(phrase("remind.became.nothingMissing")) : undefined;

/** The minutes of a meeting that was taken back are missed no more. */
function meetingOutcome(meeting: string, { facts }: Snapshot): Outcome | undefined {
  const held =
    meeting === "kickoff"
      ? facts.project.kickoff !== undefined
      : facts.checkIns.some(({ ref, state }) => ref === meeting && state === "held");
  return held ? undefined : noMore;
}

function dataOutcome(about: string, key: string, { facts, agreement, calendar }: Snapshot): Outcome | undefined {
  const on = dataDay(facts, agreement, calendar);
  if (on === undefined) return about === "no-day" ? undefined : noMore;
  if (key.includes(`/${on}/`)) return undefined;
  if (about === "no-day") return done(phrase("remind.became.dataDay", { on: day(on) }));
  return movedTo(on, planned(agreement, "customer-data")?.id ?? "", agreement);
}

function callOutcome(ref: string, key: string, { facts }: Snapshot): Outcome | undefined {
  const call = facts.checkIns.find((one) => one.ref === ref);
  if (call === undefined) return noMore;
  if (call.state === "scheduled" && key.includes(`/${call.on}`)) return undefined;
  if (call.state === "scheduled") return changed(phrase("remind.became.call.moved", { ref, at: at(call.at) }));
  if (!key.includes(`/${call.on}`)) return noMore;
  const text = phrase("remind.became.call", { ref, state: call.state === "no-show" ? "missed" : call.state });
  return call.state === "held" ? done(text) : changed(text);
}

/** Times that could be chosen: one was, or they are no longer asked about. */
function timesOutcome(key: string, { facts, now }: Snapshot): Outcome | undefined {
  const { proposal, checkIns } = facts;
  const [, about, round = ""] = key.split("/");
  if (
    proposal !== undefined &&
    proposal.round === round &&
    (about === "passed" || proposal.times.some((at) => at > now))
  )
    return undefined;
  const since = Number(round);
  const booked = checkIns.some(({ state, recordedAt }) => state !== "cancelled" && recordedAt >= since);
  return booked ? done(phrase("remind.became.booked")) : changed(phrase("remind.became.timesOver"));
}

/** What became of a day that had passed: recorded, or moved. */
function lateOutcome(key: string, snapshot: Snapshot): Outcome | undefined {
  const { facts, agreement, today } = snapshot;
  const { project } = facts;
  const [, kind, ref = ""] = key.split("/");
  switch (kind) {
    case "preparation":
      return project.kickoff === undefined ? moved("kickoff", key, snapshot) : done(phrase("remind.became.kickoff"));
    case "porting":
      return portingStatus(facts, agreement, today)?.isPorted === true
        ? done(phrase("remind.became.ported"))
        : moved("porting", key, snapshot);
    case "go-live-near":
      return project.goLive === undefined ? moved("go-live", key, snapshot) : done(phrase("remind.became.live"));
    case "check-in":
      return callOutcome(ref, key, snapshot);
    case "plan":
      return deedOutcome(ref, key, snapshot);
    case "number":
      return numberOutcome(ref, key, snapshot);
    case "ask-approval":
      return facts.deliveries.some(({ state }) => state === "asked" || state === "approved")
        ? done(phrase("remind.became.asked"))
        : stands(project.goLive);
    case "data-review":
      return unreviewedAreas(areaStates(facts, agreement)).length === 0
        ? done(phrase("remind.became.reviewed"))
        : undefined;
    default:
      return noMore;
  }
}

/** What was taken back is waited for no more. */
const stands = (milestone: object | undefined): Outcome | undefined => (milestone === undefined ? noMore : undefined);

/** Numbers that were wanted for a day: filled in, still waited for, or wanted for another. */
function numbersOutcome(key: string, { facts }: Snapshot): Outcome | undefined {
  const wanted = openRequests(facts).filter(({ day: on }) => on !== undefined && key.includes(`/${on}/`));
  if (wanted.length === 0) return noMore;
  return wanted.some(({ state }) => state === "incomplete") ? undefined : done(phrase("remind.became.numbers"));
}

/** A number that was late: what has become of it. */
function numberOutcome(ref: string, key: string, { facts, agreement, calendar }: Snapshot): Outcome | undefined {
  const request = portingRequests(facts).find((one) => one.ref === ref);
  if (request === undefined) return noMore;
  const owes = owedSteps(facts, agreement, calendar).find((one) => one.request.ref === ref);
  if (owes?.last !== undefined && key.includes(`/${owes.last}/`) && request.state === "incomplete") return undefined;
  const values = { ref, state: phrase(`porting.state.${request.state}`) };
  return (request.state === "ported" ? done : changed)(phrase("remind.became.number", values));
}

function deedOutcome(id: string, key: string, snapshot: Snapshot): Outcome | undefined {
  const { facts, agreement, calendar, today } = snapshot;
  if (facts.porting.some(({ step, undone }) => step === id && !undone))
    return done(phrase("remind.became.deed", { what: stepWords(id, agreement) }));
  const on = owedDeeds(facts, agreement, calendar, today).find((deed) => deed.id === id)?.on;
  if (on === undefined) return passedOutcome(id, snapshot);
  if (key.includes(`/${on}/`)) return undefined;
  return changed(phrase("remind.became.movedTo", { what: stepWords(id, agreement), on: day(on) }));
}

/** What comes before a day is waited for no more once that day has been. */
function passedOutcome(id: string, { facts, agreement }: Snapshot): Outcome {
  const before = agreement.deadlines.find((one) => one.id === id)?.before;
  const { kickoff, goLive } = facts.project;
  if (before !== undefined && before === planned(agreement, "kickoff")?.id && kickoff !== undefined)
    return done(phrase("remind.became.kickoff"));
  if (goLive !== undefined) return done(phrase("remind.became.live"));
  return noMore;
}

const offerWords: Readonly<Partial<Record<string, PhraseId>>> = {
  approved: "remind.became.offer.approved",
  done: "remind.became.offer.approved",
  declined: "remind.became.offer.declined",
  withdrawn: "remind.became.offer.withdrawn",
  sent: "remind.became.offer.anew",
};

function offerOutcome(about: string, { facts }: Snapshot): Outcome {
  const change = facts.changes.find(({ ref }) => ref === about);
  const words = change && offerWords[change.state];
  if (change === undefined || words === undefined) return noMore;
  const answered = change.state === "approved" || change.state === "done" || change.state === "declined";
  return (answered ? done : changed)(phrase(words, { ref: change.ref, title: change.title }));
}

function deliveryOutcome(about: string, { facts }: Snapshot): Outcome | undefined {
  const request = facts.deliveries.find(({ id }) => id === about);
  if (request?.state === "asked") return undefined;
  if (request?.state === "approved") return done(phrase("remind.became.delivery.approved"));
  return request?.state === "declined" ? done(phrase("remind.became.delivery.declined")) : noMore;
}
