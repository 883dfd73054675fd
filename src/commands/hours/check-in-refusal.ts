import type { ProjectContext } from "../../bot/command.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import { clockTime, dayOf } from "../../domain/calendar.ts";
import type { CheckInRefusal } from "../../domain/check-in.ts";
import type { CheckIn } from "../../domain/facts.ts";
import type { Day } from "../../domain/units.ts";
import { at, day, time } from "../../messages/phrase.ts";
import { namedHere } from "../shared/named-here.ts";
import { nearestFree } from "./our-time.ts";

/** In milliseconds: a time for a call that somebody would name is one of these. */
const halfAnHour = 30 * 60_000;

/** Why something cannot be done with a call, and what to do instead: a line with a time has one that can be (K2). */
export async function checkInRefusal(ctx: ProjectContext, why: CheckInRefusal, call?: CheckIn): Promise<Refusal> {
  const { today, now, agreement } = ctx;
  const ref = call?.ref ?? "";
  const clock = (instant: number): string => clockTime(instant, agreement.calendar.timeZone);
  switch (why.kind) {
    case "settled":
      if (why.state === "no-show")
        return refuse("checkin.refuse.noShow", { ref, by: call?.heldBy?.name ?? "" }, { line: `undo ${ref}` });
      if (why.state === "cancelled") {
        const wanted = call === undefined ? { on: today, time: clock(now) } : { on: call.on, time: clock(call.at) };
        return refuse("checkin.refuse.cancelled", { ref }, { line: await timed(ctx, "checkin schedule", wanted) });
      }
      return refuse("checkin.refuse.held", { ref, on: day(call?.on ?? today), by: call?.heldBy?.name ?? "" });
    case "past":
      return refuse("checkin.refuse.past", { at: at(why.at) }, { field: "at" });
    case "future": {
      // Moved to a later time of today it can be held today: on a day to come it would be refused again.
      const soon = Math.ceil((now + 1) / halfAnHour) * halfAnHour;
      const wanted = { on: dayOf(soon, agreement.calendar.timeZone), time: clock(soon) };
      const line = await timed(ctx, `checkin move ${ref}`, wanted, today);
      return refuse("checkin.refuse.future", { ref, on: day(why.on) }, { line });
    }
    case "reason-missing":
      return refuse("checkin.refuse.reason", { ref }, { field: "reason" });
    case "same-time":
      return refuse("checkin.refuse.same", { ref, at: at(why.at) }, { field: "at" });
    case "no-time":
      return refuse("checkin.refuse.noTime", undefined, { field: "time" });
    case "too-long":
      return refuse("checkin.refuse.tooLong", { most: time(why.most) }, { field: "time" });
  }
}

/** A line with the nearest time that can be, no later than `last`; none where nothing near can. */
async function timed(
  ctx: ProjectContext,
  line: string,
  wanted: Parameters<typeof nearestFree>[0],
  last?: Day,
): Promise<string | undefined> {
  const free = await nearestFree(wanted, ctx);
  if (free === undefined || (last !== undefined && dayOf(free.at, ctx.agreement.calendar.timeZone) > last))
    return undefined;
  return `${line} ${free.typed}${await namedHere(ctx)}`;
}
