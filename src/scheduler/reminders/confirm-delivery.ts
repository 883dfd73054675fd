import { currentRequest } from "../../domain/delivery.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { daysAfter, escalation, reached, repeats } from "../nudge.ts";
import { approvers } from "../people.ts";
import { defineReminder } from "../reminder.ts";

/** The delivery approval that was asked for and has no answer (L2). */
export const confirmDelivery = defineReminder({
  name: "confirm-delivery",
  due({ facts, agreement, calendar, today }) {
    const request = currentRequest(facts);
    if (request?.state !== "asked") return [];
    const nudge = reached(
      daysAfter(agreement.reminders.confirmDelivery.after),
      request.askedOn,
      today,
      calendar,
      repeats(agreement),
    );
    if (nudge === undefined) return [];
    const text = phrase("remind.delivery", { who: approvers(facts), on: day(request.askedOn) });
    return [
      {
        key: `confirm-delivery/${request.id}/${nudge.name}`,
        to: "shared",
        subject: "confirm-delivery",
        text,
        late: true,
        ...escalation(nudge),
      },
    ];
  },
});
