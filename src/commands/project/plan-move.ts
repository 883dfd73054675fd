import type { ProjectContext } from "../../bot/command.ts";
import { FieldErrors, type Refusal, refuse } from "../../bot/refusal.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import { judgeDays } from "../../domain/day-use.ts";
import type { Plan, PlanDay } from "../../domain/facts.ts";
import { courseOf, type PlanRefusal, type PlanTerms, planMove, planned } from "../../domain/plan.ts";
import { lastDays, movedDays, planThatHolds } from "../../domain/plan-dates.ts";
import { portingStatus } from "../../domain/porting.ts";
import type { Day } from "../../domain/units.ts";
import type { Block, Button } from "../../messages/content.ts";
import { dayQuestionWords, dayRefusalWords } from "../../messages/day-use-words.ts";
import { day, name, type Phrase, phrase } from "../../messages/phrase.ts";
import { theDayWords } from "../../messages/project-words.ts";
import { buttonsBlock, lineBlock, said, textBlock } from "../shared/blocks.ts";
import { cancelled } from "../shared/checks.ts";
import { askAboutDay, dayScene } from "../shared/day-check.ts";
import { nearestBlocks } from "./nearest-plan.ts";
import { askAboutNumbers } from "./plan-numbers.ts";
import { openDeadlines, planScene } from "./plan-view.ts";

/**
 * What is asked before a day is moved: what looks odd, what moves along, and the nearest plan that holds (K2). A day
 * that the customer has been told of is asked about in any case. Throws the refusal of what cannot be.
 */
export function askAboutMove(which: PlanDay, to: Day, ctx: ProjectContext): readonly Block[] {
  const { facts, agreement } = ctx;
  const { plan: after, from } = mustMove(which, to, ctx);
  const line = (typed: string): string => `plan move ${which} ${typed}`;
  const odd = askAboutDay({ kind: "plan", which, on: to }, ctx, {
    ...{ field: "on", line },
    otherwise: () => {
      const found = holdingLine({ [which]: to }, ctx);
      return found && `plan set ${found.days}`;
    },
  });
  const along = movedAlong(facts.project.plan, after, ctx);
  const behind = leftBehind({ [which]: to }, ctx);
  const tells = facts.project.shared !== undefined;
  const numbers = askAboutNumbers({ [which]: to }, ctx);
  if (odd.length === 0 && along.length === 0 && numbers.length + behind.length === 0 && !tells) return [];
  return [
    textBlock(moved(which, agreement, to, from, "ask")),
    ...alongBlocks(along),
    ...behind,
    ...numbers,
    ...odd,
    ...(odd.length === 0 ? [] : nearest({ [which]: to }, ctx)),
    ...(odd.length === 0 ? [said(tells ? "plan.ask.untold" : "day.notYet", undefined, "quiet")] : []),
  ];
}

/** What is asked before several days are planned at once: what looks odd in what comes of it. */
export function askAboutDays(days: Plan, ctx: ProjectContext): readonly Block[] {
  const { facts, agreement } = ctx;
  const wanted = Object.entries(days).flatMap(([which, on]) => (on === undefined ? [] : [{ which, on }]));
  for (const { which, on } of wanted) mustMove(which, on, ctx, true);
  const judged = judgeDays(days, dayScene(facts, ctx));
  const [refused] = judged.days.flatMap(({ refusals }) => refusals);
  if (refused !== undefined) {
    const instead = holdingLine(days, ctx);
    throw new FieldErrors({ days: dayRefusalWords(refused, agreement) }, instead && { days: instead.days });
  }
  const moves = movedDays(facts.project.plan, { ...facts.project.plan, ...days });
  const tells = facts.project.shared !== undefined && moves.length > 0;
  const behind = leftBehind(days, ctx);
  const along = movedAlong(facts.project.plan, { ...facts.project.plan, ...days }, ctx);
  const numbers = askAboutNumbers(days, ctx);
  // Nothing would change: there is nothing to ask.
  if (moves.length === 0 && numbers.length === 0) return [];
  if (judged.questions.length === 0 && numbers.length + behind.length === 0 && !tells) return [];
  return [
    ...moves.map(({ which, from, to }) => textBlock(moved(which, agreement, to, from, "ask"))),
    ...alongBlocks(along),
    ...behind,
    ...numbers,
    ...judged.questions.map((one) => textBlock(dayQuestionWords(one, agreement), "warning")),
    ...(judged.questions.length === 0 ? [] : nearest(days, ctx)),
    said(tells ? "plan.ask.untold" : "day.notYet", undefined, "quiet"),
  ];
}

/** The plan with a day moved. Throws the refusal of a day that cannot be, or of one that has happened. */
export function mustMove(which: PlanDay, to: Day, ctx: ProjectContext, sameIsFine = false) {
  const { facts, agreement, today } = ctx;
  const decision = planMove(courseOf(facts), agreement, which, to, today);
  if (decision.ok) return decision;
  if (sameIsFine && decision.refused.kind === "same-day")
    return { ok: true, plan: facts.project.plan, from: to } as const;
  if (decision.refused.kind === "past") {
    const instead = holdingLine({ [which]: to }, ctx);
    const values = { which: theDayWords(which, agreement), on: day(to) };
    throw refuse("open.past", values, { field: "on", ...(instead && { line: `plan set ${instead.days}` }) });
  }
  throw refusal(decision.refused, which, ctx);
}

/** What is counted back from the day, and so moves with it: *Letter of authority: Thu 31 Dec instead of Thu 3 Dec*. */
export function movedAlong(before: Plan, after: Plan, ctx: ProjectContext): readonly Phrase[] {
  const scene = planScene(ctx);
  const were = new Map(lastDays(before, scene).map((one) => [one.id, one.last]));
  const open = openDeadlines(lastDays(after, scene), ctx);
  return open.flatMap(({ id, name: called, isPlanned, last, lead }) => {
    const was = were.get(id);
    const isSet = isPlanned && after[id] !== undefined;
    // What is counted from a day that nobody had planned was nobody's to keep.
    const isNew = before[lead.before] === undefined && after[lead.before] !== undefined;
    if (isSet || isNew || was === undefined || was === last) return [];
    const values = { what: name(called), to: day(last), from: day(was) };
    return [phrase(last < scene.today ? "plan.along.passed" : "plan.along", values)];
  });
}

/** What moves along, as a list. */
export const alongBlocks = (along: readonly Phrase[]): readonly Block[] =>
  along.length === 0 ? [] : [said("plan.ask.along"), { kind: "list", items: along }];

/**
 * The porting day, where go-live is moved away from it: it is nobody's wish that numbers come long before the service.
 * With the line that moves it along, as many business days before go-live as it was, where that holds (K2).
 */
function leftBehind(days: Plan, ctx: ProjectContext): readonly Block[] {
  const { facts, agreement, today } = ctx;
  const { plan } = facts.project;
  const [live, porting] = [planned(agreement, "go-live")?.id, planned(agreement, "porting")?.id];
  if (live === undefined || porting === undefined || days[porting] !== undefined) return [];
  const [to, from, on] = [days[live], plan[live], plan[porting]];
  const isOver = portingStatus(facts, agreement, today)?.isPorted !== false;
  if (to === undefined || on === undefined || isOver || to <= on || (from !== undefined && to <= from)) return [];
  const calendar = businessCalendar(agreement.calendar);
  const has = calendar.businessDaysBetween(on, to);
  const gap = from === undefined || from < on ? 0 : calendar.businessDaysBetween(on, from);
  if (has <= gap) return [];
  const along = { ...days, [porting]: calendar.addBusinessDays(to, -gap) };
  const judged = judgeDays(along, dayScene(facts, ctx));
  const holds = judged.questions.length === 0 && judged.days.every(({ refusals }) => refusals.length === 0);
  const values = { on: day(on), has };
  if (!holds) return [said("plan.ask.staysBehind.alone", values, "warning")];
  const line = Object.entries(along).map(([which, day]) => `${which}=${day}`);
  return [said("plan.ask.staysBehind", values, "warning"), lineBlock(`plan set ${line.join(",")}`)];
}

/** The nearest plan that holds around the days, to be taken with a press. */
function nearest(wanted: Plan, ctx: ProjectContext): readonly Block[] {
  const found = holdingLine(wanted, ctx);
  if (found === undefined) return [];
  const { agreement, facts, today } = ctx;
  const take: Button = {
    id: "take",
    label: phrase("plan.button.take"),
    style: "primary",
    runs: "plan set-anyway",
    values: { days: found.days },
    once: true,
  };
  const all = { ...facts.project.plan, ...wanted };
  return [
    ...nearestBlocks(found.moves, { agreement, today, wanted: all }),
    lineBlock(`plan set ${found.days}`),
    ...buttonsBlock([take]),
  ];
}

/**
 * What of the plan moves where some days are wanted, so that it holds; undefined where that is nothing, or there is
 * none.
 */
function holdingLine(wanted: Plan, ctx: ProjectContext) {
  const { facts, agreement } = ctx;
  const inOrder = agreement.plan.map(({ id }) => id).filter((id) => wanted[id] !== undefined);
  const found = planThatHolds({ ...facts.project.plan, ...wanted }, inOrder, dayScene(facts, ctx));
  const moves = found === undefined ? [] : movedDays(facts.project.plan, found);
  return moves.length === 0 ? undefined : { moves, days: moves.map(({ which, to }) => `${which}=${to}`).join(",") };
}

export function moved(which: PlanDay, terms: PlanTerms, to: Day, from: Day | undefined, how: "ask" | "done"): Phrase {
  const values = { which: theDayWords(which, terms), to: day(to) };
  if (from === undefined) return phrase(how === "ask" ? "plan.ask.set" : "plan.set", values);
  return phrase(how === "ask" ? "plan.ask.move" : "plan.moved", { ...values, from: day(from) });
}

function refusal(why: Exclude<PlanRefusal, { readonly kind: "past" }>, which: PlanDay, ctx: ProjectContext): Refusal {
  const called = theDayWords(which, ctx.agreement);
  switch (why.kind) {
    case "happened":
      return refuse("plan.move.happened", { which: called, on: day(why.on) });
    case "same-day":
      return refuse("plan.move.same", { which: called, on: day(why.day) }, { field: "on" });
    case "project-not-open":
      return why.state === "cancelled" ? cancelled(ctx.facts.project) : refuse("plan.move.closed");
  }
}
