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
export function dueOf({ days, text }: Statement): Due {
  const [said, ...more] = days;
  if (said === undefined) return {};
  if (more.length > 0) {
    const last = days.filter(({ as }) => as === "last");
    const [due] = last.length === 1 ? (last[0]?.days ?? []) : [];
    return { ...(due && { due }), doubt: { why: "two-days", days: days.flatMap((one) => one.days) } };
  }
  const [due, ...other] = said.days;
  if (due === undefined || other.length > 0 || said.as === "about" || said.as === "after")
    return { ...(due && { due }), doubt: { why: "which-day", days: said.days }, said };
  if (said.as !== "last" && arranges.test(text)) return { due, doubt: { why: "day-of-what", days: said.days }, said };
  return { due, said };
}
