import type { Listed } from "../../domain/listed.ts";
import type { Day, Id } from "../../domain/units.ts";
import type { Content } from "../../messages/content.ts";
import type { Nag, NewMessage, StoredMessage } from "./messages.ts";

/** An open project that is to be looked at, and the version of the agreement that it is pinned to. */
export interface ToLookAt {
  readonly project: Id;
  readonly agreement: Id;
}
/** Keys of what can be said on a project. */
export interface Keys {
  readonly project: Id;
  readonly keys: readonly string[];
}
/** A message with the id that it is given. */
export interface Posted
  extends Required<Pick<NewMessage, "conversation" | "project" | "content" | "subject" | "saidAt">> {
  readonly id: Id;
}
/** Notices of a project that stand in a message. */
export interface NoticedIn extends Keys {
  readonly message: Id;
}
export interface Revision {
  readonly message: StoredMessage;
  readonly content: Content;
}

/**
 * When to look at projects again: a cache beside their facts, which says too early rather than too late, and may be
 * emptied at any time (empty: now). It never lies further ahead than the next night; what does is as good as empty. A
 * command brings the look nearer; only a look moves it away.
 */
export interface Looks {
  /**
   * Takes open projects that are to be looked at by an instant, at most so many, until the transaction ends; of `among`
   * these, where it is given. What somebody else has is left out.
   */
  take(by: number, most: number, among?: readonly Id[]): Promise<readonly ToLookAt[]>;
  /** Those that are to be looked at by an instant, whoever has them, in the order of their ids after one. */
  waiting(by: number, most: number, after?: Id): Promise<readonly Id[]>;
  /** When to look at each again, and where it stands in lists: as it stood, where that was not worked out. */
  keep(next: ReadonlyMap<Id, { readonly at: number; readonly listed?: Listed | undefined }>): Promise<void>;
  /** Something has changed: the next look is not later than that, and so it stands in lists. */
  changed(project: Id, now: { readonly at: number; readonly listed: Listed }): Promise<void>;
  /** Which version of the rules worked out when to look. */
  rules(): Promise<string | undefined>;
  setRules(version: string): Promise<void>;
  /** Empties the cache, and that of lists, of at most so many projects that nobody else has; returns of how many. */
  forget(most: number): Promise<number>;
}

/** What the notices and messages of one project are, for many at once. */
export interface InBulk {
  /** Claims keys; returns those that nobody had claimed before. */
  claim(wanted: readonly (Keys & { readonly on: Day })[]): Promise<ReadonlyMap<Id, ReadonlySet<string>>>;
  /** Which of some keys have been claimed. */
  claimed(keys: readonly Keys[]): Promise<ReadonlyMap<Id, ReadonlySet<string>>>;
  /** On which of some projects messages that hold notices wait in its channels to be sent for the first time. */
  unsent(projects: readonly Id[]): Promise<ReadonlySet<Id>>;
  /** The messages that hold notices said since a day, by project, newest first. */
  noticed(projects: readonly Id[], since: Day): Promise<ReadonlyMap<Id, readonly Nag[]>>;
  /** Each project's newest message with a subject. */
  withSubject(projects: readonly Id[], subject: string): Promise<ReadonlyMap<Id, StoredMessage>>;
  /** Those of some conversations that ledger contents may stand in, seen by everybody there (A1). */
  mayHoldLedger(conversations: readonly Id[]): Promise<ReadonlySet<Id>>;
  /**
   * The newest message with one of some subjects in each of those conversations that are several projects' internal
   * one, whichever project's it is. Those conversations are held until the transaction ends.
   */
  inShared(conversations: readonly Id[], subjects: readonly string[]): Promise<readonly StoredMessage[]>;
  /** Posts messages, in this order. Throws as {@link Messages.post} does. */
  post(messages: readonly Posted[]): Promise<void>;
  /** Puts claimed notices into messages. */
  put(notices: readonly NoticedIn[]): Promise<void>;
  /** New revisions of messages whose content is another. Throws as {@link Messages.revise} does. */
  revise(revisions: readonly Revision[]): Promise<void>;
  withdraw(messages: readonly Id[]): Promise<void>;
}
