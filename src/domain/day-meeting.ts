import { isAway } from "./away.ts";
import { instantOf } from "./calendar.ts";
import { usualCallMinutes } from "./check-in.ts";
import { afterSkipped, comesOn, comesTwice, lastBefore, type Moment } from "./clock.ts";
import { afterLive, closed, momentOf, outsideHours, past } from "./day-itself.ts";
import type { DayQuestion, DayRefusal, DayScene, DayUse, Findings, OurTime } from "./day-scene.ts";
import type { PlanDay } from "./facts.ts";
import { isStillFree } from "./free-time.ts";
import { planned } from "./plan.ts";
import type { Day } from "./units.ts";

/** A meeting at an instant (S2): on a clock that shows it, ahead, and when nobody who is invited is elsewhere. */
export function ofMeeting(use: Extract<DayUse, { kind: "meeting" }>, scene: DayScene): Findings {
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
      ...(comesTwice(use, timeZone) ? [{ kind: "twice", at: momentOf(use) } as const] : []),
      ...closed(use.on, scene),
      ...outsideHours(use, minutes, scene),
      ...duringKickoff(use.on, scene),
      ...afterLive(use.on, scene),
      ...(ours === undefined ? [] : oursThen(use, from, ours, agreement)),
    ],
  };
}

/** The day that means kickoff takes all of its day while it is ahead: not two meetings at once (K2). */
function duringKickoff(on: Day, { agreement, facts: { project } }: DayScene): readonly DayQuestion[] {
  const which = project.kickoff === undefined ? planned(agreement, "kickoff")?.id : undefined;
  return which !== undefined && project.plan[which] === on ? [{ kind: "during", which, on }] : [];
}

/** The calls of a day that is to mean kickoff (K2). */
export function callsThen(which: PlanDay, on: Day, { agreement, facts }: DayScene): readonly DayQuestion[] {
  if (planned(agreement, "kickoff")?.id !== which || facts.project.kickoff !== undefined) return [];
  const calls = facts.checkIns.filter((call) => call.state === "scheduled" && call.on === on);
  return calls.map(({ ref, at }) => ({ kind: "call-then", ref, at }) as const);
}

/** Whoever of us is invited is elsewhere then, or the lead is away. */
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

const minute = 60_000;

function skipped(at: Moment, timeZone: string): DayRefusal {
  const to = afterSkipped(at, timeZone);
  return { kind: "no-such-time", at: momentOf(at), from: { on: at.on, time: lastBefore(to, timeZone) }, to };
}
