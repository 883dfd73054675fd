import { dayOfRole, planned } from "../../domain/plan.ts";
import { day, named, phrase } from "../../messages/phrase.ts";
import { daysBefore, reached } from "../nudge.ts";
import { contact } from "../people.ts";
import { defineReminder } from "../reminder.ts";

/** The preparation of the day that means kickoff, asked for before it (D3, K1), until it has been held. */
export const preparation = defineReminder({
  name: "preparation",
  due({ facts, agreement, calendar, today }) {
    const which = planned(agreement, "kickoff");
    const on = dayOfRole(facts.project, agreement, "kickoff");
    const days = agreement.reminders.preparation;
    if (which === undefined || on === undefined || days === undefined) return [];
    if (today > on || facts.project.kickoff !== undefined) return [];
    const nudge = reached(daysBefore(days.before), on, today, calendar);
    if (nudge === undefined) return [];
    const text = phrase("remind.preparation", {
      who: contact(facts),
      what: named(which.the ?? which.name),
      on: day(on),
    });
    return [{ key: `preparation/${on}/${nudge.name}`, to: "shared", subject: "preparation", text }];
  },
});
