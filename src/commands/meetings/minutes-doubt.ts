import type { Doubt, MinutesItem } from "../../domain/facts.ts";
import { day, either, list, type Phrase, phrase } from "../../messages/phrase.ts";

/** Why an item is not ticked (M1), as a reviewer reads it. */
function doubtWords({ why, line = 0, days = [], names = [] }: Doubt, { owner = "" }: MinutesItem): Phrase {
  const several = days.length > 0 ? "yes" : "no";
  switch (why) {
    case "namesake":
      return phrase("minutes.doubt.namesake", { names: either(names) });
    case "two-people":
      return phrase("minutes.doubt.two-people", { names: list(names), count: names.length });
    case "other-owner":
      return phrase("minutes.doubt.other-owner", { names: list(names) });
    case "outsider":
      return phrase("minutes.doubt.outsider", { owner });
    case "two-days":
      return phrase("minutes.doubt.two-days", { days: list(days.map(day)), count: days.length });
    case "day-of-what":
      return phrase("minutes.doubt.day-of-what", { days: either(days.map(day)) });
    case "which-day":
      return phrase("minutes.doubt.which-day", { several, days: either(days.map(day)) });
    case "other-day":
      return phrase("minutes.doubt.other-day", { several, days: list(days.map(day)) });
    case "changed":
    case "answered":
      return phrase(`minutes.doubt.${why}`, { line });
    default:
      return phrase(`minutes.doubt.${why}`);
  }
}

/** Doubts that are worded as a question: no stop follows. */
const asked: ReadonlySet<Doubt["why"]> = new Set(["namesake", "day-of-what", "which-day"]);

/** A doubt for a sentence that says it: `doubt`, and whether it `asks`. */
export const doubtValues = (doubt: Doubt, item: MinutesItem) =>
  ({ doubt: doubtWords(doubt, item), asks: asked.has(doubt.why) ? "yes" : "no" }) as const;
