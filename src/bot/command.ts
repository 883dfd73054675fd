import type { Agreement, Offering } from "../domain/agreement.ts";
import type { ProjectFacts, Role } from "../domain/facts.ts";
import type { Day, Id, Ref } from "../domain/units.ts";
import type { Audience, Content, Reply } from "../messages/content.ts";
import type { Language } from "../messages/language.ts";
import type { PhraseId, Value } from "../messages/phrase.ts";
import type { AuditDetail, Store } from "../store/store.ts";
import type { Input, Values } from "./field.ts";
import type { Unreadable } from "./listing.ts";

/** The person who runs a command. */
export interface Actor {
  readonly id: Id | "system";
  readonly handle: string;
  readonly name: string;
  /** A non-guest member of the home workspace or tenant. */
  readonly staff: boolean;
}

/** Where a command is run. A conversation that is not bound counts as shared (A1). */
export interface Place {
  readonly conversation: Id;
  readonly kind: "internal" | "shared" | "private" | "unbound";
  /** People from outside are in it, as the platform knows. */
  readonly outsiders: boolean;
  /** The platform does not let us see who is in it, so that it counts as one with people from outside. */
  readonly unseen?: true;
}

/** Who may run a line: `anyone`, staff, the system itself, or a role on the project. */
export type Allowed = "anyone" | "staff" | "system" | Exclude<Role, "lead" | "staff">;

/** Everyone with a role on the project, and staff. */
export const everyone: readonly Allowed[] = ["staff", "customer", "approver", "partner", "sponsor"];
/** The customer's people: an approver and a sponsor are customers too. */
export const customers: readonly Allowed[] = ["customer", "approver", "sponsor"];

/**
 * What a handler works with. It awaits nothing but the store: everything it does is committed together or not at all.
 */
export interface Context {
  readonly actor: Actor;
  readonly place: Place;
  /** Business time, milliseconds since 1970. */
  readonly now: number;
  readonly today: Day;
  /** The language of the place. */
  readonly language: Language;
  readonly store: Store;
  /** The agreement that new projects open with; in a project's line, the one that the project is pinned to (P1). */
  readonly agreement: Agreement;
  /** Hears which project could not be shown among others. */
  readonly unreadable: Unreadable;
  /** True when a model drafts minutes (as a job); else the built-in template does. */
  readonly modelDrafts: boolean;
  /** True when a closed basis can be made a draft invoice in Fortnox. */
  readonly sendsInvoices: boolean;
  /** Our address from outside (PUBLIC_URL); unset: nobody outside reaches us. */
  readonly publicUrl?: string | undefined;
  /** What this person may do here, or all about one command. */
  help(topic?: string): Content;
  /**
   * The same command in a project that it has just opened: what it posts there is caused by it, and the audit names the
   * project.
   */
  inProject(id: Id): Promise<ProjectContext>;
}

/** What a handler of a project's line works with. */
export interface ProjectContext extends Context {
  /** The project as it was when the command began. */
  readonly facts: ProjectFacts;
  /** The project as it is now, after what this command has written. */
  reload(): Promise<ProjectFacts>;
  /** A reference of the project's own counter: `R3`. */
  nextRef(letter: "R" | "X" | "C" | "T" | "H" | "V" | "M" | "F" | "P"): Promise<Ref>;
  /**
   * Posts to the project's shared or internal channel, in this transaction. A `subject` names the message so that it
   * can be revised; posting again under a subject replaces what is current. Without a shared channel it throws a
   * refusal that says how to bind one; without an internal channel (or with outsiders in it) nothing is posted and it
   * returns false.
   */
  post(where: "shared" | "internal", content: Content, subject?: string): Promise<boolean>;
  /**
   * Edits the current message of a subject, in the project's channels or in one conversation. Told how, it is made of
   * what the message says now. False when there is none, or when it is the ledger's and outsiders have come into the
   * internal channel.
   */
  revise(subject: string, content: Content | ((now: Content) => Content), conversation?: Id): Promise<boolean>;
}

/**
 * What the engine itself runs or names a line for, whatever the line is called: `nothing` was typed; `words` were said
 * to a person rather than typed as a line, and stand in its first field; `undo` takes back what is named after it;
 * `shared` makes a channel a project's.
 */
export type Serves = "nothing" | "words" | "undo" | "shared";

/** Files that a line takes when they come by themselves, with no form that asked for them: what such a file means. */
export interface TakesFiles<Field extends string = string> {
  /**
   * `dropped`: with its bytes, which are stored. `linked`: kept elsewhere, and fetched by nobody. `attached`: with the
   * typed line of the command's bare name, or of the verb that is said here, whose fields are this line's.
   */
  readonly come: "dropped" | "linked" | "attached";
  readonly with?: string;
  /** The fields that the file's id, or its address, and its name stand in. */
  readonly into: { readonly file: Field; readonly name: Field };
  /** The endings of their names, without the dot; unset: whatever comes. */
  readonly kinds?: readonly string[];
  /**
   * Where they come; unset: anywhere. Who may bring them, and where they are not to be seen, the line says for itself.
   */
  readonly in?: readonly Place["kind"][];
  /** Of the lines that take a file, the one of the lowest number gets it. */
  readonly order: number;
}

interface LineBase<I extends Input> {
  /** Typed after the command's name: `add`. Unset: the line of the bare name. */
  readonly verb?: string;
  /** Reaches the line without its verb when the first word matches: `minutes M1` is `minutes show M1`. */
  readonly matches?: RegExp;
  readonly summary: PhraseId;
  /**
   * Lines as people type them, in English, with the command's name; what the agreement names in them is the
   * agreement's.
   */
  readonly examples: readonly string[] | ((agreement: Agreement) => readonly string[]);
  readonly allow: readonly Allowed[];
  /** `place`: the handler says what the place may see. A ledger line runs in internal places only. */
  readonly audience: Audience | "place";
  /** `card`: run by a button or its form, never typed. */
  readonly by?: "card";
  /**
   * May be typed in a conversation that is not bound: `open` and `bind`. A ledger line among them still needs one
   * without outsiders: the channel that becomes the project's internal one.
   */
  readonly opensPlace?: true;
  /** Changes nothing: takes no lock and leaves no audit entry. */
  readonly reads?: true;
  /** It shows projects as lists have them: what is not known of those is worked out before it runs. */
  readonly lists?: true;
  /** Typed without any value it opens its form, although none of them must be given. */
  readonly asksBare?: true;
  /** May be left empty, but whoever types or presses the line without it is shown its form first. */
  readonly asksFor?: keyof I & string;
  /** What the agreement must have for the line to be there at all. */
  readonly needs?: Offering;
  readonly serves?: Serves;
  readonly takes?: TakesFiles<keyof I & string>;
  readonly input: I;
}

/** A line outside any project. */
export interface FreeLine<I extends Input = Input> extends LineBase<I> {
  readonly project: "none";
  run(values: Values<I>, context: Context): Promise<Reply>;
}
/** A line of the place's project, or of the one named by `in:`. */
export interface ProjectLine<I extends Input = Input> extends LineBase<I> {
  readonly project: "required";
  /** It only reads, and nothing of hours: its facts are without them, as there may be thousands. */
  readonly withoutHours?: true;
  /**
   * Asked before the line's form is shown, with what can be read of its values so far: throws the refusal of what no
   * filling in would mend, so that nobody writes for nothing.
   */
  opening?(values: Partial<Values<I>>, context: ProjectContext): void | Promise<void>;
  /** What its form opens with besides what was given, as it would be typed. */
  prefill?(values: Partial<Values<I>>, context: ProjectContext): Promise<Readonly<Record<string, string>>>;
  /** What its values were before it ran, by field, for the history. */
  before?(values: Values<I>, facts: ProjectFacts): Readonly<Record<string, Value | undefined>>;
  /** What it did that its values do not say, for the history: amounts, times and days, and nobody's own words. */
  tells?(values: Values<I>, facts: ProjectFacts): readonly AuditDetail[];
  run(values: Values<I>, context: ProjectContext): Promise<Reply>;
}
// biome-ignore lint/suspicious/noExplicitAny: lines of different inputs stand in one registry; each is checked where it is defined
export type Line = FreeLine<any> | ProjectLine<any>;

/** A command: what people type first, and its lines. */
export interface Command {
  /** The English word; the Swedish ones are `command.<name>` in `locales/`. */
  readonly name: string;
  readonly summary: PhraseId;
  readonly lines: readonly Line[];
  /**
   * The verb whose line the name alone runs; where no line goes without a verb, it takes the words after the name too.
   */
  readonly bare?: string;
}

/** A line's examples, with what an agreement calls things. */
export function examplesOf({ examples }: Pick<Line, "examples">, agreement: Agreement): readonly string[] {
  return typeof examples === "function" ? examples(agreement) : examples;
}

/** Defines a line of a project; it exists so that the handler's values are inferred from its fields. */
export function projectLine<I extends Input>(line: Omit<ProjectLine<I>, "project">): ProjectLine<I> {
  return { ...line, project: "required" };
}
/** Defines a line outside any project. */
export function freeLine<I extends Input>(line: Omit<FreeLine<I>, "project">): FreeLine<I> {
  return { ...line, project: "none" };
}
/** Defines a command. */
export function defineCommand(command: Command): Command {
  return command;
}
