import type { Account, Dispatch, MetConversation } from "../../bot/incoming.ts";
import type { Keeping } from "../../messages/keeping.ts";
import type { Language } from "../../messages/language.ts";
import type { OpenedFile } from "../../messages/made-file.ts";
import type { Words } from "../../messages/words.ts";

export type { Account, MetConversation };

/** What our own pages work with; the composition gives it. */
export interface PagesOptions {
  /**
   * Our address from outside (PUBLIC_URL): every link begins with it, whatever a request says of itself. Unset: there
   * are no links.
   */
  readonly publicUrl?: string | undefined;
  readonly keeping: Keeping;
  /** Business time, milliseconds since 1970. */
  readonly now: () => Promise<number>;
  readonly words: Words;
  /** Spoken where it is not known which conversation a page belongs to. */
  readonly language: Language;
  readonly dispatch: Pick<Dispatch, "handle">;
  readonly files: { get(id: string): Promise<OpenedFile | undefined> };
  /**
   * A conversation as it is known now, with its language: who is in it may have changed since a link was made.
   * Undefined for one that is not known yet.
   */
  readonly conversation: (
    place: MetConversation,
  ) => Promise<{ readonly place: MetConversation; readonly language: Language } | undefined>;
  /** The calendar that a secret opens; undefined where it opens none. */
  readonly feed: (secret: string) => Promise<string | undefined>;
  /** How long an upload may stand still, in milliseconds; 15,000 but for tests. */
  readonly patience?: number;
  /** Something nobody expected; gives the reference that the person is told. */
  readonly failed: (error: unknown) => string;
}
