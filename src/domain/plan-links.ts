import type { Agreement } from "./agreement.ts";
import type { Lead } from "./agreement-plan.ts";
import type { Calendar } from "./calendar.ts";
import type { Plan, PlanDay } from "./facts.ts";
import { type Happening, happenedOn, planned } from "./plan.ts";
import type { Day } from "./units.ts";

type LinkTerms = Pick<Agreement, "plan" | "kickoff">;

/** Two days of a plan that do not stand to each other as the agreement has it (K2). */
export type Link =
  /**
   * `which` stands before `other`, which it should come after; impossible where neither can then be recorded (K1, L1).
   */
  | {
      readonly kind: "order";
      readonly which: PlanDay;
      readonly other: PlanDay;
      readonly otherOn: Day;
      readonly isImpossible: boolean;
    }
  /** `which` stands `has` business days before `other`, fewer than its lead. */
  | {
      readonly kind: "lead";
      readonly which: PlanDay;
      readonly other: PlanDay;
      readonly otherOn: Day;
      readonly lead: Lead;
      readonly has: number;
      readonly isImpossible: false;
    };

/** The pairs of days in a plan that do not hold. What has happened is where it happened, and is not asked about. */
export function linksOf(plan: Plan, project: Happening, terms: LinkTerms, calendar: Calendar): readonly Link[] {
  const ahead = (id: PlanDay): Day | undefined => (happenedOn(project, terms, id) === undefined ? plan[id] : undefined);
  return terms.plan.flatMap(({ id: which, lead }): readonly Link[] => {
    const on = ahead(which);
    if (on === undefined) return [];
    const early = comesAfter(which, terms).flatMap((other): readonly Link[] => {
      const otherOn = ahead(other);
      if (otherOn === undefined || on >= otherOn) return [];
      return [{ kind: "order", which, other, otherOn, isImpossible: needsFirst(which, other, terms) }];
    });
    const short = lead.flatMap((one): readonly Link[] => {
      const otherOn = ahead(one.before);
      // A day after the one that it should lead to is out of order already.
      if (otherOn === undefined || (on > otherOn && isAfter(one.before, which, terms))) return [];
      const has = calendar.businessDaysBetween(on, otherOn);
      if (has >= one.businessDays) return [];
      return [{ kind: "lead", which, other: one.before, otherOn, lead: one, has, isImpossible: false }];
    });
    return [...early, ...short];
  });
}

const isAfter = (which: PlanDay, other: PlanDay, terms: LinkTerms): boolean => comesAfter(which, terms).includes(other);

/**
 * The days that one should not stand before: the agreement's, and of go-live the porting, whatever that says (D7, L1).
 */
export function comesAfter(which: PlanDay, { plan }: Pick<Agreement, "plan">): readonly PlanDay[] {
  const found = plan.find(({ id }) => id === which);
  const porting = found?.means === "go-live" ? planned({ plan }, "porting")?.id : undefined;
  return [...new Set([...(found?.after ?? []), ...(porting === undefined ? [] : [porting])])];
}

/**
 * Go-live is recorded after kickoff only, and kickoff not before its day: with go-live's day first, neither could be.
 */
function needsFirst(which: PlanDay, other: PlanDay, terms: LinkTerms): boolean {
  return (
    planned(terms, "go-live")?.id === which &&
    planned(terms, "kickoff")?.id === other &&
    terms.kickoff?.notBefore === other
  );
}

/** A day that nobody has planned and that should have been before today, counted back from another. */
export interface LostDay {
  readonly which: PlanDay;
  readonly last: Day;
  readonly lead: Lead;
}

/**
 * What of a plan a day leaves no time for (K2): it leads to that day, maybe by one that is not planned either, and its
 * last day has passed.
 */
export function lostDays(
  before: PlanDay,
  on: Day,
  scene: {
    readonly plan: Plan;
    readonly project: Happening;
    readonly agreement: LinkTerms;
    readonly calendar: Calendar;
    readonly today: Day;
  },
): readonly LostDay[] {
  const { plan, project, agreement, calendar, today } = scene;
  const isOpen = (which: PlanDay): boolean => plan[which] === undefined && !isOver(which, project, agreement);
  // What leads to a day that nobody has planned either is counted through that one.
  const last = new Map<PlanDay, Day>([[before, on]]);
  return agreement.plan
    .toReversed()
    .flatMap(({ id: which, lead: leads }): readonly LostDay[] => {
      if (!isOpen(which)) return [];
      const [first] = leads
        .flatMap((lead): readonly LostDay[] => {
          const base = last.get(lead.before);
          return base === undefined ? [] : [{ which, lead, last: calendar.addBusinessDays(base, -lead.businessDays) }];
        })
        .toSorted((a, b) => a.last.localeCompare(b.last));
      if (first === undefined) return [];
      last.set(which, first.last);
      return first.last < today ? [first] : [];
    })
    .toReversed();
}

/** It has happened, or what comes after it has: nobody plans it any more. */
const isOver = (which: PlanDay, project: Happening, agreement: LinkTerms): boolean =>
  agreement.plan.some(
    ({ id }) => happenedOn(project, agreement, id) !== undefined && (id === which || isAfter(id, which, agreement)),
  );
