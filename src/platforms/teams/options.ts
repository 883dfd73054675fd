import type { Answer, Dispatch, Incoming } from "../../bot/incoming.ts";
import type { Button, Content } from "../../messages/content.ts";
import type { Keeping } from "../../messages/keeping.ts";
import type { Language } from "../../messages/language.ts";
import type { Phrase } from "../../messages/phrase.ts";
import type { Words } from "../../messages/words.ts";
import type { TeamsCloud } from "./cloud.ts";

/** How Teams reaches us, and we it. */
export type TeamsAccess =
  | {
      readonly kind: "registered";
      /** The Azure Bot's app id. */
      readonly clientId: string;
      readonly clientSecret?: string | undefined;
      /** The home tenant: the supplier's. */
      readonly tenantId: string;
      /** Microsoft's cloud that the tenant is in; unset: the public one. */
      readonly cloud?: TeamsCloud | undefined;
      /** Another key set than Microsoft's, for tests. */
      readonly openIdMetadataUrl?: string | undefined;
      /** A ready token for the connector, for tests. */
      readonly token?: string | undefined;
      /** The Entra group that staff must be in. */
      readonly staffGroup?: string | undefined;
    }
  /** No token check: a local Teams client on loopback. The home tenant is this one, or that of the first conversation. */
  | { readonly kind: "insecure-local"; readonly tenantId?: string | undefined };

export type Account = Incoming["account"];
export type Place = Incoming["conversation"];

/** What Teams works with; the composition gives it. */
export interface TeamsOptions {
  readonly access: TeamsAccess;
  readonly dispatch: Dispatch;
  readonly words: Words;
  /** Spoken where no conversation or project has said a language. */
  readonly language: Language;
  readonly timeZone: string;
  readonly keeping: Keeping;
  /** Business time, milliseconds since 1970. */
  readonly now: () => Promise<number>;
  /** Makes a person known and gives the handle that lines name them by. */
  readonly meet: (account: Account) => Promise<string>;
  /** The Teams users of persons, by our ids. */
  readonly usersOf: (persons: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** A message that everybody in its conversation may see, as it stands now; undefined for any other. */
  readonly messageOf: (id: string) => Promise<Standing | undefined>;
  /** The line that does what a button does, where its form cannot be opened; undefined where there is none. */
  readonly typed: (button: Button, language: Language) => string | undefined;
  readonly channels: Channels;
  readonly links: Links;
  readonly log: TeamsLog;
  /** How long a second of Teams' rates lasts, in seconds: 1 but for tests. */
  readonly pace?: number | undefined;
  /** Another base than Microsoft Graph's, for tests. */
  readonly graphUrl?: string | undefined;
}

/** A message as it stands now, with its edits that were not sent yet. */
export interface Standing {
  readonly content: Content;
  readonly language: Language;
  /** Teams' id of its conversation. */
  readonly conversation: string;
  /** When it was said, milliseconds since 1970 of business time. */
  readonly saidAt: number;
}

/** Pages of our own that people open in a browser; undefined while nobody outside can reach us (PUBLIC_URL). */
export interface Links {
  /** A signed link to a file, for some days. */
  file(id: string): Promise<string | undefined>;
  /** A signed page where this person hands in one file to this conversation. */
  handIn(account: Account, place: Place): Promise<string | undefined>;
}

/** What is learned of conversations and what becomes of them, told to the rest of the house. */
export interface Channels {
  /** A conversation is named in a line, or the bot came into it: it is found by its name. */
  met(place: Place): Promise<void>;
  /** Who is in a project's channel, so that lines find them by name. */
  peopled(accounts: readonly Account[]): Promise<void>;
  /** True for a channel of a project. */
  bound(external: string): Promise<boolean>;
  /** A conversation has another id. */
  renamed(tenant: string, from: string, to: string): Promise<void>;
  /** A conversation may have another name or other people in it than we knew; staff are told when that means something. */
  changed(place: Place): Promise<void>;
  /**
   * Nothing reaches some channels any more: staff of each project that has one of them are told once, of all, in a place that is not
   * among them. `why` words it, given their names.
   */
  lost(
    channels: readonly { readonly external: string; readonly name: string }[],
    why: (...names: readonly [string, ...string[]]) => Phrase,
  ): Promise<void>;
  /** Somebody (their user id) is no longer in some channels: staff of their projects are told what waits for them. */
  departed(user: string, channels: readonly string[]): Promise<void>;
  /** Something about a conversation that staff of its projects must know. */
  troubled(external: string, why: Phrase): Promise<void>;
  /** The bot came into a conversation: it says once what to do next, where no project is yet. */
  welcomed(place: Place, words: Content): Promise<void>;
  /** A conversation can be written to again: what was parked is sent. */
  opened(tenant: string, external: string): Promise<void>;
}

/** What Teams tells the log: never what people typed. */
export interface TeamsLog {
  info(event: string, details?: Readonly<Record<string, unknown>>): void;
  /** Something that a person must act on, in words that say how. */
  trouble(event: string, details: Readonly<Record<string, unknown>>): void;
  /** Something nobody expected; gives the reference that the person is told. */
  failed(error: unknown, details?: Readonly<Record<string, unknown>>): string;
}

export type { Answer };
