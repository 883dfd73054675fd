import { type Field, fieldOf } from "../../bot/field.ts";
import { findNamed } from "../../bot/fields/choices.ts";
import { fold } from "../../messages/vocabulary.ts";

/** A reference, `kickoff`, `golive`, or an area in either language. */
export function undoTarget(): Field<string> {
  const milestones: Readonly<Record<string, string>> = {
    kickoff: "kickoff",
    uppstart: "kickoff",
    uppstartsmote: "kickoff",
    golive: "golive",
    "go-live": "golive",
    driftsatt: "golive",
    driftsattning: "golive",
  };
  return fieldOf<string>({
    form: "text",
    placeholder: "H1",
    read(raw, env) {
      const typed = raw.trim();
      return milestones[fold(typed)] ?? findNamed(typed, env.agreement.areas)?.id ?? typed;
    },
    print: (value) => value,
  });
}
