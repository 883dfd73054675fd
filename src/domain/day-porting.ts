import { minutesOf } from "./clock.ts";
import { afterLive, outsideHours, past } from "./day-itself.ts";
import type { DayQuestion, DayRefusal, DayScene, DayUse, Findings, Soonest } from "./day-scene.ts";
import { dayOfRole } from "./plan.ts";
import { contractEnds } from "./porting.ts";
import { leadTimeOf } from "./porting-number.ts";
import type { Day, Minutes } from "./units.ts";

const hour: Minutes = 60;

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
export function ofNumber(use: Extract<DayUse, { kind: "number" }>, scene: DayScene): Findings {
  const { on, time, lead, isConfirmed } = use;
  const soonest: Soonest = { needs: lead, earliest: scene.calendar.addBusinessDays(scene.today, lead) };
  const soon: readonly DayRefusal[] =
    lead > 0 && on < soonest.earliest ? [{ kind: "too-soon", on, mobile: soonest, fixed: soonest }] : past(on, scene);
  const refusals = [...soon, ...alwaysOfPorting(on, time, scene)];
  return { refusals, questions: [...(isConfirmed ? [] : afterPlan(on, scene)), ...oddHour(on, time, scene)] };
}

/** After the porting day that everybody goes by, and after go-live; what goes by the plan's own day is asked there. */
function afterPlan(on: Day, scene: DayScene): readonly DayQuestion[] {
  const planned = dayOfRole(scene.facts.project, scene.agreement, "porting");
  if (planned === undefined) return afterLive(on, scene);
  return on <= planned ? [] : [{ kind: "after-porting", planned }, ...afterLive(on, scene)];
}

const oddHour = (on: Day, time: string | undefined, scene: DayScene): readonly DayQuestion[] =>
  time === undefined ? [] : outsideHours({ on, time }, hour, scene);

/** How many business days the numbers need that go where the plan's day goes: the slowest of their operators (D7). */
const slowest = ({ numbers = [], agreement }: DayScene): number =>
  Math.max(0, ...numbers.map(({ answers }) => leadTimeOf(answers, agreement) ?? 0));

/** Numbers are ported on a business day, at a whole hour, and not before the operator can (D7). */
export function ofPorting(on: Day, time: string | undefined, scene: DayScene): Findings {
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
