import { day, phrase } from "../../messages/phrase.ts";
import { daysBefore, reached } from "../nudge.ts";
import { contact } from "../people.ts";
import { defineReminder } from "../reminder.ts";

/** The workshop's preparation, asked for before its day (D3, K1), until it has been held. */
export const workshopPreparation = defineReminder({
  name: "workshop-preparation",
  due({ facts, agreement, calendar, today }) {
    const on = facts.project.plan.workshop;
    if (on === undefined || today > on || facts.project.kickoff !== undefined) return [];
    const nudge = reached(daysBefore(agreement.reminders.workshopPreparation.before), on, today, calendar);
    if (nudge === undefined) return [];
    const text = phrase("remind.workshop", { who: contact(facts), on: day(on) });
    return [{ key: `workshop-preparation/${on}/${nudge.name}`, to: "shared", subject: "workshop-preparation", text }];
  },
});
