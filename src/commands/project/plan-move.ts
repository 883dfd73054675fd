import type { ProjectContext } from "../../bot/command.ts";
import { FieldErrors, type Refusal, refuse } from "../../bot/refusal.ts";
import { judgeDays } from "../../domain/day-use.ts";
import type { Plan, PlanDay } from "../../domain/facts.ts";
import { courseOf, type PlanRefusal, type PlanTerms, planMove, planned } from "../../domain/plan.ts";
import { lastDays, movedDays, planThatHolds } from "../../domain/plan-dates.ts";
import { portingStatus } from "../../domain/porting.ts";
import type { Day } from "../../domain/units.ts";
import type { Block, Button, Reply } from "../../messages/content.ts";
import { dayQuestionWords, dayRefusalWords } from "../../messages/day-use-words.ts";
import { day, list, name, type Phrase, phrase } from "../../messages/phrase.ts";
import { theDayInside, theDayWords } from "../../messages/project-words.ts";
import { portingButtons } from "../porting/buttons.ts";
import { buttonsBlock, lineBlock, said, textBlock } from "../shared/blocks.ts";
import { cancelled } from "../shared/checks.ts";
import { askAboutDay, dayScene } from "../shared/day-check.ts";
import { endSnoozes } from "../shared/ended-snoozes.ts";
import { settleCard } from "../shared/settled.ts";
import { tellShared } from "./channel-guard.ts";
import { askAboutNumbers, moveNumbers, refsWords } from "./plan-numbers.ts";
import { endPlanQuestion } from "./plan-proposal.ts";
import { oddWords, openDeadlines, planScene } from "./plan-view.ts";

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
  const tells = facts.project.shared !== undefined;
  const numbers = askAboutNumbers({ [which]: to }, ctx);
  if (odd.length === 0 && along.length === 0 && numbers.length === 0 && !tells) return [];
  return [
    textBlock(moved(which, agreement, to, from, "ask")),
    ...(along.length === 0 ? [] : [said("plan.ask.along"), { kind: "list", items: along } as const]),
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
  const numbers = askAboutNumbers(days, ctx);
  // Nothing would change: there is nothing to ask.
  if (moves.length === 0 && numbers.length === 0) return [];
  if (judged.questions.length === 0 && numbers.length === 0 && !tells) return [];
  return [
    ...moves.map(({ which, from, to }) => textBlock(moved(which, agreement, to, from, "ask"))),
    ...numbers,
    ...judged.questions.map((one) => textBlock(dayQuestionWords(one, agreement), "warning")),
    ...(judged.questions.length === 0 ? [] : nearest(days, ctx)),
    said(tells ? "plan.ask.untold" : "day.notYet", undefined, "quiet"),
  ];
}

/** Stores the days, and tells the customer, who is told of the porting what it means for the old contract (D4). */
export async function storeDays(days: Plan, ctx: ProjectContext): Promise<Reply> {
  const { facts, agreement, store, today } = ctx;
  const moves = movedDays(facts.project.plan, { ...facts.project.plan, ...days });
  for (const { which, to } of moves) mustMove(which, to, ctx);
  const after = { ...facts.project.plan, ...days };
  if (moves.length === 0 && askAboutNumbers(days, ctx).length === 0) return asItStands(days, agreement);
  await store.projects.setPlan(facts.project.id, after);
  await endPlanQuestion(ctx);
  const numbers = await moveNumbers(days, ctx);
  const follow = numbers.map(({ ref }) => ref);
  const texts = [
    ...moves.map(({ which, from, to }) => moved(which, agreement, to, from, "done")),
    ...(follow.length === 0 ? [] : [phrase("plan.numbers.moved", { refs: refsWords(follow), count: follow.length })]),
  ];
  const ended = await endSnoozes(ctx);
  const project = { ...facts.project, plan: after };
  const ofPorting = moves.some(({ which }) => planned(agreement, "porting")?.id === which);
  const ends = ofPorting ? portingStatus({ ...facts, project }, agreement, today)?.terminateAfter : undefined;
  const porting = ends === undefined ? [] : [said("plan.terminateAfter", { on: day(ends) })];
  const asked = ofPorting ? buttonsBlock(portingButtons({ ...facts, project }, agreement, today)) : [];
  const lines = texts.map((text) => textBlock(text));
  // What asks something is a card, so that it asks no more once the project has ended.
  const card = asked.length === 0 ? undefined : portingSubject;
  if (ofPorting) await settleCard(ctx, portingSubject, said("plan.told.replaced", undefined, "quiet"), "first");
  const told = await tellShared(ctx, { audience: "public", blocks: [...lines, ...porting, ...asked] }, card);
  return {
    audience: "public",
    blocks: [
      ...texts.map((text) => textBlock(text, "success")),
      ...(told ? [said("plan.told", undefined, "quiet")] : porting),
      ...ended,
      ...oddWords(project, ctx).map((warning) => textBlock(warning, "warning")),
    ],
  };
}

/** What the shared channel was told last of the porting day, with what is asked before it. */
const portingSubject = "plan/porting";

/** The days that are planned already: nothing has changed, and there is nothing to tell anybody. */
function asItStands(days: Plan, terms: PlanTerms): Reply {
  const stand = Object.entries(days).flatMap(([which, on]): readonly Block[] =>
    on === undefined ? [] : [said("plan.move.same", { which: theDayWords(which, terms), on: day(on) })],
  );
  return { audience: "public", blocks: [...stand, said("plan.unchanged", undefined, "quiet")] };
}

function mustMove(which: PlanDay, to: Day, ctx: ProjectContext, sameIsFine = false) {
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
function movedAlong(before: Plan, after: Plan, ctx: ProjectContext): readonly Phrase[] {
  const scene = planScene(ctx);
  const were = new Map(lastDays(before, scene).map((one) => [one.id, one.last]));
  const open = openDeadlines(lastDays(after, scene), ctx);
  return open.flatMap(({ id, name: called, isPlanned, last, lead }) => {
    const was = were.get(id);
    const isSet = isPlanned && after[id] !== undefined;
    if (isSet || before[lead.before] === undefined || was === undefined || was === last) return [];
    const values = { what: name(called), to: day(last), from: day(was) };
    return [phrase(last < scene.today ? "plan.along.passed" : "plan.along", values)];
  });
}

/** The nearest plan that holds around the days, to be taken with a press. */
function nearest(wanted: Plan, ctx: ProjectContext): readonly Block[] {
  const found = holdingLine(wanted, ctx);
  if (found === undefined) return [];
  const { agreement } = ctx;
  const words = found.moves.map((one) =>
    phrase("plan.nearest.day", { which: theDayInside(one.which, agreement), to: day(one.to) }),
  );
  const take: Button = {
    id: "take",
    label: phrase("plan.button.take"),
    style: "primary",
    runs: "plan set-anyway",
    values: { days: found.days },
    once: true,
  };
  return [said("plan.nearest", { days: list(words) }), lineBlock(`plan set ${found.days}`), ...buttonsBlock([take])];
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

function moved(which: PlanDay, terms: PlanTerms, to: Day, from: Day | undefined, how: "ask" | "done"): Phrase {
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
