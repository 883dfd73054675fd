import type { Id } from "../../domain/units.ts";
import type { Content } from "../../messages/content.ts";
import type { Delivery, PlatformName } from "../../messages/platform.ts";

/** A message that a worker has claimed: what to deliver, and how often that has been tried. */
export interface ClaimedMessage {
  /** `language` is unset when neither the conversation nor the project says one. */
  readonly delivery: Omit<Delivery, "language"> & { readonly language?: Delivery["language"] };
  readonly project?: Id;
  /** Attempts that failed before this one. */
  readonly attempts: number;
  /** The person who alone may see it has no account on the platform that it would go to. */
  readonly unreachable: boolean;
  /** People from outside are in the conversation. */
  readonly outsiders: boolean;
}

/**
 * The outbox's side of the messages: those whose revision is newer than what was delivered. One is claimed by one worker at a time, and
 * only when nothing older of its conversation is waiting, so that order holds. All times are the database's raw time.
 */
export interface OutboxRows {
  /**
   * Claims what is due, for a lease in milliseconds: of some platforms only where `among` says so; the oldest first, or with `probe`
   * what has not been tried for the longest time.
   */
  claim(
    holder: string,
    limit: number,
    lease: number,
    which?: { readonly among?: readonly PlatformName[]; readonly probe?: boolean },
  ): Promise<readonly ClaimedMessage[]>;
  /**
   * Keeps what is being delivered for so many milliseconds more. Returns what is still the holder's: a message that was given back, or
   * that somebody else has taken meanwhile, is not.
   */
  renew(messages: readonly Id[], holder: string, lease: number): Promise<readonly Id[]>;
  /** The revision reached the platform under its id. A newer revision stays due. */
  delivered(message: Id, holder: string, revision: number, platformId: string): Promise<void>;
  /**
   * Could not be delivered now: again after so many milliseconds. `unsure`: whoever takes it next is told that it may have been sent.
   * `spared`: that is not the message's fault, and no attempt of its own.
   */
  later(
    message: Id,
    holder: string,
    after: number,
    why: string,
    how?: { readonly unsure?: boolean; readonly spared?: boolean },
  ): Promise<void>;
  /** A message that was posted as `held` has been shown by its platform. Nothing when the outbox has taken it by now. */
  shown(message: Id): Promise<void>;
  /** What was withdrawn before anybody saw it is not due any more. */
  dropped(message: Id, holder: string): Promise<void>;
  /**
   * Refused for good: parked until it is revised, out of the way of the rest. Tells the project's internal channel; where that is the
   * one that refused, or there is none, a job tells its staff ({@link Untold}).
   */
  park(message: Id, holder: string, why: string, notice: ParkedNotice): Promise<void>;
  /** What was parked in a conversation is due again: somebody has acted. Returns how many. */
  unpark(platform: PlatformName, tenant: string, external: string): Promise<number>;
  /** What should be edited is gone: it is due again, as a new message. */
  lost(message: Id, holder: string): Promise<void>;
  /** How many messages wait for platforms that are not among these. */
  waitingElsewhere(platforms: readonly PlatformName[]): Promise<number>;
  /** Sizes for the metrics. */
  counts(): Promise<{ readonly waiting: number; readonly parked: number }>;
}
/** What could not be told in a project's internal channel: the payload of the job that tells its staff, each directly. */
export interface Untold {
  readonly project: Id;
  readonly notice: Content;
}
/** The kind of that job. */
export const untoldJob = "notice";
/** Words the notice about a parked message, given the name of the conversation it could not reach. */
type ParkedNotice = (conversation: string) => Content;

export interface ClaimedJob {
  readonly id: Id;
  readonly kind: string;
  readonly payload: unknown;
  /** Attempts that failed before this one. */
  readonly attempts: number;
}
/** The worker's side of the jobs. */
export interface JobRows {
  /** Claims jobs that are due in business time, oldest first, for a lease in milliseconds (raw time). */
  claim(holder: string, limit: number, lease: number): Promise<readonly ClaimedJob[]>;
  /** Keeps jobs that are being done for so many milliseconds more; those that somebody else has taken meanwhile stay theirs. */
  renew(jobs: readonly Id[], holder: string, lease: number): Promise<void>;
  done(job: Id, holder: string): Promise<void>;
  /** Failed: again after so many milliseconds. */
  later(job: Id, holder: string, after: number, why: string): Promise<void>;
  /** Failed for the last time. */
  giveUp(job: Id, holder: string, why: string): Promise<void>;
}

/** What the scheduler remembers, and its right to tick. */
export interface Ticks {
  /** Business time up to which reminders have been played, milliseconds since 1970. */
  last(): Promise<number | undefined>;
  setLast(instant: number): Promise<void>;
  /** Takes or renews the right to tick for so many milliseconds: false while another replica has it. */
  claim(holder: string, lease: number): Promise<boolean>;
  release(holder: string): Promise<void>;
  /** True once a day for a piece of work, for whichever replica asks first (raw time). */
  daily(what: string): Promise<boolean>;
}

/** How much was emptied or removed. */
export interface Purged {
  readonly messages: number;
  readonly requests: number;
  readonly jobs: number;
  readonly forms: number;
  /** What platforms had kept for themselves for as long as it was needed. */
  readonly kept: number;
}
