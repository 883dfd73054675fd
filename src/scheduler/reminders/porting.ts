import type { PortingStep } from "../../domain/facts.ts";
import { portingStatus } from "../../domain/porting.ts";
import type { Button } from "../../messages/content.ts";
import { day, type PhraseId, phrase } from "../../messages/phrase.ts";
import { daysBefore, reached } from "../nudge.ts";
import { contact } from "../people.ts";
import { defineReminder } from "../reminder.ts";

/** The letter of authority and the previous supplier's contract, before the porting day (D4): worded so that nobody loses numbers. */
export const porting = defineReminder({
  name: "porting",
  due({ facts, agreement, calendar, today }) {
    const status = portingStatus(facts, today);
    if (status === undefined || today > status.day) return [];
    const words = wordsOf(status.outstanding);
    const nudge = reached(daysBefore(agreement.reminders.porting.before), status.day, today, calendar);
    if (nudge === undefined || words === undefined) return [];
    const text = phrase(words, { who: contact(facts), on: day(status.day) });
    return [
      { key: `porting/${status.day}/${nudge.name}`, to: "shared", subject: "porting", text, buttons: status.outstanding.map(confirm) },
    ];
  },
});

const confirm = (step: PortingStep): Button => ({
  id: `porting-${step}`,
  label: phrase(`porting.button.${step}`),
  runs: "porting confirm",
  values: { step },
});

function wordsOf(outstanding: readonly PortingStep[]): PhraseId | undefined {
  if (outstanding.length > 1) return "remind.porting.both";
  const [step] = outstanding;
  return step === undefined ? undefined : `remind.porting.${step}`;
}
