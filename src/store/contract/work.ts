import type { Id } from "../../domain/units.ts";
import type { Content } from "../../messages/content.ts";
import type { Delivery, PlatformName } from "../../messages/platform.ts";
import type { Held, Queue, Untold } from "./jobs.ts";

/** A message that a worker has claimed: what to deliver, and how often that has been tried. */
export interface ClaimedMessage {
  /** The claim that has it. */
  readonly holder: string;
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
 * The outbox's side of the messages: those whose revision is newer than what was delivered. One is claimed by one
 * worker at a time, and only when nothing older of its conversation is waiting, so that order holds. All times are the
 * database's raw time.
 */
export interface OutboxRows {
  /**
   * Claims what is due on a platform, for a lease in milliseconds: what has been due the longest first, so that none is
   * tried again before all others were. `holder` is this claim's alone. Unless `tried`, nothing that failed before.
   */
  claim(
    platform: PlatformName,
    holder: string,
    limit: number,
    lease: number,
    tried?: boolean,
  ): Promise<readonly ClaimedMessage[]>;
  /**
   * Keeps what is being delivered for so many milliseconds more. Returns what is still its holder's: a message that was
   * given back, or that another claim has taken meanwhile, is not.
   */
  renew(messages: readonly Held[], lease: number): Promise<readonly Id[]>;
  /**
   * The revision reached the platform under its id. A newer revision stays due. `leaves`: no more is kept of it than
   * what it leaves.
   */
  delivered(message: Id, holder: string, revision: number, platformId: string, leaves?: boolean): Promise<void>;
  /**
   * Could not be delivered now: again after so many milliseconds. `unsure`: whoever takes it next is told that it may
   * have been sent. `spared`: that is not the message's fault, and no attempt of its own.
   */
  later(
    message: Id,
    holder: string,
    after: number,
    why: string,
    how?: { readonly unsure?: boolean; readonly spared?: boolean },
  ): Promise<void>;
  /**
   * A message that was posted as `held` has been shown by its platform. Nothing when the outbox has taken it by now.
   */
  shown(message: Id): Promise<void>;
  /** What was withdrawn before anybody saw it is not due any more. */
  dropped(message: Id, holder: string): Promise<void>;
  /**
   * Refused for good: parked until it is revised, out of the way of the rest. Tells the project's internal channel;
   * where that is the one that refused, or there is none, a job tells its staff ({@link Untold}).
   */
  park(message: Id, holder: string, why: string, notice: ParkedNotice): Promise<void>;
  /** What was parked in a conversation is due again: somebody has acted. Returns how many. */
  unpark(platform: PlatformName, tenant: string, external: string): Promise<number>;
  /** What should be edited is gone: it is due again, as a new message. */
  lost(message: Id, holder: string): Promise<void>;
  /**
   * Whether one of these is being delivered on a platform, or can be now: it may stand behind others of its
   * conversation.
   */
  waiting(platform: PlatformName, messages: readonly Id[]): Promise<boolean>;
  /** How many messages wait for platforms that are not among these. */
  waitingElsewhere(platforms: readonly PlatformName[]): Promise<number>;
  /** Sizes for the metrics. */
  counts(): Promise<{ readonly waiting: number; readonly parked: number }>;
  /**
   * How each platform's messages wait; of a conversation, only the oldest can be overdue. Platforms for which nothing
   * waits are left out.
   */
  queues(): Promise<ReadonlyMap<PlatformName, Queue>>;
}
/** Words the notice about a parked message, given the name of the conversation it could not reach. */
type ParkedNotice = (conversation: string) => Content;

/** What the scheduler remembers. */
export interface Ticks {
  /** Business time up to which reminders have been played, milliseconds since 1970. */
  last(): Promise<number | undefined>;
  setLast(instant: number): Promise<void>;
  /** True once a day for a piece of work, for whichever replica asks first (raw time). */
  daily(what: string): Promise<boolean>;
}

/** How many tokens models take a day (UTC, raw time), over all replicas. */
export interface ModelTokens {
  /** Takes so many of today's; false, and takes none, where that would make more than `most`. */
  take(tokens: number, most: number): Promise<boolean>;
  /** So many more, or fewer, were taken in truth. */
  settle(tokens: number): Promise<void>;
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
