import { type Field, fieldOf } from "../../bot/field.ts";
import { findNamed } from "../../bot/fields/choices.ts";
import { fold } from "../../language/fold.ts";

const milestones: ReadonlyMap<string, string> = new Map([
  ["kickoff", "kickoff"],
  ["uppstart", "kickoff"],
  ["uppstartsmote", "kickoff"],
  ["golive", "golive"],
  ["go-live", "golive"],
  ["driftsatt", "golive"],
  ["driftsattning", "golive"],
]);

/** A reference, `kickoff`, `golive`, or an area in either language. */
export function undoTarget(): Field<string> {
  return fieldOf<string>({
    form: "text",
    placeholder: "H1",
    read(raw, env) {
      const typed = raw.trim();
      return milestones.get(fold(typed)) ?? findNamed(typed, env.agreement.areas)?.id ?? typed;
    },
    print: (value) => value,
  });
}
