import { allowed, type Decision, refused } from "./decision.ts";
import type { PortingEntry, PortingStep, ProjectFacts } from "./facts.ts";
import type { Day } from "./units.ts";

type PortingFacts = Pick<ProjectFacts, "project" | "porting">;

/** The two steps that are the customer's: the letter of authority, and the termination with the previous supplier (D4). */
export const portingSteps: readonly PortingStep[] = ["fullmakt", "termination"];

/** Where number porting stands (D4). */
export interface PortingStatus {
  /** The planned porting day; without one, nothing is ported and nobody is asked. */
  readonly day: Day;
  readonly done: readonly PortingEntry[];
  readonly outstanding: readonly PortingStep[];
  /**
   * The termination must take effect after this day, since a number that is no longer active cannot be ported (D4). It is said
   * until the porting day has passed, after the termination too: its date can still be wrong.
   */
  readonly terminateAfter?: Day;
}

/** Where porting stands; undefined when the plan has no porting day, so that porting does not apply. */
export function portingStatus(facts: PortingFacts, today: Day): PortingStatus | undefined {
  const day = facts.project.plan.porting;
  if (day === undefined) return undefined;
  const done = facts.porting.filter((entry) => !entry.undone);
  return {
    day,
    done,
    outstanding: portingSteps.filter((step) => !done.some((entry) => entry.step === step)),
    ...(today <= day && { terminateAfter: day }),
  };
}

export type PortingRefusal = { readonly kind: "no-porting-day" } | { readonly kind: "already"; readonly entry: PortingEntry };

/** Whether a step can be marked done: porting is planned, and the step is outstanding (D4). */
export function canFinishStep(facts: PortingFacts, step: PortingStep): Decision<PortingRefusal> {
  if (facts.project.plan.porting === undefined) return refused({ kind: "no-porting-day" });
  const entry = facts.porting.find((done) => done.step === step && !done.undone);
  return entry === undefined ? allowed : refused({ kind: "already", entry });
}
