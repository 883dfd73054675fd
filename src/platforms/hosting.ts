import type { Router } from "express";
import type { Account, Dispatch, MetConversation } from "../bot/incoming.ts";
import type { Button, Content } from "../messages/content.ts";
import type { Doing } from "../messages/doing.ts";
import type { Keeping, MovableClock } from "../messages/keeping.ts";
import type { Language } from "../messages/language.ts";
import type { OpenedFile } from "../messages/made-file.ts";
import type { Phrase, PhraseId } from "../messages/phrase.ts";
import type { HomePage, Platform, Standing } from "../messages/platform.ts";
import type { Words } from "../messages/words.ts";

export type { Account, MetConversation };

/** What the house gives a platform: made for it by the composition, so that no platform knows the database. */
export interface Hosting {
  readonly dispatch: Dispatch;
  readonly words: Words;
  /** Spoken where no conversation or project has said a language. */
  readonly language: Language;
  readonly timeZone: string;
  /** Business time, milliseconds since 1970. */
  readonly now: () => Promise<number>;
  /** What the platform must remember for itself. */
  readonly keeping: Keeping;
  /** How many commands the database does at once: more only wait in it. */
  readonly atOnce: number;
  /** Runs what somebody waits for: the database is waited for in all of it together no longer than a person waits. */
  readonly awaited: <T>(work: () => Promise<T>) => Promise<T>;
  /**
   * Commits work that is finished after its acknowledgement, and that a person waits for; it comes back to
   * `Installed.job`.
   */
  readonly jobs: { add(payload: unknown): Promise<void> };
  /** Makes a person known and gives the handle that lines name them by. */
  readonly meet: (account: Account) => Promise<string>;
  /** The platform's users of persons, by our ids; whoever has no account there is not among them. */
  readonly usersOf: (persons: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly channels: Channels;
  /** A message that everybody in its conversation may see, as it stands now; undefined for any other. */
  readonly messageOf: (id: string) => Promise<Standing | undefined>;
  /** An answer that the platform showed by itself: the outbox need not bring it. By our message's id. */
  readonly shown: (message: string) => Promise<void>;
  /** A page of a person's own projects at a glance, what is late first; `after`: where the page before ended. */
  readonly home: (
    account: Account,
    page: { readonly most: number; readonly after?: string | undefined },
  ) => Promise<HomePage>;
  /** The keys whose values name a conversation, in every language: `shared`, `delad`. */
  readonly placeKeys: ReadonlySet<string>;
  /** The line that does what a button does, where its form cannot be opened; undefined where there is none. */
  readonly typed: (button: Button, language: Language) => string | undefined;
  /** Whether files that come with this line are the line's own: they mean nothing by themselves. */
  readonly takesFiles: (line: string) => boolean;
  /** What may be offered to somebody who types. */
  readonly typeable: (
    typist: { readonly staff: boolean; readonly internal: boolean },
    language: Language,
  ) => readonly { readonly line: string; readonly about: PhraseId }[];
  readonly files: { get(id: string): Promise<OpenedFile | undefined> };
  readonly links: Links;
  /** Makes known who and what there is before anybody has typed, so that lines find them. */
  readonly introduce: { person(account: Account): Promise<void>; conversation(place: MetConversation): Promise<void> };
  /** For a workspace whose days move. */
  readonly time: {
    readonly clock: MovableClock;
    /** Delivers everything that the outbox holds, or only these messages, and returns when it is delivered. */
    deliverNow(messages?: readonly string[]): Promise<void>;
    /** Moves the clock to an instant and plays every tick of the scheduler on the way. */
    playTo(instant: number): Promise<void>;
  };
  readonly log: PlatformLog;
}

/** A platform in the house. */
export interface Installed {
  readonly platform: Platform;
  /** Where it is spoken to over HTTP. */
  readonly router?: Router;
  /** Makes what must be there before anybody can speak to it. */
  prepare?(): Promise<void>;
  /** Begins to ask and to hear, when everything else runs. */
  start?(): void;
  /** Lets go of what holds connections of our server open, so that it can close. */
  hangUp?(): void;
  /** Takes nothing more, and finishes what runs. */
  stop?(): Promise<void>;
  /**
   * The private chat with a user, opened if need be: where staff are told what concerns them. Throws when they cannot
   * be reached.
   */
  chat?(user: string): Promise<{ readonly tenant: string; readonly external: string }>;
  /** Finishes work that was committed with `Hosting.jobs`. */
  job?(payload: unknown, doing: Doing): Promise<void>;
}

/** Pages of our own that people open in a browser; undefined while nobody outside can reach us (PUBLIC_URL). */
export interface Links {
  /** True where people outside reach our pages. */
  readonly reached: boolean;
  /** True where a platform's own servers may fetch from them what it shows in its messages: over `https`. */
  readonly fetched: boolean;
  /** A signed link to a file, for some days. */
  file(id: string): Promise<string | undefined>;
  /** A signed page where this person hands in one file to this conversation. */
  handIn(account: Account, place: MetConversation): Promise<string | undefined>;
}

/** What is learned of conversations and what becomes of them, told to the rest of the house. */
export interface Channels {
  /** A conversation is named in a line, or the bot came into it: it is found by its name. */
  met(place: MetConversation): Promise<void>;
  /** Who is in a project's channel, so that lines find them by name. */
  peopled(accounts: readonly Account[]): Promise<void>;
  /** True for a channel of a project. */
  bound(external: string): Promise<boolean>;
  /** A conversation has another id. */
  renamed(tenant: string, from: string, to: string): Promise<void>;
  /**
   * A conversation may have another name or other people in it than we knew; staff are told when that means something.
   */
  changed(place: MetConversation): Promise<void>;
  /** Something about a conversation that staff of its projects must know. */
  troubled(external: string, why: Phrase): Promise<void>;
  /**
   * Nothing reaches some channels any more: staff of each project that has one of them are told once, of all, in a
   * place that is not among them. `why` words it, given their names.
   */
  lost(
    channels: readonly { readonly external: string; readonly name: string }[],
    why: (...names: readonly [string, ...string[]]) => Phrase,
  ): Promise<void>;
  /** The bot came into a conversation: it says once what to do next, where no project is yet. */
  welcomed(place: MetConversation, words: Content): Promise<void>;
  /** An account was closed or opened again. */
  renewed(account: Account): Promise<void>;
  /**
   * Somebody (their user id) has left the platform, or some channels: staff of their projects are told what waits for
   * them.
   */
  departed(user: string, channels?: readonly string[]): Promise<void>;
  /** A conversation can be written to again: what was parked is sent. */
  opened(tenant: string, external: string): Promise<void>;
}

/** What a platform tells the log: never what people typed. */
export interface PlatformLog {
  info(event: string, details?: Readonly<Record<string, unknown>>): void;
  /** Something that a person must act on, in words that say how. */
  trouble(event: string, details: Readonly<Record<string, unknown>>): void;
  /** Something nobody expected; gives the reference that the person is told. */
  failed(error: unknown, details?: Readonly<Record<string, unknown>>): string;
}
