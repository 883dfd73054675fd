import type { Agreement } from "../../domain/agreement.ts";
import type { PortingStepTerms } from "../../domain/agreement-plan.ts";
import type { PortingStep } from "../../domain/facts.ts";
import { late, unexplained } from "../../domain/late.ts";
import { authorityStep, lastDayOfStep, type PortingStatus, portingStatus, portingSteps } from "../../domain/porting.ts";
import { doubtOf, outlasts, portingOutlook } from "../../domain/porting-outlook.ts";
import { owedSteps, type PortingRequest } from "../../domain/porting-request.ts";
import { ownTurn } from "../../domain/turn.ts";
import type { Day } from "../../domain/units.ts";
import type { Button } from "../../messages/content.ts";
import { day, list, name, named, type Phrase, phrase, type Value } from "../../messages/phrase.ts";
import { fillButton, numberWords } from "../../messages/porting-words.ts";
import { theStepWords } from "../../messages/project-words.ts";
import { moveDay } from "../move-day.ts";
import { daysBefore, escalation, lateNudges, type Nudge, repeats } from "../nudge.ts";
import { reachedFor } from "../pace.ts";
import { contact, lead, there } from "../people.ts";
import { type Due, defineReminder, type OnDay } from "../reminder.ts";

/**
 * What the customer does before the porting day (D4): worded so that nobody loses numbers, and asked for by its own
 * last day. What that has passed without is chased as late, and escalated (C2), up to the porting day: after it, the
 * porting itself is what is late.
 */
export const porting = defineReminder({
  name: "porting",
  due(onDay) {
    const { facts, agreement, calendar, today } = onDay;
    const status = portingStatus(facts, agreement, today);
    const numbers = [...ofNumbers(onDay), ...withoutDay(onDay)];
    if (status === undefined || status.isPorted || today > status.day) return numbers;
    const all = late(facts, agreement, calendar, today);
    const isLate = (step: PortingStep) => all.some(({ what }) => what.kind === "porting-step" && what.step === step);
    const chased = unexplained(all).flatMap(({ what, on }) =>
      what.kind === "porting-step" ? [{ step: what.step, on }] : [],
    );
    return [
      ...asked(
        status,
        status.outstanding.filter((step) => !isLate(step)),
        onDay,
      ),
      ...chase(status, chased, onDay),
      ...toMove(status, onDay),
      ...numbers,
    ];
  },
});

const about = { subject: "porting", to: "shared" } as const;

/** The first day by which one of some steps is to be done. */
const lastDayOf = (steps: readonly PortingStep[], { facts, agreement, calendar }: OnDay): Day | undefined =>
  steps.flatMap((step) => lastDayOfStep(step, facts.project.plan, agreement, calendar) ?? []).toSorted()[0];

/** Numbers that are not complete, with those that are wanted for the same day, until their last day has passed (D7). */
function ofNumbers(onDay: OnDay): readonly Due[] {
  const { facts, agreement, calendar, today } = onDay;
  const days = agreement.reminders.porting;
  const open = owedSteps(facts, agreement, calendar).filter(
    ({ step, last }) => step === "answers" && last !== undefined && last >= today,
  );
  const wanted = [...new Set(open.flatMap(({ request }) => request.day ?? []))];
  return wanted.flatMap((on): readonly Due[] => {
    const theirs = open.filter(({ request }) => request.day === on);
    const last = theirs.flatMap((one) => one.last ?? []).toSorted()[0] ?? on;
    const of = aboutNumbers(theirs.map(({ request }) => request));
    const until = { ...of, last: calendar.businessDaysBetween(on, last) };
    const nudge = days && reachedFor(onDay, until, daysBefore(days.before), on);
    if (nudge === undefined) return [];
    const numbers = numbersOf(
      theirs.map(({ request }) => request),
      onDay,
    );
    const text = phrase("remind.numbers", { who: contact(facts, today), on: day(on), last: day(last), numbers });
    const buttons = theirs.slice(0, mostNumbers).map(({ request }) => fillButton(request));
    return [{ key: `porting/numbers/${on}/${nudge.name}`, ...of, text, buttons }];
  });
}

/** Numbers of which nobody has said for when they are wanted, from the day after the first of them came (D7). */
function withoutDay(onDay: OnDay): readonly Due[] {
  const { facts, agreement, today } = onDay;
  const { unsaid } = portingOutlook(facts, agreement, today);
  const since = unsaid.map(({ latest }) => latest.on).toSorted()[0];
  const of = aboutNumbers(unsaid);
  const nudge = since && reachedFor(onDay, of, lateNudges(agreement.reminders.late), since, repeats(agreement));
  if (since === undefined || nudge === undefined) return [];
  const numbers = numbersOf(unsaid.slice(0, mostNamed), onDay);
  const values = { who: contact(facts, today), numbers, count: unsaid.length };
  const buttons = unsaid.slice(0, mostNumbers).map((request) => fillButton(request));
  return [
    { key: `porting/unsaid/${since}/${nudge.name}`, ...of, text: phrase("remind.numbers.unsaid", values), buttons },
  ];
}

/** A single number is turned, put off and explained alone; what is of several is said of the porting. */
const aboutNumbers = ([first, ...others]: readonly PortingRequest[]): Pick<Due, "subject" | "to"> =>
  first === undefined || others.length > 0 ? about : { ...about, subject: `number/${first.ref}` };

/** Numbers, of several each with whom it waits for: whom one alone waits for is who is addressed. */
function numbersOf(all: readonly PortingRequest[], onDay: OnDay): Value {
  const [only, ...others] = all;
  if (only !== undefined && others.length === 0) return plainNumber(only);
  return list(all.map((request) => numberOf(request, onDay)));
}

const plainNumber = (request: PortingRequest): string => `${request.ref} ${numberWords(request)}`;

/** A number, with whom it waits for where somebody said that of it alone. */
function numberOf(request: PortingRequest, { facts, today }: OnDay): Value {
  const number = plainNumber(request);
  const person = ownTurn(facts, `number/${request.ref}`, "customer");
  return person === undefined ? number : phrase("remind.turn", { what: number, who: there(facts, person, today) });
}

/** As many are named; their cards say the same of the others. */
const mostNamed = 10;
/** As many are filled in from a reminder; the others from their cards. */
const mostNumbers = 3;

function asked(status: PortingStatus, steps: readonly PortingStep[], onDay: OnDay): readonly Due[] {
  const { agreement, calendar } = onDay;
  const days = agreement.reminders.porting;
  const by = lastDayOf(steps, onDay);
  const last = by === undefined ? undefined : calendar.businessDaysBetween(status.day, by);
  const nudge =
    days &&
    reachedFor(onDay, { ...about, ...(last === undefined ? {} : { last }) }, daysBefore(days.before), status.day);
  return nudge === undefined || steps.length === 0
    ? []
    : [dueOf(status, nudge, wordsOf(status, steps, onDay), steps, onDay)];
}

/** Late, by the day that has been so for the longest. */
function chase(
  status: PortingStatus,
  behind: readonly { readonly step: PortingStep; readonly on: Day }[],
  onDay: OnDay,
): readonly Due[] {
  const { agreement, facts } = onDay;
  const on = behind.map((one) => one.on).toSorted()[0];
  const nudge = on && reachedFor(onDay, about, lateNudges(agreement.reminders.late), on, repeats(agreement));
  if (on === undefined || nudge === undefined) return [];
  const steps = behind.map(({ step }) => step);
  const text = phrase("remind.porting.late", {
    who: contact(facts, onDay.today),
    ...heldDay(status.day, onDay),
    due: day(on),
    missing: list(steps.map((step) => theStepWords(step, agreement))),
    keep: status.terminateAfter === undefined ? "no" : "yes",
  });
  return [{ ...dueOf(status, nudge, text, steps, onDay), late: true, ...escalation(nudge) }];
}

/**
 * The letter of authority came too late for the planned day: nobody is chased any more, and the day is ours to move, so
 * that the customer hears of one that can hold (D7, C2).
 */
function toMove({ day: on, outstanding }: PortingStatus, onDay: OnDay): readonly Due[] {
  const { facts, agreement, calendar, today } = onDay;
  const letter = authorityStep(agreement);
  const doubt = doubtOf(facts, agreement, today);
  if (letter === undefined || doubt === undefined || outstanding.includes(letter)) return [];
  const was = lastDayOfStep(letter, facts.project.plan, agreement, calendar);
  const ours = { subject: "porting", to: "internal" } as const;
  const nudge = was && reachedFor(onDay, ours, lateNudges(agreement.reminders.late), was, repeats(agreement));
  if (nudge === undefined) return [];
  const values = { who: lead(facts, today), on: day(on), nearest: day(doubt.nearest) };
  const text = phrase("remind.porting.move", { ...values, letter: doubt.refs.length === 0 ? "yes" : "no" });
  const key = `porting/move/${on}/${nudge.name}`;
  return [{ key, ...ours, text, buttons: moveDay("porting", onDay), late: true, ...escalation(nudge) }];
}

function dueOf(
  { day: on }: PortingStatus,
  nudge: Nudge,
  text: Phrase,
  steps: readonly PortingStep[],
  { agreement }: OnDay,
): Due {
  const buttons = termsOf(steps, agreement).map(confirm);
  return { key: `porting/${on}/${nudge.name}`, ...about, text, buttons };
}

/** The porting day, and where it cannot hold, the first that can (D7). */
function heldDay(on: Day, { facts, agreement, today }: OnDay) {
  const doubt = doubtOf(facts, agreement, today);
  return {
    on: day(on),
    holds: doubt === undefined ? "yes" : "no",
    nearest: doubt === undefined ? "" : day(doubt.nearest),
  } as const;
}

const termsOf = (steps: readonly PortingStep[], agreement: Agreement): readonly PortingStepTerms[] =>
  portingSteps(agreement).filter(({ id }) => steps.includes(id));

/** Says that a step is done; of what ends the old contract, when it ends is asked for (D4). */
export const confirm = ({ id: step, done, takesEffectAfterPorting }: PortingStepTerms): Button => ({
  ...{ id: `porting-${step}`, label: name(done), runs: "porting confirm", values: { step } },
  ...(takesEffectAfterPorting && { asks: true }),
});

/**
 * What is asked, by when, and that what ends the old contract takes effect after the day: where it is asked for, and
 * where it is done already.
 */
function wordsOf(
  { day: on, terminateAfter }: PortingStatus,
  outstanding: readonly PortingStep[],
  onDay: OnDay,
): Phrase {
  const { facts, agreement, today } = onDay;
  const steps = termsOf(outstanding, agreement);
  const ends = steps.filter((step) => step.takesEffectAfterPorting);
  const others = steps.filter((step) => !step.takesEffectAfterPorting);
  const last = lastDayOf(outstanding, onDay);
  const values = {
    who: contact(facts, today),
    ...heldDay(on, onDay),
    keep: day(outlasts(facts, agreement, today) ?? on),
    last: last === undefined ? "" : day(last),
    timed: last === undefined ? "no" : "yes",
    asks: list([...others, ...ends].map(({ ask }, index) => (index === 0 ? name(ask) : named(ask)))),
  };
  if (ends.length > 0) return phrase("remind.porting.ends", values);
  if (terminateAfter === undefined) return phrase("remind.porting", values);
  const missing = list(others.map(({ id }) => theStepWords(id, agreement)));
  return phrase("remind.porting.keep", { ...values, missing });
}
