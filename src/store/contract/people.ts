import type { Absence, PersonRef, Project } from "../../domain/facts.ts";
import type { ReminderProfile } from "../../domain/reminder-profile.ts";
import type { Day, Id } from "../../domain/units.ts";
import type { Language } from "../../messages/language.ts";
import type { PlatformName } from "../../messages/platform.ts";

/** Why nobody is there behind an account: it was closed, or it is a bot's. */
export type Gone = "deactivated" | "machine";

/** A person on a platform, as the platform shows them to us. */
export interface Account {
  readonly platform: PlatformName;
  readonly tenant: string;
  readonly user: string;
  readonly name: string;
  /** A non-guest member of the home workspace or tenant. */
  readonly staff: boolean;
  readonly company?: string;
  readonly handle?: string;
  /** Only set when the platform has verified it. */
  readonly email?: string;
  /** Unset while somebody is there. */
  readonly gone?: Gone;
}
export interface Person extends PersonRef {
  readonly staff: boolean;
  readonly company?: string;
  /** An account stands for them, and they are there. */
  readonly reachable: boolean;
  /** Set when nobody is there behind any account of theirs. */
  readonly gone?: Gone;
}
/** When people are away, and the calendars that are theirs alone. */
export interface Presence {
  /** When somebody is away, or was the last time. */
  absence(id: Id): Promise<Absence | undefined>;
  /** Staff who are away on a day or later, the first to leave first. */
  absent(since: Day): Promise<readonly { readonly person: PersonRef; readonly away: Absence }[]>;
  /** Sets that; undefined: they are here. */
  setAbsence(id: Id, absence: Absence | undefined): Promise<void>;
  /** How much somebody is reminded; undefined: they have not chosen. */
  reminders(id: Id): Promise<ReminderProfile | undefined>;
  setReminders(id: Id, profile: ReminderProfile): Promise<void>;
  /** True where somebody has a calendar that is subscribed to. */
  hasFeed(id: Id): Promise<boolean>;
  /** The digest of the secret that opens it from now on; undefined: nothing does. */
  setFeed(id: Id, digest: string | undefined): Promise<void>;
  /** Whose calendar a secret opens, by its digest; nobody's where they are gone. */
  ofFeed(digest: string): Promise<Person | undefined>;
}
export interface People extends Presence {
  /**
   * The person of an account, made on first sight; the account's name, company and staff flag are kept up to date. Two
   * staff accounts of one verified e-mail are one person. A pending contact is never taken over by name.
   */
  meet(account: Account): Promise<Person>;
  /** As {@link meet}, for an account that is known already; any other is left alone. */
  renew(account: Account): Promise<Person | undefined>;
  /** The person whose account on a platform has this user id. */
  ofUser(platform: PlatformName, user: string): Promise<Person | undefined>;
  get(id: Id): Promise<Person | undefined>;
  /**
   * By handle or whole name, case folded: members of the project first, then anyone. More than one when it is
   * ambiguous.
   */
  find(word: string, project?: Id): Promise<readonly Person[]>;
  /** A named contact without an account: has no rights. */
  addContact(name: string, handle: string): Promise<Person>;
  /** Makes the account that `from` was met with an account of `to` (staff's `team link`). Memberships of `to` stay. */
  link(to: Id, from: Id): Promise<void>;
  /** Accounts of a person, to reach them by. */
  accounts(id: Id): Promise<readonly Account[]>;
}

/** A conversation on a platform. */
export interface Conversation {
  readonly id: Id;
  readonly platform: PlatformName;
  readonly tenant: string;
  /** The platform's id. */
  readonly external: string;
  readonly name: string;
  /** People from outside are in it. */
  readonly outsiders: boolean;
  /** The platform does not let us see who is in it: it counts as one with people from outside. */
  readonly unseen?: true;
  /** A private chat of the bot with one person. */
  readonly private: boolean;
  readonly language?: Language;
}
/** A conversation as its platform tells of it: who is in it, and what it is called now. */
export type MetConversation = Omit<Conversation, "id" | "language">;
/** A project whose channel a conversation is. */
export interface Bound {
  readonly project: Project;
  readonly as: "internal" | "shared";
}
/** Who says something where. */
export interface SceneMet {
  readonly person: Person;
  readonly conversation: Conversation;
  readonly bindings: readonly Bound[];
}
export interface Places {
  /** {@link People.meet}, {@link meet} and {@link projectsOf} at once: in one look, where nothing about them is new. */
  scene(place: MetConversation, account: Account): Promise<SceneMet>;
  /** The conversation, made or brought up to date. */
  meet(conversation: MetConversation): Promise<Conversation>;
  get(id: Id): Promise<Conversation | undefined>;
  /** By the platform's id or its name (with or without `#`), on the given platform first. */
  find(word: string, platform?: PlatformName): Promise<readonly Conversation[]>;
  setLanguage(id: Id, language: Language | null): Promise<void>;
  /**
   * The platform gave a conversation another id. What is known under the new one already stays as it is, and false is
   * returned.
   */
  rename(platform: PlatformName, tenant: string, from: string, to: string): Promise<boolean>;
  /** The projects whose internal or shared channel it is. */
  projectsOf(id: Id): Promise<readonly Bound[]>;
}
