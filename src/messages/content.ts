import type { Id, LocalName } from "../domain/units.ts";
import type { PhraseId, Text } from "./phrase.ts";
import type { Picture } from "./picture.ts";

/**
 * Who may see something (A1). `ledger`: staff, in internal places only. `offer`: the project's shared channel too, from
 * the moment it is sent. `public`: everyone on the project.
 */
export type Audience = "ledger" | "offer" | "public";

/**
 * A button. A press runs a command's line as the person who pressed, with these values; the platform carries only the
 * message's and the button's ids, so a press can do nothing that we did not draw.
 */
export interface Button {
  /** Unique within its message. */
  readonly id: string;
  readonly label: Text;
  readonly style?: "primary" | "danger";
  /** The command and line that a press runs: `change approve`. */
  readonly runs: string;
  /** The line's fields, as they would be typed. */
  readonly values?: Readonly<Record<string, string>>;
  /** Opens the line's form, prefilled with the values, instead of running it. */
  readonly asks?: boolean;
  /**
   * Takes effect once, ever: a second press hears who did it and when. For lines whose own facts would let them run
   * again.
   */
  readonly once?: boolean;
  /** A yes to what its message asked about an amount: the line is not asked about it again. */
  readonly sure?: boolean;
  /** What it offered was for a time that has passed: it stays a fact of its card where it is drawn no more. */
  readonly passed?: true;
  /** The project that a press is about, where it is another than its message's. */
  readonly of?: Id;
}

/**
 * What a text is for, where something later has to find it in its message: known by this, never by how it is worded.
 * `instead` introduces the lines that may be typed where buttons do not work, and goes with them; `pending` is true
 * until its card is settled; `address` says who is asked to answer, and goes when it is answered; `undelivered` tells
 * that a message found no way; `more` counts the quotes that are not shown; with `due` begins what a digest reminds
 * about.
 */
export type TextRole = "instead" | "pending" | "address" | "undelivered" | "due" | { readonly more: number };

/** One drawn part of a message: plain tagged data that each platform renders its own way. */
export type Block =
  /** `of`: with it begins what a message of several projects says of one; `late`: something of that is late. */
  | { readonly kind: "heading"; readonly text: Text; readonly of?: Id; readonly late?: true }
  | {
      readonly kind: "text";
      readonly text: Text;
      readonly tone?: "plain" | "success" | "warning" | "quiet";
      readonly role?: TextRole;
    }
  | { readonly kind: "list"; readonly items: readonly Text[] }
  | { readonly kind: "facts"; readonly rows: readonly { readonly label: Text; readonly value: Text }[] }
  | {
      readonly kind: "table";
      readonly columns: readonly { readonly label: Text; readonly align?: "right" }[];
      readonly rows: readonly (readonly Text[])[];
    }
  /** People's own words, set apart. */
  | { readonly kind: "quote"; readonly text: string }
  /**
   * A line to copy and send; `instead`: in small, what may be typed where the message's buttons do not work, and goes
   * with them.
   */
  | { readonly kind: "line"; readonly line: string; readonly instead?: true }
  | { readonly kind: "buttons"; readonly buttons: readonly Button[] }
  /**
   * Something to look at rather than to read. The words beside it say the same: where no picture can be shown, it is
   * left out.
   */
  | { readonly kind: "picture"; readonly picture: Picture };

export interface FileLink {
  readonly id: string;
  readonly name: string;
}

/** What a message says, in no language and on no platform yet. */
export interface Content {
  readonly audience: Audience;
  readonly blocks: readonly Block[];
  readonly files?: readonly FileLink[];
  /** True: it stays on top of its conversation; false: it no longer does. */
  readonly pinned?: boolean;
  /** People hand in files here: a platform whose conversations take no files offers a page of ours instead. */
  readonly takesFiles?: true;
  /**
   * Buttons that an earlier revision drew. They are drawn no more, but a press that was on its way is answered by the
   * line that knows what came of it: who decided and when, or which offer is current (S9).
   */
  readonly retired?: readonly Button[];
  /** What it said, with its buttons, before its project was cancelled: it says so again when that is taken up. */
  readonly stopped?: readonly Block[];
  /**
   * What is left of it where it is kept, once it has reached its reader: what it says in full is for them alone, such
   * as an address that opens what is theirs.
   */
  readonly leaves?: readonly Block[];
}

/** What a command answers to the person who ran it. */
export interface Reply extends Content {
  /** `person`: only the one who asked sees it. Default: everyone in the place. */
  readonly to?: "place" | "person";
  /** Names it for later revisions, as a message of a project's channel. */
  readonly subject?: string;
  /** A question: nothing has happened yet, so there is nothing for the audit. */
  readonly question?: true;
  /** It shows what is there, of a line that can do more: nothing has happened, so there is nothing for the audit. */
  readonly onlyShows?: true;
  /** What was done stands in a card that it edited: nothing is said besides. */
  readonly inCard?: true;
}

/**
 * What a form asks for in one field. `choices`: any number of the options; the values of those chosen, parted by
 * commas. `files`: the same of files that have come already, and new ones besides, which are sent in with the form.
 */
export interface FormField {
  readonly name: string;
  readonly label: PhraseId | { readonly name: LocalName };
  readonly type: "text" | "longtext" | "number" | "day" | "datetime" | "select" | "choices" | "files" | "flag";
  readonly required: boolean;
  readonly value?: string;
  readonly options?: readonly { readonly value: string; readonly label: Text }[];
  readonly hint?: Text;
}

/** A form to fill in: a stored row whose id is all that travels. */
export interface Form {
  readonly id: string;
  readonly title: Text;
  readonly fields: readonly FormField[];
}
