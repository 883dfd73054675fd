import type { Agreement } from "./agreement.ts";
import type { Lead } from "./agreement-plan.ts";
import type { Calendar } from "./calendar.ts";
import { judgeDay } from "./day-use.ts";
import type { Plan, PlanDay, PortingStep, Project } from "./facts.ts";
import { happenedOn } from "./plan.ts";
import type { Day, LocalName } from "./units.ts";

type Happening = Pick<Project, "kickoff" | "goLive">;
/** What the days of a plan are counted by. */
export interface PlanScene {
  readonly project: Happening;
  readonly agreement: Pick<Agreement, "plan" | "deadlines" | "porting" | "calendar" | "checkIns" | "kickoff">;
  readonly calendar: Calendar;
  readonly today: Day;
}

/** The last day of something, counted back from a day of the plan, with its reason. */
export interface LastDay {
  readonly id: string;
  readonly name: LocalName;
  /** A day of the plan; else something to be done before one, maybe a step of the porting. */
  readonly isPlanned: boolean;
  readonly step?: PortingStep;
  readonly last: Day;
  readonly lead: Lead;
}

/**
 * The last days of the plan, counted back from go-live and porting in business days (K2): of each day that leads to
 * another, planned or not, and of each deadline. What it counts from is where it is planned, else at its own last day.
 */
export function lastDays(plan: Plan, { project, agreement, calendar }: PlanScene): readonly LastDay[] {
  const last = new Map<PlanDay, LastDay>();
  const isAhead = (which: PlanDay): boolean => happenedOn({ ...project, plan }, agreement, which) === undefined;
  const base = (which: PlanDay): Day | undefined =>
    isAhead(which) ? (plan[which] ?? last.get(which)?.last) : undefined;
  const earliest = (leads: readonly Lead[]): { readonly last: Day; readonly lead: Lead } | undefined =>
    leads
      .flatMap((lead) => {
        const on = base(lead.before);
        return on === undefined ? [] : [{ last: calendar.addBusinessDays(on, -lead.businessDays), lead }];
      })
      .toSorted((a, b) => a.last.localeCompare(b.last))[0];
  for (const { id, name, lead } of agreement.plan.toReversed()) {
    const found = isAhead(id) ? earliest(lead) : undefined;
    if (found !== undefined) last.set(id, { id, name, isPlanned: true, ...found });
  }
  const days = agreement.plan.flatMap(({ id }) => last.get(id) ?? []);
  const deadlines = agreement.deadlines.flatMap((one): readonly LastDay[] => {
    const found = earliest([one]);
    return found === undefined ? [] : [{ id: one.id, name: one.name, isPlanned: false, step: one.step, ...found }];
  });
  return [...days, ...deadlines];
}

/** The days that are missing in a plan, at their last days: to be proposed, where those have not passed. */
export function missingDays(plan: Plan, scene: PlanScene): Plan {
  const found = lastDays(plan, scene).filter(
    ({ id, isPlanned, last }) => isPlanned && plan[id] === undefined && last >= scene.today,
  );
  return Object.fromEntries(found.map(({ id, last }) => [id, last]));
}

/**
 * The nearest plan that holds, with one day where it is wanted: what leads to it is moved earlier where there is time,
 * and what comes after something, and the day itself where there is not, is moved later. Only days that are planned and
 * have not happened are moved.
 */
export function nearestPlan(plan: Plan, wanted: PlanDay | undefined, scene: PlanScene): Plan {
  return laterWhereNeeded(wanted === undefined ? plan : earlierWherePossible(plan, wanted, scene), scene);
}

/** Everything that leads to the wanted day, at its last day where it stands after that and there is time. */
function earlierWherePossible(plan: Plan, wanted: PlanDay, scene: PlanScene): Plan {
  const { agreement, calendar, today } = scene;
  const days: Record<PlanDay, Day> = defined(plan);
  const moved = new Set([wanted]);
  for (const { id, lead } of agreement.plan.toReversed()) {
    const on = days[id];
    if (on === undefined || id === wanted || isPast(id, plan, scene)) continue;
    const before = agreement.plan
      .filter(({ after }) => after.includes(id))
      .map((other) => ({ before: other.id, businessDays: 0 }));
    const last = [...lead, ...before]
      .filter((one) => moved.has(one.before))
      .flatMap((one) =>
        days[one.before] === undefined ? [] : [calendar.addBusinessDays(days[one.before] ?? on, -one.businessDays)],
      )
      .toSorted()[0];
    if (last === undefined || on <= last || last < today) continue;
    days[id] = last;
    moved.add(id);
  }
  return days;
}

/** Each day, in the order of the plan, no sooner than what comes before it leaves it, and than it may be itself. */
function laterWhereNeeded(plan: Plan, scene: PlanScene): Plan {
  const { agreement, calendar, project, today } = scene;
  const days: Record<PlanDay, Day> = defined(plan);
  for (const { id, after } of agreement.plan) {
    const on = days[id];
    if (on === undefined || isPast(id, plan, scene)) continue;
    const leads = agreement.plan.flatMap((other) =>
      other.lead.filter(({ before }) => before === id).map(({ businessDays }) => ({ other: other.id, businessDays })),
    );
    const soonest = [...after.map((other) => ({ other, businessDays: 0 })), ...leads].flatMap(
      ({ other, businessDays }) => {
        const first = isPast(other, plan, scene) ? undefined : days[other];
        return first === undefined ? [] : [calendar.addBusinessDays(first, businessDays)];
      },
    );
    days[id] = [on, today, ...soonest].toSorted().at(-1) ?? on;
    // What the day may be for by itself: a business day, and of the porting the operator's time (D7).
    const alone = { ...scene, facts: { project: { ...project, plan: {} }, checkIns: [] } };
    while (!holds(id, days[id] ?? on, alone)) days[id] = calendar.addBusinessDays(days[id] ?? on, 1);
  }
  return days;
}

const holds = (which: PlanDay, on: Day, scene: Parameters<typeof judgeDay>[1]): boolean => {
  const { refusals, questions } = judgeDay({ kind: "plan", which, on }, scene);
  return refusals.length === 0 && questions.length === 0;
};

const isPast = (which: PlanDay, plan: Plan, { project, agreement }: PlanScene): boolean =>
  happenedOn({ ...project, plan }, agreement, which) !== undefined;

const defined = (plan: Plan): Record<PlanDay, Day> =>
  Object.fromEntries(Object.entries(plan).flatMap(([id, on]) => (on === undefined ? [] : [[id, on] as const])));

/** The days that differ between two plans, with where they were. */
export function movedDays(
  from: Plan,
  to: Plan,
): readonly { readonly which: PlanDay; readonly from?: Day; readonly to: Day }[] {
  return Object.entries(to).flatMap(([which, on]) =>
    on === undefined || from[which] === on ? [] : [{ which, from: from[which], to: on }],
  );
}
