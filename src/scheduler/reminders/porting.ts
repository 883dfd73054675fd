import type { PortingStepTerms } from "../../domain/agreement-plan.ts";
import { type PortingStatus, portingStatus, portingSteps } from "../../domain/porting.ts";
import type { Button } from "../../messages/content.ts";
import { day, list, name, named, type Phrase, phrase } from "../../messages/phrase.ts";
import { theStepWords } from "../../messages/project-words.ts";
import { daysBefore, reached } from "../nudge.ts";
import { contact } from "../people.ts";
import { defineReminder, type OnDay } from "../reminder.ts";

/** What the customer does before the porting day (D4): worded so that nobody loses numbers. */
export const porting = defineReminder({
  name: "porting",
  due(onDay) {
    const { facts, agreement, calendar, today } = onDay;
    const status = portingStatus(facts, agreement, today);
    const days = agreement.reminders.porting;
    if (status === undefined || days === undefined || status.outstanding.length === 0 || today > status.day) return [];
    const nudge = reached(daysBefore(days.before), status.day, today, calendar);
    if (nudge === undefined) return [];
    const buttons = outstandingOf(status, onDay).map(confirm);
    return [
      {
        key: `porting/${status.day}/${nudge.name}`,
        to: "shared",
        subject: "porting",
        text: wordsOf(status, onDay),
        buttons,
      },
    ];
  },
});

const outstandingOf = ({ outstanding }: PortingStatus, { agreement }: OnDay): readonly PortingStepTerms[] =>
  portingSteps(agreement).filter(({ id }) => outstanding.includes(id));

const confirm = ({ id: step, done }: PortingStepTerms): Button => {
  return { id: `porting-${step}`, label: name(done), runs: "porting confirm", values: { step } };
};

/**
 * What is asked, and that what ends the old contract takes effect after the day: where it is asked for, and where it is
 * done already.
 */
function wordsOf(status: PortingStatus, onDay: OnDay): Phrase {
  const { day: on, terminateAfter } = status;
  const { facts, agreement } = onDay;
  const steps = outstandingOf(status, onDay);
  const ends = steps.filter((step) => step.takesEffectAfterPorting);
  const others = steps.filter((step) => !step.takesEffectAfterPorting);
  const asked = [...others, ...ends].map(({ ask }) => ask);
  const values = {
    who: contact(facts),
    on: day(on),
    asks: list(asked.map((ask, index) => (index === 0 ? name(ask) : named(ask)))),
  };
  if (ends.length > 0) return phrase("remind.porting.ends", values);
  if (terminateAfter === undefined) return phrase("remind.porting", values);
  const missing = list(others.map(({ id }) => theStepWords(id, agreement)));
  return phrase("remind.porting.keep", { ...values, missing });
}
