import {
  besideDay,
  clauseOfFact,
  clauseOfThing,
  otherBefore,
  otherBehind,
  recurring,
  span,
  tellsOfThing,
  vagueDay,
} from "../language/beside-day-words.ts";
import { isDeed, isOtherVerb } from "../language/deed-words.ts";
import { fold } from "../language/fold.ts";
import { arranges } from "../language/minutes-words.ts";
import type { Doubt } from "./meeting-facts.ts";
import type { Statement } from "./minutes-statement.ts";
import type { SpokenDay } from "./spoken-day.ts";
import type { Day } from "./units.ts";

/** When what a statement says is due (M1). */
export interface Due {
  readonly due?: Day;
  readonly doubt?: Doubt;
  /** Where the text says it. */
  readonly said?: SpokenDay;
}

/** The one day that a statement names, when it is clear which it is and that it is the day for what is to be done. */
export function dueOf({ days, text, lines }: Statement): Due {
  const [said, ...more] = days;
  if (recurring.test(fold(text)) && said?.as !== "last") return { doubt: { why: "which-day", days: said?.days ?? [] } };
  if (said === undefined) {
    // A cell for the day that holds none.
    const inCell = /[\p{L}\d]/u.test(lines[0]?.when ?? "");
    return inCell || span.test(text) || vagueDay.test(fold(text)) ? { doubt: { why: "which-day", days: [] } } : {};
  }
  if (more.length > 0) {
    const last = days.filter(({ as }) => as === "last");
    const [due] = last.length === 1 ? (last[0]?.days ?? []) : [];
    return { ...(due && { due }), doubt: { why: "two-days", days: days.flatMap((one) => one.days) } };
  }
  const [due, ...other] = said.days;
  if (said.passed) return { doubt: { why: "which-day", days: said.days }, said };
  if (due === undefined || other.length > 0 || said.as === "about" || said.as === "after")
    return { ...(due && { due }), doubt: { why: "which-day", days: said.days }, said };
  const [before, behind] = [text.slice(0, said.start), text.slice(said.end)];
  if (besideDay.test(before)) return { doubt: { why: "which-day", days: [] }, said };
  if (otherBefore.test(before) || otherBehind.test(fold(behind)))
    return { due, doubt: { why: "which-day", days: said.days }, said };
  if (said.as !== "last" && (arranges.test(text) || isOfSomething(before)))
    return { due, doubt: { why: "day-of-what", days: said.days }, said };
  return { due, said };
}

/** *Listan som kom på fredag*: what stands before the day is told of a thing, by a word that does something. */
function isOfSomething(before: string): boolean {
  const folded = fold(before);
  if (tellsOfThing.test(folded)) return true;
  const doesSo = (one: string): boolean => (isDeed(one) && one.endsWith("r")) || isOtherVerb(one) || beings.has(one);
  const isFact = [...folded.matchAll(clauseOfFact)].some(
    ([, first = "", next = ""]) => !isDeed(first) && next.trim().split(" ").some(doesSo),
  );
  if (isFact) return true;
  return [...folded.matchAll(clauseOfThing)].some(([, next = ""]) =>
    next.split(" ").some((one) => isDeed(one) || isOtherVerb(one) || beings.has(one)),
  );
}
const beings: ReadonlySet<string> = new Set(
  "kom ar var ska skall blev gick kommer came is was will be has had".split(" "),
);
