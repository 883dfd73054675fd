import type { Agreement } from "../../domain/agreement.ts";
import type {
  By,
  Change,
  ChangeEffect,
  ChangeKind,
  ClosedBasis,
  DataEntry,
  DeliveryRequest,
  Fault,
  Hardware,
  Plan,
  PortingEntry,
  PortingRequestEntry,
  Pricing,
  Project,
  ProjectFacts,
  Requirement,
  Role,
  Snooze,
  Trip,
  Turn,
  WorkEntry,
} from "../../domain/facts.ts";
import type { ShownBasis } from "../../domain/invoice-line.ts";
import type { Day, Id, Minutes, Ore, Ref } from "../../domain/units.ts";
import type { DaysWork } from "../../domain/week.ts";
import type { Language } from "../../messages/language.ts";

export interface Agreements {
  /** Keeps a version; the same content is kept once. Returns its id. */
  keep(agreement: Agreement): Promise<Id>;
  /** The version that a project is pinned to (P1). */
  of(project: Id): Promise<Agreement>;
  /** A version by its id. */
  get(id: Id): Promise<Agreement>;
  /** Every version that an open project is pinned to; without those that cannot be read. */
  ofOpen(): Promise<readonly Agreement[]>;
  /** The same for many, each version read once; without those whose version cannot be read. */
  ofMany(projects: readonly Id[]): Promise<ReadonlyMap<Id, Agreement>>;
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
/** A project whose facts are at hand, but not read. */
export interface Unread {
  readonly project: Id;
  facts(): ProjectFacts;
}

export interface Projects {
  /** Returns undefined when the code is taken. */
  open(project: NewProject): Promise<Project | undefined>;
  /** By code, any state. */
  find(code: string): Promise<Project | undefined>;
  /**
   * Locks the project's row until the transaction ends: commands on one project run one after the other. While somebody
   * else has it, the transaction is taken back, waits without a connection, and is begun anew; after some 12 s it is
   * {@link Unavailable} (`busy`).
   */
  lock(id: Id): Promise<void>;
  /**
   * For what only reads the project: locks nothing, and waits in the same way while somebody outside keeps its row from
   * being named.
   */
  pass(id: Id): Promise<void>;
  facts(id: Id): Promise<ProjectFacts>;
  /** The same but for its hours and closed bases, which are empty: for what only reads, and asks for none of them. */
  withoutHours(id: Id): Promise<ProjectFacts>;
  /** Every project with its facts, in bulk; open ones unless told otherwise. */
  all(states?: readonly Project["state"][]): Promise<readonly ProjectFacts[]>;
  /** Some projects with their facts, in bulk, oldest first. */
  several(ids: readonly Id[]): Promise<readonly ProjectFacts[]>;
  /**
   * The same for so many that their facts are not to be held all at once: each project's are read when they are asked
   * for, anew each time.
   */
  each(ids: readonly Id[]): Promise<readonly Unread[]>;
  /** Open projects where a person has a role; for staff all open ones. Oldest first, at most so many. */
  ofPerson(id: Id, most?: number): Promise<readonly Project[]>;
  /** The languages of those. */
  spokenWith(id: Id): Promise<readonly Language[]>;
  update(
    id: Id,
    change: Partial<
      Pick<Project, "customer" | "organisationNumber" | "reference" | "price" | "rate" | "language" | "options">
    >,
  ): Promise<void>;
  setPlan(id: Id, plan: Plan): Promise<void>;
  setState(id: Id, from: Project["state"], to: Project["state"], reason?: string): Promise<boolean>;
  /** Records a milestone that has not happened. */
  reach(id: Id, milestone: "kickoff" | "goLive" | "handover", on: Day, by: By, recordedAt: number): Promise<boolean>;
  /** Takes a milestone back (undo). */
  takeBack(id: Id, milestone: "kickoff" | "goLive" | "handover"): Promise<boolean>;
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
    requirement: Pick<
      Requirement,
      | "ref"
      | "text"
      | "deviation"
      | "agreedOn"
      | "agreedBy"
      | "agreedWith"
      | "wished"
      | "recordedAt"
      | "baseline"
      | "change"
    >,
  ): Promise<Requirement>;
  /** A wish becomes a requirement that is agreed on; false when it is no wish any more. */
  agree(
    project: Id,
    ref: Ref,
    agreed: Pick<
      Requirement,
      "text" | "deviation" | "agreedOn" | "agreedBy" | "agreedWith" | "recordedAt" | "baseline" | "change"
    >,
  ): Promise<boolean>;
  edit(project: Id, ref: Ref, text: string, change?: Ref): Promise<void>;
  move(
    project: Id,
    ref: Ref,
    from: Requirement["state"],
    to: Requirement["state"],
    detail: { readonly on: Day; readonly by: By; readonly reason?: string; readonly change?: Ref },
  ): Promise<boolean>;
  /**
   * Kickoff: every agreed, delivered or verified requirement becomes part of the baseline (S5); `false` takes that
   * back.
   */
  freeze(project: Id, frozen: boolean): Promise<void>;
}
export interface CustomerData {
  add(project: Id, entry: Omit<DataEntry, "id" | "undone">): Promise<DataEntry>;
  undo(project: Id, entry: Id): Promise<boolean>;
}
export interface Porting {
  add(project: Id, entry: Omit<PortingEntry, "id" | "undone">): Promise<PortingEntry>;
  undo(project: Id, entry: Id): Promise<boolean>;
}
export interface PortingRequests {
  add(project: Id, entry: Omit<PortingRequestEntry, "id" | "undone">): Promise<PortingRequestEntry>;
  undo(project: Id, entry: Id): Promise<boolean>;
}
export interface Hours {
  /** What a person has worked on one day over all projects, minutes: hours that stand, and calls held. */
  on(person: Id, day: Day): Promise<Minutes>;
  /** The same from one day to another, both with: each day's sum per project, in the order of days. */
  between(person: Id, from: Day, to: Day): Promise<readonly DaysWork[]>;
  add(project: Id, entry: Omit<WorkEntry, "id" | "undone">): Promise<WorkEntry>;
  undo(project: Id, ref: Ref): Promise<boolean>;
}
export interface Travel {
  add(project: Id, trip: Omit<Trip, "id" | "undone">): Promise<Trip>;
  /** Keeps a receipt with a trip; false when it is there already. */
  receipt(project: Id, trip: Id, file: Id): Promise<boolean>;
  undo(project: Id, ref: Ref): Promise<boolean>;
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
    detail: { readonly on: Day; readonly at: number; readonly by: By; readonly reason?: string },
  ): Promise<boolean>;
  /** Evidence of an agreement made at the sale (S9): approved from `priced`, staff, recorded. */
  agree(
    project: Id,
    ref: Ref,
    evidence: string,
    pricing: Pricing,
    detail: { readonly on: Day; readonly at: number; readonly by: By },
  ): Promise<boolean>;
  move(
    project: Id,
    ref: Ref,
    from: readonly Change["state"][],
    to: "withdrawn" | "done" | "undone" | "approved",
    on: Day,
  ): Promise<boolean>;
}
export interface HardwareList {
  add(project: Id, hardware: Omit<Hardware, "id">): Promise<Hardware>;
  /** False when it is not on the list any more. */
  update(project: Id, id: Id, change: Partial<Omit<Hardware, "id">>): Promise<boolean>;
  /** Takes it off the list; that it was there, and why it went, stays. */
  remove(project: Id, id: Id, reason: string): Promise<boolean>;
}
export interface Faults {
  add(project: Id, fault: Omit<Fault, "id" | "cause" | "causeReason" | "billed">): Promise<Fault>;
  setCause(
    project: Id,
    ref: Ref,
    cause: NonNullable<Fault["cause"]>,
    reason: string,
    billed: boolean,
  ): Promise<boolean>;
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
export interface Turns {
  /** Replaces what was said of the same subject before; undefined: whoever's turn it is by the rules. */
  set(project: Id, subject: string, turn: Omit<Turn, "subject"> | undefined): Promise<void>;
}
export interface Bases {
  /** Closes the next basis of the project, with its supplier's next number and what it shows as it was (I1). */
  close(project: Id, supplier: string, basis: Omit<ClosedBasis, "number">, shown: ShownBasis): Promise<ClosedBasis>;
  /** The number of the basis that a run closed in a project. */
  closedIn(run: string, project: Id): Promise<number | undefined>;
  /** What a closed basis shows; undefined for one of before this was kept. */
  shown(project: Id, number: number): Promise<ShownBasis | undefined>;
  /** Every closed basis: of all projects, or of some; oldest first. */
  all(
    projects?: readonly Id[],
  ): Promise<readonly { readonly project: Id; readonly number: number; readonly closedOn: Day }[]>;
  /**
   * A draft of it is about to be asked for, by a job that is under way. False when one was asked for already, by this
   * job or by another, and nobody knows yet what became of it: until those have ended there is none to be asked for.
   */
  beginSending(project: Id, number: number, job: Id): Promise<boolean>;
  /** A draft was asked for, and nobody knows yet what became of it. */
  isSending(project: Id, number: number): Promise<boolean>;
  /** What a job asked for was not made. */
  endSending(job: Id): Promise<void>;
  /** The draft that a basis is in accounting's own system. */
  sent(project: Id, number: number): Promise<SentBasis | undefined>;
  /** It is one now; false when that was known. */
  markSent(project: Id, number: number, sent: SentBasis): Promise<boolean>;
}
/** A closed basis as a draft in accounting's own system: what it is called there, and what it comes to with VAT. */
export interface SentBasis {
  readonly document: string;
  readonly total: Ore;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: Id | "system";
}
