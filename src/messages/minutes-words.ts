import type { MeetingMinutes, MinutesItem, MinutesKind } from "../domain/facts.ts";
import { spokenDays } from "../domain/spoken-day.ts";
import { day, type Phrase, phrase } from "./phrase.ts";

/** Of which meeting minutes are, and when it was. */
export function minutesTitle({ ref, meeting, on }: Pick<MeetingMinutes, "ref" | "meeting" | "on">): Phrase {
  const of =
    meeting === "kickoff" || meeting === "handover"
      ? phrase(`minutes.of.${meeting}`)
      : phrase("minutes.of.call", { ref: meeting });
  return phrase("minutes.title", { ref, of, on: day(on) });
}

/** What an item is: a decision, an action. */
export const kindWords = (kind: MinutesKind): Phrase => phrase(`minutes.kind.${kind}`);

/** Who, what and by when: behind what names a day itself, only which day that is. */
export function itemText({ text, owner, due }: Pick<MinutesItem, "text" | "owner" | "due">): Phrase {
  const owned = owner === undefined ? { owned: "no", owner: "" } : { owned: "yes", owner };
  const dated =
    due === undefined
      ? { dated: "no", due: "" }
      : { dated: spokenDays(text, due).length > 0 ? "said" : "yes", due: day(due) };
  return phrase("minutes.item", { text, ...owned, ...dated });
}

/** A line of typed notes by its number; what somebody said by who and when. */
export function whereWords({ lines, speaker, time }: Pick<MinutesItem, "lines" | "speaker" | "time">): Phrase {
  return speaker !== undefined && time !== undefined
    ? phrase("minutes.where.said", { lines: { list: lines }, speaker, time })
    : phrase("minutes.where.lines", { lines: { list: lines }, count: lines.length });
}
