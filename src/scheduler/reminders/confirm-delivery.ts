import { currentRequest } from "../../domain/delivery.ts";
import { approversOf } from "../../domain/role.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { daysAfter, escalation, repeats } from "../nudge.ts";
import { reachedFor } from "../pace.ts";
import { approvers } from "../people.ts";
import { defineReminder } from "../reminder.ts";

/** The delivery approval that was asked for and has no answer (L2). */
export const confirmDelivery = defineReminder({
  name: "confirm-delivery",
  due(onDay) {
    const { facts, agreement } = onDay;
    const request = currentRequest(facts);
    if (request?.state !== "asked") return [];
    const about = { subject: "confirm-delivery", to: "shared" } as const;
    const nudge = reachedFor(
      onDay,
      { ...about, who: approversOf(facts) },
      daysAfter(agreement.reminders.confirmDelivery.after),
      request.askedOn,
      repeats(agreement),
    );
    if (nudge === undefined) return [];
    const text = phrase("remind.delivery", { who: approvers(facts, onDay.today), on: day(request.askedOn) });
    return [
      {
        key: `confirm-delivery/${request.id}/${nudge.name}`,
        ...about,
        text,
        late: true,
        ...escalation(nudge),
      },
    ];
  },
});
