import type { Agreement, PlannedDay } from "./agreement.ts";
import type { Calendar } from "./calendar.ts";
import { areaStates, missingAreas } from "./customer-data.ts";
import type { ProjectFacts, Task } from "./facts.ts";
import { happenedOn } from "./plan.ts";
import { portingStatus } from "./porting.ts";
import { type Party, partyOf, roleOf } from "./role.ts";
import type { Day, LocalName, Ref } from "./units.ts";

/** Something of a project that has a day: what is drawn of it on a line of time. */
export interface Step {
  readonly what: StepThing;
  /** The day that it was done where that is known, else the day that it is to be. */
  readonly on: Day;
  readonly state: "done" | "late" | "ahead";
  /** Business days that it is late; 0 while only days off have passed. */
  readonly late?: number;
  /** Whose turn it is. */
  readonly who?: Party;
}

export type StepThing =
  | { readonly kind: "plan"; readonly name: LocalName }
  | { readonly kind: "check-in"; readonly ref: Ref }
  | { readonly kind: "task"; readonly ref: Ref; readonly title: string };

/**
 * A project in its days: what is planned, the calls, and what somebody has to have done by a day, in the order of the
 * days. What has passed undone is late, and is until it is done or moved (C2). Nothing is late in a project that has
 * ended.
 */
export function stepsOf(facts: ProjectFacts, agreement: Agreement, calendar: Calendar, today: Day): readonly Step[] {
  const isOpen = facts.project.state === "open";
  const owed = (what: StepThing, on: Day, who?: Party): Step => {
    if (on >= today || !isOpen) return { what, on, state: "ahead", who };
    return { what, on, state: "late", late: calendar.businessDaysBetween(on, today), who };
  };
  const planned = agreement.plan.flatMap((day): readonly Step[] => {
    const on = facts.project.plan[day.id];
    if (on === undefined) return [];
    const what: StepThing = { kind: "plan", name: day.name };
    const done = doneOn(day, on, facts, agreement, today);
    return [done === undefined ? owed(what, on, waitsFor(day, facts, agreement, today)) : { what, on: done, state: "done" }];
  });
  const calls = facts.checkIns.flatMap(({ ref, on, state }): readonly Step[] => {
    if (state === "held") return [{ what: { kind: "check-in", ref }, on, state: "done" }];
    return state === "scheduled" ? [owed({ kind: "check-in", ref }, on)] : [];
  });
  const tasks = facts.tasks.flatMap((task): readonly Step[] => {
    const { ref, title, due } = task;
    return due === undefined || task.doneOn !== undefined ? [] : [owed({ kind: "task", ref, title }, due, ownerOf(task, facts))];
  });
  return [...planned, ...calls, ...tasks].toSorted((a, b) => a.on.localeCompare(b.on));
}

/** When a planned day's deed was done; undefined while it is not, as far as anybody has recorded. */
function doneOn({ id, means }: PlannedDay, on: Day, facts: ProjectFacts, agreement: Agreement, today: Day): Day | undefined {
  switch (means) {
    case "kickoff":
    case "go-live":
      return happenedOn(facts.project, agreement, id);
    case "customer-data":
      return missingAreas(areaStates(facts, agreement)).length === 0 ? on : undefined;
    case "porting":
      return on < today && portingStatus(facts, agreement, today)?.outstanding.length === 0 ? on : undefined;
    default:
      // What means nothing to the rules has nobody to record it.
      return on < today ? on : undefined;
  }
}

function waitsFor({ means }: PlannedDay, facts: ProjectFacts, agreement: Agreement, today: Day): Party | undefined {
  if (means === undefined) return undefined;
  if (means === "customer-data") return "customer";
  return means === "porting" && (portingStatus(facts, agreement, today)?.outstanding.length ?? 0) > 0 ? "customer" : "supplier";
}

function ownerOf({ who }: Task, facts: ProjectFacts): Party {
  const role = who && roleOf(facts, who.id);
  return role === undefined ? "supplier" : partyOf(role);
}

/**
 * As many steps as are wanted, in the order of their days: what is late before what is next, and what is next before
 * what is done; and how many that leaves out.
 */
export function weightiest(steps: readonly Step[], most: number): { readonly shown: readonly Step[]; readonly more: number } {
  const late = steps.filter(({ state }) => state === "late");
  const ahead = steps.filter(({ state }) => state === "ahead");
  const done = steps.filter(({ state }) => state === "done").toReversed();
  const chosen = new Set([...late, ...ahead, ...done].slice(0, most));
  return { shown: steps.filter((step) => chosen.has(step)), more: Math.max(0, steps.length - most) };
}
