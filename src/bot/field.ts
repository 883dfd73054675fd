import type { Agreement } from "../domain/agreement.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import type { Day, Id, LocalName } from "../domain/units.ts";
import type { FormField } from "../messages/content.ts";
import type { Language } from "../messages/language.ts";
import { type Phrase, type PhraseId, phrase, type Text, type Value } from "../messages/phrase.ts";
import type { PlatformName } from "../messages/platform.ts";
import type { Store } from "../store/store.ts";

/** What a field may look at to read what was typed. `facts` is there in a project's line. */
export interface ReadEnv {
  readonly today: Day;
  readonly now: number;
  readonly language: Language;
  readonly agreement: Agreement;
  readonly facts?: ProjectFacts;
  readonly store: Store;
  /** Who gives it. */
  readonly actor?: Id | "system";
  /** Whether that is one of us; unset: not known to be. */
  readonly staff?: boolean;
  readonly platform: PlatformName | "system";
}

/** A field's answer to something it cannot read; `Nothing was changed` is the error door's to say. */
export class FieldProblem extends Error {
  readonly problem: Phrase;
  /** What may have been meant: used for the corrected line. */
  readonly instead?: string;
  constructor(problem: Phrase, instead?: string) {
    super(problem.say);
    this.name = "FieldProblem";
    this.problem = problem;
    if (instead !== undefined) this.instead = instead;
  }
}
/** `throw fieldProblem("field.day.unknown", { typed }, "2026-02-28")`. */
export function fieldProblem(say: PhraseId, values?: Readonly<Record<string, Value>>, instead?: string): FieldProblem {
  const said = Object.entries(values ?? {}).map(
    ([key, value]) => [key, typeof value === "string" ? shorten(value) : value] as const,
  );
  return new FieldProblem(phrase(say, values === undefined ? undefined : Object.fromEntries(said)), instead);
}

/** What was typed, short enough to be said back. */
export function shorten(typed: string, longest = 60): string {
  // No more is looked at than may be shown: a character is two code units at most.
  const characters = [...typed.slice(0, 2 * longest + 2)];
  return characters.length > longest ? `${characters.slice(0, longest).join("")}…` : typed;
}

/** Something that the agreement names in both languages. */
export interface Named {
  readonly id: string;
  readonly name: LocalName;
  readonly aliases?: readonly string[];
}

/** What there is to choose from. */
export type Options = readonly {
  readonly value: string;
  readonly label: Text;
  /** What it is called afterwards, where its label says how it stands just now. */
  readonly called?: Text;
}[];

/** How one kind of value is typed, read, printed back and asked for in a form. */
export interface FieldKind<T> {
  /**
   * `hidden`: never shown nor typed, only brought by a button (which round was seen). `unasked`: brought by a button or
   * typed in a
   * line, but no box of a form (the digest of what was seen).
   */
  readonly form: FormField["type"] | "hidden" | "unasked";
  /** Shown in help and in a corrected line: `<day>`. */
  readonly placeholder: string;
  /**
   * Words it takes when typed: a day and a clock time take 2; `rest` takes everything that follows, verbatim. Default
   * 1.
   */
  readonly takes?: number | "rest";
  /** Characters that nobody sees stand in it as U+FFFD: in what is argued from, they are shown and not left out. */
  readonly showsHidden?: true;
  /** Typed as its bare name (`urgent`), not as a value. */
  readonly bare?: true;
  /** Free text: bare words that nothing else takes are joined to it. */
  readonly joins?: true;
  /** Nothing is a likely slip here: it is asked about before it counts. */
  readonly doubtsZero?: true;
  /** May be somebody's own, such as a telephone number: the audit holds nothing of it. */
  readonly personal?: true;
  /**
   * How many of the coming words are the value (`2 h 30 min`), where that depends on them; at least 1. Goes before
   * `takes`.
   */
  spans?(words: readonly string[]): number;
  /** The ids of the fixed values it takes; their words are `value.<id>` in `locales/`. */
  readonly values?: readonly string[];
  /** What of the agreement it takes by its id, or by its name in either language. */
  named?(agreement: Agreement): readonly Named[];
  /** The agreements that it chooses from: what else is typed in the line is read by the chosen one. */
  readonly agreements?: readonly Agreement[];
  /** Those names may be of several words without quotes. */
  readonly wordy?: true;
  /** How what was typed is typed in a language, where neither of these says it: `fre` for `fri`. */
  spoken?(typed: string, language: Language, agreement: Agreement): string;
  /** Throws FieldProblem. */
  read(raw: string, env: ReadEnv): T | Promise<T>;
  /** What reads back as the same value. */
  print(value: T): string;
  /** `given`: what the form was opened with, as it was typed. */
  options?(env: ReadEnv, given?: Readonly<Record<string, string>>): Options | Promise<Options>;
  /** What a form has filled in of itself where nothing is given. */
  preset?(env: ReadEnv): Promise<string | undefined>;
  readonly hint?: PhraseId;
  /**
   * How it is asked for in a form that is another for each thing that it is about, by what the form was opened with;
   * undefined: it is not.
   */
  asked?(env: ReadEnv, given: Readonly<Record<string, string>>): Promise<Omit<FormField, "name"> | undefined>;
  /** What the agreement calls it, where `locales/` does not: its label, and the words of its key. */
  readonly titled?: Named;
  /** False where this agreement has no such thing, so that no form asks for it. */
  isIn?(agreement: Agreement): boolean;
}

/**
 * A field of a line. Its label is `field.<name>` and its Swedish key `key.<name>` in `locales/`, unless it is titled.
 */
export interface Field<T> {
  readonly kind: FieldKind<NonNullable<T>>;
  readonly required: boolean;
  /**
   * Typed without its key, in the order of the line's fields; required fields are, optional ones are not unless they
   * say so.
   */
  readonly positional: boolean;
  /** Read when nothing is given: as typed. */
  readonly initial?: string;
  /** May be left out. */
  optional(): Field<T | undefined>;
  /** Read as this when left out. */
  default(typed: string): Field<NonNullable<T>>;
  /** Optional, and typed without its key all the same. */
  inPlace(): Field<T>;
  /** Required, but only by its key. */
  byKey(): Field<T>;
}

// biome-ignore lint/suspicious/noExplicitAny: the fields of a line are of different types
export type Input = Readonly<Record<string, Field<any>>>;
/** What a handler gets for its fields. */
export type Values<I extends Input> = { readonly [K in keyof I]: I[K] extends Field<infer T> ? T : never };

/** A field of a kind: required, typed in place. */
export function fieldOf<T>(kind: FieldKind<NonNullable<T>>): Field<T> {
  return build<T>(kind, { required: true, positional: true });
}

function build<T>(
  kind: FieldKind<NonNullable<T>>,
  is: { required: boolean; positional: boolean; initial?: string },
): Field<T> {
  return {
    kind,
    ...is,
    optional: () =>
      build<T | undefined>(kind as FieldKind<NonNullable<T | undefined>>, {
        ...is,
        required: false,
        positional: false,
      }),
    default: (typed) => build<NonNullable<T>>(kind, { required: false, positional: false, initial: typed }),
    inPlace: () => build<T>(kind, { ...is, positional: true }),
    byKey: () => build<T>(kind, { ...is, positional: false }),
  };
}
