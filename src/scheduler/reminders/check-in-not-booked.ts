import { clockTime, dayOf } from "../../domain/calendar.ts";
import { includedCalls } from "../../domain/check-in.ts";
import type { Button } from "../../messages/content.ts";
import { at, list, phrase } from "../../messages/phrase.ts";
import { daysAfter, repeats } from "../nudge.ts";
import { reachedFor } from "../pace.ts";
import { contact } from "../people.ts";
import { type Due, defineReminder, type Snapshot } from "../reminder.ts";

const subject = "check-in-not-booked";

/**
 * No check-in call ahead though included ones are left (S2): some business days after kickoff or the latest call, and
 * again at every interval, until go-live. Times that the customer was asked to choose among are chased as what was
 * asked of them is, while one of them is ahead; once all have passed, new ones are ours to propose.
 */
export const checkInNotBooked = defineReminder({
  name: subject,
  moments: ({ facts }) => facts.proposal?.times ?? [],
  due(snapshot) {
    const { facts, now } = snapshot;
    const ahead = (facts.proposal?.times ?? []).filter((time) => time > now);
    if (ahead.length > 0) return toChoose(snapshot, ahead);
    return [...passed(snapshot), ...notBooked(snapshot)];
  },
});

function notBooked({ facts, agreement, calendar, today }: Snapshot): readonly Due[] {
  const { kickoff, goLive } = facts.project;
  const { left } = includedCalls(facts, agreement);
  const terms = agreement.reminders.checkInNotBooked;
  const calls = facts.checkIns.filter(({ state }) => state !== "cancelled");
  if (kickoff === undefined || goLive !== undefined || left === 0 || terms === undefined) return [];
  // From a call that is booked nothing has been waited yet.
  const since = [kickoff.on, ...calls.map(({ on }) => on)].toSorted().at(-1) ?? kickoff.on;
  const { afterKickoff, every } = terms;
  const waited = calendar.businessDaysBetween(since, today);
  if (waited < afterKickoff) return [];
  const nudge = afterKickoff + Math.floor((waited - afterKickoff) / every) * every;
  const text = phrase("remind.checkin.notBooked", { left });
  return [{ key: `${subject}/${since}/${nudge}`, to: "internal", subject, text }];
}

/** The customer has not chosen: they are asked again, with what can still be chosen. */
function toChoose(snapshot: Snapshot, ahead: readonly number[]): readonly Due[] {
  const { facts, agreement, calendar, today } = snapshot;
  const { timeZone } = calendar;
  const { proposal } = facts;
  if (proposal === undefined) return [];
  const asked = dayOf(proposal.at, timeZone);
  const nudges = daysAfter(agreement.reminders.offerWaiting.after);
  const nudge = reachedFor(snapshot, { subject, to: "shared" }, nudges, asked, repeats(agreement));
  if (nudge === undefined) return [];
  const pick = (instant: number): Button => ({
    ...{
      id: `pick-${proposal.round}-${instant}`,
      label: phrase("checkin.at", { at: at(instant) }),
      runs: "checkin pick",
    },
    values: { at: `${dayOf(instant, timeZone)}T${clockTime(instant, timeZone)}`, round: proposal.round },
  });
  const other: Button = { id: "other", label: phrase("checkin.button.other"), runs: "checkin other", asks: true };
  const values = { who: contact(facts, today), times: list(ahead.map(at)), count: ahead.length };
  return [
    {
      ...{ key: `${subject}/times/${proposal.round}/${nudge.name}`, to: "shared", subject },
      ...{ text: phrase("remind.checkin.choose", values), buttons: [...ahead.map(pick), other], explained: true },
    },
  ];
}

/** None of the times was chosen, and all have passed: the customer waits for new ones (S2). */
function passed({ facts }: Snapshot): readonly Due[] {
  const { proposal } = facts;
  if (proposal === undefined) return [];
  const propose: Button = {
    ...{ id: "propose", label: phrase("checkin.button.propose"), runs: "checkin propose", asks: true },
  };
  return [
    {
      ...{ key: `${subject}/passed/${proposal.round}/on`, to: "internal", subject },
      ...{ text: phrase("remind.checkin.passed", { count: proposal.times.length }), buttons: [propose] },
    },
  ];
}
