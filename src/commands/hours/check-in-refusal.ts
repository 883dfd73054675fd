import type { ProjectContext } from "../../bot/command.ts";
import { refuse } from "../../bot/refusal.ts";
import type { CheckInRefusal } from "../../domain/check-in.ts";
import type { CheckIn } from "../../domain/facts.ts";
import { at, day, time } from "../../messages/phrase.ts";

/** Why something cannot be done with a call, and what to do instead. */
export function checkInRefusal({ today }: Pick<ProjectContext, "today">, why: CheckInRefusal, call?: CheckIn) {
  const ref = call?.ref ?? "";
  switch (why.kind) {
    case "settled":
      if (why.state === "no-show")
        return refuse("checkin.refuse.noShow", { ref, by: call?.heldBy?.name ?? "" }, { line: `undo ${ref}` });
      if (why.state === "cancelled")
        return refuse("checkin.refuse.cancelled", { ref }, { line: "checkin schedule <day> <time>" });
      return refuse("checkin.refuse.held", { ref, on: day(call?.on ?? today), by: call?.heldBy?.name ?? "" });
    case "past":
      return refuse("checkin.refuse.past", { at: at(why.at) }, { field: "at" });
    case "future":
      return refuse("checkin.refuse.future", { ref, on: day(why.on) }, { line: `checkin move ${ref} <day> <time>` });
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
