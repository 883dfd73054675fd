import type { Id } from "../../domain/units.ts";
import type { Phrase } from "../../messages/phrase.ts";
import type { Line } from "../command.ts";
import type { Engine } from "../engine.ts";
import type { BroughtFile } from "../incoming.ts";
import { type Refusal, refuse } from "../refusal.ts";

/**
 * What somebody means: one line of one command, with its fields as they would be typed.
 */
export interface Intended {
  readonly runs: string;
  readonly line: Line;
  readonly raw: Readonly<Record<string, string>>;
  /** The project that was typed after `in:`. */
  readonly named?: string;
  /** The project that the pressed message or the form belongs to. */
  readonly project?: Id;
  /** Show the form instead of running the line. */
  readonly asks: boolean;
  /** The form that was filled in, and what it was opened with. */
  readonly form?: Id;
  readonly message?: Id;
  /** A press that takes effect once: its key. */
  readonly once?: string;
  /** The press is the yes to an amount that was asked about. */
  readonly sure?: true;
  /** What was already seen to be wrong when the line was parsed. */
  readonly errors?: Readonly<Record<string, Phrase>>;
  /** What words that no field took may have meant, by field. */
  readonly instead?: Readonly<Record<string, string>>;
  /** Words of the line are in no field. */
  readonly lost?: boolean;
  /** Files, which are stored once it is known that their sender may hand them in; the field that takes their ids. */
  readonly brings?: { readonly field: string; readonly files: readonly BroughtFile[] };
  /** Not this person's to do: thrown when it is known what it was, so that it can be recorded. */
  readonly refused?: Refusal;
  /** The line again, for another project. */
  retype(code: string): string;
}

/** A line with its fields, as a button or a form names it: one that a newer version has no more is outdated. */
export function running(engine: Engine, runs: string, raw: Intended["raw"]): Intended {
  const found = engine.registry.line(runs);
  if (found === undefined) throw refuse("press.outdated");
  return withValues(engine, found.line, raw);
}

/** A line with its fields, as the engine itself fills them. */
export function withValues({ registry }: Engine, line: Line, raw: Intended["raw"]): Intended {
  const runs = registry.runsOf(line);
  return { runs, line, raw, asks: false, retype: (code) => `${runs} in:${code}` };
}
