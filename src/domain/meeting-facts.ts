import type { Mood } from "../language/mood-words.ts";
import type { FileRef } from "./delivery-facts.ts";
import type { By, PersonRef } from "./person.ts";
import type { Day, Id, Minutes, Ref } from "./units.ts";

export interface Task {
  readonly id: Id;
  readonly ref: Ref;
  readonly title: string;
  readonly who?: PersonRef;
  readonly due?: Day;
  readonly doneOn?: Day;
  readonly doneBy?: By;
  /**
   * What made it: a remark when the delivery was declined (L3), an action of approved minutes, a porting that was
   * rejected (D4), or a person.
   */
  readonly source: "person" | "remark" | "minutes" | "porting";
  readonly createdOn: Day;
  /** A correction of the minutes that it came from took it back (M1). */
  readonly withdrawn?: { readonly on: Day; readonly reason: string };
}

export type CheckInState = "scheduled" | "held" | "no-show" | "cancelled";
/** A check-in call (C, avstämningsmöte). A held one is counted by S2. */
export interface CheckIn {
  readonly id: Id;
  readonly ref: Ref;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The calendar day of `at` in the agreement's zone. */
  readonly on: Day;
  readonly state: CheckInState;
  /** The call's time, once held. */
  readonly minutes?: Minutes;
  readonly reason?: string;
  readonly recordedAt: number;
  /** How often what its invitation says has changed. */
  readonly revision: number;
  readonly heldBy?: By;
  /** Who chose its time: staff who booked it, or the customer who picked one of those proposed. */
  readonly bookedBy?: By;
}

export type MinutesKind = "decision" | "action" | "question" | "change" | "data";

/** Why an item is not ticked (M1): what a person should look at before they say yes to it. */
export interface Doubt {
  readonly why: DoubtKind;
  /** The line that takes it back, or answers it. */
  readonly line?: number;
  /** The days that can be meant. */
  readonly days?: readonly Day[];
  /** The people that can be meant. */
  readonly names?: readonly string[];
}
export type DoubtKind =
  // What the line is.
  | "hidden"
  | "lures"
  | "over"
  | "labelled"
  | "unsaid"
  // What it says.
  | Mood
  // Who, and when.
  | "nobody"
  | "two-people"
  | "namesake"
  | "outsider"
  | "other-owner"
  | "denied"
  | "two-days"
  | "which-day"
  | "day-of-what"
  | "other-day"
  // What the item makes of it.
  | "other-words"
  | "numbers"
  | "negation"
  | "left-out"
  // What is said later.
  | "changed"
  | "answered";

/**
 * One statement of the minutes with the quote that it rests on (M1). Ticked when nothing is doubted, which only
 * `checking` (minutes-check.ts) decides, or when a person has said yes to it all the same.
 */
export interface MinutesItem {
  /** Its number in the draft, never given to another. */
  readonly id?: number;
  /** The revision of the draft that last changed it. */
  readonly rev?: number;
  readonly kind: MinutesKind;
  readonly text: string;
  /** The numbers (from 1) of the lines of the notes, or the turns of the transcript, that the quote stands in. */
  readonly lines: readonly number[];
  /** Word for word from the notes; unset in minutes from before quotes were kept. */
  readonly quote?: string;
  /** Who said it, as the transcript names them, and when (`HH:MM:SS`). */
  readonly speaker?: string;
  readonly time?: string;
  /** Of an action or promised data: the member by their whole name, or somebody else as the notes name them. */
  readonly owner?: string;
  readonly due?: Day;
  readonly doubt?: Doubt;
  /** Who of ours made it theirs: edited it, ticked it in spite of a doubt, chose who or when, or added it. */
  readonly by?: string;
  /** They changed its words. */
  readonly edited?: true;
  /** They say yes to it, whatever is doubted. */
  readonly sure?: true;
  /** They have chosen who, or when: that is doubted no more. */
  readonly settled?: { readonly owner?: true; readonly due?: true };
  /** They took its tick away. */
  readonly off?: true;
  /** The task that it became when it was published. */
  readonly task?: Ref;
}
export interface MinutesContent {
  readonly items: readonly MinutesItem[];
  /** The highest number that an item has had. */
  readonly last?: number;
  /** How many items were drafted, and how many of all were dropped by a person: for the history. */
  readonly came?: number;
  readonly dropped?: number;
  /** The lines that name a person, a day, a label or a promise and became nothing, and how many more there are. */
  readonly left?: readonly LeftLine[];
  readonly leftMore?: number;
  /** How many lines were marked as internal and are in none of it. */
  readonly withheld?: number;
}
/** A line of the notes that became nothing, or one sentence of a line of which others did: what it says may be cut. */
export interface LeftLine extends Pick<MinutesItem, "speaker" | "time"> {
  readonly line: number;
  /** Which of the line's sentences, from 1; unset for the whole line. */
  readonly sentence?: number;
  readonly words: string;
}
/** Minutes as they were stored before items had quotes. */
export interface MinutesBefore {
  readonly decisions: readonly StatedBefore[];
  readonly actions: readonly (StatedBefore & { readonly owner?: string; readonly due?: Day })[];
  readonly questions: readonly StatedBefore[];
}
interface StatedBefore {
  readonly text: string;
  readonly lines: readonly number[];
}
/** Minutes of a meeting (M): drafted from notes, approved by staff, then public. */
export interface MeetingMinutes {
  readonly id: Id;
  readonly ref: Ref;
  /** The check-in they are of, `kickoff`, or `handover`. */
  readonly meeting: Ref | "kickoff" | "handover";
  readonly on: Day;
  readonly state: "drafting" | "draft" | "approved";
  readonly drafter: "model" | "template";
  /** As it was stored, and of approved minutes as they hold now: read it with `contentOf`. */
  readonly content?: MinutesContent | MinutesBefore;
  readonly approvedOn?: Day;
  /** How often the draft, or that of a correction, has changed: unset for never. */
  readonly revision?: number;
  /** A correction that is being written (M1). */
  readonly correction?: MinutesContent;
  /** The file that its notes were read from. */
  readonly file?: FileRef;
  /** What was published, first of all the minutes, then each addendum; none of those from before this was kept. */
  readonly editions?: readonly MinutesEdition[];
}
/** One publication of minutes: the first, or an addendum that corrects them (M1). What it said is kept beside it. */
export interface MinutesEdition {
  readonly edition: number;
  readonly on: Day;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly by: By;
  /** Why it was corrected. */
  readonly reason?: string;
}
