import { fieldOf, fieldProblem } from "../../bot/field.ts";
import { field } from "../../bot/fields.ts";
import type { MeetingMinutes } from "../../domain/facts.ts";
import { leftOf } from "../../domain/minutes-review.ts";
import type { Ref } from "../../domain/units.ts";
import { raw, type Text } from "../../messages/phrase.ts";

/** A line of a draft's notes that somebody picks, or one sentence of it. */
export interface PickedLine {
  readonly ref: Ref;
  readonly line: number;
  readonly sentence?: number | undefined;
}

/** What became nothing, of the drafts that are open: `M1:12`, and a line's third sentence: `M1:12.3`. */
export const leftLines = () =>
  field.several(
    fieldOf<PickedLine>({
      form: "select",
      placeholder: "M1:12",
      read(typed) {
        const [, ref, line, sentence] = /^(M\d{1,6}):(\d{1,6})(?:\.(\d{1,4}))?$/u.exec(typed.trim()) ?? [];
        if (ref === undefined) throw fieldProblem("field.lines.unknown", { typed });
        return { ref, line: Number(line), sentence: sentence === undefined ? undefined : Number(sentence) };
      },
      print: printed,
      options: ({ facts }) => (facts?.minutes ?? []).flatMap(leftOptions),
    }),
  );

/** As it is typed and as a form has it. */
export const printed = ({ ref, line, sentence }: PickedLine): string =>
  `${ref}:${line}${sentence === undefined ? "" : `.${sentence}`}`;

function leftOptions({ ref, state, content, correction }: MeetingMinutes): readonly {
  readonly value: string;
  readonly label: Text;
}[] {
  const now = state === "approved" ? correction : content;
  if (now === undefined || !("items" in now)) return [];
  // People's own words: the history keeps none of them.
  return leftOf(now).map(({ line, sentence, words, speaker }) => ({
    value: printed({ ref, line, sentence }),
    label: raw(`${line}. ${speaker === undefined ? "" : `${speaker}: `}${words}`),
  }));
}
