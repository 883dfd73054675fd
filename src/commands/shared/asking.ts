import { type Line, type ProjectContext, type ProjectLine, projectLine } from "../../bot/command.ts";
import type { Input, Values } from "../../bot/field.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { type PhraseId, phrase } from "../../messages/phrase.ts";
import { showsLedger } from "./checks.ts";

interface Asking<I extends Input> extends Omit<ProjectLine<I>, "project"> {
  /** The command that the line is of: `log`. */
  readonly of: string;
  /** What the button says; unset: *Record it anyway*. */
  readonly label?: PhraseId;
  /** What looks odd, as it is asked about; nothing when it does not. Throws the refusal of what cannot be. */
  ask(values: Values<I>, ctx: ProjectContext): readonly Block[] | Promise<readonly Block[]>;
}

/**
 * A line that asks before it does what looks odd, and the line of its button, which does it all the same, once: `log`
 * and `log anyway`. Until the button is pressed nothing has happened, and nothing is in the audit. What cannot be is
 * refused then as before.
 */
export function asking<I extends Input>({
  ask,
  of,
  label = "kickoff.anyway",
  ...line
}: Asking<I>): readonly [Line, Line] {
  const verb = line.verb === undefined ? "anyway" : `${line.verb}-anyway`;
  return [
    projectLine<I>({
      ...line,
      async run(values, ctx) {
        const questions = await ask(values, ctx);
        if (questions.length === 0) return line.run(values, ctx);
        const typed = printed(line.input, values);
        const button = {
          id: "anyway",
          label: phrase(label),
          runs: `${of} ${verb}`,
          values: typed,
          once: true,
        } as const;
        return {
          audience: showsLedger(ctx) ? "ledger" : "public",
          to: showsLedger(ctx) ? "place" : "person",
          question: true,
          blocks: [...questions, { kind: "buttons", buttons: [button] }],
        };
      },
    }),
    projectLine<I>({
      ...line,
      ...{ verb, by: "card", matches: undefined, examples: [] },
      async run(values, ctx): Promise<Reply> {
        await ask(values, ctx);
        return line.run(values, ctx);
      },
    }),
  ];
}

/** The fields of a line, as they would be typed again. */
function printed<I extends Input>(input: I, values: Values<I>): Readonly<Record<string, string>> {
  const given = Object.entries(input).flatMap(([name, field]) => {
    const value: unknown = values[name];
    return value === undefined ? [] : [[name, field.kind.print(value)] as const];
  });
  return Object.fromEntries(given);
}
