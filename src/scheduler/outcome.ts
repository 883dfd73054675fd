import { areaStates, missingAreas } from "../domain/customer-data.ts";
import { portingStatus } from "../domain/porting.ts";
import { type Phrase, type PhraseId, phrase } from "../messages/phrase.ts";
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
  return said.filter((one, index) => said.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === index);
}

function outcome(key: string, snapshot: Snapshot): Outcome {
  const { facts, agreement, today } = snapshot;
  const [name, about = ""] = key.split("/");
  const { project } = facts;
  switch (name) {
    case "customer-data":
      return missingAreas(areaStates(facts, agreement)).length === 0 ? done(phrase("remind.became.data")) : noMore;
    case "offer-waiting":
      return offerOutcome(about, snapshot);
    case "task-due": {
      const task = facts.tasks.find(({ ref }) => ref === about);
      return task?.doneOn === undefined ? noMore : done(phrase("remind.became.task", { ref: task.ref, title: task.title }));
    }
    case "porting":
      return portingStatus(facts, agreement, today)?.outstanding.length === 0 ? done(phrase("remind.became.porting")) : noMore;
    case "minutes-missing":
      return facts.minutes.some(({ meeting, state }) => meeting === about && state === "approved")
        ? done(phrase("remind.became.minutes"))
        : noMore;
    case "check-in-not-booked":
      return facts.checkIns.some(({ state, on }) => state === "scheduled" && on >= today) ? done(phrase("remind.became.booked")) : noMore;
    case "check-in-tomorrow": {
      const call = facts.checkIns.find(({ ref, on }) => ref === about && key.endsWith(on));
      if (call === undefined || call.state === "scheduled") return noMore;
      const text = phrase("remind.became.call", { ref: about, state: call.state === "no-show" ? "missed" : call.state });
      return call.state === "held" ? done(text) : changed(text);
    }
    case "preparation":
      return project.kickoff === undefined ? noMore : done(phrase("remind.became.kickoff"));
    case "go-live-near":
      return project.goLive === undefined ? noMore : done(phrase("remind.became.live"));
    case "confirm-delivery":
      return deliveryOutcome(about, snapshot);
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
