import type { PortingStep, ProjectFacts } from "../../domain/facts.ts";
import { portingStatus } from "../../domain/porting.ts";
import type { Day } from "../../domain/units.ts";
import type { Button } from "../../messages/content.ts";
import { phrase } from "../../messages/phrase.ts";

/** Says that a step of the porting is done, by whoever presses. */
export function confirmStep(step: PortingStep, runs: "porting confirm" | "porting done" = "porting confirm"): Button {
  return { id: `porting-${step}`, label: phrase(`porting.button.${step}`), runs, values: { step } };
}

/** What of the porting waits for the customer, asked with a button each (D4); none in a project that is not open. */
export function portingButtons(facts: Pick<ProjectFacts, "project" | "porting">, today: Day): readonly Button[] {
  if (facts.project.state !== "open") return [];
  return (portingStatus(facts, today)?.outstanding ?? []).map((step) => confirmStep(step));
}
