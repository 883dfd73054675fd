import { currentRequest, hasApproval } from "../../domain/delivery.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { daysAfter, escalation, reached, repeats } from "../nudge.ts";
import { defineReminder } from "../reminder.ts";

/** The follow-up and handover to operations that remain after the delivery approval (L4). */
export const handover = defineReminder({
  name: "handover",
  due({ facts, agreement, calendar, today }) {
    const approvedOn = currentRequest(facts)?.decidedOn;
    if (!hasApproval(facts) || approvedOn === undefined || facts.project.handover !== undefined) return [];
    const nudge = reached(
      daysAfter(agreement.reminders.handover.after),
      approvedOn,
      today,
      calendar,
      repeats(agreement),
    );
    if (nudge === undefined) return [];
    const text = phrase("remind.handover", { on: day(approvedOn) });
    return [
      {
        key: `handover/${approvedOn}/${nudge.name}`,
        to: "internal",
        subject: "handover",
        text,
        late: true,
        ...escalation(nudge),
      },
    ];
  },
});
