import type { Agreement } from "../domain/agreement.ts";
import type { LeftOpen } from "../domain/left-open.ts";
import { day, list, name, type Phrase, phrase, time } from "./phrase.ts";

/** Something that is open, in words. */
export function openWords(open: LeftOpen, agreement: Pick<Agreement, "areas">): Phrase {
  switch (open.kind) {
    case "data-missing":
    case "data-unreviewed": {
      const named = agreement.areas.filter(({ id }) => open.areas.includes(id)).map((area) => name(area.name));
      const all = named.length === agreement.areas.length ? "yes" : "no";
      return phrase(`open.${open.kind}`, { areas: list(named), count: named.length, all });
    }
    case "porting":
      return phrase("open.porting", { on: day(open.on), when: open.ahead ? "ahead" : open.late ? "late" : "steps" });
    case "no-kickoff-minutes":
      return phrase("open.no-kickoff-minutes");
    case "hours-not-agreed":
      return phrase("open.hours-not-agreed", { time: time(open.minutes) });
    default:
      return phrase(`open.${open.kind}`, { refs: list(open.refs), count: open.refs.length });
  }
}
