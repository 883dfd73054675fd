import type { ProjectContext } from "../../bot/command.ts";
import type { Plan, ProjectFacts } from "../../domain/facts.ts";
import { dayOfRole, type PlanTerms, planned } from "../../domain/plan.ts";
import { movedDays } from "../../domain/plan-dates.ts";
import { doubtOf, outlasts } from "../../domain/porting-outlook.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { doubtWords, theDayWords } from "../../messages/project-words.ts";
import { portingButtons } from "../porting/buttons.ts";
import { buttonsBlock, said, textBlock } from "../shared/blocks.ts";
import { endSnoozes } from "../shared/ended-snoozes.ts";
import { settleCard } from "../shared/settled.ts";
import { tellShared } from "./channel-guard.ts";
import { alongBlocks, moved, movedAlong, mustMove } from "./plan-move.ts";
import { askAboutNumbers, moveNumbers, refsWords, standing } from "./plan-numbers.ts";
import { endPlanQuestion } from "./plan-proposal.ts";
import { oddWords } from "./plan-view.ts";

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
    ...standing(days, ctx),
  ];
  const ended = await endSnoozes(ctx);
  const project = { ...facts.project, plan: after };
  const ofPorting = moves.some(({ which }) => planned(agreement, "porting")?.id === which);
  const porting = ofPorting
    ? portingBlocks({ ...(numbers.length > 0 ? await ctx.reload() : facts), project }, ctx)
    : [];
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
      ...alongBlocks(movedAlong(facts.project.plan, after, ctx)),
      ...(told ? [said("plan.told", undefined, "quiet")] : porting),
      ...ended,
      ...oddWords(project, ctx).map((warning) => textBlock(warning, "warning")),
    ],
  };
}

/** What the shared channel was told last of the porting day, with what is asked before it. */
const portingSubject = "plan/porting";

/** Of a new porting day, that it cannot hold where it cannot (D7), and what the old contract has to outlast (D4). */
function portingBlocks(facts: ProjectFacts, { agreement, today }: ProjectContext): readonly Block[] {
  const on = dayOfRole(facts.project, agreement, "porting");
  const doubt = doubtOf(facts, agreement, today);
  const ends = outlasts(facts, agreement, today);
  return [
    ...(on === undefined || doubt === undefined
      ? []
      : [said("porting.planned.doubt", { what: doubtWords(on, doubt) }, "warning")]),
    ...(ends === undefined ? [] : [said("plan.terminateAfter", { on: day(ends) })]),
  ];
}

/** The days that are planned already: nothing has changed, and there is nothing to tell anybody. */
function asItStands(days: Plan, terms: PlanTerms): Reply {
  const stand = Object.entries(days).flatMap(([which, on]): readonly Block[] =>
    on === undefined ? [] : [said("plan.move.same", { which: theDayWords(which, terms), on: day(on) })],
  );
  return { audience: "public", blocks: [...stand, said("plan.unchanged", undefined, "quiet")] };
}
