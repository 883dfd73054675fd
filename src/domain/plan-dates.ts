import type { Agreement } from "./agreement.ts";
import type { Lead } from "./agreement-plan.ts";
import { addDays, type Calendar } from "./calendar.ts";
import type { DayScene } from "./day-scene.ts";
import { judgeDay, judgeDays } from "./day-use.ts";
import type { Plan, PlanDay, PortingStep, Project, ProjectFacts } from "./facts.ts";
import { courseOf, type Happening, happenedOn, planned } from "./plan.ts";
import { comesAfter, lostDays } from "./plan-links.ts";
import type { Day, LocalName } from "./units.ts";

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
export function lastDays(plan: Plan, { project, agreement, calendar }: Omit<PlanScene, "today">): readonly LastDay[] {
  const last = new Map<PlanDay, LastDay>();
  const isAhead = (which: PlanDay): boolean => happenedOn(project, agreement, which) === undefined;
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

/**
 * The day by which the customer's data is due (D2): as it is planned, else the last day that leaves what follows its
 * time. Undefined where nothing follows it, or where that day had passed when the project was opened: somebody has to
 * set one.
 */
export function dataDay(
  facts: Pick<ProjectFacts, "porting"> & {
    readonly project: Pick<Project, "plan" | "kickoff" | "goLive" | "openedOn">;
  },
  agreement: PlanScene["agreement"],
  calendar: Calendar,
): Day | undefined {
  const { plan, openedOn } = facts.project;
  const id = planned(agreement, "customer-data")?.id;
  if (id === undefined || plan[id] !== undefined) return id === undefined ? undefined : plan[id];
  const counted = lastDays(plan, { project: courseOf(facts), agreement, calendar }).find((one) => one.id === id)?.last;
  return counted === undefined || counted < openedOn ? undefined : counted;
}

/** The days that are missing in a plan, at their last days: to be proposed, where those are ahead. */
export function missingDays(plan: Plan, scene: PlanScene): Plan {
  const found = lastDays(plan, scene).filter(
    ({ id, isPlanned, last }) => isPlanned && plan[id] === undefined && last > scene.today,
  );
  return Object.fromEntries(found.map(({ id, last }) => [id, last]));
}

/**
 * The nearest plan that holds, with some days where they are wanted: what leads to them is moved earlier where there is
 * time, and what comes after something, and they themselves where there is not, are moved later. Only days that are
 * planned and have not happened are moved, all of them ahead of today; one that has passed stays where it was, unless
 * nothing else helps. Undefined: there is none near, or nothing has to be moved.
 */
export function planThatHolds(plan: Plan, wanted: readonly PlanDay[], scene: DayScene): Plan | undefined {
  const by = { ...scene, project: courseOf(scene.facts) };
  const tried = [[wanted.at(-1), "stays"] as const, [wanted.at(-1), "moves"] as const, [undefined, "moves"] as const];
  for (const [first, passed] of tried) {
    const early = first === undefined ? plan : earlierWherePossible(plan, first, by);
    const found = laterWhereNeeded(early, by, passed);
    // Nobody is told of a day as it goes by.
    const isToday = movedDays(scene.facts.project.plan, found).some(({ to }) => to <= scene.today);
    if (isToday) continue;
    const moved = Object.fromEntries(movedDays(plan, found).map(({ which, to }) => [which, to]));
    const asked = Object.fromEntries(wanted.flatMap((which) => (found[which] ? [[which, found[which]]] : [])));
    const { days, questions } = judgeDays({ ...asked, ...moved }, { ...scene, facts: withPlan(scene.facts, found) });
    if (questions.length > 0 || days.some(({ refusals }) => refusals.length > 0)) continue;
    return Object.keys(moved).length === 0 ? undefined : found;
  }
  return undefined;
}

const withPlan = (facts: DayScene["facts"], plan: Plan): DayScene["facts"] => ({
  ...facts,
  project: { ...facts.project, plan: { ...facts.project.plan, ...plan } },
});

type MoveScene = Omit<DayScene, "facts"> & Pick<PlanScene, "project">;

/** Everything that leads to the wanted day, at its last day where it stands after that and there is time. */
function earlierWherePossible(plan: Plan, wanted: PlanDay, scene: MoveScene): Plan {
  const { agreement, calendar, today } = scene;
  const days: Record<PlanDay, Day> = defined(plan);
  const moved = new Set([wanted]);
  for (const { id, lead } of agreement.plan.toReversed()) {
    const on = days[id];
    if (on === undefined || id === wanted || isPast(id, scene)) continue;
    const before = agreement.plan
      .filter((other) => comesAfter(other.id, agreement).includes(id))
      .map((other) => ({ before: other.id, businessDays: 0 }));
    const last = [...lead, ...before]
      .filter((one) => moved.has(one.before))
      .flatMap((one) =>
        days[one.before] === undefined ? [] : [calendar.addBusinessDays(days[one.before] ?? on, -one.businessDays)],
      )
      .toSorted()[0];
    if (last === undefined || on <= last || last <= today) continue;
    days[id] = last;
    moved.add(id);
  }
  return days;
}

/** Each day, in the order of the plan, no sooner than what comes before it leaves it, and than it may be itself. */
function laterWhereNeeded(plan: Plan, scene: MoveScene, passed: "stays" | "moves"): Plan {
  const { agreement, calendar, project, today } = scene;
  const days: Record<PlanDay, Day> = defined(plan);
  for (const { id } of agreement.plan) {
    const on = days[id];
    if (on === undefined || isPast(id, scene) || (passed === "stays" && on <= today)) continue;
    const leads = agreement.plan.flatMap((other) =>
      other.lead.filter(({ before }) => before === id).map(({ businessDays }) => ({ other: other.id, businessDays })),
    );
    const soonest = [...comesAfter(id, agreement).map((other) => ({ other, businessDays: 0 })), ...leads].flatMap(
      ({ other, businessDays }) => {
        const first = isPast(other, scene) ? undefined : days[other];
        return first === undefined ? [] : [calendar.addBusinessDays(first, businessDays)];
      },
    );
    days[id] = [on, addDays(today, 1), ...soonest].toSorted().at(-1) ?? on;
    // What the day may be for by itself: a business day, and of the porting the operator's time (D7).
    const alone = { ...scene, facts: { project: { ...project, plan: {} }, checkIns: [] } };
    for (let tries = 0; tries < mostTries && !holds(id, days[id] ?? on, days, alone); tries += 1)
      days[id] = calendar.addBusinessDays(days[id] ?? on, 1);
  }
  return days;
}

const mostTries = 100;

function holds(which: PlanDay, on: Day, plan: Plan, scene: DayScene): boolean {
  const { refusals, questions } = judgeDay({ kind: "plan", which, on }, scene);
  const isOdd = questions.some(({ kind }) => kind !== "no-time");
  return (
    refusals.length === 0 &&
    !isOdd &&
    lostDays(which, on, { ...scene, project: scene.facts.project, plan }).length === 0
  );
}

const isPast = (which: PlanDay, { project, agreement }: MoveScene): boolean =>
  happenedOn(project, agreement, which) !== undefined;

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
