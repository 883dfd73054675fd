import type { Button } from "../messages/content.ts";
import { type Phrase, type PhraseId, phrase, type Value } from "../messages/phrase.ts";

/**
 * What goes with a refusal. What is offered is offered to whoever may do it: the error door leaves out the lines and
 * buttons that its reader may not use where they are, and says whom to turn to.
 */
export interface RefusalHelp {
  /** What to do instead. */
  readonly next?: Phrase;
  /** A corrected line to copy. Words that lead to it stand in the phrase's choice by `offer`, and go with it. */
  readonly line?: string | undefined;
  /** Lines to send one by one. */
  readonly lines?: readonly string[];
  /** The lines are what the reader has typed themself, given back: nothing that was typed is lost, whoever they are. */
  readonly own?: true;
  /** More lines of why: what blocks, what is missing. */
  readonly because?: readonly Phrase[];
  readonly buttons?: readonly Button[];
  /** Recorded in the audit: a press or line by someone who may not (L3). */
  readonly recorded?: boolean;
  /** The field that it is about: shown there when it came from a form. */
  readonly field?: string;
}

/**
 * A known refusal: what was refused and why, worded for the person. The transaction is rolled back and nothing is
 * changed.
 */
export class Refusal extends Error {
  readonly why: Phrase;
  readonly help: RefusalHelp;
  constructor(why: Phrase, help: RefusalHelp = {}) {
    super(why.say);
    this.name = "Refusal";
    this.why = why;
    this.help = help;
  }
}

/**
 * Refuses: `throw refuse("golive.already", { on: day(project.goLive.on) })`.
 */
export function refuse(say: PhraseId, values?: Readonly<Record<string, Value>>, help?: RefusalHelp): Refusal {
  const why = phrase(say, values);
  return new Refusal(help === undefined ? why : offering(why, help.line !== undefined), help);
}

/** The same words, which say `offer` whether a line to copy goes with them. */
export const offering = (why: Phrase, offered: boolean): Phrase => ({
  ...why,
  with: { ...why.with, offer: offered ? "yes" : "no" },
});

/** What is wrong with the fields, by name: shown at the field in a form, and with a corrected line when typed. */
export class FieldErrors extends Error {
  readonly errors: Readonly<Record<string, Phrase>>;
  /** What may have been meant, by field: used for the corrected line. */
  readonly instead: Readonly<Record<string, string>>;
  constructor(errors: Readonly<Record<string, Phrase>>, instead: Readonly<Record<string, string>> = {}) {
    super(Object.keys(errors).join(", "));
    this.name = "FieldErrors";
    this.errors = errors;
    this.instead = instead;
  }

  /** All of them at once, as far as there are any. */
  static together(...found: readonly (FieldErrors | undefined)[]): FieldErrors | undefined {
    const some = found.filter((one) => one !== undefined);
    if (some.length === 0) return undefined;
    return new FieldErrors(
      Object.assign({}, ...some.map(({ errors }) => errors)),
      Object.assign({}, ...some.map(({ instead }) => instead)),
    );
  }
}
