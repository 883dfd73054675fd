import type { Agreement } from "../../domain/agreement.ts";
import type { By, Plan, Project, ProjectFacts, Role, Snooze, Turn } from "../../domain/facts.ts";
import type { Day, Id, Ref } from "../../domain/units.ts";
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

export interface Snoozes {
  /** Replaces an earlier snooze of the same subject. */
  set(project: Id, snooze: Omit<Snooze, "id">): Promise<void>;
}

export interface Turns {
  /** Replaces what was said of the same subject before; undefined: whoever's turn it is by the rules. */
  set(project: Id, subject: string, turn: Omit<Turn, "subject"> | undefined): Promise<void>;
}
