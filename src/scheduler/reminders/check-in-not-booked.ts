import { includedCalls } from "../../domain/check-in.ts";
import { phrase } from "../../messages/phrase.ts";
import { defineReminder } from "../reminder.ts";

/**
 * No check-in call ahead though included ones are left (S2): some business days after kickoff or the latest call, and
 * again at every interval, until go-live.
 */
export const checkInNotBooked = defineReminder({
  name: "check-in-not-booked",
  due({ facts, agreement, calendar, today }) {
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
    return [{ key: `check-in-not-booked/${since}/${nudge}`, to: "internal", subject: "check-in-not-booked", text }];
  },
});
