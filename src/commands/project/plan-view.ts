import type { ProjectContext } from "../../bot/command.ts";
import type { Agreement } from "../../domain/agreement.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import { comingDates } from "../../domain/coming.ts";
import { judgeDays, oddDays } from "../../domain/day-use.ts";
import type { Plan, PlanDay, Project } from "../../domain/facts.ts";
import { type Late, type LateThing, late } from "../../domain/late.ts";
import { courseOf, happenedOn, planned } from "../../domain/plan.ts";
import { type LastDay, lastDays, missingDays, type PlanScene } from "../../domain/plan-dates.ts";
import { owedDeeds } from "../../domain/plan-deeds.ts";
import { portingStatus } from "../../domain/porting.ts";
import { doubtOf } from "../../domain/porting-outlook.ts";
import type { Day } from "../../domain/units.ts";
import type { Block, Button } from "../../messages/content.ts";
import { dayQuestionWords } from "../../messages/day-use-words.ts";
import { day, list, name, type Phrase, phrase, type Text } from "../../messages/phrase.ts";
import { comingWords, doubtWords, theDayInside } from "../../messages/project-words.ts";
import { buttonsBlock, lineBlock, said, textBlock } from "../shared/blocks.ts";
import { dayCell } from "../shared/cells.ts";
import { dayScene } from "../shared/day-check.ts";
import { deliveryRows, faultRows, meetingRows, type PlanRow } from "./plan-meetings.ts";
import { numberBlocks } from "./plan-numbers.ts";

type InPlan = Pick<ProjectContext, "facts" | "agreement" | "today">;

/** What the days of a project's plan are counted by. */
export function planScene({ facts, agreement, today }: InPlan): PlanScene {
  return { project: courseOf(facts), agreement, calendar: businessCalendar(agreement.calendar), today };
}

/**
 * The plan: what has been, what is next, what is late and by how much, and what is to be done by when, and why (K2).
 */
export function planBlocks(ctx: ProjectContext): readonly Block[] {
  const { agreement, facts, today } = ctx;
  const { project } = facts;
  const coming = comingDates(facts, agreement, today);
  const calls = coming.filter(({ kind }) => kind === "check-in");
  const behind = late(facts, agreement, businessCalendar(agreement.calendar), today);
  const last = lastDays(project.plan, planScene(ctx));
  const next = coming[0];
  const ofPlan: readonly PlanRow[] = agreement.plan.map(({ id, name: called }) => ({
    on: happenedOn(courseOf(facts), agreement, id) ?? project.plan[id] ?? last.find((one) => one.id === id)?.last,
    label: name(called),
    value: dayWords(id, ctx, { behind, last, isNext: next?.kind === "plan" && next.which === id }),
  }));
  const ofCalls = calls.map((call) => ({ on: call.on, ...comingWords(call) }));
  const rows = [...ofPlan, ...ofCalls, ...meetingRows(ctx, behind), ...deliveryRows(ctx, behind)].toSorted((a, b) =>
    (a.on ?? lastOfAll).localeCompare(b.on ?? lastOfAll),
  );
  const staff = ctx.actor.staff && project.state === "open";
  return [
    textBlock(phrase("plan.title", { customer: project.customer })),
    ...(project.state === "cancelled" ? [said("standing.cancelled", undefined, "warning")] : []),
    { kind: "facts", rows: [...faultRows(ctx), ...rows].map(({ label, value }) => ({ label, value })) },
    ...deadlineBlocks(last, ctx),
    ...numberBlocks(ctx),
    ...(staff ? oddWords(project, ctx).map((text): Block => textBlock(text, "warning")) : []),
    ...(staff ? proposedBlocks(ctx) : []),
  ];
}

const lastOfAll = "9999-12-31";

/** What looks odd in a project's plan, in words. */
export function oddWords(project: Project, context: ProjectContext): readonly Phrase[] {
  const { agreement, facts } = context;
  return oddDays(project.plan, dayScene({ ...facts, project }, context)).map((odd) => dayQuestionWords(odd, agreement));
}

/** The days that nobody has planned, counted back from those that are, to be taken with a press. */
export function proposedBlocks(ctx: InPlan, where = ""): readonly Block[] {
  const { facts, agreement } = ctx;
  const proposed = missingDays(facts.project.plan, planScene(ctx));
  const missing = Object.entries(proposed).flatMap(([which, on]) => (on === undefined ? [] : [{ which, on }]));
  // What is proposed is taken as it stands, or it is not proposed (K2).
  const judged = judgeDays(proposed, dayScene(facts, ctx));
  if (judged.questions.length > 0 || judged.days.some(({ refusals }) => refusals.length > 0)) return [];
  if (missing.length === 0) return [];
  // What leads to a day that would be proposed has no time left: a part of a plan is none.
  const isPart = lastDays(facts.project.plan, planScene(ctx)).some(
    ({ id, isPlanned, last, lead }) =>
      isPlanned && facts.project.plan[id] === undefined && last <= ctx.today && proposed[lead.before] !== undefined,
  );
  if (isPart) return [];
  const words = missing.map(({ which, on }) =>
    phrase("plan.nearest.day", { which: theDayInside(which, agreement), to: day(on) }),
  );
  const days = missing.map(({ which, on }) => `${which}=${on}`).join(",");
  const take: Button = {
    id: "take",
    label: phrase("plan.button.take"),
    runs: "plan set-anyway",
    values: { days },
    once: true,
  };
  return [
    said("plan.proposed", { days: list(words) }),
    lineBlock(`plan set ${days}${where}`),
    ...shortWords(proposed, agreement, ctx.today),
    ...(where === "" ? buttonsBlock([take]) : []),
  ];
}

/** That the customer is left with less time for their data than the reminders of it begin ahead (D2). */
function shortWords(proposed: Plan, agreement: Agreement, today: Day): readonly Block[] {
  const which = planned(agreement, "customer-data")?.id;
  const on = which === undefined ? undefined : proposed[which];
  const usual = agreement.reminders.customerData?.before.at(-1);
  if (on === undefined || usual === undefined) return [];
  const days = businessCalendar(agreement.calendar).businessDaysBetween(today, on);
  return days >= usual ? [] : [said("plan.proposed.short", { days }, "warning")];
}

interface Seen {
  readonly behind: readonly Late[];
  readonly last: readonly LastDay[];
  readonly isNext: boolean;
}

const lateAs: Readonly<Record<string, LateThing["kind"]>> = {
  "customer-data": "data",
  kickoff: "kickoff",
  porting: "porting",
  "go-live": "go-live",
};

function dayWords(which: PlanDay, { facts, agreement, today }: ProjectContext, { behind, last, isNext }: Seen): Text {
  const { project } = facts;
  const means = agreement.plan.find(({ id }) => id === which)?.means;
  const happened = happenedOn(courseOf(facts), agreement, which);
  if (happened !== undefined) return phrase("plan.happened", { on: day(happened) });
  const on = project.plan[which];
  if (on === undefined) {
    const counted = last.find(({ id, isPlanned }) => isPlanned && id === which);
    if (counted === undefined || project.state !== "open") return phrase("plan.notPlanned");
    const behindBy = means === undefined ? undefined : behind.find(({ what }) => what.kind === lateAs[means]);
    if (behindBy !== undefined) return phrase("plan.row.late", { on: day(behindBy.on), days: behindBy.days });
    return phrase(counted.last < today ? "plan.row.last.passed" : "plan.row.last", {
      last: day(counted.last),
      because: { name: counted.lead.because },
    });
  }
  if (project.state === "cancelled") return phrase("plan.row.cancelled", { on: day(on) });
  if (project.state !== "open") return dayCell(on);
  const lateBy = behind.find(({ what }) =>
    means === undefined ? what.kind === "milestone" && what.id === which : what.kind === lateAs[means],
  );
  if (lateBy !== undefined) return phrase("plan.row.late", { on: day(on), days: lateBy.days });
  const doubt = means === "porting" ? doubtOf(facts, agreement, today) : undefined;
  if (doubt !== undefined) return doubtWords(on, doubt);
  if (isNext) return phrase("plan.row.next", { on: day(on) });
  const isDone = means === "porting" && portingStatus(facts, agreement, today)?.isPorted === true;
  return on < today || isDone ? phrase("plan.row.past", { on: day(on) }) : dayCell(on);
}

/** Of some last days those of what is not done: the days that nobody has planned, and what is to be done before one. */
export function openDeadlines(last: readonly LastDay[], { facts, agreement, today }: InPlan): readonly LastDay[] {
  const steps = portingStatus(facts, agreement, today);
  const owed = owedDeeds(facts, agreement, businessCalendar(agreement.calendar), today);
  return last.filter(({ id, isPlanned, step, lead: { before } }) => {
    if (isPlanned) return true;
    if (step !== undefined) return steps === undefined || steps.outstanding.includes(step);
    return facts.project.plan[before] === undefined || owed.some((one) => one.id === id);
  });
}

/** What is to be done before the days of the plan, and by when: nothing that is done already. */
function deadlineBlocks(last: readonly LastDay[], ctx: ProjectContext): readonly Block[] {
  const { facts, today } = ctx;
  if (facts.project.state !== "open") return [];
  const open = openDeadlines(last, ctx).filter(({ isPlanned }) => !isPlanned);
  if (open.length === 0) return [];
  const items = open.map((one) => {
    const values = { what: name(one.name), last: day(one.last), because: { name: one.lead.because } };
    return phrase(one.last < today ? "plan.deadline.late" : "plan.deadline", values);
  });
  return [said("plan.deadlines"), { kind: "list", items }];
}
