import { businessCalendar } from "../../../domain/calendar.ts";
import { deliveryDays } from "../../../domain/delivery-days.ts";
import { courseOf, happenedOn } from "../../../domain/plan.ts";
import { lastDays } from "../../../domain/plan-dates.ts";
import { doubtOf } from "../../../domain/porting-outlook.ts";
import { at, day, name } from "../../../messages/phrase.ts";
import { doubtWords, theDayInside } from "../../../messages/project-words.ts";
import type { Part } from "../paper.ts";
import { dash, type PaperFacts, type Pen } from "../pen.ts";

/** The days of the plan: when, what has been, and why each is when it is (K2). */
export function daysTable({ facts, agreement, today }: PaperFacts, pen: Pen): readonly Part[] {
  const { project } = facts;
  const course = courseOf(facts);
  const last = lastDays(project.plan, { project: course, agreement, calendar: businessCalendar(agreement.calendar) });
  const doubt = doubtOf(facts, agreement, today);
  return [
    pen.table(
      "paper.plan.days",
      ["paper.column.what", "paper.column.when", "paper.column.why"],
      agreement.plan
        .map(({ id, name: called, lead, means }) => {
          const happened = happenedOn(course, agreement, id);
          const planned = project.plan[id];
          const counted = last.find((one) => one.isPlanned && one.id === id)?.last;
          const unplanned =
            counted === undefined ? pen.say("plan.notPlanned") : pen.say("paper.plan.last", { last: day(counted) });
          const isDoubtful = means === "porting" && doubt !== undefined;
          const why = lead.map(({ before, businessDays: days, because }) =>
            pen.say("paper.plan.lead", { days, before: theDayInside(before, agreement), because: { name: because } }),
          );
          return [
            pen.text(name(called)),
            happened !== undefined
              ? pen.say("plan.happened", { on: day(happened) })
              : planned === undefined
                ? unplanned
                : isDoubtful
                  ? pen.text(doubtWords(planned, doubt))
                  : pen.day(planned),
            why.length === 0 ? dash : why.join("\n"),
          ];
        })
        .concat(deliveryRows({ facts, agreement }, pen)),
    ),
  ];
}

/**
 * What comes after go-live, as `plan` says it: the delivery approval and the handover, each by its last day (L2, L4).
 */
function deliveryRows({ facts, agreement }: Pick<PaperFacts, "facts" | "agreement">, pen: Pen) {
  const { state, goLive } = facts.project;
  if (state === "cancelled") return [];
  const planned = goLive === undefined ? "yes" : "no";
  return deliveryDays(facts, agreement, businessCalendar(agreement.calendar)).map(({ kind, on, isDone }) => [
    pen.say(`plan.row.${kind}`),
    isDone ? pen.say("plan.happened", { on: day(on) }) : pen.say("plan.row.by", { on: day(on), planned }),
    dash,
  ]);
}

/** What is to be done before the days of the plan, and by when (K2). */
export function deadlinesTable({ facts, agreement }: PaperFacts, pen: Pen): readonly Part[] {
  const calendar = businessCalendar(agreement.calendar);
  const last = lastDays(facts.project.plan, { project: courseOf(facts), agreement, calendar });
  const before = last.filter(({ isPlanned }) => !isPlanned);
  if (before.length === 0) return [];
  return [
    pen.heading("paper.plan.before", 2),
    pen.table(
      "paper.plan.before",
      ["paper.column.what", "paper.column.due", "paper.column.why"],
      before.map((one) => [pen.text(name(one.name)), pen.day(one.last), pen.text(name(one.lead.because))]),
    ),
  ];
}

/** The calls that are booked or were held. */
export function callsTable({ facts, agreement }: PaperFacts, pen: Pen): readonly Part[] {
  if (agreement.checkIns === undefined) return [];
  const calls = facts.checkIns.filter(({ state }) => state !== "cancelled").toSorted((a, b) => a.at - b.at);
  const { included } = agreement.checkIns;
  return [
    pen.heading("paper.calls", 2),
    pen.paragraph("paper.calls.included", { included, booked: calls.length }),
    ...(calls.length === 0
      ? []
      : [
          pen.table(
            "paper.calls",
            ["paper.column.what", "paper.column.when", "paper.column.state"],
            calls.map((call) => [
              pen.say("plan.day.checkin", { ref: call.ref }),
              pen.text(at(call.at)),
              pen.say(`checkin.state.${call.state}`),
            ]),
          ),
        ]),
  ];
}
