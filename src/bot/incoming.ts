import type { Id, Ref } from "../domain/units.ts";
import type { Form, Reply } from "../messages/content.ts";
import type { Language } from "../messages/language.ts";
import type { Phrase } from "../messages/phrase.ts";
import type { Account, MetConversation } from "../store/store.ts";
import type { ShownBy, Shows } from "./shown-by.ts";

export type { Account, MetConversation };

/** What somebody did on a platform, verified by its adapter. */
export interface Incoming {
  readonly account: Account;
  readonly conversation: MetConversation;
  /** The transport's key, unique per platform and tenant: a repeat gets the first answer. */
  readonly key: string;
  /**
   * Of a line that was edited: the {@link key} that it had as it was first written. Its own key names this version of
   * it. At most one version of a line takes effect.
   */
  readonly edits?: string;
  /** Where whoever sends it makes up the key: what it was given to, as a digest. */
  readonly asked?: string | undefined;
  readonly intent: Intent;
  /** The thread of the conversation that it was said in, as the platform knows it: its reply goes there. */
  readonly thread?: string;
  /** Who shows the reply; unset: the outbox. */
  readonly shows?: Shows;
  /** Hears that the project is somebody else's at the moment: until it is free this takes nobody's place. */
  readonly waits?: () => void;
  /** False where the platform cannot show a form in answer to this: a button that opens it is answered instead. */
  readonly forms?: false;
}

/** A file as it was given to us. */
export interface BroughtFile {
  readonly name: string;
  readonly content: Uint8Array;
}

export type Intent =
  /**
   * A typed line, with or without `/startklar` or `@Startklar`. `parts`: what mentions of the bot part the message
   * into, where that is more than the line. `files`: those that came with it, for a line that takes some.
   */
  | {
      readonly kind: "line";
      readonly text: string;
      readonly parts?: readonly string[];
      readonly files?: readonly BroughtFile[];
    }
  /** A press of a button that we drew: our message's id and the button's. */
  | { readonly kind: "press"; readonly message: Id; readonly button: string }
  /** A form filled in; `files`: those that came with it, for its field that takes files. */
  | {
      readonly kind: "form";
      readonly form: Id;
      readonly values: Readonly<Record<string, string>>;
      readonly files?: readonly BroughtFile[];
    }
  /** A line's form is asked for outside any message, prefilled: only ever a line that the adapter names itself. */
  | { readonly kind: "ask"; readonly runs: string; readonly values: Readonly<Record<string, string>> }
  /**
   * Nothing is done: whether the person may hand in files here, before they are shown the way to it, or any are fetched
   * for them.
   */
  | { readonly kind: "may" }
  /** A file dropped into the conversation. */
  | ({ readonly kind: "file" } & BroughtFile)
  /** A file that is kept elsewhere and only linked into the conversation: nobody fetches it. */
  | { readonly kind: "linked"; readonly name: string; readonly url: string };

/** What came of it. Given only once it is stored. */
export interface Answer {
  /**
   * `refused`: known, worded, without effect. `invalid`: a form's fields have errors. `failed`: unexpected, with a
   * reference in the log.
   */
  readonly outcome: "done" | "refused" | "invalid" | "failed";
  readonly language: Language;
  /** The reply, which is also the message `replyId` that the outbox delivers. */
  readonly reply?: Reply;
  readonly replyId?: Id;
  /** Only the one who asked may see the reply. */
  readonly alone?: true;
  /** Who shows the reply, where one was stored; unset: the outbox. */
  readonly shownBy?: ShownBy;
  /** A form to show: asked for, or come back filled in because it was refused. */
  readonly form?: Form;
  /** What is wrong in a form, by field. */
  readonly errors?: Readonly<Record<string, Phrase>>;
  /**
   * What it changed; null when it changed nothing: it was read, or asked about. Unknown of what was stored before this
   * was kept.
   */
  readonly took?: Took | null;
  /** Our ids of every message that this caused or edited, in order, the reply among them. */
  readonly caused: readonly Id[];
  /** True when this is the first answer given again. */
  readonly repeated: boolean;
}

/** What a line left behind. */
export interface Took {
  readonly runs: string;
  readonly project?: Id;
  /** References that were given to what it recorded: `H5`. */
  readonly refs: readonly Ref[];
}

/**
 * The transport's key was given to something else before: nothing was done, and the answer to the other is not given
 * for it.
 */
export class KeyTaken extends Error {
  constructor() {
    super("The key was used for something else");
    this.name = "KeyTaken";
  }
}

/** The way in, for every platform. */
export interface Dispatch {
  /** Throws {@link KeyTaken} when the key was given to something else before. */
  handle(incoming: Incoming): Promise<Answer>;
  /** Runs a line as the system itself: the result of a job. Throws when it is refused. */
  system(project: Id, runs: string, values: Readonly<Record<string, string>>): Promise<void>;
}
