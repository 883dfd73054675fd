import type { Agreement } from "../domain/agreement.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import type { Id } from "../domain/units.ts";
import type { Language } from "../messages/language.ts";
import type { Database, Store } from "../store/store.ts";
import type { Lists } from "./lists.ts";
import type { Registry } from "./registry.ts";

/** What the engine is made of: given by the composition root. */
export interface Engine {
  readonly database: Database;
  readonly registry: Registry;
  /** The agreement that new projects open with where none is named. */
  readonly agreement: Agreement;
  readonly language: Language;
  readonly modelDrafts: boolean;
  readonly sendsInvoices: boolean;
  /** Our address from outside (PUBLIC_URL). */
  readonly publicUrl?: string | undefined;
  /**
   * Runs in the transaction of every command that changed a project: what is derived from it and already said is
   * brought up to date. Returns the messages it edited.
   */
  readonly afterCommand: (store: Store, after: After) => Promise<readonly Id[]>;
  /** Works out what lists go by, where it is not known, before one is shown. */
  readonly lists: Pick<Lists, "known">;
  readonly log: EngineLog;
}

/** A project as a command has just left it. */
export interface After {
  readonly facts: ProjectFacts;
  readonly agreement: Agreement;
  /** Business time, milliseconds since 1970. */
  readonly now: number;
}

/** What the engine tells the log: never what people typed. */
export interface EngineLog {
  refused(detail: { readonly runs: string; readonly reason: string; readonly actor: Id }): void;
  failed(detail: { readonly ref: string; readonly runs: string; readonly error: unknown }): void;
  /** A list could not show a project as it stands. */
  unreadable(project: Id, error: unknown): void;
}
