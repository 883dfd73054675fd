import type { Agreement } from "./agreement.ts";
import type { Lead } from "./agreement-plan.ts";
import { isAway } from "./away.ts";
import { type Calendar, instantOf, weekdayOf } from "./calendar.ts";
import { usualCallMinutes } from "./check-in.ts";
import { afterSkipped, comesOn, lastBefore, type Moment, minutesOf } from "./clock.ts";
import type { Absence, PlanDay, ProjectFacts } from "./facts.ts";
import { isStillFree, type Taken } from "./free-time.ts";
import { courseOf, dayOfRole } from "./plan.ts";
import { type Link, linksOf, lostDays } from "./plan-links.ts";
import { contractEnds } from "./porting.ts";
import { leadTimeOf } from "./porting-number.ts";
import type { PortingRequest } from "./porting-request.ts";
import type { Day, Minutes, Ref } from "./units.ts";

/** What a day, or an instant, is to be for. */
export type DayUse =
  /**
   * A meeting at an instant: a check-in call, as long as those usually are unless it is said. `ref`: the one that is
   * moved.
   */
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
      readonly stands?: Moment;
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
  | { readonly kind: "office-hours"; readonly at: Moment; readonly minutes: Minutes }
  /** Somebody of ours who is invited has another meeting then. */
  | { readonly kind: "elsewhere"; readonly who: string; readonly at: Moment }
  /** Somebody of the call is away. */
  | { readonly kind: "away"; readonly who: string; readonly until: Day }
  /** A check-in call is between kickoff and go-live (S2), which is planned before it. */
  | { readonly kind: "after-live"; readonly live: Day }
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

/** What stands in the way of one day, by itself and among the others. */
export function findings(use: DayUse, scene: DayScene): Findings {
  if (use.kind === "meeting") return ofMeeting(use, scene);
  if (use.kind === "held") {
    const ahead: readonly DayRefusal[] = use.on > scene.today ? [{ kind: "ahead", on: use.on }] : [];
    return { refusals: ahead, questions: closed(use.on, scene) };
  }
  if (use.kind === "number") return ofNumber(use, scene);
  return ofPlanDay(use, scene);
}

function ofMeeting(use: Extract<DayUse, { kind: "meeting" }>, scene: DayScene): Findings {
  const { agreement, facts, ours } = scene;
  const { timeZone } = agreement.calendar;
  if (!comesOn(use, timeZone)) return { refusals: [skipped(use, timeZone)], questions: [] };
  const minutes = use.minutes ?? usualCallMinutes(agreement);
  const from = instantOf(use.on, use.time, timeZone);
  if (ours !== undefined && from <= ours.now)
    return { refusals: [{ kind: "past-time", at: momentOf(use) }], questions: [] };
  const until = from + minutes * minute;
  const usual = usualCallMinutes(agreement) * minute;
  const others = facts.checkIns.filter(({ ref, state }) => state === "scheduled" && ref !== use.ref);
  const other = others.find(({ at }) => at === from || (at < until && from < at + usual));
  return {
    refusals: [
      ...past(use.on, scene),
      ...(other === undefined
        ? []
        : [{ kind: "taken", by: other.ref, at: other.at, minutes: usualCallMinutes(agreement) } as const]),
    ],
    questions: [
      ...closed(use.on, scene),
      ...outsideHours(use, minutes, scene),
      ...afterLive(use.on, scene),
      ...(ours === undefined ? [] : oursThen(use, from, ours, agreement)),
    ],
  };
}

/** Go-live is ahead, and before the call. */
function afterLive(on: Day, { agreement, facts: { project }, today }: DayScene): readonly DayQuestion[] {
  const live = project.goLive === undefined ? dayOfRole(project, agreement, "go-live") : undefined;
  return live !== undefined && today <= live && live < on ? [{ kind: "after-live", live }] : [];
}

/** Whoever of us is invited is elsewhere then, or somebody of the call is away. */
function oursThen(
  use: Moment,
  from: number,
  { busy, away }: OurTime,
  agreement: DayScene["agreement"],
): readonly DayQuestion[] {
  return [
    ...busy
      .filter(({ taken }) => !isStillFree(from, taken, agreement))
      .map(({ who }) => ({ kind: "elsewhere", who, at: momentOf(use) }) as const),
    ...away
      .filter((one) => isAway(one.away, use.on))
      .map((one) => ({ kind: "away", who: one.name, until: one.away.until }) as const),
  ];
}

/** Before or after the hours of a business day. */
function outsideHours(at: Moment, minutes: Minutes, { agreement, calendar }: DayScene): readonly DayQuestion[] {
  const { from, to } = agreement.calendar.officeHours;
  const isInside = minutesOf(at.time) >= minutesOf(from) && minutesOf(at.time) + minutes <= minutesOf(to);
  return isInside || !calendar.isBusinessDay(at.on) ? [] : [{ kind: "office-hours", at: momentOf(at), minutes }];
}

const minute = 60_000;
const hour: Minutes = 60;
const momentOf = ({ on, time }: Moment): Moment => ({ on, time });

function skipped(at: Moment, timeZone: string): DayRefusal {
  const to = afterSkipped(at, timeZone);
  return { kind: "no-such-time", at: momentOf(at), from: { on: at.on, time: lastBefore(to, timeZone) }, to };
}

/** Today is not past: whoever knows the hour says whether that is. */
const past = (on: Day, { today }: DayScene): readonly DayRefusal[] => (on < today ? [{ kind: "past-day", on }] : []);

/** A weekend, or a holiday of the agreement's country (P2). */
export function closed(on: Day, { calendar }: DayScene, which?: PlanDay): readonly DayQuestion[] {
  if (calendar.isBusinessDay(on)) return [];
  return [{ kind: "closed", which, on, why: weekdayOf(on) > 5 ? "weekend" : "holiday" }];
}

function ofPlanDay(use: Extract<DayUse, { kind: "plan" }>, scene: DayScene): Findings {
  const { which, on, time } = use;
  const { agreement, calendar } = scene;
  const means = agreement.plan.find(({ id }) => id === which)?.means;
  const porting = means === "porting" ? ofPorting(on, time, scene) : undefined;
  const links = linksOf({ ...scene.facts.project.plan, [which]: on }, courseOf(scene.facts), agreement, calendar);
  const its = links.filter((link) => link.which === which || link.other === which);
  const lost = lostDays(which, on, { ...scene, project: courseOf(scene.facts), plan: scene.facts.project.plan });
  return {
    refusals: [...past(on, scene), ...(porting?.refusals ?? []), ...its.flatMap((link) => impossible(link, which))],
    questions: [
      ...(porting?.questions ?? closed(on, scene, which)),
      ...lost.map(({ which: other, last, lead }) => ({ kind: "no-time", which, other, last, lead }) as const),
      ...its.filter((link) => impossible(link, which).length === 0).map(questionOf),
    ],
  };
}

/** On a business day, at a whole hour (D7), and before the old contract ends (D4). */
function alwaysOfPorting(on: Day, time: string | undefined, { calendar, facts }: DayScene): readonly DayRefusal[] {
  const ends = contractEnds({ porting: facts.porting ?? [] });
  return [
    ...(calendar.isBusinessDay(on) ? [] : [{ kind: "porting-closed", on } as const]),
    ...(time !== undefined && minutesOf(time) % 60 !== 0 ? [{ kind: "not-a-whole-hour", time } as const] : []),
    ...(ends !== undefined && ends <= on ? [{ kind: "contract-ended", on, ends } as const] : []),
  ];
}

/** One number, by its own lead time (D7). */
function ofNumber({ on, time, lead }: Extract<DayUse, { kind: "number" }>, scene: DayScene): Findings {
  const soonest: Soonest = { needs: lead, earliest: scene.calendar.addBusinessDays(scene.today, lead) };
  const soon: readonly DayRefusal[] =
    lead > 0 && on < soonest.earliest ? [{ kind: "too-soon", on, mobile: soonest, fixed: soonest }] : past(on, scene);
  const refusals = [...soon, ...alwaysOfPorting(on, time, scene)];
  return { refusals, questions: oddHour(on, time, scene) };
}

const oddHour = (on: Day, time: string | undefined, scene: DayScene): readonly DayQuestion[] =>
  time === undefined ? [] : outsideHours({ on, time }, hour, scene);

/** How many business days the numbers need that go where the plan's day goes: the slowest of their operators (D7). */
const slowest = ({ numbers = [], agreement }: DayScene): number =>
  Math.max(0, ...numbers.map(({ answers }) => leadTimeOf(answers, agreement) ?? 0));

/** Numbers are ported on a business day, at a whole hour, and not before the operator can (D7). */
function ofPorting(on: Day, time: string | undefined, scene: DayScene): Findings {
  const { agreement, calendar, today } = scene;
  const lead = agreement.porting?.leadTime;
  const after = (needs: number): Soonest => ({ needs, earliest: calendar.addBusinessDays(today, needs) });
  const refusals = alwaysOfPorting(on, time, scene);
  if (lead === undefined) return { refusals, questions: [] };
  const mobile = after(Math.min(lead.fixed, lead.mobile));
  const fixed = after(lead.fixed);
  const known = slowest(scene);
  const theirs = after(known);
  const late = on < theirs.earliest ? ({ kind: "too-soon", on, mobile: theirs, fixed: theirs } as const) : undefined;
  if (known > 0 && late !== undefined) return { refusals: [...refusals, late], questions: [] };
  if (known > 0) return { refusals, questions: oddHour(on, time, scene) };
  if (on < mobile.earliest) return { refusals: [...refusals, { kind: "too-soon", on, mobile, fixed }], questions: [] };
  const odd = oddHour(on, time, scene);
  if (on >= fixed.earliest || refusals.length > 0) return { refusals, questions: odd };
  return { refusals, questions: [{ kind: "mobile-only", on, ...fixed }, ...odd] };
}

/** The day itself is impossible where it is; where it is the other that no longer holds, that one is to be moved. */
function impossible({ kind, which, other, otherOn, isImpossible }: Link, asked: PlanDay): readonly DayRefusal[] {
  return kind === "order" && isImpossible && which === asked
    ? [{ kind: "impossible-order", which, other, otherOn }]
    : [];
}

/** A link between two days that does not hold, as it is asked about. */
export function questionOf(link: Link): DayQuestion {
  if (link.kind === "order") return { kind: "order", which: link.which, other: link.other };
  return { kind: "lead", which: link.which, lead: link.lead, has: link.has };
}
