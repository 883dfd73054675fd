import { fold } from "../language/fold.ts";
import type { Agreement } from "./agreement.ts";
import { businessCalendar } from "./calendar.ts";
import type { ProjectFacts } from "./facts.ts";
import { dayOfRole } from "./plan.ts";
import { openRequests, type PortingRequest, type RequestStep, requestSteps, tooLateFor } from "./porting-request.ts";
import type { Day, Ref } from "./units.ts";

type OutlookTerms = Pick<Agreement, "plan" | "porting" | "calendar">;
type OutlookFacts = Pick<ProjectFacts, "project"> & Partial<Pick<ProjectFacts, "portingRequests">>;

/** What the plan's porting step knows of its numbers (K2, D7). */
export interface PortingOutlook {
  /** The first and the last day that one is wanted for. */
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
  const days = open.flatMap(({ day }) => day ?? []).toSorted();
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

/** That a porting day cannot hold for some numbers, and the nearest that can for all of them. */
export interface Doubt {
  readonly refs: readonly Ref[];
  readonly nearest: Day;
}

/**
 * Whether the plan's porting day can still be promised: not while a number that is to be ported by then cannot be (D7).
 */
export function doubtOf(facts: OutlookFacts, agreement: OutlookTerms, today: Day): Doubt | undefined {
  const planned = dayOfRole(facts.project, agreement, "porting");
  const cannot = portingOutlook(facts, agreement, today).cannot.filter(
    ({ request: { day }, earliest }) =>
      planned !== undefined && day !== undefined && day <= planned && earliest > planned,
  );
  const nearest = cannot
    .map(({ earliest }) => earliest)
    .toSorted()
    .at(-1);
  return nearest === undefined ? undefined : { refs: cannot.map(({ request }) => request.ref), nearest };
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
