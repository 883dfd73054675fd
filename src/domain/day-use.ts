import type { Agreement } from "./agreement.ts";
import type { Lead } from "./agreement-plan.ts";
import { addDays, type Calendar, instantOf, weekdayOf } from "./calendar.ts";
import { usualCallMinutes } from "./check-in.ts";
import { afterSkipped, comesOn, lastBefore, type Moment, minutesOf, timeOf } from "./clock.ts";
import type { Plan, PlanDay, ProjectFacts } from "./facts.ts";
import { openPlan } from "./plan.ts";
import { type Link, linksOf } from "./plan-links.ts";
import type { Day, Minutes, Ref } from "./units.ts";

/** What a day, or an instant, is to be for. */
export type DayUse =
  /** A meeting at an instant: a check-in call, as long as those usually are unless it is said. `ref`: the one that is moved. */
  | {
      readonly kind: "meeting";
      readonly on: Day;
      readonly time: string;
      readonly minutes?: Minutes;
      readonly ref?: Ref;
    }
  /** A meeting on a day that has been: a kickoff as it is recorded. */
  | { readonly kind: "held"; readonly on: Day }
  /** A day of the plan, the porting day among them, where an hour may be given with it (D7). */
  | { readonly kind: "plan"; readonly which: PlanDay; readonly on: Day; readonly time?: string };

/** Why a day cannot be. */
export type DayRefusal =
  /** The clock does not show it that night. */
  | { readonly kind: "no-such-time"; readonly at: Moment; readonly from: Moment; readonly to: Moment }
  /** Another call is then. */
  | { readonly kind: "taken"; readonly by: Ref; readonly at: number; readonly minutes: Minutes }
  /** Numbers are ported on business days, at whole hours, and no sooner than the lead time from today (D7). */
  | { readonly kind: "porting-closed"; readonly on: Day }
  | { readonly kind: "not-a-whole-hour"; readonly time: string }
  | { readonly kind: "too-soon"; readonly on: Day; readonly needs: number; readonly earliest: Day }
  /** It cannot be before what has to come first: go-live before kickoff (K1, L1). */
  | { readonly kind: "impossible-order"; readonly which: PlanDay; readonly other: PlanDay; readonly otherOn: Day };

/** What looks odd about a day. */
export type DayQuestion =
  | { readonly kind: "closed"; readonly which?: PlanDay; readonly on: Day; readonly why: "weekend" | "holiday" }
  | { readonly kind: "office-hours"; readonly at: Moment; readonly minutes: Minutes }
  /** Soon enough for mobile numbers, and not for others (D7). */
  | { readonly kind: "mobile-only"; readonly on: Day; readonly needs: number; readonly earliest: Day }
  /** Before a day that it should come after. */
  | { readonly kind: "order"; readonly which: PlanDay; readonly other: PlanDay }
  /** `which` stands fewer business days before `lead.before` than it should: `has`, negative when it is after it. */
  | { readonly kind: "lead"; readonly which: PlanDay; readonly lead: Lead; readonly has: number };

/** What stands in the way of a day, and the nearest that holds; none where nothing near does. */
export interface DayVerdict {
  readonly refusals: readonly DayRefusal[];
  readonly questions: readonly DayQuestion[];
  readonly instead?: Day | Moment;
}

/** What a day is judged by. */
export interface DayScene {
  readonly facts: Pick<ProjectFacts, "checkIns"> & {
    readonly project: Pick<ProjectFacts["project"], "plan" | "kickoff" | "goLive">;
  };
  readonly agreement: Pick<Agreement, "plan" | "porting" | "calendar" | "checkIns" | "kickoff">;
  readonly calendar: Calendar;
  readonly today: Day;
}

/**
 * What a day, or an instant, may be for: one rule for every command (K2). Nothing stands in the way: record it. What is
 * refused cannot be; what is asked about only looks odd.
 */
export function judgeDay(use: DayUse, scene: DayScene): DayVerdict {
  const found = findings(use, scene);
  if (found.refusals.length === 0 && found.questions.length === 0) return found;
  return { ...found, instead: nearest(use, scene) };
}

type Findings = Pick<DayVerdict, "refusals" | "questions">;

function findings(use: DayUse, scene: DayScene): Findings {
  if (use.kind === "meeting") return ofMeeting(use, scene);
  if (use.kind === "held") return { refusals: [], questions: closed(use.on, scene) };
  return ofPlanDay(use, scene);
}

function ofMeeting(use: Extract<DayUse, { kind: "meeting" }>, scene: DayScene): Findings {
  const { agreement, calendar, facts } = scene;
  const { timeZone, officeHours } = agreement.calendar;
  if (!comesOn(use, timeZone)) return { refusals: [skipped(use, timeZone)], questions: [] };
  const minutes = use.minutes ?? usualCallMinutes(agreement);
  const from = instantOf(use.on, use.time, timeZone);
  const until = from + minutes * minute;
  const usual = usualCallMinutes(agreement) * minute;
  const others = facts.checkIns.filter(({ ref, state }) => state === "scheduled" && ref !== use.ref);
  const other = others.find(({ at }) => at === from || (at < until && from < at + usual));
  const ends = minutesOf(use.time) + minutes;
  const outside = minutesOf(use.time) < minutesOf(officeHours.from) || ends > minutesOf(officeHours.to);
  return {
    refusals:
      other === undefined ? [] : [{ kind: "taken", by: other.ref, at: other.at, minutes: usualCallMinutes(agreement) }],
    questions: [
      ...closed(use.on, scene),
      ...(outside && calendar.isBusinessDay(use.on)
        ? [{ kind: "office-hours", at: momentOf(use), minutes } as const]
        : []),
    ],
  };
}

const minute = 60_000;
const momentOf = ({ on, time }: Moment): Moment => ({ on, time });

function skipped(at: Moment, timeZone: string): DayRefusal {
  const to = afterSkipped(at, timeZone);
  return { kind: "no-such-time", at: momentOf(at), from: { on: at.on, time: lastBefore(to, timeZone) }, to };
}

/** A weekend, or a holiday of the agreement's country (P2). */
function closed(on: Day, { calendar }: DayScene, which?: PlanDay): readonly DayQuestion[] {
  if (calendar.isBusinessDay(on)) return [];
  return [{ kind: "closed", which, on, why: weekdayOf(on) > 5 ? "weekend" : "holiday" }];
}

function ofPlanDay(use: Extract<DayUse, { kind: "plan" }>, scene: DayScene): Findings {
  const { which, on, time } = use;
  const { agreement, calendar } = scene;
  const means = agreement.plan.find(({ id }) => id === which)?.means;
  const porting = means === "porting" ? ofPorting(on, time, scene) : undefined;
  const links = linksOf({ ...scene.facts.project.plan, [which]: on }, scene.facts.project, agreement, calendar);
  const its = links.filter((link) => link.which === which || link.other === which);
  return {
    refusals: [...(porting?.refusals ?? []), ...its.flatMap((link) => impossible(link, which))],
    questions: [
      ...(porting?.questions ?? closed(on, scene, which)),
      ...its.filter((link) => impossible(link, which).length === 0).map(questionOf),
    ],
  };
}

/** Numbers are ported on a business day, at a whole hour, and not before the operator can (D7). */
function ofPorting(on: Day, time: string | undefined, { agreement, calendar, today }: DayScene): Findings {
  const lead = agreement.porting?.leadTime;
  const soonest = lead && calendar.addBusinessDays(today, Math.min(lead.fixed, lead.mobile));
  const usual = lead && calendar.addBusinessDays(today, lead.fixed);
  const refusals: DayRefusal[] = [];
  if (!calendar.isBusinessDay(on)) refusals.push({ kind: "porting-closed", on });
  if (time !== undefined && minutesOf(time) % 60 !== 0) refusals.push({ kind: "not-a-whole-hour", time });
  if (lead === undefined || soonest === undefined || usual === undefined) return { refusals, questions: [] };
  const needs = Math.min(lead.fixed, lead.mobile);
  if (on < soonest)
    return { refusals: [...refusals, { kind: "too-soon", on, needs, earliest: soonest }], questions: [] };
  if (on >= usual || refusals.length > 0) return { refusals, questions: [] };
  return { refusals, questions: [{ kind: "mobile-only", on, needs: lead.fixed, earliest: usual }] };
}

/** The day itself is impossible where it is; where it is the other that no longer holds, that one is to be moved. */
function impossible({ kind, which, other, otherOn, isImpossible }: Link, asked: PlanDay): readonly DayRefusal[] {
  return kind === "order" && isImpossible && which === asked
    ? [{ kind: "impossible-order", which, other, otherOn }]
    : [];
}

/** A link between two days that does not hold, as it is asked about. */
function questionOf(link: Link): DayQuestion {
  if (link.kind === "order") return { kind: "order", which: link.which, other: link.other };
  return { kind: "lead", which: link.which, lead: link.lead, has: link.has };
}

/** What looks odd in the days of a plan that have not happened, as they stand (K2, D3, K1, P2). */
export function oddDays(plan: Plan, scene: DayScene): readonly DayQuestion[] {
  const { agreement, calendar, facts } = scene;
  const ahead = openPlan({ ...facts.project, plan }, agreement);
  return [
    ...linksOf(plan, facts.project, agreement, calendar).map(questionOf),
    ...agreement.plan.flatMap(({ id }) => (ahead[id] === undefined ? [] : closed(ahead[id], scene, id))),
  ];
}

/** How far ahead a day is looked for. */
const daysAhead = 400;
const step: Minutes = 30;

/** The nearest day, or day and time, at which nothing stands in the way: later rather than earlier. */
function nearest(use: DayUse, scene: DayScene): Day | Moment | undefined {
  const holds = (one: DayUse): boolean => {
    const { refusals, questions } = findings(one, scene);
    return refusals.length === 0 && questions.length === 0;
  };
  if (use.kind === "held") return undefined;
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    for (const on of ahead === 0 ? [use.on] : [addDays(use.on, ahead), addDays(use.on, -ahead)]) {
      if (on < scene.today) continue;
      if (use.kind === "plan") {
        const time = use.time && wholeHour(use.time);
        if (holds({ ...use, on, time })) return time === undefined ? on : { on, time };
        continue;
      }
      const time = timesNear(use.time, scene).find((near) => holds({ ...use, on, time: near }));
      if (time !== undefined) return { on, time };
    }
  }
  return undefined;
}

/** The nearest whole hour of the same day. */
const wholeHour = (time: string): string => timeOf(Math.min(Math.round(minutesOf(time) / 60), 23) * 60);

/** The half hours of the office day and the time itself, the nearest to it first. */
function timesNear(time: string, { agreement }: DayScene): readonly string[] {
  const { from, to } = agreement.calendar.officeHours;
  const wanted = minutesOf(time);
  const times = [wanted];
  for (let at = Math.ceil(minutesOf(from) / step) * step; at <= minutesOf(to); at += step) times.push(at);
  return times.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || b - a).map(timeOf);
}
