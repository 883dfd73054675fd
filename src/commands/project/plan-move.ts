import type { ProjectContext } from "../../bot/command.ts";
import { FieldErrors, type Refusal, refuse } from "../../bot/refusal.ts";
import { judgeDay } from "../../domain/day-use.ts";
import type { Plan, PlanDay } from "../../domain/facts.ts";
import { type PlanRefusal, type PlanTerms, planMove, planned } from "../../domain/plan.ts";
import { lastDays, movedDays, nearestPlan } from "../../domain/plan-dates.ts";
import { portingStatus } from "../../domain/porting.ts";
import type { Day } from "../../domain/units.ts";
import type { Block, Button, Reply } from "../../messages/content.ts";
import { dayQuestionWords, dayRefusalWords } from "../../messages/day-use-words.ts";
import { day, list, name, type Phrase, phrase } from "../../messages/phrase.ts";
import { theDayInside, theDayWords } from "../../messages/project-words.ts";
import { portingButtons } from "../data/porting-buttons.ts";
import { buttonsBlock, lineBlock, said, textBlock } from "../shared/blocks.ts";
import { askAboutDay, dayScene } from "../shared/day-check.ts";
import { tellShared } from "./channel-guard.ts";
import { oddWords, planScene } from "./plan-view.ts";

/**
 * What is asked before a day is moved: what looks odd, what moves along, and the nearest plan that holds (K2). A day
 * that the customer has been told of is asked about in any case. Throws the refusal of what cannot be.
 */
export function askAboutMove(which: PlanDay, to: Day, ctx: ProjectContext): readonly Block[] {
  const { facts, agreement } = ctx;
  const { plan: after, from } = mustMove(which, to, ctx);
  const line = (typed: string): string => `plan move ${which} ${typed}`;
  const odd = askAboutDay({ kind: "plan", which, on: to }, ctx, { field: "on", line });
  const along = movedAlong(facts.project.plan, after, ctx);
  const tells = facts.project.shared !== undefined && from !== undefined;
  if (odd.length === 0 && along.length === 0 && !tells) return [];
  return [
    textBlock(moved(which, agreement, to, from, "ask")),
    ...(along.length === 0 ? [] : [said("plan.ask.along"), { kind: "list", items: along } as const]),
    ...odd,
    ...(odd.length === 0 ? [] : nearest(which, after, ctx)),
    ...(odd.length === 0 ? [said(tells ? "plan.ask.untold" : "day.notYet", undefined, "quiet")] : []),
  ];
}

/** What is asked before several days are planned at once: what looks odd in what comes of it. */
export function askAboutDays(days: Plan, ctx: ProjectContext): readonly Block[] {
  const { facts, agreement } = ctx;
  const wanted = Object.entries(days).flatMap(([which, on]) => (on === undefined ? [] : [{ which, on }]));
  for (const { which, on } of wanted) mustMove(which, on, ctx, true);
  const after = { ...facts.project.plan, ...days };
  const scene = dayScene({ ...facts, project: { ...facts.project, plan: after } }, ctx);
  const verdicts = wanted.map(({ which, on }) => judgeDay({ kind: "plan", which, on }, scene));
  const [refused] = verdicts.flatMap(({ refusals }) => refusals);
  if (refused !== undefined) throw new FieldErrors({ days: dayRefusalWords(refused, agreement) });
  // Two of the days may make the same pair.
  const odd = new Map(verdicts.flatMap(({ questions }) => questions).map((one) => [JSON.stringify(one), one]));
  const moves = movedDays(facts.project.plan, after);
  const tells = facts.project.shared !== undefined && moves.some(({ from }) => from !== undefined);
  if (odd.size === 0 && !tells) return [];
  return [
    ...moves.map(({ which, from, to }) => textBlock(moved(which, agreement, to, from, "ask"))),
    ...[...odd.values()].map((one) => textBlock(dayQuestionWords(one, agreement), "warning")),
    said(tells ? "plan.ask.untold" : "day.notYet", undefined, "quiet"),
  ];
}

/** Stores the days, and tells the customer, who is told of the porting what it means for the old contract (D4). */
export async function storeDays(days: Plan, ctx: ProjectContext): Promise<Reply> {
  const { facts, agreement, store, today } = ctx;
  const moves = movedDays(facts.project.plan, { ...facts.project.plan, ...days });
  for (const { which, to } of moves) mustMove(which, to, ctx);
  const after = { ...facts.project.plan, ...days };
  await store.projects.setPlan(facts.project.id, after);
  const texts = moves.map(({ which, from, to }) => moved(which, agreement, to, from, "done"));
  const project = { ...facts.project, plan: after };
  const ofPorting = moves.some(({ which }) => planned(agreement, "porting")?.id === which);
  const ends = ofPorting ? portingStatus({ ...facts, project }, agreement, today)?.terminateAfter : undefined;
  const porting = ends === undefined ? [] : [said("plan.terminateAfter", { on: day(ends) })];
  const asked = ofPorting ? buttonsBlock(portingButtons({ ...facts, project }, agreement, today)) : [];
  const lines = texts.map((text) => textBlock(text));
  const told = await tellShared(ctx, { audience: "public", blocks: [...lines, ...porting, ...asked] });
  return {
    audience: "public",
    blocks: [
      ...texts.map((text) => textBlock(text, "success")),
      ...(told ? [said("plan.told", undefined, "quiet")] : porting),
      ...oddWords(project, ctx).map((warning) => textBlock(warning, "warning")),
    ],
  };
}

function mustMove(which: PlanDay, to: Day, { facts, agreement, today }: ProjectContext, sameIsFine = false) {
  const decision = planMove(facts.project, agreement, which, to, today);
  if (decision.ok) return decision;
  if (sameIsFine && decision.refused.kind === "same-day")
    return { ok: true, plan: facts.project.plan, from: to } as const;
  throw refusal(decision.refused, which, agreement);
}

/** What is counted back from the day, and so moves with it: *Letter of authority: Thu 31 Dec instead of Thu 3 Dec*. */
function movedAlong(before: Plan, after: Plan, ctx: ProjectContext): readonly Phrase[] {
  const scene = planScene(ctx);
  const were = new Map(lastDays(before, scene).map((one) => [one.id, one.last]));
  return lastDays(after, scene).flatMap(({ id, name: called, isPlanned, last, lead }) => {
    const was = were.get(id);
    if (isPlanned || before[lead.before] === undefined || was === undefined || was === last) return [];
    return [phrase("plan.along", { what: name(called), to: day(last), from: day(was) })];
  });
}

/** The nearest plan that holds around the day, to be taken with a press, where it moves more than that. */
function nearest(which: PlanDay, after: Plan, ctx: ProjectContext): readonly Block[] {
  const { facts, agreement } = ctx;
  const moves = movedDays(facts.project.plan, nearestPlan(after, which, planScene(ctx)));
  if (!moves.some((one) => one.which !== which)) return [];
  const words = moves.map((one) =>
    phrase("plan.nearest.day", { which: theDayInside(one.which, agreement), to: day(one.to) }),
  );
  const days = moves.map((one) => `${one.which}=${one.to}`).join(",");
  const take: Button = {
    id: "take",
    label: phrase("plan.button.take"),
    style: "primary",
    runs: "plan set-anyway",
    values: { days },
    once: true,
  };
  return [said("plan.nearest", { days: list(words) }), lineBlock(`plan set ${days}`), ...buttonsBlock([take])];
}

function moved(which: PlanDay, terms: PlanTerms, to: Day, from: Day | undefined, how: "ask" | "done"): Phrase {
  const values = { which: theDayWords(which, terms), to: day(to) };
  if (from === undefined) return phrase(how === "ask" ? "plan.ask.set" : "plan.set", values);
  return phrase(how === "ask" ? "plan.ask.move" : "plan.moved", { ...values, from: day(from) });
}

function refusal(why: PlanRefusal, which: PlanDay, terms: PlanTerms): Refusal {
  const called = theDayWords(which, terms);
  switch (why.kind) {
    case "past":
      return refuse("open.past", { which: called, on: day(why.day) }, { field: "on" });
    case "happened":
      return refuse("plan.move.happened", { which: called, on: day(why.on) });
    case "same-day":
      return refuse("plan.move.same", { which: called, on: day(why.day) }, { field: "on" });
    case "project-not-open":
      return refuse(`plan.move.${why.state}`);
  }
}
