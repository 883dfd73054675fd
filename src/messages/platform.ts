import type { Content } from "./content.ts";
import type { Language } from "./language.ts";
import type { Phrase, Text } from "./phrase.ts";

/** A platform, as the list of platforms names it (`composition/platforms.ts`). */
export type PlatformName = string;

/** Where a message goes, as the platform knows it. */
export interface Address {
  readonly platform: PlatformName;
  readonly tenant: string;
  /** The platform's id of the conversation. */
  readonly conversation: string;
}

/** One message as the outbox hands it to a platform: draw it, send or edit it. */
export interface Delivery {
  /** Our id of the message: a platform that can, uses it to send only once. */
  readonly message: string;
  readonly revision: number;
  readonly to: Address;
  readonly language: Language;
  readonly content: Content;
  /** The platform's id of the account that alone may see it. */
  readonly visibleTo?: string;
  /** The platform's id of what was sent before: edit it. */
  readonly sent?: string;
  /** The thread of the conversation that it answers in, as the platform knows it; unset: the conversation itself. */
  readonly thread?: string;
  /**
   * It may have been sent before, and nobody noted it: a crash, or an answer that did not come. Look before sending it
   * again.
   */
  readonly again?: true;
  /**
   * It is worth nothing any more: take it away where it stands, and answer `dropped`, as where it does not stand. What
   * the platform does not let us take away is edited to this, and `sent`.
   */
  readonly gone?: true;
  /** When it was said, milliseconds since 1970 of business time. */
  readonly saidAt: number;
  /**
   * Asked right before anything of it is sent or edited, after every look-up and wait: a process that slept meanwhile
   * may have been taken for dead. Unset: nobody else could send it.
   *
   * @throws TakenOver when somebody else has it now.
   */
  readonly keep?: () => Promise<void>;
}

/** Somebody else delivers it by now. */
export class TakenOver extends Error {
  constructor() {
    super("somebody else delivers it by now");
    this.name = "TakenOver";
  }
}

/** What came of a delivery. */
export type Delivered =
  | { readonly outcome: "sent"; readonly id: string }
  /**
   * Could not be reached, or asked us to wait: try again, not before `retryAfter` milliseconds where given. `unsure`:
   * it may have been sent all the same. `down`: the platform itself takes nothing from us now, whatever is sent.
   * `asked`: it is well, and has had enough of us, here or everywhere.
   */
  | {
      readonly outcome: "later";
      readonly why: string;
      readonly retryAfter?: number;
      readonly unsure?: true;
      readonly down?: true;
      readonly asked?: true;
    }
  /** Refused for good: a person has to act. `advice` tells them how. */
  | { readonly outcome: "refused"; readonly why: string; readonly advice?: Phrase }
  /** What should be edited is gone: post it anew. */
  | { readonly outcome: "lost" }
  /** What was to go is not there any more. */
  | { readonly outcome: "dropped" };

/** What every platform offers to the way out. The way in is its own adapter's business. */
export interface Platform {
  readonly name: PlatformName;
  deliver(delivery: Delivery): Promise<Delivered>;
}

/** One project as a person's own list of projects shows it. */
export interface HomeProject {
  readonly code: string;
  readonly customer: string;
  readonly phase: Text;
  /** Whom it waits for. */
  readonly waits: readonly Text[];
  /** Ledger (A1): given to staff only. */
  readonly hoursLeft?: Text;
  readonly nextDate?: Text;
  /** The project's channel on this platform, internal or shared as the person is staff or not. */
  readonly channel?: { readonly tenant: string; readonly external: string };
}

/** A page of a person's own projects, and the language in which they read. */
export interface HomePage {
  readonly language: Language;
  /** How many there are in all, and how many of them stand before these. */
  readonly count: number;
  readonly before: number;
  /** Of so many it is not worked out yet where they stand: they may be missing. */
  readonly unknown: number;
  readonly projects: readonly HomeProject[];
  /** Where this page ends, when there is more. */
  readonly next: string | undefined;
}

/** A message as it stands now, with its edits that were not sent yet. */
export interface Standing {
  readonly content: Content;
  readonly language: Language;
  /** The platform's id of its conversation. */
  readonly conversation: string;
  /** When it was said, milliseconds since 1970 of business time. */
  readonly saidAt: number;
}
