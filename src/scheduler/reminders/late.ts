import type { PlanRole } from "../../domain/agreement-plan.ts";
import { type Late, late as lateOf, unexplained } from "../../domain/late.ts";
import { planned } from "../../domain/plan.ts";
import { portingStatus, portingSteps } from "../../domain/porting.ts";
import { earliestPorting, openRequests } from "../../domain/porting-request.ts";
import type { Button } from "../../messages/content.ts";
import { at, day, list, name, named, type Phrase, phrase } from "../../messages/phrase.ts";
import { fillButton, missingWords, numberWords, stepButton } from "../../messages/porting-words.ts";
import { deedWords, theStepWords } from "../../messages/project-words.ts";
import { moveDay } from "../move-day.ts";
import { escalation, lateNudges, repeats } from "../nudge.ts";
import { reachedFor } from "../pace.ts";
import { contact, lead } from "../people.ts";
import { type Due, defineReminder, type OnDay } from "../reminder.ts";
import { missingFor } from "./go-live-near.ts";
import { confirm } from "./porting.ts";
import { theyDid } from "./preparation.ts";

/**
 * A day of the plan, a call or a review whose day has passed without its deed (C2): said after it, escalated, and then
 * at a quiet pace until it is done, moved or explained. What else is late is chased by the reminder of its own.
 */
export const late = defineReminder({
  name: "late",
  due(onDay) {
    const { facts, agreement, calendar, today } = onDay;
    return unexplained(lateOf(facts, agreement, calendar, today)).flatMap((one): readonly Due[] => {
      const said = sayOf(one, onDay);
      const nudges = lateNudges(agreement.reminders.late);
      // A call was asked about when it had been: the first nudge would ask the same the morning after.
      const mine = one.what.kind === "check-in" ? nudges.slice(1) : nudges;
      const about = said && { subject: one.subject, to: said.to };
      const nudge = about && reachedFor(onDay, about, mine, one.on, repeats(agreement));
      if (said === undefined || nudge === undefined) return [];
      return [
        {
          key: `late/${one.subject}/${one.on}/${nudge.name}`,
          subject: one.subject,
          late: true,
          ...said,
          ...escalation(nudge),
        },
      ];
    });
  },
});

type Said = Pick<Due, "to" | "text" | "buttons">;

function sayOf(one: Late, onDay: OnDay): Said | undefined {
  const on = day(one.on);
  const { what } = one;
  switch (what.kind) {
    case "kickoff":
      return ours(phrase("remind.late.kickoff", { what: theDay("kickoff", onDay), on }), [
        { id: "record-kickoff", label: phrase("remind.button.held"), runs: "kickoff", asks: true },
        ...moveDay("kickoff", onDay),
      ]);
    case "porting":
      return one.who === "customer"
        ? portingWaits(one, onDay)
        : ours(phrase("remind.late.porting", { on }), [...ported(onDay), ...moveDay("porting", onDay)]);
    case "number":
      return numberSaid(one, what, onDay);
    case "go-live": {
      const missing = missingFor(onDay);
      const text =
        missing.length === 0
          ? phrase("remind.late.goLive", { on })
          : phrase("remind.late.goLive.missing", { on, what: list(missing) });
      const isKickedOff = onDay.facts.project.kickoff !== undefined;
      return ours(text, [
        ...(isKickedOff
          ? [{ id: "record-live", label: phrase("remind.button.live"), runs: "golive", asks: true } as const]
          : []),
        ...moveDay("go-live", onDay),
      ]);
    }
    case "ask-approval":
      return ours(phrase("remind.late.askApproval", { on }), [
        { id: "deliver", label: phrase("remind.button.deliver"), runs: "deliver" },
      ]);
    case "data-review": {
      const areas = onDay.agreement.areas.filter(({ id }) => what.areas.includes(id)).map((area) => named(area.name));
      return ours(phrase("remind.late.review", { areas: list(areas), count: areas.length, on }));
    }
    case "check-in":
      return ours(phrase("remind.late.checkin", { ref: what.ref, at: at(what.at) }), [
        {
          id: `held-${what.ref}`,
          label: phrase("remind.button.held"),
          runs: "checkin hold",
          values: { call: what.ref },
          asks: true,
        },
        {
          id: `missed-${what.ref}`,
          label: phrase("remind.button.noShow"),
          runs: "checkin no-show",
          values: { call: what.ref },
        },
        {
          id: `move-${what.ref}`,
          label: phrase("remind.button.move"),
          runs: "checkin move",
          values: { call: what.ref },
          asks: true,
        },
      ]);
    case "milestone":
    case "deadline":
      return deedSaid(one, what, onDay);
    // The areas, the steps before the day, minutes, tasks, offers, the approval and the handover have their own.
    default:
      return undefined;
  }
}

const ours = (text: Phrase, buttons: readonly Button[] = []): Said => ({ to: "internal", text, buttons });

/** The customer's steps are not done, and the day has passed: they are asked for, and the day is ours to move. */
function portingWaits({ on }: Late, { facts, agreement, today }: OnDay): Said {
  const outstanding = portingStatus(facts, agreement, today)?.outstanding ?? [];
  const steps = portingSteps(agreement).filter(({ id }) => outstanding.includes(id));
  const missing = list(steps.map(({ id }) => theStepWords(id, agreement)));
  const count = steps.length;
  const buttons = steps.map(confirm);
  return {
    to: "shared",
    text: phrase("remind.late.porting.waits", { who: contact(facts, today), on: day(on), missing, count }),
    buttons,
  };
}

/**
 * A number whose last day has passed without what is missing, without being asked for, or without being ported (D7).
 */
function numberSaid(
  { on }: Late,
  { ref, step }: Extract<Late["what"], { readonly kind: "number" }>,
  { facts, agreement, calendar, today }: OnDay,
): Said | undefined {
  const request = openRequests(facts).find((one) => one.ref === ref);
  if (request === undefined) return undefined;
  const values = {
    ...{ ref, number: numberWords(request), on: day(on), who: contact(facts, today), missing: missingWords(request) },
    earliest: day(earliestPorting(request.answers, agreement, calendar, today)),
  };
  if (step === "answers")
    return { to: "shared", text: phrase("remind.late.number.answers", values), buttons: [fillButton(request)] };
  return step === "ask"
    ? ours(phrase("remind.late.number.ask", values), [stepButton(request, "asked")])
    : ours(phrase("remind.late.number.port", values), [stepButton(request, "ported"), stepButton(request, "reject")]);
}

/** What nothing else records: the customer is asked for theirs, and the lead for ours. */
function deedSaid(
  { on, who }: Late,
  { kind, id }: Extract<Late["what"], { readonly id: string }>,
  { facts, agreement, today }: OnDay,
): Said {
  const what = deedWords(id, agreement);
  const isTheirs = who === "customer";
  const because = agreement.deadlines.find((one) => one.id === id)?.because;
  const values = {
    what,
    on: day(on),
    because: because ? { name: because } : "",
    who: isTheirs ? contact(facts, today) : lead(facts, today),
  };
  const text = phrase(isTheirs ? "remind.late.deed.customer" : `remind.late.${kind}`, values);
  if (isTheirs) return { to: "shared", text, buttons: [theyDid(id)] };
  const done = { id: `done-${id}`, label: phrase("remind.button.deed"), values: { what: id } };
  const move = { id: `move-${id}`, label: phrase("remind.button.move"), runs: "plan move", values: { which: id } };
  return ours(text, [
    { ...done, runs: "plan done", asks: true },
    ...(kind === "milestone" ? [{ ...move, asks: true as const }] : []),
  ]);
}

function theDay(role: PlanRole, { agreement }: OnDay) {
  const found = planned(agreement, role);
  return found === undefined ? "" : name(found.the ?? found.name);
}

/** Recorded by the day of the plan that means it. */
function ported({ agreement }: OnDay): readonly Button[] {
  const step = planned(agreement, "porting")?.id;
  if (step === undefined) return [];
  return [{ id: "ported", label: phrase("remind.button.ported"), runs: "porting done", values: { step }, asks: true }];
}
