import type { Agreement } from "../../domain/agreement.ts";
import type { PortingStep, ProjectFacts } from "../../domain/facts.ts";
import { portingStatus, portingSteps } from "../../domain/porting.ts";
import type { Day } from "../../domain/units.ts";
import type { Button } from "../../messages/content.ts";
import { name } from "../../messages/phrase.ts";
import { stepWords } from "../../messages/project-words.ts";

/** Says that a step of the porting is done, by whoever presses. */
export function confirmStep(
  step: PortingStep,
  agreement: Pick<Agreement, "porting" | "plan" | "deadlines">,
  runs: "porting confirm" | "porting done" = "porting confirm",
): Button {
  const found = portingSteps(agreement).find(({ id }) => id === step);
  return {
    id: `porting-${step}`,
    label: found === undefined ? stepWords(step, agreement) : name(found.done),
    runs,
    values: { step },
    // When it ends is asked for: it must not be before the numbers are ported (D4).
    ...(found?.takesEffectAfterPorting === true && { asks: true }),
  };
}

/** What of the porting waits for the customer, asked with a button each (D4); none in a project that is not open. */
export function portingButtons(
  facts: Pick<ProjectFacts, "project" | "porting">,
  agreement: Pick<Agreement, "plan" | "porting" | "deadlines">,
  today: Day,
): readonly Button[] {
  if (facts.project.state !== "open") return [];
  return (portingStatus(facts, agreement, today)?.outstanding ?? []).map((step) => confirmStep(step, agreement));
}
