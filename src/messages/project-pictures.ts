import type { Agreement } from "../domain/agreement.ts";
import { businessCalendar } from "../domain/calendar.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import type { Allocation } from "../domain/hours.ts";
import { type Step, type StepThing, stepsOf, weightiest } from "../domain/timeline.ts";
import type { Day } from "../domain/units.ts";
import type { Block } from "./content.ts";
import { name, phrase, raw, type Text, type Value } from "./phrase.ts";
import { mostRows, type TimelineRow } from "./picture.ts";
import { partyWords, stepWords } from "./project-words.ts";

/** A project's days along a line of time; nothing where no day is known. */
export function timelineBlock(facts: ProjectFacts, agreement: Agreement, today: Day): readonly Block[] {
  const steps = stepsOf(facts, agreement, businessCalendar(agreement.calendar), today);
  if (steps.length === 0) return [];
  const { shown, more } = weightiest(steps, mostRows);
  const rows = shown.map((step) => rowOf(step, facts, agreement));
  return [{ kind: "picture", picture: { kind: "timeline", title: raw(facts.project.customer), today, rows, more } }];
}

function rowOf({ what, on, state, late, who }: Step, facts: ProjectFacts, agreement: Agreement): TimelineRow {
  return { name: stepName(what, agreement), on, state, late, who: who && textOf(partyWords(who, facts, agreement)) };
}

function stepName(what: StepThing, agreement: Agreement): Text {
  switch (what.kind) {
    case "plan":
      return name(what.name);
    case "porting-step":
      return stepWords(what.step, agreement);
    case "check-in":
      return phrase("picture.step.check-in", { ref: what.ref });
    case "task":
    case "offer":
      return phrase(`picture.step.${what.kind}`, { ref: what.ref, title: what.title });
    default:
      return phrase(`picture.step.${what.kind}`);
  }
}

const textOf = (value: Value): Text => (typeof value === "object" && "name" in value ? value : raw(String(value)));

/** Hours per work package. Ledger (A1): whoever says it says nothing in the open. */
export function hoursBlock({ packages }: Allocation, facts: ProjectFacts, agreement: Agreement): readonly Block[] {
  if (packages.length === 0) return [];
  // Where there are too many, what is most outside and most worked on.
  const weight = new Map(
    packages.map((use) => [use.package, use.notAgreed * 1_000_000 + use.covered * 1_000 + use.used]),
  );
  const weighty = packages
    .toSorted((a, b) => (weight.get(b.package) ?? 0) - (weight.get(a.package) ?? 0))
    .slice(0, mostRows);
  const rows = packages
    .filter((use) => weighty.includes(use))
    .map(({ package: id, included, used, left, covered, notAgreed }) => {
      const called = agreement.packages.find((one) => one.id === id)?.name ?? { sv: id, en: id };
      return { name: name(called), included, used, left, covered, notAgreed };
    });
  const more = packages.length - rows.length;
  return [{ kind: "picture", picture: { kind: "hours", title: raw(facts.project.customer), rows, more } }];
}
