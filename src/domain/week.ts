import type { Agreement } from "./agreement.ts";
import { addDays, businessCalendar, weekdayOf } from "./calendar.ts";
import { sum } from "./money.ts";
import type { Day, Minutes } from "./units.ts";

/** What somebody has worked in a project on a day. */
export interface DaysWork {
  readonly on: Day;
  /** The project's code. */
  readonly project: string;
  readonly customer: string;
  readonly minutes: Minutes;
}

/** A day of a person's week. */
export interface WeekDay {
  readonly on: Day;
  readonly work: readonly DaysWork[];
  readonly minutes: Minutes;
  /** A business day that has come, and nothing is logged on it. */
  readonly isEmpty: boolean;
}

/** Monday of the week that a day is in. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day));

/**
 * A person's week from a Monday on, over all projects: every business day, and others on which they have worked. Days
 * to come are not empty yet.
 */
export function workWeek(
  monday: Day,
  work: readonly DaysWork[],
  { calendar }: Pick<Agreement, "calendar">,
  today: Day,
): readonly WeekDay[] {
  const { isBusinessDay } = businessCalendar(calendar);
  return [0, 1, 2, 3, 4, 5, 6].flatMap((after) => {
    const on = addDays(monday, after);
    const done = work.filter((one) => one.on === on);
    const isDue = isBusinessDay(on);
    if (!isDue && done.length === 0) return [];
    return [
      {
        on,
        work: done,
        minutes: sum(done.map(({ minutes }) => minutes)),
        isEmpty: isDue && done.length === 0 && on <= today,
      },
    ];
  });
}
