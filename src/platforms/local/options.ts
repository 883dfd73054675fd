import type { Dispatch, Incoming } from "../../bot/incoming.ts";
import type { Keeping, MovableClock } from "../../messages/keeping.ts";
import type { Language } from "../../messages/language.ts";
import type { PhraseId } from "../../messages/phrase.ts";
import type { Words } from "../../messages/words.ts";

/** What the local workspace works with; `main` gives it. */
export interface LocalOptions {
  readonly dispatch: Dispatch;
  readonly keeping: Keeping;
  readonly clock: MovableClock;
  readonly words: Words;
  /** The language of the page until somebody chooses, and of what no conversation has said yet. */
  readonly language: Language;
  readonly timeZone?: string;
  /** What may be offered to somebody who types there. Default: nothing. */
  readonly typeable?: (
    typist: { readonly staff: boolean; readonly internal: boolean },
    language: Language,
  ) => readonly { readonly line: string; readonly about: PhraseId }[];
  /** Delivers everything that the outbox holds and returns when it is delivered. */
  readonly deliverNow: () => Promise<void>;
  /** Moves the clock to an instant and plays every tick of the scheduler on the way. */
  readonly playTo: (instant: number) => Promise<void>;
  readonly files: { get(id: string): Promise<{ readonly name: string; readonly content: Uint8Array } | undefined> };
  /** Makes known who and what there is before anybody has typed, so that `team add karin` and `shared:solbacken` find them. */
  readonly introduce: {
    person(account: Incoming["account"]): Promise<void>;
    conversation(conversation: Incoming["conversation"]): Promise<void>;
  };
  /** Logs what nobody expected and returns the reference that the person is told. */
  readonly failed: (error: unknown) => string;
  /** False while a real platform is configured: its people's days must not move. */
  readonly clockMoves?: boolean;
}
