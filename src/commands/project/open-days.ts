import type { Context } from "../../bot/command.ts";
import { FieldErrors } from "../../bot/refusal.ts";
import { judgeDays } from "../../domain/day-use.ts";
import type { Plan } from "../../domain/facts.ts";
import { movedDays, planThatHolds } from "../../domain/plan-dates.ts";
import type { Block, Button } from "../../messages/content.ts";
import { dayQuestionWords, dayRefusalWords } from "../../messages/day-use-words.ts";
import { phrase } from "../../messages/phrase.ts";
import { buttonsBlock, lineBlock, said, textBlock } from "../shared/blocks.ts";
import { dayScene, typedDay } from "../shared/day-check.ts";
import { nearestBlocks } from "./nearest-plan.ts";

/** What was typed, by field, and the line that it makes. */
interface Typed {
  readonly raw: Readonly<Record<string, string>>;
  readonly line: (raw: Readonly<Record<string, string>>) => string;
}

/** The days of a project that is not there yet. */
const sceneOf = (plan: Plan, context: Pick<Context, "agreement" | "today">) =>
  dayScene({ project: { plan }, checkIns: [] }, context);

/** Every day of the plan that cannot be, and the nearest that can (K2). */
export function misfits(plan: Plan, context: Context): FieldErrors | undefined {
  const { agreement } = context;
  const refused = judgeDays(plan, sceneOf(plan, context)).days.flatMap(({ which, refusals: [first], instead }) =>
    first === undefined ? [] : [{ which, words: dayRefusalWords(first, agreement), instead }],
  );
  if (refused.length === 0) return undefined;
  const found = daysThatHold(plan, context);
  const instead =
    found === undefined
      ? refused.flatMap((one) => (one.instead === undefined ? [] : [[one.which, typedDay(one.instead)] as const]))
      : Object.entries(found);
  return new FieldErrors(
    Object.fromEntries(refused.map(({ which, words }) => [which, words])),
    Object.fromEntries(instead),
  );
}

/** What is asked before a project is opened with days that look odd, with the nearest plan that holds (K2). */
export function askAboutPlan(plan: Plan, context: Context, typed: Typed): readonly Block[] {
  const { questions } = judgeDays(plan, sceneOf(plan, context));
  if (questions.length === 0) return [];
  return [
    ...questions.map((odd) => textBlock(dayQuestionWords(odd, context.agreement), "warning")),
    said("day.notYet"),
    ...nearest(plan, context, typed),
  ];
}

/** The plan with each day where it is wanted, if it can hold so; every day of it is typed, and so judged. */
function holding(plan: Plan, context: Pick<Context, "agreement" | "today">): Plan | undefined {
  const wanted = context.agreement.plan.map(({ id }) => id).filter((id) => plan[id] !== undefined);
  return planThatHolds(plan, wanted, sceneOf({}, context));
}

/** What of the typed days is another in the nearest plan that holds. */
export function daysThatHold(
  plan: Plan,
  context: Pick<Context, "agreement" | "today">,
): Readonly<Record<string, string>> | undefined {
  const found = holding(plan, context);
  return found && Object.fromEntries(movedDays(plan, found).map(({ which, to }) => [which, to]));
}

/** The nearest plan that holds, to be taken with a press: go-live where it is wanted, if there is time for it. */
function nearest(plan: Plan, { agreement, today }: Context, { raw, line }: Typed): readonly Block[] {
  const found = holding(plan, { agreement, today });
  const moves = found === undefined ? [] : movedDays(plan, found);
  if (moves.length === 0) return [];
  const values = { ...raw, ...Object.fromEntries(moves.map(({ which, to }) => [which, to])) };
  const take: Button = {
    ...{ id: "take", label: phrase("plan.button.take"), style: "primary" },
    ...{ runs: "open anyway", values, once: true },
  };
  return [
    ...nearestBlocks(moves, { agreement, today, wanted: plan }),
    lineBlock(line(values)),
    ...buttonsBlock([take]),
  ];
}
