import type { PlanRole } from "../domain/agreement-plan.ts";
import { areaStates, missingAreas, unreviewedAreas } from "../domain/customer-data.ts";
import { dayOfRole } from "../domain/plan.ts";
import { portingStatus } from "../domain/porting.ts";
import { at, day, type Phrase, type PhraseId, phrase } from "../messages/phrase.ts";
import type { Snapshot } from "./reminder.ts";

/**
 * What became of something that was reminded about: `done` when it was done, not when it is only waited for no more.
 */
export interface Outcome {
  readonly text: Phrase;
  readonly done: boolean;
}

const done = (text: Phrase): Outcome => ({ text, done: true });
const changed = (text: Phrase): Outcome => ({ text, done: false });
/** Moved to another day, or taken back: what stood there holds no more. */
const noMore = changed(phrase("remind.became.noMore"));

/**
 * What became of what notices were about that hold no more (C2), each said once, in their order. `keys` are those of
 * the notices. Nothing is called done that was not done: a cancelled project, a withdrawn offer and a day that was
 * moved are said for what they are.
 */
export function outcomes(keys: readonly string[], snapshot: Snapshot): readonly Outcome[] {
  const { state } = snapshot.facts.project;
  if (state !== "open") return [changed(phrase(`remind.became.${state}`))];
  const said = keys.map((key) => outcome(key, snapshot));
  return said.filter(
    (one, index) => said.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === index,
  );
}

function outcome(key: string, snapshot: Snapshot): Outcome {
  const { facts, agreement, today } = snapshot;
  const [name, about = ""] = key.split("/");
  const { project } = facts;
  switch (name) {
    case "customer-data":
      return missingAreas(areaStates(facts, agreement)).length === 0
        ? done(phrase("remind.became.data"))
        : moved("customer-data", key, snapshot);
    case "offer-waiting":
      return offerOutcome(about, snapshot);
    case "task-due": {
      const task = facts.tasks.find(({ ref }) => ref === about);
      return task?.doneOn === undefined
        ? noMore
        : done(phrase("remind.became.task", { ref: task.ref, title: task.title }));
    }
    case "porting":
      return portingStatus(facts, agreement, today)?.outstanding.length === 0
        ? done(phrase("remind.became.porting"))
        : moved("porting", key, snapshot);
    case "minutes-missing":
      return facts.minutes.some(({ meeting, state }) => meeting === about && state === "approved")
        ? done(phrase("remind.became.minutes"))
        : noMore;
    case "check-in-not-booked":
      return facts.checkIns.some(({ state, on }) => state === "scheduled" && on >= today)
        ? done(phrase("remind.became.booked"))
        : noMore;
    case "check-in-tomorrow":
      return callOutcome(about, key, snapshot);
    case "late":
      return lateOutcome(key, snapshot);
    case "preparation":
      return project.kickoff === undefined ? moved("kickoff", key, snapshot) : done(phrase("remind.became.kickoff"));
    case "go-live-near":
      return project.goLive === undefined ? moved("go-live", key, snapshot) : done(phrase("remind.became.live"));
    case "untouched":
      return done(phrase("remind.became.touched"));
    case "confirm-delivery":
      return deliveryOutcome(about, snapshot);
    default:
      return noMore;
  }
}

/** A day of the plan that was moved is said to be, and to when. */
function moved(role: PlanRole, key: string, { facts, agreement }: Snapshot): Outcome {
  const on = dayOfRole(facts.project, agreement, role);
  return on === undefined || key.includes(`/${on}/`) ? noMore : changed(phrase("remind.became.moved", { on: day(on) }));
}

function callOutcome(ref: string, key: string, { facts }: Snapshot): Outcome {
  const call = facts.checkIns.find((one) => one.ref === ref);
  if (call === undefined || (call.state === "scheduled" && key.includes(`/${call.on}`))) return noMore;
  if (call.state === "scheduled") return changed(phrase("remind.became.call.moved", { ref, at: at(call.at) }));
  if (!key.includes(`/${call.on}`)) return noMore;
  const text = phrase("remind.became.call", { ref, state: call.state === "no-show" ? "missed" : call.state });
  return call.state === "held" ? done(text) : changed(text);
}

/** What became of a day that had passed: recorded, or moved. */
function lateOutcome(key: string, snapshot: Snapshot): Outcome {
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
    case "ask-approval":
      return facts.deliveries.some(({ state }) => state === "asked" || state === "approved")
        ? done(phrase("remind.became.asked"))
        : noMore;
    case "data-review":
      return unreviewedAreas(areaStates(facts, agreement)).length === 0
        ? done(phrase("remind.became.reviewed"))
        : noMore;
    default:
      return noMore;
  }
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

function deliveryOutcome(about: string, { facts }: Snapshot): Outcome {
  const request = facts.deliveries.find(({ id }) => id === about);
  if (request?.state === "approved") return done(phrase("remind.became.delivery.approved"));
  return request?.state === "declined" ? done(phrase("remind.became.delivery.declined")) : noMore;
}
