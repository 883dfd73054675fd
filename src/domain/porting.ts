import type { Agreement } from "./agreement.ts";
import type { PortingStepTerms } from "./agreement-plan.ts";
import type { Calendar } from "./calendar.ts";
import { allowed, type Decision, refused } from "./decision.ts";
import type { Plan, PortingEntry, PortingStep, ProjectFacts } from "./facts.ts";
import { dayOfRole, planned } from "./plan.ts";
import type { Day } from "./units.ts";

type PortingFacts = Pick<ProjectFacts, "project" | "porting">;
type PortingTerms = Pick<Agreement, "plan" | "porting">;

/** What the customer does before numbers are ported, in the agreement's order; nothing where nothing is ported. */
export function portingSteps({ porting }: Pick<Agreement, "porting">): readonly PortingStepTerms[] {
  return porting?.steps ?? [];
}

/** Where number porting stands (D4). */
export interface PortingStatus {
  /** The planned porting day; without one, nothing is ported and nobody is asked. */
  readonly day: Day;
  readonly done: readonly PortingEntry[];
  readonly outstanding: readonly PortingStep[];
  /**
   * What ends the old contract must take effect after this day, since a number that is no longer active cannot be
   * ported (D4). It is said until the porting day has passed, after the step is done too: its date can still be wrong.
   */
  readonly terminateAfter?: Day;
  /**
   * The numbers have been ported: somebody said so, or the service is live since that day or later with every step
   * done (L1).
   */
  readonly isPorted: boolean;
}

/** What is recorded when the numbers have been ported: the day of the plan that means it, by its id. */
export function portedStep(terms: Pick<Agreement, "plan">): PortingStep | undefined {
  return planned(terms, "porting")?.id;
}

/** Where porting stands; undefined when the plan has no porting day, so that porting does not apply. */
export function portingStatus(facts: PortingFacts, agreement: PortingTerms, today: Day): PortingStatus | undefined {
  const day = dayOfRole(facts.project, agreement, "porting");
  if (day === undefined) return undefined;
  const done = facts.porting.filter((entry) => !entry.undone);
  const steps = portingSteps(agreement);
  const outstanding = steps.map(({ id }) => id).filter((id) => !done.some((entry) => entry.step === id));
  const { goLive } = facts.project;
  const isLive = goLive !== undefined && goLive.on >= day && outstanding.length === 0;
  return {
    ...{ day, done, outstanding },
    isPorted: isLive || done.some(({ step }) => step === portedStep(agreement)),
    ...(today <= day && steps.some((step) => step.takesEffectAfterPorting) && { terminateAfter: day }),
  };
}

/**
 * The last day of a step: as many business days before a planned day as the agreement has it (D4, D7). Undefined where
 * the agreement says nothing of it, or that day is not planned.
 */
export function lastDayOfStep(
  step: PortingStep,
  plan: Plan,
  { deadlines }: Pick<Agreement, "deadlines">,
  calendar: Pick<Calendar, "addBusinessDays">,
): Day | undefined {
  const deadline = deadlines.find((one) => one.step === step);
  const on = deadline && plan[deadline.before];
  return on === undefined ? undefined : calendar.addBusinessDays(on, -(deadline?.businessDays ?? 0));
}

export type PortingRefusal =
  | { readonly kind: "no-porting-day" }
  | { readonly kind: "already"; readonly entry: PortingEntry };

/** Whether a step can be marked done: porting is planned, and the step is outstanding (D4). */
export function canFinishStep(
  facts: PortingFacts,
  agreement: PortingTerms,
  step: PortingStep,
): Decision<PortingRefusal> {
  if (dayOfRole(facts.project, agreement, "porting") === undefined) return refused({ kind: "no-porting-day" });
  const entry = facts.porting.find((done) => done.step === step && !done.undone);
  return entry === undefined ? allowed : refused({ kind: "already", entry });
}
