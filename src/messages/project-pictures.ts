import type { Agreement } from "../domain/agreement.ts";
import { businessCalendar } from "../domain/calendar.ts";
import type { ComingDate } from "../domain/coming.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import type { Allocation } from "../domain/hours.ts";
import { type Late, late } from "../domain/late.ts";
import { overviewOf } from "../domain/overview.ts";
import { dayOfRole, planned } from "../domain/plan.ts";
import { type Step, type StepThing, stepsOf, thingOf, weightiest } from "../domain/timeline.ts";
import type { Day } from "../domain/units.ts";
import type { Block } from "./content.ts";
import { writtenNumber } from "./data-value-words.ts";
import { name, phrase, raw, type Text, type Value } from "./phrase.ts";
import { type HoursRow, mostRows, type ProjectMark, type ProjectRow, type TimelineRow } from "./picture.ts";
import { comingWords, partyWords, stepWords } from "./project-words.ts";

/** A project's days along a line of time; nothing where no day is known. */
export function timelineBlock(facts: ProjectFacts, agreement: Agreement, today: Day): readonly Block[] {
  const steps = stepsOf(facts, agreement, businessCalendar(agreement.calendar), today);
  if (steps.length === 0) return [];
  const { shown, rest } = weightiest(steps, mostRows);
  const rowsOf = (some: readonly Step[]) => some.map((step) => rowOf(step, facts, agreement));
  const picture = { kind: "timeline", title: raw(facts.project.customer), today } as const;
  return [{ kind: "picture", picture: { ...picture, rows: rowsOf(shown), ...leftOut(rowsOf(rest)) } }];
}

function rowOf(
  { what, on, state, late, who, isDoubtful }: Step,
  facts: ProjectFacts,
  agreement: Agreement,
): TimelineRow {
  const waitsFor = who && textOf(partyWords(who, facts, agreement));
  return { name: stepName(what, agreement), on, state, late, who: waitsFor, ...(isDoubtful && { isDoubtful }) };
}

function stepName(what: StepThing, agreement: Agreement): Text {
  switch (what.kind) {
    case "plan":
      return name(what.name);
    case "porting-step":
      return stepWords(what.step, agreement);
    case "number":
      return phrase("picture.step.number", { ref: what.ref, number: writtenNumber(what.number), step: what.step });
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

/** What a picture does not draw: counted in it, and named in its words. */
const leftOut = <Row>(rest: readonly Row[]) => ({ more: rest.length, ...(rest.length === 0 ? {} : { rest }) });

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
  const rowsOf = (some: typeof packages): readonly HoursRow[] =>
    some.map(({ package: id, included, used, left, covered, notAgreed }) => {
      const called = agreement.packages.find((one) => one.id === id)?.name ?? { sv: id, en: id };
      return { name: name(called), included, used, left, covered, notAgreed };
    });
  const rows = rowsOf(packages.filter((use) => weighty.includes(use)));
  const rest = rowsOf(packages.filter((use) => !weighty.includes(use)));
  const picture = { kind: "hours", title: raw(facts.project.customer), rows } as const;
  return [{ kind: "picture", picture: { ...picture, ...leftOut(rest) } }];
}

/** Projects beside each other, as they are listed: what is late first. Ledger (A1). */
export function projectsBlock(rows: readonly ProjectRow[], today: Day): readonly Block[] {
  if (rows.length === 0) return [];
  const picture = { kind: "projects", today, rows: rows.slice(0, mostRows) } as const;
  return [{ kind: "picture", picture: { ...picture, ...leftOut(rows.slice(mostRows)) } }];
}

/** A project among others: the longest late, the next day or call, go-live, and what nobody has agreed to (S6). */
export function projectRow(facts: ProjectFacts, agreement: Agreement, today: Day): ProjectRow {
  const { next, ledger } = overviewOf(facts, agreement, today);
  const all = late(facts, agreement, businessCalendar(agreement.calendar), today);
  const live = liveMark(facts, agreement, all);
  const marks = [lateMark(all, agreement), next && nextMark(next, agreement)].filter((mark) => mark !== undefined);
  const withLive = live === undefined || marks.some(({ goLive }) => goLive) ? marks : [...marks, live];
  return {
    name: raw(facts.project.customer),
    marks: withLive.toSorted((a, b) => a.on.localeCompare(b.on)),
    moreLate: all.length - withLive.filter(({ state }) => state === "late").length,
    notAgreed: ledger.notAgreed,
  };
}

/** What is said first of what is late: what has waited longest without a reason; else what has one. */
function lateMark([first]: readonly Late[], agreement: Agreement): ProjectMark | undefined {
  if (first === undefined) return undefined;
  const thing = thingOf(first, agreement);
  const called = thing === undefined ? phrase("picture.step.minutes") : stepName(thing, agreement);
  return { name: called, on: first.on, state: "late", late: first.days, goLive: first.what.kind === "go-live" };
}

function nextMark(next: ComingDate, agreement: Agreement): ProjectMark {
  const goLive = next.kind === "plan" && next.which === planned(agreement, "go-live")?.id;
  const isDoubtful = next.kind === "plan" && next.doubt !== undefined;
  return { name: comingWords(next).label, on: next.on, state: "ahead", goLive, ...(isDoubtful && { isDoubtful }) };
}

function liveMark({ project }: ProjectFacts, agreement: Agreement, all: readonly Late[]): ProjectMark | undefined {
  const live = planned(agreement, "go-live");
  const on = project.goLive?.on ?? dayOfRole(project, agreement, "go-live");
  if (live === undefined || on === undefined) return undefined;
  const mark = { name: name(live.name), on, goLive: true };
  const behind = all.find(({ what }) => what.kind === "go-live");
  if (behind !== undefined) return { ...mark, state: "late", late: behind.days };
  return { ...mark, state: project.goLive === undefined ? "ahead" : "done" };
}
