import type { Agreement } from "./agreement.ts";
import type { Deadline } from "./agreement-plan.ts";
import type { Calendar } from "./calendar.ts";
import { allowed, type Decision, refused } from "./decision.ts";
import type { PlanDay, PortingEntry, ProjectFacts } from "./facts.ts";
import { courseOf, happenedOn } from "./plan.ts";
import type { Party } from "./role.ts";
import type { Day, LocalName } from "./units.ts";

type DeedFacts = Pick<ProjectFacts, "project" | "porting" | "checkIns">;
type DeedTerms = Pick<Agreement, "plan" | "deadlines">;

/**
 * Something of the plan that nothing else records: a milestone, which is a day that means nothing to the rules, or what
 * is to be done before a day and is no step of the porting (C2).
 */
export interface PlanDeed {
  readonly id: string;
  readonly name: LocalName;
  readonly the?: LocalName;
  /** What is typed for it: a milestone's own, and the first word of what is to be done before a day. */
  readonly aliases: readonly string[];
  readonly kind: "milestone" | "deadline";
  /** A milestone is ours; the customer prepares the day that means kickoff (D3). */
  readonly who: Party;
}

/** What of an agreement's plan is recorded as done by itself, in the agreement's order. */
export function planDeeds({ plan, deadlines }: DeedTerms): readonly PlanDeed[] {
  const milestones = plan
    .filter(({ means }) => means === undefined)
    .map(({ id, name, the, aliases }): PlanDeed => {
      return { id, name, ...(the && { the }), aliases, kind: "milestone", who: "supplier" };
    });
  const before = deadlines
    .filter(({ step }) => step === undefined)
    .map(({ id, name, ...one }): PlanDeed => {
      const aliases = [name.sv, name.en].map((words) => words.split(" ")[0] ?? words);
      return { id, name, aliases, kind: "deadline", who: ownerOf(one, plan) };
    });
  return [...milestones, ...before];
}

const ownerOf = ({ before }: Pick<Deadline, "before">, plan: Agreement["plan"]): Party =>
  plan.find(({ id }) => id === before)?.means === "kickoff" ? "customer" : "supplier";

/** What is done before the day that means kickoff, by the subjects that reminders know it by (D3). */
export function preparedBy({ plan, deadlines }: DeedTerms): readonly string[] {
  const kickoff = plan.find(({ means }) => means === "kickoff")?.id;
  return deadlines.flatMap(({ id, before, step }) => (before === kickoff && step === undefined ? [`plan/${id}`] : []));
}

/** A deed of the plan that is owed, with the day by which. */
export interface OwedDeed extends PlanDeed {
  readonly on: Day;
}

/**
 * What of it is owed and not done: a milestone until it is recorded, or the service is live since that day or later;
 * what comes before a day until it is recorded, or that day has passed or happened, since then the day itself is what
 * is late.
 */
export function owedDeeds(
  facts: DeedFacts,
  agreement: DeedTerms,
  calendar: Pick<Calendar, "addBusinessDays">,
  today: Day,
): readonly OwedDeed[] {
  const { project } = facts;
  const isRecorded = (id: string): boolean => recordedDeed(facts, id) !== undefined;
  return planDeeds(agreement).flatMap((deed): readonly OwedDeed[] => {
    if (isRecorded(deed.id)) return [];
    if (deed.kind === "milestone") {
      const on = project.plan[deed.id];
      const isPast = on === undefined || (project.goLive !== undefined && on <= project.goLive.on);
      return isPast ? [] : [{ ...deed, on }];
    }
    const deadline = agreement.deadlines.find(({ id }) => id === deed.id);
    const before = deadline && project.plan[deadline.before];
    if (deadline === undefined || before === undefined || isMet(deadline, before, facts, agreement, today)) return [];
    return [{ ...deed, on: calendar.addBusinessDays(before, -deadline.businessDays) }];
  });
}

function isMet(
  { before: which, metBy }: Deadline,
  before: Day,
  facts: DeedFacts,
  { plan }: Pick<Agreement, "plan">,
  today: Day,
): boolean {
  if (today > before || happenedOn(courseOf(facts), { plan }, which) !== undefined) return true;
  return metBy === "check-in" && facts.checkIns.some(({ state }) => state === "held");
}

const recordedDeed = ({ porting }: Pick<ProjectFacts, "porting">, id: PlanDay): PortingEntry | undefined =>
  porting.find(({ step, undone }) => step === id && !undone);

export type DeedRefusal =
  | { readonly kind: "already"; readonly entry: PortingEntry }
  /** A milestone that is not planned, or something before a day that is not. */
  | { readonly kind: "not-planned"; readonly which: PlanDay };

/** Whether something of the plan can be recorded as done: what it stands by is planned, and it is not done yet (C2). */
export function canRecordDeed(facts: DeedFacts, agreement: DeedTerms, id: string): Decision<DeedRefusal> {
  const entry = recordedDeed(facts, id);
  if (entry !== undefined) return refused({ kind: "already", entry });
  const which = agreement.deadlines.find((one) => one.id === id)?.before ?? id;
  return facts.project.plan[which] === undefined ? refused({ kind: "not-planned", which }) : allowed;
}
