import { approversOf } from "../../domain/role.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { daysAfter, escalation, repeats } from "../nudge.ts";
import { reachedFor } from "../pace.ts";
import { approvers } from "../people.ts";
import { defineReminder } from "../reminder.ts";

/** An offer that was sent and has no answer (S9). It is named, and its price left to the offer itself (A1). */
export const offerWaiting = defineReminder({
  name: "offer-waiting",
  due(onDay) {
    const { facts, agreement } = onDay;
    return facts.changes.flatMap(({ ref, title, state, offer }) => {
      if (state !== "sent" || offer === undefined) return [];
      const about = { subject: `offer/${ref}`, to: "shared" } as const;
      const nudge = reachedFor(
        onDay,
        { ...about, who: approversOf(facts) },
        daysAfter(agreement.reminders.offerWaiting.after),
        offer.sentOn,
        repeats(agreement),
      );
      if (nudge === undefined) return [];
      const text = phrase("remind.offer", { who: approvers(facts, onDay.today), ref, title, on: day(offer.sentOn) });
      const key = `offer-waiting/${ref}/${offer.revision}/${nudge.name}`;
      return [{ key, ...about, text, late: true, ...escalation(nudge) }];
    });
  },
});
