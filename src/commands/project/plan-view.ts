import type { ProjectContext } from "../../bot/command.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import { oddDays } from "../../domain/day-use.ts";
import type { PlanDay, Project } from "../../domain/facts.ts";
import { type Late, type LateThing, late } from "../../domain/late.ts";
import { comingDates, happenedOn } from "../../domain/plan.ts";
import { type LastDay, lastDays, missingDays, type PlanScene } from "../../domain/plan-dates.ts";
import { portingStatus } from "../../domain/porting.ts";
import type { Block, Button } from "../../messages/content.ts";
import { dayQuestionWords } from "../../messages/day-use-words.ts";
import { day, list, name, type Phrase, phrase, type Text } from "../../messages/phrase.ts";
import { comingWords, theDayInside } from "../../messages/project-words.ts";
import { buttonsBlock, lineBlock, said, textBlock } from "../shared/blocks.ts";
import { dayCell } from "../shared/cells.ts";
import { dayScene } from "../shared/day-check.ts";

type InPlan = Pick<ProjectContext, "facts" | "agreement" | "today">;

/** What the days of a project's plan are counted by. */
export function planScene({ facts: { project }, agreement, today }: InPlan): PlanScene {
  return { project, agreement, calendar: businessCalendar(agreement.calendar), today };
}

/** The plan: what has been, what is next, what is late and by how much, and what is to be done by when, and why (K2). */
export function planBlocks(ctx: ProjectContext): readonly Block[] {
  const { agreement, facts, today } = ctx;
  const { project } = facts;
  const coming = comingDates(facts, agreement, today);
  const calls = coming.filter(({ kind }) => kind === "check-in");
  const behind = late(facts, agreement, businessCalendar(agreement.calendar), today);
  const last = lastDays(project.plan, planScene(ctx));
  const next = coming[0];
  const rows = [
    ...agreement.plan.map(({ id, name: called }) => ({
      label: name(called),
      value: dayWords(id, ctx, { behind, last, isNext: next?.kind === "plan" && next.which === id }),
    })),
    ...calls.map(comingWords),
  ];
  const staff = ctx.actor.staff && project.state === "open";
  return [
    textBlock(phrase("plan.title", { customer: project.customer })),
    { kind: "facts", rows },
    ...deadlineBlocks(last, ctx),
    ...(staff ? oddWords(project, ctx).map((text): Block => textBlock(text, "warning")) : []),
    ...(staff ? proposedBlocks(ctx) : []),
  ];
}

/** What looks odd in a project's plan, in words. */
export function oddWords(project: Project, context: ProjectContext): readonly Phrase[] {
  const { agreement, facts } = context;
  return oddDays(project.plan, dayScene({ ...facts, project }, context)).map((odd) => dayQuestionWords(odd, agreement));
}

/** The days that nobody has planned, counted back from those that are, to be taken with a press. */
export function proposedBlocks(ctx: InPlan, where = ""): readonly Block[] {
  const { facts, agreement } = ctx;
  const missing = Object.entries(missingDays(facts.project.plan, planScene(ctx))).flatMap(([which, on]) =>
    on === undefined ? [] : [{ which, on }],
  );
  if (missing.length === 0) return [];
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
    ...(where === "" ? buttonsBlock([take]) : []),
  ];
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
  const happened = happenedOn(project, agreement, which);
  if (happened !== undefined) return phrase("plan.happened", { on: day(happened) });
  const on = project.plan[which];
  if (on === undefined) {
    const counted = last.find(({ id, isPlanned }) => isPlanned && id === which);
    if (counted === undefined || project.state !== "open") return phrase("plan.notPlanned");
    return phrase("plan.row.last", { last: day(counted.last), because: { name: counted.lead.because } });
  }
  if (project.state !== "open") return dayCell(on);
  const lateBy = means === undefined ? undefined : behind.find(({ what }) => what.kind === lateAs[means]);
  if (lateBy !== undefined) return phrase("plan.row.late", { on: day(on), days: lateBy.days });
  if (isNext) return phrase("plan.row.next", { on: day(on) });
  const isDone = means === "porting" && portingStatus(facts, agreement, today)?.isPorted === true;
  return on < today || isDone ? phrase("plan.row.past", { on: day(on) }) : dayCell(on);
}

/** What is to be done before the days of the plan, and by when: nothing that is done already. */
function deadlineBlocks(last: readonly LastDay[], { facts, agreement, today }: ProjectContext): readonly Block[] {
  if (facts.project.state !== "open") return [];
  const steps = portingStatus(facts, agreement, today);
  const open = last.filter(
    ({ isPlanned, step }) => !isPlanned && (step === undefined || steps?.outstanding.includes(step) === true),
  );
  if (open.length === 0) return [];
  const items = open.map((one) => {
    const values = { what: name(one.name), last: day(one.last), because: { name: one.lead.because } };
    return phrase(one.last < today && one.step !== undefined ? "plan.deadline.late" : "plan.deadline", values);
  });
  return [said("plan.deadlines"), { kind: "list", items }];
}
