import type { Agreement } from "../domain/agreement.ts";
import type {
  By,
  Change,
  ChangeEffect,
  ChangeKind,
  CheckIn,
  ClosedBasis,
  DataEntry,
  DeliveryRequest,
  Fault,
  Hardware,
  MeetingMinutes,
  MinutesContent,
  PersonRef,
  Plan,
  PortingEntry,
  Pricing,
  Project,
  ProjectFacts,
  Requirement,
  Role,
  Snooze,
  Task,
  Trip,
  WorkEntry,
} from "../domain/facts.ts";
import type { Day, Id, Minutes, Ref } from "../domain/units.ts";
import type { Content } from "../messages/content.ts";
import type { Keeping, MovableClock } from "../messages/keeping.ts";
import type { Language } from "../messages/language.ts";
import type { PlatformName } from "../messages/platform.ts";
import type { JobRows, OutboxRows, Ticks } from "./work.ts";

/**
 * Everything that one transaction can read and write. Writes take effect together when the transaction ends, or not at all.
 * Transitions are conditional on the state they leave: they return false when somebody else was first, and change nothing.
 */
export interface Store {
  readonly people: People;
  readonly places: Places;
  readonly agreements: Agreements;
  readonly projects: Projects;
  readonly requirements: Requirements;
  readonly customerData: CustomerData;
  readonly porting: Porting;
  readonly tasks: Tasks;
  readonly hours: Hours;
  readonly travel: Travel;
  readonly checkIns: CheckIns;
  readonly minutes: MinutesOf;
  readonly changes: Changes;
  readonly hardware: HardwareList;
  readonly faults: Faults;
  readonly deliveries: Deliveries;
  readonly snoozes: Snoozes;
  readonly bases: Bases;
  readonly messages: Messages;
  readonly notices: Notices;
  readonly forms: Forms;
  readonly requests: Requests;
  readonly jobs: Jobs;
  readonly files: Files;
  readonly audit: Audit;
}

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
}
export interface Person extends PersonRef {
  readonly staff: boolean;
  readonly company?: string;
  readonly reachable: boolean;
}
export interface People {
  /** The person of an account, made on first sight; the account's name, company and staff flag are kept up to date. Two staff accounts of one verified e-mail are one person. A pending contact is never taken over by name. */
  meet(account: Account): Promise<Person>;
  get(id: Id): Promise<Person | undefined>;
  /** By handle or whole name, case folded: members of the project first, then anyone. More than one when it is ambiguous. */
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
  /** A private chat of the bot with one person. */
  readonly private: boolean;
  readonly language?: Language;
}
export interface Places {
  /** The conversation, made or brought up to date. */
  meet(conversation: Omit<Conversation, "id" | "language">): Promise<Conversation>;
  get(id: Id): Promise<Conversation | undefined>;
  /** By the platform's id or its name (with or without `#`), on the given platform first. */
  find(word: string, platform?: PlatformName): Promise<readonly Conversation[]>;
  setLanguage(id: Id, language: Language): Promise<void>;
  /** The platform gave a conversation another id. What is known under the new one already stays as it is, and false is returned. */
  rename(platform: PlatformName, tenant: string, from: string, to: string): Promise<boolean>;
  /** The projects whose internal or shared channel it is. */
  projectsOf(id: Id): Promise<readonly { readonly project: Project; readonly as: "internal" | "shared" }[]>;
}

export interface Agreements {
  /** Keeps a version; the same content is kept once. Returns its id. */
  keep(agreement: Agreement): Promise<Id>;
  /** The version that a project is pinned to (P1). */
  of(project: Id): Promise<Agreement>;
}

export interface NewProject
  extends Pick<
    Project,
    | "code"
    | "customer"
    | "organisationNumber"
    | "reference"
    | "variant"
    | "via"
    | "price"
    | "rate"
    | "options"
    | "hours"
    | "openedOn"
    | "plan"
    | "language"
  > {
  readonly agreement: Id;
}
export interface Projects {
  /** Returns undefined when the code is taken. */
  open(project: NewProject): Promise<Project | undefined>;
  /** By code, any state. */
  find(code: string): Promise<Project | undefined>;
  /** Locks the project's row until the transaction ends: commands on one project run one after the other. */
  lock(id: Id): Promise<void>;
  facts(id: Id): Promise<ProjectFacts>;
  /** Every project with its facts, in bulk; open ones unless told otherwise. */
  all(states?: readonly Project["state"][]): Promise<readonly ProjectFacts[]>;
  /** Projects where a person has a role, open ones; all open ones for staff. */
  ofPerson(id: Id): Promise<readonly Project[]>;
  update(
    id: Id,
    change: Partial<Pick<Project, "customer" | "organisationNumber" | "reference" | "price" | "rate" | "language">>,
  ): Promise<void>;
  setPlan(id: Id, plan: Plan): Promise<void>;
  setState(id: Id, from: Project["state"], to: Project["state"], reason?: string): Promise<boolean>;
  /** Records a milestone that has not happened. */
  reach(id: Id, milestone: "kickoff" | "goLive" | "handover", on: Day, by: By, recordedAt: number): Promise<boolean>;
  /** Takes a milestone back (undo). */
  takeBack(id: Id, milestone: "kickoff" | "goLive"): Promise<boolean>;
  /** Binds a conversation; undefined unbinds. Returns false when a shared one already belongs to another project. */
  bind(id: Id, as: "internal" | "shared", conversation: Id | undefined): Promise<boolean>;
  /** The next reference of the project's counter: never used twice. */
  nextRef(id: Id, letter: string): Promise<Ref>;
  addMember(id: Id, person: Id, role: Role): Promise<boolean>;
  /** Removes one role, or every role. */
  removeMember(id: Id, person: Id, role?: Role): Promise<boolean>;
}

export interface Requirements {
  add(
    project: Id,
    requirement: Pick<Requirement, "ref" | "text" | "deviation" | "agreedOn" | "agreedBy" | "recordedAt" | "baseline" | "change">,
  ): Promise<Requirement>;
  edit(project: Id, ref: Ref, text: string, change?: Ref): Promise<void>;
  move(
    project: Id,
    ref: Ref,
    from: Requirement["state"],
    to: Requirement["state"],
    detail: { readonly on: Day; readonly by: By; readonly reason?: string; readonly change?: Ref },
  ): Promise<boolean>;
  /** Kickoff: every agreed, delivered or verified requirement becomes part of the baseline (S5); `false` takes that back. */
  freeze(project: Id, frozen: boolean): Promise<void>;
}
export interface CustomerData {
  add(project: Id, entry: Omit<DataEntry, "id" | "undone">): Promise<DataEntry>;
  undo(project: Id, entry: Id): Promise<boolean>;
}
export interface Porting {
  add(project: Id, entry: Omit<PortingEntry, "id" | "undone">): Promise<PortingEntry>;
}
export interface Tasks {
  add(project: Id, task: Pick<Task, "ref" | "title" | "source" | "createdOn" | "due"> & { readonly who?: Id }): Promise<Task>;
  finish(project: Id, ref: Ref, on: Day, by: By): Promise<boolean>;
}
export interface Hours {
  add(project: Id, entry: Omit<WorkEntry, "id" | "undone">): Promise<WorkEntry>;
  undo(project: Id, ref: Ref): Promise<boolean>;
}
export interface Travel {
  add(project: Id, trip: Omit<Trip, "id" | "undone">): Promise<Trip>;
  undo(project: Id, ref: Ref): Promise<boolean>;
}
export interface CheckIns {
  schedule(project: Id, checkIn: Pick<CheckIn, "ref" | "at" | "on" | "recordedAt">): Promise<CheckIn>;
  reschedule(project: Id, ref: Ref, at: number, on: Day): Promise<boolean>;
  hold(project: Id, ref: Ref, held: { readonly minutes: Minutes; readonly by: By; readonly recordedAt: number }): Promise<boolean>;
  cancel(project: Id, ref: Ref, reason: string): Promise<boolean>;
  /** Takes back that it was held (undo). */
  unhold(project: Id, ref: Ref): Promise<boolean>;
}
export interface MinutesOf {
  add(project: Id, minutes: Omit<MeetingMinutes, "id" | "approvedOn">): Promise<MeetingMinutes>;
  /** A draft's content, from `drafting` (or again from `draft`). */
  draft(project: Id, ref: Ref, drafter: MeetingMinutes["drafter"], content: MinutesContent): Promise<boolean>;
  /** New notes for minutes that are not approved: to be drafted again. */
  rewrite(project: Id, ref: Ref, notes: string): Promise<boolean>;
  approve(project: Id, ref: Ref, on: Day): Promise<boolean>;
}
export interface NewChange {
  readonly ref: Ref;
  readonly kind: ChangeKind;
  readonly title: string;
  readonly pricing?: Pricing;
  readonly extends?: Change["extends"];
  readonly effect?: ChangeEffect;
  readonly state: Change["state"];
  readonly createdOn: Day;
  readonly createdBy: By;
  readonly recordedAt: number;
}
export interface Changes {
  add(project: Id, change: NewChange): Promise<Change>;
  /** Prices it, from any of the states; the current offer is outdated. */
  price(project: Id, ref: Ref, pricing: Pricing): Promise<boolean>;
  /** Keeps the offer word for word (S9), with its running rate in `pricing`, as a new revision. */
  send(
    project: Id,
    ref: Ref,
    offer: { readonly text: string; readonly digest: string; readonly on: Day },
    pricing: Pricing,
  ): Promise<boolean>;
  /** From `sent`, and only when the digest is still the current offer's. */
  decide(
    project: Id,
    ref: Ref,
    decision: "approved" | "declined",
    digest: string,
    detail: { readonly on: Day; readonly at: number; readonly by: By },
  ): Promise<boolean>;
  /** Evidence of an agreement made at the sale (S9): approved from `priced`, staff, recorded. */
  agree(
    project: Id,
    ref: Ref,
    evidence: string,
    pricing: Pricing,
    detail: { readonly on: Day; readonly at: number; readonly by: By },
  ): Promise<boolean>;
  move(project: Id, ref: Ref, from: readonly Change["state"][], to: "withdrawn" | "done" | "undone", on: Day): Promise<boolean>;
}
export interface HardwareList {
  add(project: Id, hardware: Omit<Hardware, "id">): Promise<Hardware>;
}
export interface Faults {
  add(project: Id, fault: Omit<Fault, "id" | "cause" | "causeReason" | "billed">): Promise<Fault>;
  setCause(project: Id, ref: Ref, cause: NonNullable<Fault["cause"]>, reason: string, billed: boolean): Promise<boolean>;
}
export interface Deliveries {
  ask(project: Id, request: Pick<DeliveryRequest, "askedOn" | "askedBy" | "text" | "digest">): Promise<DeliveryRequest>;
  decide(
    project: Id,
    request: Id,
    decision: "approved" | "declined",
    detail: { readonly on: Day; readonly by: By; readonly remarks?: string },
  ): Promise<boolean>;
  /** A pending request that no longer says what would be delivered. */
  outdate(project: Id, request: Id): Promise<boolean>;
}
export interface Snoozes {
  /** Replaces an earlier snooze of the same subject. */
  set(project: Id, snooze: Omit<Snooze, "id">): Promise<void>;
}
export interface Bases {
  close(project: Id, basis: Omit<ClosedBasis, "number">): Promise<ClosedBasis>;
}

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
  /** Names the message for later revisions: `offer/X1`, `nag/2026-12-07`. Unique per project and conversation: the newest holds it. */
  readonly subject?: string;
  /** The person who alone sees it. */
  readonly visibleTo?: Id;
  readonly saidAt: number;
  /** The transport request that caused it. */
  readonly cause?: Id;
  /** It reaches people by another way than the outbox: stored as delivered. */
  readonly delivered?: boolean;
}
/** Messages, and with them the outbox: what is posted or revised here is delivered after the commit. */
export interface Messages {
  /** Throws when a ledger message would go to a conversation that is not the project's internal one, a staff member's private chat, or one without outsiders seen only by staff (A1). */
  post(message: NewMessage): Promise<Id>;
  /** A new revision for the outbox; nothing when the content is the same. */
  revise(id: Id, content: Content): Promise<void>;
  get(id: Id): Promise<StoredMessage | undefined>;
  bySubject(project: Id, subject: string, conversation?: Id): Promise<StoredMessage | undefined>;
}

/** Keys of what reminders have said: each once, ever (DESIGN: reminders are rules too). */
export interface Notices {
  /** Claims keys; returns those that nobody had claimed before. */
  claim(project: Id, keys: readonly string[], on: Day): Promise<readonly string[]>;
  /** Puts claimed notices into a message. */
  putInto(message: Id, project: Id, keys: readonly string[]): Promise<void>;
  /** The messages that hold notices of a project said since a day, newest first, with their keys. */
  since(project: Id, on: Day): Promise<readonly { readonly message: StoredMessage; readonly keys: readonly string[] }[]>;
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
  /** False when the key is known. `key` is unique per platform and tenant. */
  claim(request: {
    readonly id: Id;
    readonly platform: PlatformName;
    readonly tenant: string;
    readonly key: string;
    readonly at: number;
  }): Promise<boolean>;
  answer(id: Id, answer: unknown): Promise<void>;
  /** The first answer to a key, if it has been given. */
  answered(platform: PlatformName, tenant: string, key: string): Promise<{ readonly id: Id; readonly answer: unknown } | undefined>;
  /** The messages that a request caused, in order. */
  caused(id: Id): Promise<readonly Id[]>;
}

export interface Jobs {
  add(kind: string, payload: unknown, dueAt?: number): Promise<Id>;
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
  add(file: Omit<StoredFile, "id" | "bytes"> & { readonly content: Uint8Array }): Promise<StoredFile>;
  get(id: Id): Promise<(StoredFile & { readonly content: Uint8Array }) | undefined>;
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
  /** SHA-256 of the values, so that a dispute can be settled without the audit holding them. */
  readonly digest: string;
}
/** Append-only. */
export interface Audit {
  add(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  of(project: Id, options?: { readonly ref?: Ref; readonly limit?: number }): Promise<readonly AuditEntry[]>;
}

/** The database: transactions, business time, and its own life. */
export interface Database {
  /**
   * Runs work in one transaction and returns what it returns. Conflicts and lost connections are tried again, so `work` must
   * do nothing but use the store. What it throws rolls everything back and is thrown on.
   */
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>;
  /** Business time, milliseconds since 1970: the database's time plus the local workspace's offset. */
  now(): Promise<number>;
  /** The local workspace's clock. */
  readonly clock: MovableClock & {
    /** Where business time starts in a new data directory: does nothing once business time has been set. */
    setStart(instant: number): Promise<void>;
  };
  /** What a platform keeps for itself. */
  keeping(platform: PlatformName): Keeping;
  /** For `outbox/` alone. */
  readonly outboxRows: OutboxRows;
  readonly jobRows: JobRows;
  /** For the scheduler alone. */
  readonly ticks: Ticks;
  /** Calls the listener after each commit that left something for the outbox or the job worker. */
  onQueued(listener: () => void): void;
  /** Answers when the database does, and its migrations are applied. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
