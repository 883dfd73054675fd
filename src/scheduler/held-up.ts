import type { Agreement } from "../domain/agreement.ts";
import { planned } from "../domain/plan.ts";
import { named, phrase, type Value } from "../messages/phrase.ts";
import { deedWords } from "../messages/project-words.ts";
import { isPhraseId } from "../messages/vocabulary.ts";

/** What can be put off, in the middle of a sentence: by the subject that it is snoozed by. */
export function heldUpWords(subject: string, agreement: Pick<Agreement, "areas" | "plan" | "deadlines">): Value {
  const [kind = "", id] = subject.split("/");
  if (kind === "data" && id !== undefined) {
    const area = agreement.areas.find((one) => one.id === id);
    return area === undefined ? phrase("snooze.of.data") : phrase("snooze.of.area", { area: named(area.name) });
  }
  if (id !== undefined && kind === "check-in") return phrase("snooze.of.check-in", { ref: id });
  if (id !== undefined && kind === "number") return phrase("snooze.of.number", { ref: id });
  if (id !== undefined && kind === "plan") return deedWords(id, agreement);
  if (id !== undefined && (kind === "task" || kind === "offer")) return phrase(`snooze.of.${kind}`, { ref: id });
  if (id !== undefined && kind === "minutes-missing") return phrase("snooze.of.minutesOf", { ref: id });
  const kickoff = planned(agreement, "kickoff");
  if (kind === "preparation" && kickoff !== undefined)
    return phrase("snooze.of.preparation", { what: named(kickoff.the ?? kickoff.name) });
  const key = `snooze.of.${kind}`;
  return isPhraseId(key) && kind !== "preparation" ? phrase(key) : subject;
}
