import type { Agreement } from "./agreement.ts";
import type { PortingStepTerms } from "./agreement-plan.ts";
import type { Calendar } from "./calendar.ts";
import { allowed, type Decision, refused } from "./decision.ts";
import type { Plan, PortingEntry, PortingStep, ProjectFacts } from "./facts.ts";
import { dayOfRole, planned } from "./plan.ts";
import { leadTimeOf } from "./porting-number.ts";
import { openRequests, portingRequests } from "./porting-request.ts";
import type { Day, Ref } from "./units.ts";

type PortingFacts = Pick<ProjectFacts, "project" | "porting"> & Partial<Pick<ProjectFacts, "portingRequests">>;
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
   * The numbers have been ported: somebody said so of them all, or the service is live since that day or later with
   * every step done and no number waiting (L1).
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
  const isSigned = haveAuthority(facts);
  const outstanding = steps
    .filter(({ id, means }) => !done.some((entry) => entry.step === id) && !(isSigned && means === "authority"))
    .map(({ id }) => id);
  const { goLive } = facts.project;
  const numbers = requestsOf(facts);
  const waits = numbers.some(({ state }) => state !== "ported");
  const isLive = goLive !== undefined && goLive.on >= day && outstanding.length === 0;
  const last = lastPortingDay(facts, agreement) ?? day;
  return {
    ...{ day, done, outstanding },
    isPorted: !waits && (isLive || numbers.length > 0 || done.some(({ step }) => step === portedStep(agreement))),
    ...(today <= last && steps.some((step) => step.takesEffectAfterPorting) && { terminateAfter: last }),
  };
}

/**
 * The porting day that going live says the numbers were ported by, while nobody has recorded that they were (L1, D4).
 */
export function portedByLive(facts: PortingFacts, agreement: PortingTerms, live: Day, today: Day): Day | undefined {
  const now = portingStatus(facts, agreement, today);
  if (now === undefined || now.isPorted) return undefined;
  const goLive = { on: live, by: { id: "", name: "" }, recordedAt: 0 };
  const then = portingStatus({ ...facts, project: { ...facts.project, goLive } }, agreement, today);
  return then?.isPorted === true ? now.day : undefined;
}

/** The numbers that are to be ported or have been, by themselves. */
const requestsOf = ({ project, portingRequests: all = [] }: PortingFacts) =>
  portingRequests({ project, portingRequests: all }).filter(({ state }) => state !== "withdrawn");

/** True where each number has a letter of authority with its day. */
function haveAuthority(facts: PortingFacts): boolean {
  const numbers = requestsOf(facts);
  return numbers.length > 0 && numbers.every(({ answers }) => answers.signed !== undefined);
}

/** The last day on which a number is still to be ported: the planned one, and each number's own (D4). */
function lastPortingDay(facts: PortingFacts, terms: Pick<Agreement, "plan">): Day | undefined {
  const { project, portingRequests: all = [] } = facts;
  const own = openRequests({ project, portingRequests: all }).flatMap(({ day }) => day ?? []);
  const isOver = facts.porting.some(({ step, undone }) => step === portedStep(terms) && !undone);
  const day = isOver ? undefined : dayOfRole(project, terms, "porting");
  return [...own, ...(day === undefined ? [] : [day])].toSorted().at(-1);
}

/** The day that the old contract ends, as somebody said last (D4). */
export function contractEnds({ porting }: Pick<ProjectFacts, "porting">): Day | undefined {
  return porting.findLast(({ ends, undone }) => ends !== undefined && !undone)?.ends;
}

/**
 * The last day of a step: as many business days before a planned day as the agreement has it (D4, D7). The letter of
 * authority is part of a complete request: where nothing else is said of it, it is there as long before the porting as
 * the operator needs. Undefined where the agreement says nothing of it, or that day is not planned.
 */
export function lastDayOfStep(
  step: PortingStep,
  plan: Plan,
  terms: StepTerms,
  calendar: Pick<Calendar, "addBusinessDays">,
): Day | undefined {
  const deadline = terms.deadlines.find((one) => one.step === step);
  if (deadline === undefined && step === authorityStep(terms) && terms.porting?.leadTime !== undefined) {
    const on = dayOfRole({ plan }, terms, "porting");
    return on && calendar.addBusinessDays(on, -leadOfAuthority(terms));
  }
  const on = deadline && plan[deadline.before];
  return on === undefined ? undefined : calendar.addBusinessDays(on, -(deadline?.businessDays ?? 0));
}

/** What of an agreement says by when the steps of the porting are done. */
export type StepTerms = Pick<Agreement, "plan" | "porting" | "deadlines">;

/** The step that is the letter of authority, where the agreement has one. */
export function authorityStep(terms: Pick<Agreement, "porting">): PortingStep | undefined {
  return portingSteps(terms).find(({ means }) => means === "authority")?.id;
}

/**
 * How many business days before the porting the letter of authority is there: as the agreement has it of the step, and
 * no later than a request of which nothing else is known has to be complete (D7).
 */
export function leadOfAuthority(terms: StepTerms): number {
  const which = planned(terms, "porting")?.id;
  const own = terms.deadlines.find(({ step, before }) => step === authorityStep(terms) && before === which);
  return Math.max(own?.businessDays ?? 0, leadTimeOf({}, terms) ?? 0);
}

export type PortingRefusal =
  | { readonly kind: "no-porting-day" }
  | { readonly kind: "already"; readonly entry: PortingEntry }
  /** The old contract would end before the numbers are ported, and a number that is not active cannot be (D4). */
  | { readonly kind: "ends-too-early"; readonly ends: Day; readonly after: Day }
  /** Numbers are recorded as ported one by one, and these have not been. */
  | { readonly kind: "numbers-wait"; readonly refs: readonly Ref[] };

/**
 * Whether a step can be marked done: porting is planned, and the step is outstanding; what ends the old contract must
 * end it after the last porting day (D4), and may be told the day of later.
 */
export function canFinishStep(
  facts: PortingFacts,
  agreement: PortingTerms,
  step: PortingStep,
  ends?: Day,
): Decision<PortingRefusal> {
  if (dayOfRole(facts.project, agreement, "porting") === undefined) return refused({ kind: "no-porting-day" });
  const after = lastPortingDay(facts, agreement);
  if (ends !== undefined && after !== undefined && ends <= after)
    return refused({ kind: "ends-too-early", ends, after });
  const [entry, ...more] = facts.porting.filter((done) => done.step === step && !done.undone);
  const isTold = [entry, ...more].some((one) => one?.ends !== undefined);
  if (entry !== undefined && (ends === undefined || isTold)) return refused({ kind: "already", entry });
  const waiting = requestsOf(facts).filter(({ state }) => state !== "ported");
  if (step === portedStep(agreement) && waiting.length > 0)
    return refused({ kind: "numbers-wait", refs: waiting.map(({ ref }) => ref) });
  return allowed;
}
