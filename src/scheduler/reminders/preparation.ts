import type { PlanDay } from "../../domain/facts.ts";
import { dayOfRole, planned } from "../../domain/plan.ts";
import { owedDeeds } from "../../domain/plan-deeds.ts";
import type { Button } from "../../messages/content.ts";
import { day, named, phrase } from "../../messages/phrase.ts";
import { daysBefore } from "../nudge.ts";
import { reachedFor } from "../pace.ts";
import { contact } from "../people.ts";
import { defineReminder, type OnDay } from "../reminder.ts";

/** The preparation of the day that means kickoff, asked for before it (D3, K1), until it has been held. */
export const preparation = defineReminder({
  name: "preparation",
  due(onDay) {
    const { facts, agreement, today } = onDay;
    const which = planned(agreement, "kickoff");
    const on = dayOfRole(facts.project, agreement, "kickoff");
    const days = agreement.reminders.preparation;
    if (which === undefined || on === undefined || days === undefined) return [];
    if (today > on || facts.project.kickoff !== undefined) return [];
    const about = { subject: "preparation", to: "shared" } as const;
    const last = -Math.max(0, ...ownDeadlines(which.id, onDay).map(({ businessDays }) => businessDays));
    const nudge = reachedFor(onDay, { ...about, last }, daysBefore(days.before), on);
    if (nudge === undefined || isSettled(which.id, onDay)) return [];
    const text = phrase(today === on ? "remind.preparation.today" : "remind.preparation", {
      who: contact(facts, today),
      what: named(which.the ?? which.name),
      on: day(on),
    });
    const buttons = ownDeadlines(which.id, onDay).map(({ id }) => theyDid(id));
    return [{ key: `preparation/${on}/${nudge.name}`, ...about, text, ...(buttons.length > 0 && { buttons }) }];
  },
});

/** The customer says that what is theirs to do before a day is done: before its last day as after it (D3, C2). */
export const theyDid = (id: string): Button => ({
  id: `done-${id}`,
  label: phrase("remind.button.theyDid"),
  runs: "plan confirm",
  values: { what: id },
});

/** What is to be done before the day and is no step of anything else. */
const ownDeadlines = (which: PlanDay, { agreement }: OnDay) =>
  agreement.deadlines.filter(({ before, step }) => before === which && step === undefined);

/** Somebody has recorded that they are prepared, or its own last day has passed: then it is chased as late (C2). */
function isSettled(which: PlanDay, onDay: OnDay): boolean {
  const { facts, agreement, calendar, today } = onDay;
  const owed = owedDeeds(facts, agreement, calendar, today);
  const own = ownDeadlines(which, onDay);
  return own.length > 0 && own.every(({ id }) => !owed.some((one) => one.id === id && one.on >= today));
}
