import { fold } from "../language/fold.ts";
import type { Agreement } from "./agreement.ts";
import { businessCalendar } from "./calendar.ts";
import type { ProjectFacts } from "./facts.ts";
import { dayOfRole } from "./plan.ts";
import { authorityStep, leadOfAuthority, portingStatus, type StepTerms } from "./porting.ts";
import { openRequests, type PortingRequest, type RequestStep, requestSteps, tooLateFor } from "./porting-request.ts";
import type { Day, Ref } from "./units.ts";

type OutlookTerms = Pick<Agreement, "plan" | "porting" | "calendar">;
type OutlookFacts = Pick<ProjectFacts, "project"> & Partial<Pick<ProjectFacts, "portingRequests">>;
type DoubtFacts = OutlookFacts & Partial<Pick<ProjectFacts, "porting">>;
type DoubtTerms = OutlookTerms & StepTerms;

/** What the plan's porting step knows of its numbers (K2, D7). */
export interface PortingOutlook {
  /** The first and the last day that one is wanted for; what is confirmed is wanted no more. */
  readonly from?: Day;
  readonly to?: Day;
  /** Those whose day can be met no more, each with the first day that its operator can. */
  readonly cannot: readonly { readonly request: PortingRequest; readonly earliest: Day }[];
  /** Those of which nobody has said for when. */
  readonly unsaid: readonly PortingRequest[];
}

/** How the porting looks on a day: which of its numbers hold to their day, and which nobody has given one. */
export function portingOutlook(
  { project, portingRequests = [] }: OutlookFacts,
  agreement: OutlookTerms,
  today: Day,
): PortingOutlook {
  const calendar = businessCalendar(agreement.calendar);
  const open = openRequests({ project, portingRequests });
  const days = open.flatMap(({ day, state }) => (state === "confirmed" ? [] : (day ?? []))).toSorted();
  const [from, to] = [days[0], days.at(-1)];
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    cannot: open.flatMap((request) => {
      const earliest = tooLateFor(request, agreement, calendar, today);
      return earliest === undefined ? [] : [{ request, earliest }];
    }),
    unsaid: open.filter(({ day }) => day === undefined),
  };
}

/**
 * That the plan's porting day cannot hold, and the nearest that can: for some numbers, or, where none has been handed
 * in, for want of the letter of authority.
 */
export interface Doubt {
  /** None: it is the letter of authority that is not there in time. */
  readonly refs: readonly Ref[];
  readonly nearest: Day;
}

/**
 * Whether the plan's porting day can still be promised (D7): not while a number that is to be ported by then cannot be,
 * and, with no number, not when the letter of authority has not come within its lead time.
 */
export function doubtOf(facts: DoubtFacts, agreement: DoubtTerms, today: Day): Doubt | undefined {
  const planned = dayOfRole(facts.project, agreement, "porting");
  if (planned === undefined || facts.project.state !== "open") return undefined;
  const { project, portingRequests = [] } = facts;
  const calendar = businessCalendar(agreement.calendar);
  const open = openRequests({ project, portingRequests });
  // Where nobody has said for when, it goes by the plan's day.
  const cannot = open.flatMap((request) => {
    const { day = planned } = request;
    const earliest = tooLateFor({ ...request, day }, agreement, calendar, today);
    return earliest === undefined || day > planned || earliest <= planned ? [] : [{ ref: request.ref, earliest }];
  });
  const nearest = cannot
    .map(({ earliest }) => earliest)
    .toSorted()
    .at(-1);
  if (nearest !== undefined) return { refs: cannot.map(({ ref }) => ref), nearest };
  if (open.length > 0 && agreement.porting?.leadTime !== undefined) return undefined;
  const letter = earliestByLetter(facts, agreement, today);
  return letter === undefined || letter <= planned ? undefined : { refs: [], nearest: letter };
}

/**
 * The first day that the letter of authority leaves its time to: counted from when it was signed, or from today.
 * Undefined where the agreement asks for none, or the porting is done.
 */
function earliestByLetter(facts: DoubtFacts, agreement: DoubtTerms, today: Day): Day | undefined {
  const { porting = [] } = facts;
  const step = authorityStep(agreement);
  const status = portingStatus({ ...facts, porting }, agreement, today);
  if (step === undefined || status === undefined || status.isPorted) return undefined;
  const signed = status.done.find((entry) => entry.step === step)?.on;
  if (signed === undefined && !status.outstanding.includes(step)) return undefined;
  return businessCalendar(agreement.calendar).addBusinessDays(signed ?? today, leadOfAuthority(agreement));
}

/** The day that the old contract has to outlast (D4): the last porting day, or the first that can be. */
export function outlasts(facts: DoubtFacts, agreement: DoubtTerms, today: Day): Day | undefined {
  const { porting = [] } = facts;
  const { terminateAfter } = portingStatus({ ...facts, porting }, agreement, today) ?? {};
  const nearest = doubtOf(facts, agreement, today)?.nearest;
  return terminateAfter === undefined || nearest === undefined || nearest < terminateAfter ? terminateAfter : nearest;
}

/** What some numbers have to have done by a day: those of one operator that have the same step before them. */
export interface NumbersStep {
  /** As it is known of the first of them. */
  readonly operator?: string;
  readonly step: RequestStep["step"];
  readonly last: Day;
  readonly refs: readonly Ref[];
}

/** The last day of each step that is not done, per operator (D7): many numbers are a few rows. By their days. */
export function numbersSteps(
  { project, portingRequests = [] }: OutlookFacts,
  agreement: OutlookTerms,
): readonly NumbersStep[] {
  const calendar = businessCalendar(agreement.calendar);
  const rows = new Map<string, NumbersStep>();
  for (const request of openRequests({ project, portingRequests })) {
    const { operator } = request.answers;
    const open = requestSteps(request, agreement, calendar).filter(({ isDone }) => !isDone);
    // What is not complete is asked for by the same day.
    const own = open.filter(({ step }) => step !== "ask" || open.every((other) => other.step !== "answers"));
    for (const { step, last } of own) {
      if (last === undefined) continue;
      const key = JSON.stringify([fold(operator ?? ""), step, last]);
      const refs = [...(rows.get(key)?.refs ?? []), request.ref];
      rows.set(key, { ...(operator !== undefined && { operator }), step, last, ...rows.get(key), refs });
    }
  }
  return [...rows.values()].toSorted((a, b) => a.last.localeCompare(b.last));
}
