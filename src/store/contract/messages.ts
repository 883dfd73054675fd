import type { By } from "../../domain/facts.ts";
import type { Day, Id, Ref } from "../../domain/units.ts";
import type { Content } from "../../messages/content.ts";
import type { Value } from "../../messages/phrase.ts";
import type { PlatformName } from "../../messages/platform.ts";
import type { JobKind } from "./jobs.ts";

/** A message of ours. */
export interface StoredMessage {
  readonly id: Id;
  readonly conversation: Id;
  readonly project?: Id;
  readonly content: Content;
  readonly subject?: string;
  readonly visibleTo?: Id;
  readonly revision: number;
  readonly saidAt: number;
}
export interface NewMessage {
  readonly conversation: Id;
  readonly project?: Id;
  readonly content: Content;
  /**
   * Names the message for later revisions: `offer/X1`, `nag/2026-12-07`. Unique per project and conversation: the
   * newest holds it.
   */
  readonly subject?: string;
  /** The person who alone sees it. */
  readonly visibleTo?: Id;
  readonly saidAt: number;
  /** The transport request that caused it. */
  readonly cause?: Id;
  /** The thread of the conversation that it answers in, as the platform knows it. */
  readonly thread?: string;
  /** It reaches people by another way than the outbox: stored as delivered. */
  readonly delivered?: boolean;
  /** The same, but that is not certain: unless {@link OutboxRows.shown} follows, the outbox brings it after all. */
  readonly held?: boolean;
}
/** Messages, and with them the outbox: what is posted or revised here is delivered after the commit. */
export interface Messages {
  /**
   * Throws when a ledger message would go to a conversation that is not the project's internal one, a staff member's
   * private chat, or one without outsiders seen only by staff (A1).
   */
  post(message: NewMessage): Promise<Id>;
  /**
   * A new revision for the outbox; false when the content is the same. What was withdrawn is sent again. A message that
   * the transaction has just read is not read again.
   */
  revise(message: Id | StoredMessage, content: Content): Promise<boolean>;
  /**
   * Nobody needs to see it any more: what was not sent is not sent, what was, or may have been, is taken away where it
   * stands. Revised, it is sent again.
   */
  withdraw(id: Id): Promise<void>;
  get(id: Id): Promise<StoredMessage | undefined>;
  /** Gives a message another subject: it is revised by that one from now on. */
  rename(message: StoredMessage, subject: string): Promise<void>;
  bySubject(project: Id, subject: string, conversation?: Id): Promise<StoredMessage | undefined>;
  /** The newest message of each subject of a project, but for its reminders. */
  cards(project: Id): Promise<readonly StoredMessage[]>;
}

/** A message that holds notices, with their keys. `unseen`: it has not been sent. */
export interface Nag {
  readonly message: StoredMessage;
  readonly keys: readonly string[];
  readonly unseen: boolean;
}
/** What was said of a project and is kept true. */
export interface Followed {
  readonly nags: readonly Nag[];
  /** The newest message of a subject, wherever it stands. */
  readonly standing?: StoredMessage;
}

/** Keys of what reminders have said: each once, ever (DESIGN: reminders are rules too). */
export interface Notices {
  /** Claims keys; returns those that nobody had claimed before. */
  claim(project: Id, keys: readonly string[], on: Day): Promise<readonly string[]>;
  /** The messages that hold notices of a project said since a day, newest first. */
  since(project: Id, on: Day): Promise<readonly Nag[]>;
  /** The same, and what else is kept true, in one look. */
  followed(project: Id, on: Day, subject: string): Promise<Followed>;
  /**
   * Frees the keys of what was said before an instant, milliseconds since 1970, so that what still holds is said anew.
   * They are kept for the history, with `~` and the instant after them.
   */
  free(project: Id, before: number): Promise<void>;
  /** What has been claimed, newest first. */
  latest(project: Id): Promise<readonly Claimed[]>;
}

/** A key that was claimed, on which day, and in which of the project's channels it has been sent; unset: in none. */
export interface Claimed {
  readonly key: string;
  readonly on: Day;
  readonly sent?: "shared" | "internal";
}

export interface StoredForm {
  readonly id: Id;
  /** `log`, `change approve`. */
  readonly runs: string;
  readonly project?: Id;
  readonly conversation: Id;
  readonly opener: Id;
  readonly prefill: Readonly<Record<string, string>>;
  /** The message whose button opened it. */
  readonly message?: Id;
  readonly expiresAt: number;
  readonly used: boolean;
}
export interface Forms {
  open(form: Omit<StoredForm, "id" | "used">): Promise<Id>;
  get(id: Id): Promise<StoredForm | undefined>;
  /** False when it was used before. */
  use(id: Id): Promise<boolean>;
}

/** The transport's once: a repeat gets the first answer. */
export interface Requests {
  /**
   * False when the key is known. `key` is unique per platform and tenant; `house`: what nobody asked for but we
   * ourselves; `at` is now, where it is unset.
   */
  claim(request: {
    readonly id: Id;
    readonly platform: PlatformName | "house";
    readonly tenant: string;
    readonly key: string;
    readonly at?: number;
  }): Promise<boolean>;
  answer(id: Id, answer: unknown): Promise<void>;
  /** Gives up a claim of one's own: the key is free again. */
  release(id: Id): Promise<void>;
  /** The first answer to a key, if it has been given. */
  answered(
    platform: PlatformName,
    tenant: string,
    key: string,
  ): Promise<{ readonly id: Id; readonly answer: unknown } | undefined>;
  /** The messages that a request caused, in order. */
  caused(id: Id): Promise<readonly Id[]>;
}

export interface Jobs {
  add(kind: JobKind, payload: unknown, dueAt?: number): Promise<Id>;
  /** Several of a kind, due at once. */
  addEach(kind: JobKind, payloads: readonly unknown[]): Promise<void>;
}

export interface StoredFile {
  readonly id: Id;
  readonly project?: Id;
  readonly conversation: Id;
  readonly name: string;
  readonly by: Id;
  readonly bytes: number;
}
export interface Files {
  /** `made`: we made it of customer data, so that it is no hand-in. */
  add(
    file: Omit<StoredFile, "id" | "bytes"> & { readonly content: Uint8Array; readonly made?: true },
  ): Promise<StoredFile>;
  get(id: Id): Promise<(StoredFile & { readonly content: Uint8Array }) | undefined>;
  /** Keeps what is in another file instead of what came, which is not to be kept; it is called as that kind of file. */
  keepInstead(id: Id, other: Id): Promise<void>;
  /**
   * What came into a conversation of a project, or from a person, and was not handed in with anything yet, by name.
   * At most `limit` of them; `declined`: what it would change waits for a yes, or got a no.
   */
  loose(
    project: Id,
    from: { readonly conversation?: Id | undefined; readonly by?: Id | undefined },
    limit: number,
  ): Promise<readonly (StoredFile & { readonly declined: boolean })[]>;
}

/** A value that a command was given, as it is said in any language; never people's own words. */
export interface AuditDetail {
  readonly field: string;
  readonly now: Value;
  /** What it was before. */
  readonly was?: Value;
  /** Said without its field's key before it. */
  readonly plain?: boolean;
}
export interface AuditEntry {
  readonly at: number;
  readonly actor: By;
  readonly platform: PlatformName | "system";
  readonly conversation?: Id;
  readonly project?: Id;
  /** `log`, `change approve`. */
  readonly runs: string;
  readonly outcome: "done" | "refused";
  /** The refusal's phrase id. */
  readonly reason?: string;
  /** The references that the command made or touched: `H4`. */
  readonly refs: readonly Ref[];
  /** Field names that were given. */
  readonly fields: readonly string[];
  readonly details?: readonly AuditDetail[];
  /** SHA-256 of the values, so that a dispute can be settled without the audit holding them. */
  readonly digest: string;
}
/** An entry with its number, which grows. */
export interface AuditRow extends AuditEntry {
  readonly seq: number;
}
/** Append-only. */
export interface Audit {
  add(entry: AuditEntry): Promise<void>;
  /** Newest first; those before the one of a number. */
  of(
    project: Id,
    options?: { readonly ref?: Ref; readonly limit?: number; readonly before?: number | undefined },
  ): Promise<readonly AuditRow[]>;
}
