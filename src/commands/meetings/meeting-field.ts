import { type Field, fieldOf, fieldProblem } from "../../bot/field.ts";
import { field } from "../../bot/fields.ts";
import type { MeetingMinutes, ProjectFacts } from "../../domain/facts.ts";
import { phrase, raw } from "../../messages/phrase.ts";

/** What minutes are asked for by: their own reference, or the meeting that they are of. */
export type MinutesTarget =
  | { readonly kind: "minutes"; readonly minutes: MeetingMinutes }
  | { readonly kind: "meeting"; readonly meeting: MeetingMinutes["meeting"] };

const meetings = field.choice(["kickoff", "handover"]);
const refs = field.ref("C", "M");

/** `M1`, or a meeting: `C1`, `kickoff`, `handover`. */
export function meetingField(): Field<MinutesTarget> {
  return fieldOf<MinutesTarget>({
    form: "select",
    placeholder: "C1|kickoff|handover",
    values: meetings.kind.values ?? [],
    async read(typed, env) {
      if (/^[a-z]\d+$/iu.test(typed.trim())) return targetOf(await refs.kind.read(typed, env), env.facts);
      try {
        return { kind: "meeting", meeting: await meetings.kind.read(typed, env) };
      } catch {
        throw fieldProblem("field.meeting.unknown", { typed: typed.trim() });
      }
    },
    print: (value) => (value.kind === "minutes" ? value.minutes.ref : value.meeting),
    options: (env) => [
      ...(env.facts?.checkIns ?? [])
        .filter(({ state }) => state !== "cancelled")
        .map(({ ref, on }) => ({ value: ref, label: raw(`${ref} ${on}`) })),
      { value: "kickoff", label: phrase("minutes.of.kickoff") },
      { value: "handover", label: phrase("minutes.of.handover") },
    ],
  });
}

function targetOf(ref: string, facts: ProjectFacts | undefined): MinutesTarget {
  const minutes = facts?.minutes.find((one) => one.ref === ref);
  return minutes === undefined ? { kind: "meeting", meeting: ref } : { kind: "minutes", minutes };
}
