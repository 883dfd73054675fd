import { addDays } from "./calendar.ts";
import { type Moment, minutesOf, timeOf } from "./clock.ts";
import { findings } from "./day-findings.ts";
import type { DayScene, DayUse } from "./day-scene.ts";
import type { Day, Minutes } from "./units.ts";

/** How far ahead a day is looked for. */
const daysAhead = 400;
const step: Minutes = 30;

/** The nearest day ahead, or day and time, at which nothing stands in the way: later rather than earlier. */
export function nearest(use: DayUse, scene: DayScene): Day | Moment | undefined {
  const holds = (one: DayUse): boolean => {
    if (standsThen(one, scene)) return false;
    const { refusals, questions } = findings(one, scene);
    return refusals.length === 0 && questions.length === 0;
  };
  if (use.kind === "held") return undefined;
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    for (const on of ahead === 0 ? [use.on] : [addDays(use.on, ahead), addDays(use.on, -ahead)]) {
      // Of today some hours have passed, and nobody is told of a day as it goes by.
      if (on <= scene.today) continue;
      if (use.time === undefined) {
        if (holds({ ...use, on })) return on;
        continue;
      }
      // Where the day by itself does not hold, no hour of it does.
      if (use.kind !== "meeting" && !holds({ ...use, on, time: undefined })) continue;
      const times = use.kind === "meeting" ? timesNear(use.time, scene) : hoursNear(use.time);
      const time = times.find((near) => holds({ ...use, on, time: near }));
      if (time !== undefined) return { on, time };
    }
  }
  return undefined;
}

/** Where it stands already nothing is moved to. */
function standsThen(use: DayUse, { facts }: DayScene): boolean {
  if (use.kind === "plan") return facts.project.plan[use.which] === use.on;
  return use.kind === "number" && use.stands?.on === use.on && use.stands.time === use.time;
}

const byDistance =
  (wanted: Minutes) =>
  (a: Minutes, b: Minutes): number =>
    Math.abs(a - wanted) - Math.abs(b - wanted) || b - a;

/** The whole hours of a day, the nearest first. */
const hoursNear = (time: string): readonly string[] =>
  Array.from({ length: 24 }, (_, hour) => hour * 60)
    .toSorted(byDistance(minutesOf(time)))
    .map(timeOf);

/** The half hours of the office day and the time itself, the nearest to it first. */
function timesNear(time: string, { agreement }: DayScene): readonly string[] {
  const { from, to } = agreement.calendar.officeHours;
  const wanted = minutesOf(time);
  const times = [wanted];
  for (let at = Math.ceil(minutesOf(from) / step) * step; at <= minutesOf(to); at += step) times.push(at);
  return times.toSorted(byDistance(wanted)).map(timeOf);
}
