import {
  type Context,
  type FreeLine,
  freeLine,
  type Line,
  type ProjectContext,
  type ProjectLine,
  projectLine,
} from "../../bot/command.ts";
import type { Input, Values } from "../../bot/field.ts";
import { field } from "../../bot/fields.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { type PhraseId, phrase } from "../../messages/phrase.ts";
import { showsLedger } from "./checks.ts";

/** A question of which the newest alone holds: of older ones the buttons change nothing, and go where that can be. */
interface Proposal<C extends Context> {
  /** What is asked: a later question of it replaces this one. */
  readonly subject: string;
  /** What tells this question from any other, and from itself once what it is about has changed. */
  seen(ctx: C): string;
  /** Takes the older question's buttons away. */
  replace(ctx: C): Promise<void>;
  /** Throws the refusal of a question that was replaced. `seen`: which it was; undefined of an earlier version's. */
  mustHold(ctx: C, seen: string | undefined): Promise<void>;
}

interface Asking<I extends Input, C extends Context> extends Pick<FreeLine<I>, "verb" | "input"> {
  /** The command that the line is of: `log`. */
  readonly of: string;
  /** What the button says; unset: *Record it anyway*. */
  readonly label?: PhraseId | undefined;
  /** What looks odd, as it is asked about; nothing when it does not. Throws the refusal of what cannot be. */
  ask(values: Values<I>, ctx: C): readonly Block[] | Promise<readonly Block[]>;
  readonly proposal?: Proposal<C>;
  run(values: Values<I>, ctx: C): Promise<Reply>;
}
type ProjectAsking<I extends Input> = Asking<I, ProjectContext> & Omit<ProjectLine<I>, "project">;
type FreeAsking<I extends Input> = Asking<I, Context> & Omit<FreeLine<I>, "project">;

/**
 * A line that asks before it does what looks odd, and the line of its button, which does it all the same, once: `log`
 * and `log anyway`. Until the button is pressed nothing has happened, and nothing is in the audit. What cannot be is
 * refused then as before.
 */
export function asking<I extends Input>({
  ask,
  of,
  label,
  proposal,
  ...line
}: ProjectAsking<I>): readonly [Line, Line] {
  const { asks, anyway } = pairOf({ ...line, ask, of, label, proposal });
  return [projectLine<I>({ ...line, ...asks }), projectLine<I>({ ...line, ...anyway })];
}

/** The same of a line outside any project. */
export function askingFirst<I extends Input>({ ask, of, label, ...line }: FreeAsking<I>): readonly [Line, Line] {
  const { asks, anyway } = pairOf({ ...line, ask, of, label });
  return [freeLine<I>({ ...line, ...asks }), freeLine<I>({ ...line, ...anyway })];
}

function pairOf<I extends Input, C extends Context>({ ask, run, of, input, proposal, ...line }: Asking<I, C>) {
  const verb = line.verb === undefined ? "anyway" : `${line.verb}-anyway`;
  return {
    asks: {
      async run(values: Values<I>, ctx: C): Promise<Reply> {
        const questions = await ask(values, ctx);
        if (questions.length === 0) return run(values, ctx);
        await proposal?.replace(ctx);
        const seen: Readonly<Record<string, string>> = proposal === undefined ? {} : { seen: proposal.seen(ctx) };
        const button = {
          id: "anyway",
          label: phrase(line.label ?? "kickoff.anyway"),
          runs: `${of} ${verb}`,
          values: { ...printed(input, values), ...seen },
          once: true,
        } as const;
        return {
          audience: showsLedger(ctx) ? "ledger" : "public",
          to: showsLedger(ctx) ? "place" : "person",
          question: true,
          ...(proposal === undefined ? {} : { subject: proposal.subject }),
          blocks: [...questions.map((block) => withSeen(block, seen)), { kind: "buttons", buttons: [button] }],
        };
      },
    },
    anyway: {
      ...({ verb, by: "card", matches: undefined, takes: undefined, examples: [] } as const),
      ...(proposal === undefined ? {} : { input: { ...input, seen: field.hidden().optional() } as I }),
      async run(values: Values<I>, ctx: C): Promise<Reply> {
        await proposal?.mustHold(ctx, (values as { readonly seen?: string }).seen);
        await ask(values, ctx);
        return run(values, ctx);
      },
    },
  };
}

/** What else a question offers is of the same question. */
function withSeen(block: Block, seen: Readonly<Record<string, string>>): Block {
  if (block.kind !== "buttons") return block;
  return { ...block, buttons: block.buttons.map((one) => ({ ...one, values: { ...one.values, ...seen } })) };
}

/** The fields of a line, as they would be typed again. */
export function printed<I extends Input>(input: I, values: Values<I>): Readonly<Record<string, string>> {
  const given = Object.entries(input).flatMap(([name, field]) => {
    const value: unknown = values[name];
    return value === undefined ? [] : [[name, field.kind.print(value)] as const];
  });
  return Object.fromEntries(given);
}
