import { lastActivity } from "../../domain/activity.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { reached, repeats } from "../nudge.ts";
import { lead } from "../people.ts";
import { defineReminder } from "../reminder.ts";

/** A project that nobody has recorded anything about for weeks: its lead is asked what is to become of it (C2). */
export const untouched = defineReminder({
  name: "untouched",
  due({ facts, agreement, calendar, today }) {
    const { after, every } = agreement.reminders.untouched;
    const since = lastActivity(facts, calendar.timeZone);
    const nudge = reached([{ name: `after-${after}`, at: after }], since, today, calendar, repeats(agreement, every));
    if (nudge === undefined) return [];
    const text = phrase("remind.untouched", {
      lead: lead(facts, today),
      since: day(since),
      customer: facts.project.customer,
    });
    const buttons = [
      { id: "move-a-day", label: phrase("remind.button.move"), runs: "plan move", asks: true },
      { id: "break-off", label: phrase("remind.button.cancel"), runs: "project cancel", asks: true },
    ];
    return [{ key: `untouched/${since}/${nudge.name}`, to: "internal", subject: "untouched", text, buttons }];
  },
});
