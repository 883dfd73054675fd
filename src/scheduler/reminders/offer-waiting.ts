import { day, phrase } from "../../messages/phrase.ts";
import { daysAfter, escalation, reached, repeats } from "../nudge.ts";
import { approvers } from "../people.ts";
import { defineReminder } from "../reminder.ts";

/** An offer that was sent and has no answer (S9). It is named, and its price left to the offer itself (A1). */
export const offerWaiting = defineReminder({
  name: "offer-waiting",
  due({ facts, agreement, calendar, today }) {
    return facts.changes.flatMap(({ ref, title, state, offer }) => {
      if (state !== "sent" || offer === undefined) return [];
      const nudge = reached(
        daysAfter(agreement.reminders.offerWaiting.after),
        offer.sentOn,
        today,
        calendar,
        repeats(agreement),
      );
      if (nudge === undefined) return [];
      const text = phrase("remind.offer", { who: approvers(facts), ref, title, on: day(offer.sentOn) });
      const key = `offer-waiting/${ref}/${offer.revision}/${nudge.name}`;
      return [{ key, to: "shared", subject: `offer/${ref}`, text, late: true, ...escalation(nudge) }];
    });
  },
});
