import { currentRequest, hasApproval } from "../../domain/delivery.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { daysAfter, escalation, repeats } from "../nudge.ts";
import { reachedFor } from "../pace.ts";
import { defineReminder } from "../reminder.ts";

/** The follow-up and handover to operations that remain after the delivery approval (L4). */
export const handover = defineReminder({
  name: "handover",
  due(onDay) {
    const { facts, agreement } = onDay;
    const approvedOn = currentRequest(facts)?.decidedOn;
    if (!hasApproval(facts) || approvedOn === undefined || facts.project.handover !== undefined) return [];
    const about = { subject: "handover", to: "internal" } as const;
    const nudge = reachedFor(
      onDay,
      about,
      daysAfter(agreement.reminders.handover.after),
      approvedOn,
      repeats(agreement),
    );
    if (nudge === undefined) return [];
    const text = phrase("remind.handover", { on: day(approvedOn) });
    return [
      {
        key: `handover/${approvedOn}/${nudge.name}`,
        ...about,
        text,
        late: true,
        ...escalation(nudge),
      },
    ];
  },
});
