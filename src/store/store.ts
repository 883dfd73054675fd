import type { Keeper, Keeping, MovableClock } from "../messages/keeping.ts";
import type {
  CustomerData,
  Deliveries,
  Faults,
  HardwareList,
  Porting,
  PortingRequests,
  Requirements,
} from "./contract/delivery.ts";
import type { HeldData } from "./contract/held-data.ts";
import type { JobRows } from "./contract/jobs.ts";
import type { Listing } from "./contract/listing.ts";
import type { InBulk, Looks } from "./contract/looks.ts";
import type { CheckIns, MinutesOf, Tasks } from "./contract/meetings.ts";
import type { Audit, Files, Forms, Jobs, Messages, Notices, Requests } from "./contract/messages.ts";
import type { Bases, Changes, Hours, Travel } from "./contract/money.ts";
import type { Papers } from "./contract/papers.ts";
import type { People, Places } from "./contract/people.ts";
import type { Agreements, Projects, Snoozes, Turns } from "./contract/projects.ts";
import type { ModelTokens, OutboxRows, Purged, Ticks } from "./contract/work.ts";
import type { Operating } from "./operating/operating.ts";

export type * from "./contract/delivery.ts";
export type * from "./contract/held-data.ts";
export type * from "./contract/listing.ts";
export type * from "./contract/looks.ts";
export type * from "./contract/meetings.ts";
export type * from "./contract/messages.ts";
export type * from "./contract/money.ts";
export type * from "./contract/papers.ts";
export type * from "./contract/people.ts";
export type * from "./contract/projects.ts";

/**
 * Everything that one transaction can read and write. Writes take effect together when the transaction ends, or not at
 * all. Transitions are conditional on the state they leave: they return false when somebody else was first, and change
 * nothing.
 */
export interface Store {
  /** Business time, milliseconds since 1970: one and the same within a transaction. */
  now(): Promise<number>;
  readonly people: People;
  readonly places: Places;
  readonly agreements: Agreements;
  readonly projects: Projects;
  readonly requirements: Requirements;
  readonly customerData: CustomerData;
  readonly heldData: HeldData;
  readonly porting: Porting;
  readonly portingRequests: PortingRequests;
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
  readonly turns: Turns;
  readonly bases: Bases;
  readonly messages: Messages;
  readonly notices: Notices;
  readonly listing: Listing;
  readonly looks: Looks;
  readonly inBulk: InBulk;
  readonly forms: Forms;
  readonly requests: Requests;
  readonly jobs: Jobs;
  readonly files: Files;
  readonly papers: Papers;
  readonly audit: Audit;
}

/** The database: transactions, business time, and its own life. */
export interface Database {
  /**
   * Runs work in one transaction and returns what it returns. Conflicts and lost connections are tried again, so `work`
   * must do nothing but use the store. What it throws rolls everything back and is thrown on. `waits` hears that a
   * project that it wants is somebody else's: it holds no connection until that is free. `like`: work that is called
   * the same locks the same project, most of the time.
   */
  transaction<T>(work: (store: Store) => Promise<T>, waits?: () => void, like?: string): Promise<T>;
  /**
   * Such work, done once under a key of its own: also when nobody knows whether its COMMIT arrived and it is tried
   * again, and when a job that does it is run again.
   */
  once(key: string, work: (store: Store) => Promise<void>): Promise<void>;
  /** How many pieces of work it does at once: more only wait in it, in the way of what is short. */
  readonly atOnce: number;
  /** Business time, milliseconds since 1970: the database's time plus the local workspace's offset. */
  now(): Promise<number>;
  /** The local workspace's clock. */
  readonly clock: MovableClock & {
    /** Where business time starts in a new data directory: does nothing once business time has been set. */
    setStart(instant: number): Promise<void>;
  };
  /** What a platform keeps for itself. */
  keeping(keeper: Keeper): Keeping;
  /** For `outbox/` alone. */
  readonly outboxRows: OutboxRows;
  readonly jobRows: JobRows;
  /** What models take. */
  readonly modelTokens: ModelTokens;
  /** For the scheduler alone. */
  readonly ticks: Ticks;
  /** Empties what was delivered, answered and done before an instant of business time. */
  purge(before: number): Promise<Purged>;
  /** For `operator/` alone: backup, outbox, erasure. `standIn` says what an erased person is called, by number. */
  operating(standIn: (number: number) => string): Operating;
  /**
   * Runs what a person waits for: all that it asks of the database one after the other waits for others and for a
   * server that is away some 15 s together, instead of each for so long.
   */
  awaited<T>(work: () => Promise<T>): Promise<T>;
  /** Calls the listener after each commit that left something for the outbox or the job worker. */
  onQueued(listener: () => void): void;
  /** Answers when the database does, and its migrations are applied. */
  ready(): Promise<void>;
  close(): Promise<void>;
}
