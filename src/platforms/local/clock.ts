import { Temporal } from "temporal-polyfill";
import { BadRequest } from "./errors.ts";

/** As far as the clock moves in one go: each tick in between is played. */
const furthest = { years: 2 };

/** An instant (milliseconds since 1970) as the wall clock shows it: `2026-11-23T09:00`. */
export function wallClock(instant: number, timeZone: string): string {
  return zoned(instant, timeZone).toPlainDateTime().toString({ smallestUnit: "minute" });
}

/**
 * The instant to move the clock to: `to` a wall-clock time, or on by an ISO 8601 duration (a day is a calendar day,
 * whatever its length). The minute that the clock shows already is no move. Throws BadRequest (400) for the past, for
 * what is no time, and beyond two years.
 */
export function movedTo(
  now: number,
  move: { readonly to: string } | { readonly advance: string },
  timeZone: string,
): number {
  const from = zoned(now, timeZone);
  const target = "to" in move ? wallTime(move.to, timeZone) : from.add(duration(move.advance));
  if (
    "to" in move &&
    target.epochMilliseconds < now &&
    wallClock(now, timeZone) === wallClock(target.epochMilliseconds, timeZone)
  )
    return now;
  if (target.epochMilliseconds < now)
    throw new BadRequest(400, `The clock only moves forward: it is ${wallClock(now, timeZone)}`);
  if (Temporal.ZonedDateTime.compare(target, from.add(furthest)) > 0) {
    throw new BadRequest(400, "The clock moves two years at most in one go");
  }
  return target.epochMilliseconds;
}

function wallTime(text: string, timeZone: string): Temporal.ZonedDateTime {
  const problem = new BadRequest(400, "`to` is a local time like 2026-12-01T09:00");
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) throw problem;
  try {
    return Temporal.PlainDateTime.from(text, { overflow: "reject" }).toZonedDateTime(timeZone);
  } catch {
    throw problem;
  }
}

function duration(text: string): Temporal.Duration {
  try {
    return Temporal.Duration.from(text);
  } catch {
    throw new BadRequest(400, "`advance` is an ISO 8601 duration like P1D or PT2H");
  }
}

function zoned(instant: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(timeZone);
}
