import type { Answer, Dispatch, Incoming } from "../../bot/incoming.ts";
import type { Keeping } from "../../messages/keeping.ts";
import type { Language } from "../../messages/language.ts";
import type { Phrase } from "../../messages/phrase.ts";
import type { Words } from "../../messages/words.ts";
import type { HomeProject } from "./draw/home.ts";

/** How the workspace is reached: over HTTP with a signing secret, or by Socket Mode with an app token. */
export interface SlackCredentials {
  readonly botToken: string;
  readonly signingSecret?: string | undefined;
  readonly appToken?: string | undefined;
  /** Another Web API base, for tests; ends in `/api/`. */
  readonly apiUrl?: string | undefined;
  /** The user group that staff must be in. */
  readonly staffGroup?: string | undefined;
}

export type Account = Incoming["account"];
export type Place = Incoming["conversation"];

/** What Slack works with; `compose` gives it. */
export interface SlackOptions {
  readonly credentials: SlackCredentials;
  readonly dispatch: Dispatch;
  readonly words: Words;
  /** Spoken where no conversation or project has said a language. */
  readonly language: Language;
  readonly timeZone: string;
  readonly keeping: Keeping;
  /** Business time, milliseconds since 1970. */
  readonly now: () => Promise<number>;
  /** An answer that an acknowledgement carried has been shown: the outbox need not bring it. By our message's id. */
  readonly shown: (message: string) => Promise<void>;
  /** Commits work that is finished after its acknowledgement. */
  readonly jobs: { add(payload: unknown): Promise<void> };
  /** Makes a person known and gives the handle that lines name them by. */
  readonly meet: (account: Account) => Promise<string>;
  /** The Slack users of persons, by our ids. */
  readonly usersOf: (persons: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly channels: Channels;
  /** The keys whose values name a conversation, in every language: `shared`, `delad`. */
  readonly placeKeys: ReadonlySet<string>;
  /** What a person's App Home shows, and in which language. */
  readonly portfolio: (account: Account) => Promise<{ readonly language: Language; readonly projects: readonly HomeProject[] }>;
  readonly log: SlackLog;
  /** How long an acknowledgement may wait for its answer, in milliseconds. */
  readonly budget?: number;
  /** One message a channel and so many milliseconds; 1000 but for tests on a scaled-down clock. */
  readonly pace?: number;
}

/** What is learned of channels and what becomes of them, told to the rest of the house. */
export interface Channels {
  /** A channel is named in a line, so that it is found by its name. */
  met(place: Place): Promise<void>;
  /** Who is in a project's channel, so that lines find them by name. */
  peopled(accounts: readonly Account[]): Promise<void>;
  /** True for a channel of a project. */
  bound(external: string): Promise<boolean>;
  /** Slack gave a channel another id. */
  renamed(from: string, to: string): Promise<void>;
  /** A channel may have another name or other people in it than we knew; staff are told when that means something. */
  changed(place: Place): Promise<void>;
  /** Nothing reaches a channel any more, or what it was sent is not as it should be: staff of its projects are told why. */
  troubled(external: string, why: Phrase): Promise<void>;
  /** An account was closed or opened again. */
  renewed(account: Account): Promise<void>;
  /** Somebody (their user id) has left Slack, or some channels: staff of their projects are told what waits for them. */
  departed(user: string, channels?: readonly string[]): Promise<void>;
  /** A channel can be written to again: what was parked is sent. */
  opened(external: string): Promise<void>;
}

/** What Slack tells the log: never what people typed. */
export interface SlackLog {
  info(event: string, details?: Readonly<Record<string, unknown>>): void;
  /** Something that a person must act on, in words that say how. */
  trouble(event: string, details: Readonly<Record<string, unknown>>): void;
  /** Something nobody expected; gives the reference that the person is told. */
  failed(error: unknown, details?: Readonly<Record<string, unknown>>): string;
}

/** What was asked, in a form that a job can keep. */
export interface Asked {
  readonly user: string;
  readonly channel: string;
  /** The channel's name as the payload gives it, for a channel that we cannot look into. */
  readonly named?: string;
  readonly key: string;
  /** Of an edited line: the key that it had as it was first written. */
  readonly edits?: string | undefined;
  /** The thread that it was written in: its answer goes there. */
  readonly thread?: string | undefined;
  readonly intent: Exclude<Incoming["intent"], { readonly kind: "file" | "linked" }>;
  /** No form can be shown in answer to it. */
  readonly forms?: false;
}

export type { Answer };
