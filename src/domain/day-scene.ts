import type { Agreement } from "./agreement.ts";
import type { Lead } from "./agreement-plan.ts";
import type { Calendar } from "./calendar.ts";
import type { Moment } from "./clock.ts";
import type { Absence, PlanDay, ProjectFacts } from "./facts.ts";
import type { Taken } from "./free-time.ts";
import type { PortingRequest } from "./porting-request.ts";
import type { Day, Minutes, Ref } from "./units.ts";

/** What a day, or an instant, is to be for. */
export type DayUse =
  /** A meeting at an instant: a check-in call, as long as those are unless it is said. `ref`: which is moved. */
  | {
      readonly kind: "meeting";
      readonly on: Day;
      readonly time: string;
      readonly minutes?: Minutes;
      readonly ref?: Ref;
    }
  /** A meeting on a day that has been: a kickoff as it is recorded. */
  | { readonly kind: "held"; readonly on: Day }
  /** The porting of one number, that needs so many business days (D7); confirmed by its operator: none. */
  | {
      readonly kind: "number";
      readonly on: Day;
      readonly time?: string;
      readonly lead: number;
      /** For when it is wanted already. */
      readonly stands?: Moment | undefined;
      /** Its operator has confirmed it: that holds, whatever the plan says. */
      readonly isConfirmed?: true;
    }
  /** A day of the plan, the porting day among them, where an hour may be given with it (D7). */
  | { readonly kind: "plan"; readonly which: PlanDay; readonly on: Day; readonly time?: string };

/** How many business days a kind of number needs, and the first day that gives them. */
export interface Soonest {
  readonly needs: number;
  readonly earliest: Day;
}

/** Why a day cannot be. */
export type DayRefusal =
  /** The clock does not show it that night. */
  | { readonly kind: "no-such-time"; readonly at: Moment; readonly from: Moment; readonly to: Moment }
  /** A meeting is planned for a time that has not been. */
  | { readonly kind: "past-time"; readonly at: Moment }
  /** Another call is then. */
  | { readonly kind: "taken"; readonly by: Ref; readonly at: number; readonly minutes: Minutes }
  /** Numbers are ported on business days, at whole hours, and no sooner than the lead time from today (D7). */
  | { readonly kind: "porting-closed"; readonly on: Day }
  | { readonly kind: "not-a-whole-hour"; readonly time: string }
  | { readonly kind: "past-day"; readonly on: Day }
  /** What is recorded has been. */
  | { readonly kind: "ahead"; readonly on: Day }
  /** The old contract has ended by then, and a number that is not active cannot be ported (D4). */
  | { readonly kind: "contract-ended"; readonly on: Day; readonly ends: Day }
  | { readonly kind: "too-soon"; readonly on: Day; readonly mobile: Soonest; readonly fixed: Soonest }
  /** It cannot be before what has to come first: go-live before kickoff (K1, L1). */
  | { readonly kind: "impossible-order"; readonly which: PlanDay; readonly other: PlanDay; readonly otherOn: Day };

/** What looks odd about a day. */
export type DayQuestion =
  | { readonly kind: "closed"; readonly which?: PlanDay; readonly on: Day; readonly why: "weekend" | "holiday" }
  /** The night from summer time has that hour twice: the first is meant. */
  | { readonly kind: "twice"; readonly at: Moment }
  | { readonly kind: "office-hours"; readonly at: Moment; readonly minutes: Minutes }
  /** Somebody of ours who is invited has another meeting then. */
  | { readonly kind: "elsewhere"; readonly who: string; readonly at: Moment }
  /** Somebody of the call is away. */
  | { readonly kind: "away"; readonly who: string; readonly until: Day }
  /** The customer and ours are at the day that means kickoff then, all of it: a call would be during that. */
  | { readonly kind: "during"; readonly which: PlanDay; readonly on: Day }
  /** A call is booked for a day that all of it is wanted for. */
  | { readonly kind: "call-then"; readonly ref: Ref; readonly at: number }
  /** A check-in call is between kickoff and go-live (S2), which is planned before it. */
  | { readonly kind: "after-live"; readonly live: Day }
  /** A number is wanted for a day after the plan's porting day, which everybody goes by. */
  | { readonly kind: "after-porting"; readonly planned: Day }
  /** Soon enough for mobile numbers, and not for others (D7). */
  | { readonly kind: "mobile-only"; readonly on: Day; readonly needs: number; readonly earliest: Day }
  /** Before a day that it should come after. */
  | { readonly kind: "order"; readonly which: PlanDay; readonly other: PlanDay }
  /** It leaves no time for a day that nobody has planned, and that should have been by `last`. */
  | {
      readonly kind: "no-time";
      readonly which: PlanDay;
      readonly other: PlanDay;
      readonly last: Day;
      readonly lead: Lead;
    }
  /** `which` stands fewer business days before `lead.before` than it should: `has`, negative when it is after it. */
  | { readonly kind: "lead"; readonly which: PlanDay; readonly lead: Lead; readonly has: number };

/** What stands in the way of a day, and the nearest that holds; none where nothing near does. */
export interface DayVerdict {
  readonly refusals: readonly DayRefusal[];
  readonly questions: readonly DayQuestion[];
  readonly instead?: Day | Moment;
}

/** The time of those of us who are invited to a meeting, beside what the project itself has booked. */
export interface OurTime {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly busy: readonly { readonly who: string; readonly taken: readonly Taken[] }[];
  /** Absences that are known of those of the call: of ours who are invited, and of whom of the customer's is called. */
  readonly away: readonly { readonly name: string; readonly away: Absence }[];
}

/** What a day is judged by. */
export interface DayScene {
  readonly facts: Pick<ProjectFacts, "checkIns"> &
    Partial<Pick<ProjectFacts, "porting">> & {
      readonly project: Pick<ProjectFacts["project"], "plan" | "kickoff" | "goLive">;
    };
  readonly agreement: Pick<Agreement, "plan" | "porting" | "calendar" | "checkIns" | "kickoff">;
  readonly calendar: Calendar;
  readonly today: Day;
  /** Known where a meeting is planned. */
  readonly ours?: OurTime | undefined;
  /** The numbers that go where the porting day goes. */
  readonly numbers?: readonly Pick<PortingRequest, "answers">[];
}

export type Findings = Pick<DayVerdict, "refusals" | "questions">;
