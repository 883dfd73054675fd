import type { Agreement } from "./agreement.ts";
import { addDays, businessCalendar, type Calendar, clockTime, dayOf, instantOf } from "./calendar.ts";
import { usesCall } from "./check-in.ts";
import type { ProjectFacts } from "./facts.ts";
import { dayOfRole } from "./plan.ts";
import type { Day, Minutes } from "./units.ts";

/** A stretch of time that is taken, from one instant up to and not including another, milliseconds since 1970. */
export interface Taken {
  readonly from: number;
  readonly until: number;
}

type Planned = Pick<ProjectFacts, "project" | "checkIns">;

/** What times for a call are looked for with. */
export interface Looking {
  readonly agreement: Agreement;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What those of us are taken by who are invited: calls and workshops of any of their projects, this one's too. */
  readonly taken: readonly Taken[];
  /** Somebody of the call is away on such a day. */
  readonly isAway: (day: Day) => boolean;
  /** How many times; unset: as many as the agreement says. */
  readonly count?: number;
  /** Not before this day; unset: as the plan has it. */
  readonly from?: Day;
}

/**
 * Free times for a project's next check-in call (S2, K2), the first first: on business days, the whole call within
 * office hours, at clock times that exist on their day, none of them beside what those of us have who are invited, nor
 * on a day when somebody of the call is away. The calls that are left are spread over the plan between kickoff and
 * go-live: times are looked for in the part that is the next call's, each on a day of its own where that can be, and
 * further on where they are taken. Fewer than wanted, or none, where there are no more.
 */
export function freeTimes(facts: Planned, looking: Looking): readonly number[] {
  const { agreement, count = agreement.checkIns?.propose.times ?? 0 } = looking;
  const clocks = agreement.checkIns?.propose.at ?? [];
  const { days, part } = daysFor(facts, looking);
  const picked: number[] = [];
  const isFree = freeIn(looking, picked);
  for (let index = 0; index < count; index += 1) {
    const wanted = Math.floor((index * part) / count);
    const used = new Set(picked.map((at) => dayOf(at, agreement.calendar.timeZone)));
    const order = [...days.slice(wanted), ...days.slice(0, wanted).toReversed()];
    const fresh = order.filter((day) => !used.has(day));
    // A day of its own within the part, else any free time of the part, else whatever is free further on.
    const inPart = new Set(days.slice(0, part));
    const ranked = [
      ...fresh.filter((day) => inPart.has(day)),
      ...order.filter((day) => inPart.has(day)),
      ...fresh,
      ...order,
    ];
    const found = firstOf(ranked, (day) => firstOf(turned(clocks, index), (clock) => isFree(day, clock)));
    if (found === undefined) break;
    picked.push(found);
  }
  return picked.toSorted((a, b) => a - b);
}

/**
 * The business days that a call may be on, and how many of the first are the next call's part of the plan (S2): what is
 * between the latest of kickoff and the calls that there are, and go-live, parted among the calls that are left.
 */
function daysFor(
  { project, checkIns }: Planned,
  { agreement, now, from }: Looking,
): { readonly days: readonly Day[]; readonly part: number } {
  const terms = agreement.checkIns?.propose ?? { ahead: 1, within: 1 };
  const calendar = businessCalendar(agreement.calendar);
  const today = dayOf(now, agreement.calendar.timeZone);
  const soonest = calendar.addBusinessDays(today, terms.ahead);
  const kickoff = project.kickoff?.on ?? dayOfRole(project, agreement, "kickoff");
  const calls = checkIns.filter(({ state }) => state !== "cancelled").map(({ on }) => on);
  const after = [...(kickoff === undefined ? [] : [kickoff]), ...calls].toSorted().at(-1);
  const next = after === undefined ? soonest : calendar.addBusinessDays(after, 1);
  const first =
    from === undefined ? latest(soonest, next) : latest(from, calendar.isBusinessDay(today) ? today : soonest);
  const live = project.goLive === undefined ? dayOfRole(project, agreement, "go-live") : undefined;
  const last = live !== undefined && live > first ? addDays(live, -1) : calendar.addBusinessDays(first, terms.within);
  const days = businessDays(first, last, calendar);
  const counted = checkIns.filter((call) => usesCall(call) || call.state === "scheduled").length;
  const left = Math.max(1, (agreement.checkIns?.included ?? 0) - counted);
  return { days, part: Math.max(1, Math.ceil(days.length / left)) };
}

const latest = (a: Day, b: Day): Day => (a > b ? a : b);

function businessDays(first: Day, last: Day, calendar: Calendar): readonly Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) if (calendar.isBusinessDay(day)) days.push(day);
  return days;
}

/** The instant of a clock time on a day when a call can begin then; undefined when it cannot. */
function freeIn({ agreement, now, taken, isAway }: Looking, picked: readonly number[]) {
  const { timeZone, officeHours } = agreement.calendar;
  const length = lengthOf(agreement);
  return (day: Day, clock: string): number | undefined => {
    const at = instantOf(day, clock, timeZone);
    const until = at + length;
    const [opens, closes] = [instantOf(day, officeHours.from, timeZone), instantOf(day, officeHours.to, timeZone)];
    // A clock time that the change to summer time skips is none.
    if (clockTime(at, timeZone) !== clock || at < opens || until > closes || at <= now || isAway(day)) return undefined;
    const own = picked.map((from) => ({ from, until: from + length }));
    return [...taken, ...own].some((one) => one.from < until && at < one.until) ? undefined : at;
  };
}

/** How long a call takes where nobody said otherwise, milliseconds (S2). */
const lengthOf = ({ checkIns }: Pick<Agreement, "checkIns">): number => (checkIns?.minutesEach ?? 0) * 60_000;

/** A call as the time that it takes. */
export const takenBy = (at: number, minutes: Minutes): Taken => ({ from: at, until: at + minutes * 60_000 });

/** A whole day, such as that of a workshop. */
export const takenOn = (day: Day, timeZone: string): Taken => ({
  from: instantOf(day, "00:00", timeZone),
  until: instantOf(addDays(day, 1), "00:00", timeZone),
});

/** True while a time for a call, of the agreement's length, is beside whatever is taken. */
export function isStillFree(at: number, taken: readonly Taken[], agreement: Pick<Agreement, "checkIns">): boolean {
  const until = at + lengthOf(agreement);
  return !taken.some((one) => one.from < until && at < one.until);
}

const turned = <T>(list: readonly T[], by: number): readonly T[] => {
  const from = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(from), ...list.slice(0, from)];
};

function firstOf<T, R>(list: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of list) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
