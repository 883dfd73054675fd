import type { Agreement } from "./agreement.ts";
import type { Lead } from "./agreement-plan.ts";
import type { Calendar } from "./calendar.ts";
import type { Plan, PlanDay, Project } from "./facts.ts";
import { happenedOn, planned } from "./plan.ts";
import type { Day } from "./units.ts";

type LinkTerms = Pick<Agreement, "plan" | "kickoff">;
type Happening = Pick<Project, "kickoff" | "goLive">;

/** Two days of a plan that do not stand to each other as the agreement has it (K2). */
export type Link =
  /** `which` stands before `other`, which it should come after; impossible where neither can then be recorded (K1, L1). */
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
  const ahead = (id: PlanDay): Day | undefined =>
    happenedOn({ ...project, plan }, terms, id) === undefined ? plan[id] : undefined;
  return terms.plan.flatMap(({ id: which, after, lead }): readonly Link[] => {
    const on = ahead(which);
    if (on === undefined) return [];
    const early = after.flatMap((other): readonly Link[] => {
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

const isAfter = (which: PlanDay, other: PlanDay, { plan }: LinkTerms): boolean =>
  plan.find(({ id }) => id === which)?.after.includes(other) === true;

/** Go-live is recorded after kickoff only, and kickoff not before its day: with go-live's day first, neither could be. */
function needsFirst(which: PlanDay, other: PlanDay, terms: LinkTerms): boolean {
  return (
    planned(terms, "go-live")?.id === which &&
    planned(terms, "kickoff")?.id === other &&
    terms.kickoff?.notBefore === other
  );
}
