import type { Id, Ref } from "../../domain/units.ts";
import type { Content } from "../../messages/content.ts";

/**
 * What a job stands in line with: what a person waits for (answers, notices), documents and files, and what models do.
 * None of them waits for another: each has its own slots, limits and patience (`outbox/jobs.ts`).
 */
export const lanes = ["people", "documents", "models"] as const;
export type Lane = (typeof lanes)[number];

/** A kind of job, which says its lane. What it is called stays in the rows of those that wait. */
export interface JobKind {
  readonly name: string;
  readonly lane: Lane;
}

/** Tells the staff of a project, each directly, what could not be told in its internal channel ({@link Untold}). */
export const untoldJob = { name: "notice", lane: "people" } as const satisfies JobKind;
/** What it is given. */
export interface Untold {
  readonly project: Id;
  readonly notice: Content;
}

/** Tells one person of ours something in their private chat ({@link ToldPerson}). */
export const tellPersonJob = { name: "tell", lane: "people" } as const satisfies JobKind;
/** What it is given. */
export interface ToldPerson {
  readonly person: Id;
  readonly project?: Id;
  readonly notice: Content;
}

/** Says something of a booked call at its time ({@link CallMoment}). */
export const callJob = { name: "call", lane: "people" } as const satisfies JobKind;
/** What it is given: the call and the instant it was booked for, milliseconds since 1970, as it may be moved. */
export interface CallMoment {
  readonly project: Id;
  readonly ref: Ref;
  readonly at: number;
  readonly moment: "soon" | "after";
}

/** Asks for the hours of a held meeting ({@link HoursOf}). */
export const hoursJob = { name: "hours", lane: "people" } as const satisfies JobKind;
/** What it is given. */
export interface HoursOf {
  readonly project: Id;
  readonly meeting: "kickoff" | "handover";
}

/** Drafts the minutes of a meeting. */
export const minutesJob = { name: "minutes", lane: "models" } as const satisfies JobKind;

/** Something that is leased, and by which claim of it: the process that claimed it may have claimed it again since. */
export interface Held {
  readonly id: Id;
  readonly holder: string;
}

export interface ClaimedJob extends Held {
  readonly kind: string;
  readonly payload: unknown;
  /** Attempts that failed before this one. */
  readonly attempts: number;
}

/** How long a queue is, and for how long what is due in it has waited. */
export interface Queue {
  readonly waiting: number;
  /** Seconds since what has waited the longest could have been taken; 0 when nothing can. */
  readonly overdue: number;
}

/**
 * The worker's side of the jobs. All times are the database's raw time, but when a job is due, which is business time.
 */
export interface JobRows {
  /**
   * Claims what is due in a lane, for a lease in milliseconds: what has been due the longest first. `holder` is this
   * claim's alone.
   */
  claim(lane: Lane, holder: string, limit: number, lease: number): Promise<readonly ClaimedJob[]>;
  /** Keeps what is being done for so many milliseconds more. Returns what is still its holder's. */
  renew(jobs: readonly Held[], lease: number): Promise<readonly Id[]>;
  done(job: Id, holder: string): Promise<void>;
  /** Failed: again after so many milliseconds. */
  later(job: Id, holder: string, after: number, why: string): Promise<void>;
  /** Failed for the last time. */
  giveUp(job: Id, holder: string, why: string): Promise<void>;
  /** For the metrics. */
  queues(): Promise<Readonly<Record<Lane, Queue>>>;
}
