import { findings, questionOf } from "./day-findings.ts";
import { closed } from "./day-itself.ts";
import { nearest } from "./day-nearest.ts";
import type { DayQuestion, DayScene, DayUse, DayVerdict } from "./day-scene.ts";
import type { Plan, PlanDay } from "./facts.ts";
import { courseOf, openPlan } from "./plan.ts";
import { linksOf } from "./plan-links.ts";

/**
 * What a day, or an instant, may be for: one rule for every command (K2). Nothing stands in the way: record it. What is
 * refused cannot be; what is asked about only looks odd.
 */
export function judgeDay(use: DayUse, scene: DayScene): DayVerdict {
  const found = findings(use, scene);
  if (found.refusals.length === 0 && found.questions.length === 0) return found;
  return { ...found, instead: nearest(use, scene) };
}

/** Several days of a plan at once: each by itself, and what looks odd among them, each thing once (K2). */
export function judgeDays(
  days: Plan,
  { facts, ...scene }: DayScene,
): {
  readonly days: readonly (DayVerdict & { readonly which: PlanDay })[];
  readonly questions: readonly DayQuestion[];
} {
  const after = { ...facts, project: { ...facts.project, plan: { ...facts.project.plan, ...days } } };
  const judged = Object.entries(days).flatMap(([which, on]) =>
    on === undefined ? [] : [{ which, ...judgeDay({ kind: "plan", which, on }, { ...scene, facts: after }) }],
  );
  // Two of the days may make the same pair.
  const odd = new Map(judged.flatMap(({ questions }) => questions).map((one) => [JSON.stringify(one), one]));
  return { days: judged, questions: [...odd.values()] };
}

/** What looks odd in the days of a plan that have not happened, as they stand (K2, D3, K1, P2). */
export function oddDays(plan: Plan, scene: DayScene): readonly DayQuestion[] {
  const { agreement, calendar, facts } = scene;
  const ahead = openPlan({ ...courseOf(facts), plan }, agreement);
  return [
    ...linksOf(plan, courseOf(facts), agreement, calendar).map(questionOf),
    ...agreement.plan.flatMap(({ id }) => (ahead[id] === undefined ? [] : closed(ahead[id], scene, id))),
  ];
}
