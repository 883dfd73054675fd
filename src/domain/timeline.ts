import type { Agreement } from "./agreement.ts";
import type { PlanRole } from "./agreement-plan.ts";
import type { Calendar } from "./calendar.ts";
import type { PlanDay, ProjectFacts } from "./facts.ts";
import { type Late, type LateThing, owed, waitedFor } from "./late.ts";
import { courseOf, happenedOn, planned } from "./plan.ts";
import { planDeeds } from "./plan-deeds.ts";
import { doubtOf } from "./porting-outlook.ts";
import type { Party } from "./role.ts";
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
  /** It is planned, and cannot be promised. */
  readonly isDoubtful?: true;
}

type OfPlan = "data" | "kickoff" | "porting" | "go-live" | "milestone" | "deadline";
export type StepThing =
  | { readonly kind: "plan"; readonly name: LocalName }
  | { readonly kind: "check-in"; readonly ref: Ref }
  // Minutes are staff's alone until they are approved (A1).
  | Exclude<LateThing, { readonly kind: OfPlan | "check-in" | "minutes" }>;

/**
 * A project in its days: what is planned, the calls, and what somebody has to have done by a day, in the order of the
 * days. What has passed undone is late, and is until it is done or moved (C2).
 */
export function stepsOf(facts: ProjectFacts, agreement: Agreement, calendar: Calendar, today: Day): readonly Step[] {
  const { project, checkIns } = facts;
  const open = owed(facts, agreement, calendar, today);
  const doubt = doubtOf(facts, agreement, today);
  const ahead = open.flatMap((one): readonly Step[] => {
    const what = thingOf(one, agreement);
    if (what === undefined) return [];
    const { on, days } = one;
    // A call that is booked waits for nobody before its day.
    const who = what.kind === "check-in" && on >= today ? undefined : waitedFor(one);
    if (on < today) return [{ what, on, state: "late", late: days, who }];
    const isDoubtful = one.what.kind === "porting" && doubt !== undefined;
    return [{ what, on, state: "ahead", who, ...(isDoubtful && { isDoubtful }) }];
  });
  const settled = agreement.plan.flatMap(({ id, name, means }): readonly Step[] => {
    const on = project.plan[id];
    const happened = happenedOn(courseOf(facts), agreement, id);
    if (on === undefined || open.some(({ what }) => isOf(what, id, means))) return [];
    // Of what nobody owes any more the deed is done; nobody does anything more in a project that has ended.
    const isDone = happened !== undefined || project.state === "open";
    return [{ what: { kind: "plan", name }, on: happened ?? on, state: isDone ? "done" : "ahead" }];
  });
  const held = checkIns.flatMap(({ ref, on, state }): readonly Step[] => {
    return state === "held" ? [{ what: { kind: "check-in", ref }, on, state: "done" }] : [];
  });
  return [...settled, ...held, ...ahead].toSorted((a, b) => a.on.localeCompare(b.on));
}

/** What a day of the plan means, by what is owed by it. */
const roles: Readonly<Partial<Record<LateThing["kind"], PlanRole>>> = {
  ...{ data: "customer-data", kickoff: "kickoff", porting: "porting", "go-live": "go-live" },
};

const isOf = (what: LateThing, id: PlanDay, means: PlanRole | undefined): boolean =>
  means === undefined ? what.kind === "milestone" && what.id === id : roles[what.kind] === means;

/** What is owed as a step; undefined for what not everybody on the project may see (A1). */
export function thingOf({ what }: Pick<Late, "what">, agreement: Agreement): StepThing | undefined {
  switch (what.kind) {
    case "data":
    case "kickoff":
    case "porting":
    case "go-live": {
      const role = roles[what.kind];
      const found = role && planned(agreement, role);
      return found && { kind: "plan", name: found.name };
    }
    case "milestone":
    case "deadline": {
      const found = planDeeds(agreement).find(({ id }) => id === what.id);
      return found && { kind: "plan", name: found.name };
    }
    case "minutes":
      return undefined;
    case "check-in":
      return { kind: "check-in", ref: what.ref };
    default:
      return what;
  }
}

/**
 * As many steps as are wanted, in the order of their days: what is late before what is next, and what is next before
 * what is done; and those that it leaves out. What is next and where the plan ends stay, however much is late: a line
 * of time goes on after today.
 */
export function weightiest(
  steps: readonly Step[],
  most: number,
): { readonly shown: readonly Step[]; readonly rest: readonly Step[] } {
  const late = steps.filter(({ state }) => state === "late");
  const ahead = steps.filter(({ state }) => state === "ahead");
  const done = steps.filter(({ state }) => state === "done").toReversed();
  const end = steps.findLast(({ what, state }) => what.kind === "plan" && state !== "done");
  const kept = [end, ahead[0]].filter((step) => step !== undefined);
  const chosen = new Set([...new Set([...kept, ...late, ...ahead, ...done])].slice(0, most));
  return { shown: steps.filter((step) => chosen.has(step)), rest: steps.filter((step) => !chosen.has(step)) };
}
