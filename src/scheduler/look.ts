import type { Agreement } from "../domain/agreement.ts";
import { addDays, instantOf } from "../domain/calendar.ts";
import type { Day } from "../domain/units.ts";
import { digestDue, digestSubject, waitsForDigest } from "./digests/due.ts";
import { allDue, dueByClock } from "./due.ts";
import type { Due, Snapshot } from "./reminder.ts";
import { reminders } from "./reminders/index.ts";

/** A project's channels, in the order in which they are told. */
export const channels = ["shared", "internal"] as const;

/** Something that can be said in one of a project's channels, by the key that the store holds once. */
export interface Sayable {
  readonly key: string;
  readonly where: Due["to"];
}

/** An instant of a day, and everything that can be said at it, said before or not. */
export interface Moment {
  readonly at: number;
  readonly says: readonly Sayable[];
}

/**
 * All that can be said at a snapshot's instant: what is due, and the digests of the week, in channels that are bound.
 * What is for us is said to the lead where we have no channel.
 * On the morning of a digest all waits for it that still holds then, so that both are one message.
 */
export function sayable(snapshot: Snapshot): readonly Sayable[] {
  const { project } = snapshot.facts;
  if (project.state !== "open") return [];
  const week = digestDue(snapshot);
  const due = waitsForDigest(snapshot) ? beforeDigest(snapshot) : allDue(snapshot);
  return [
    ...due.map(({ key, to }) => ({ key, where: to })),
    ...(week === undefined ? [] : channels.map((where) => ({ key: digestSubject(week, where), where }))).filter(
      ({ where }) => project[where] !== undefined,
    ),
  ].filter(({ where }) => where === "internal" || project[where] !== undefined);
}

/** What would come too late with this morning's digest: a call that begins before it. */
function beforeDigest(snapshot: Snapshot): readonly Due[] {
  const { digest } = timesOf(snapshot.agreement, snapshot.today);
  const then = new Set(dueByClock({ ...snapshot, now: digest }).map(({ key }) => key));
  return dueByClock(snapshot).filter(({ key }) => !then.has(key));
}

interface Times {
  readonly opens: number;
  readonly closes: number;
  readonly digest: number;
  /** When the next day begins. */
  readonly night: number;
}
const worked = new WeakMap<Agreement, { readonly day: Day; readonly times: Times }>();

/** The clock times of an agreement's day, worked out once for all projects of a sweep. */
function timesOf(agreement: Agreement, day: Day): Times {
  const before = worked.get(agreement);
  if (before?.day === day) return before.times;
  const { timeZone, officeHours } = agreement.calendar;
  const at = (clock: string) => instantOf(day, clock, timeZone);
  const night = instantOf(addDays(day, 1), "00:00", timeZone);
  const times = {
    opens: at(officeHours.from),
    closes: at(officeHours.to),
    digest: at(agreement.reminders.digest.at),
    night,
  };
  worked.set(agreement, { day, times });
  return times;
}

/**
 * The moments of a project's day from now on at which something may have become sayable, in order: now, when the office
 * opens, the digest's time, and those that reminders name which go by the clock. Everything else goes by the day. None
 * when nothing is said any more.
 */
export function coming(snapshot: Snapshot): readonly Moment[] {
  const { agreement, calendar, today, now } = snapshot;
  if (snapshot.facts.project.state !== "open" || !calendar.isBusinessDay(today)) return [];
  const { opens, closes, digest } = timesOf(agreement, today);
  const clocked = reminders.flatMap((reminder) => ("moments" in reminder ? reminder.moments(snapshot) : []));
  return [...new Set([now, opens, digest, ...clocked])]
    .filter((at) => at >= now && at >= opens && at < closes)
    .toSorted((a, b) => a - b)
    .map((at) => ({ at, says: sayable({ ...snapshot, now: at }) }));
}

/**
 * The earliest instant at which anything about a project may be due that has not been said: one of the day's moments,
 * or else the night, when every project is looked at with the next day's eyes. `said`: keys that are known to be said;
 * `unsent`: what was said waits to be sent, which is looked at again when an office opens.
 */
export function nextLook(
  { agreement, today, now }: Pick<Snapshot, "agreement" | "today" | "now">,
  moments: readonly Moment[],
  { said = new Set(), unsent = false }: { readonly said?: ReadonlySet<string>; readonly unsent?: boolean } = {},
): number {
  const found = moments.find(
    ({ at, says }, index) => (unsent && index === 0 && at > now) || says.some(({ key }) => !said.has(key)),
  );
  return found?.at ?? timesOf(agreement, today).night;
}

/** When the next time of a proposal has passed, and its card is another. */
export const nextPassing = ({ facts, now }: Pick<Snapshot, "facts" | "now">): number =>
  Math.min(...(facts.proposal?.times ?? []).filter((time) => time > now));

/**
 * When to look at a project after a command: without knowing what has been said, so that it is looked at once too often
 * rather than late.
 */
export const lookFor = (snapshot: Snapshot): number =>
  Math.min(nextLook(snapshot, coming(snapshot)), nextPassing(snapshot));
