import type {
  By,
  CheckIn,
  FileRef,
  MeetingMinutes,
  MinutesContent,
  MinutesEdition,
  Plan,
  Task,
} from "../../domain/facts.ts";
import type { Day, Id, Minutes, Ref } from "../../domain/units.ts";

export interface Tasks {
  add(
    project: Id,
    task: Pick<Task, "ref" | "title" | "source" | "createdOn" | "due"> & { readonly who?: Id },
  ): Promise<Task>;
  finish(project: Id, ref: Ref, on: Day, by: By): Promise<boolean>;
  /** Takes back that it was done (undo). */
  reopen(project: Id, ref: Ref): Promise<boolean>;
  /** Changes one that is open, as corrected minutes say it (M1). */
  change(project: Id, ref: Ref, to: Pick<Task, "title" | "due"> & { readonly who?: Id | undefined }): Promise<boolean>;
  /** Takes back one that is open, as corrected minutes do not have it any more (M1). */
  withdraw(project: Id, ref: Ref, on: Day, reason: string): Promise<boolean>;
}
/** An open project as it takes the time of our people on it. */
export interface Attended {
  readonly project: Id;
  /** Who of those that were asked about is on it. */
  readonly people: readonly Id[];
  /** When its booked calls begin, milliseconds since 1970. */
  readonly calls: readonly number[];
  readonly plan: Plan;
  /** Kickoff has been held. */
  readonly kickedOff: boolean;
}
export interface CheckIns {
  /** The project of a call, by the call's id. */
  projectOf(id: Id): Promise<Id | undefined>;
  /** What some of our people are invited to, over all open projects: calls that are booked, days that are planned. */
  attendedBy(people: readonly Id[]): Promise<readonly Attended[]>;
  /** Calls ahead of open projects whose moments nobody keeps: they were booked by a version that knew of none. */
  unkept(now: number): Promise<readonly { readonly project: Id; readonly ref: Ref; readonly at: number }[]>;
  schedule(project: Id, checkIn: Pick<CheckIn, "ref" | "at" | "on" | "recordedAt" | "bookedBy">): Promise<CheckIn>;
  reschedule(project: Id, ref: Ref, at: number, on: Day): Promise<boolean>;
  hold(
    project: Id,
    ref: Ref,
    held: { readonly minutes: Minutes; readonly by: By; readonly recordedAt: number },
  ): Promise<boolean>;
  cancel(project: Id, ref: Ref, reason: string): Promise<boolean>;
  /** Puts the time of a held call right; false when it is not held. */
  correct(project: Id, ref: Ref, minutes: Minutes): Promise<boolean>;
  /** Nobody of the customer's came: it counts as one of the included calls (S2). */
  missed(project: Id, ref: Ref, by: By, recordedAt: number): Promise<boolean>;
  /** Takes back that it was held, or that nobody came (undo). */
  unhold(project: Id, ref: Ref): Promise<boolean>;
}
/** What is published of minutes at once, by whom (M1). */
export interface Published extends Omit<MinutesEdition, "edition"> {
  readonly content: MinutesContent;
}
export interface MinutesOf {
  add(
    project: Id,
    minutes: Omit<MeetingMinutes, "id" | "approvedOn" | "revision" | "correction" | "editions"> & {
      readonly notes: string;
    },
  ): Promise<MeetingMinutes>;
  /** What they are made from: not among the facts, since it is long and few ask for it. */
  notes(project: Id, ref: Ref): Promise<string>;
  /** What a model has drafted while another draft was in hand; undefined when there is nothing to compare. */
  proposal(project: Id, ref: Ref): Promise<MinutesContent | undefined>;
  /** Keeps that, of minutes that are a draft; without one it is taken away. */
  propose(project: Id, ref: Ref, content: MinutesContent | undefined): Promise<boolean>;
  /** What an edition said, as it was stored; undefined when there is none of that number. */
  edition(project: Id, ref: Ref, edition: number): Promise<MeetingMinutes["content"] | undefined>;
  /** A draft's content, from `drafting` (or again from `draft`). Each of these makes a new revision. */
  draft(project: Id, ref: Ref, drafter: MeetingMinutes["drafter"], content: MinutesContent): Promise<boolean>;
  /** New notes for minutes that are not approved: to be drafted again. */
  rewrite(project: Id, ref: Ref, notes: string, file?: FileRef): Promise<boolean>;
  /** What a person has made of a draft; false when it has another revision by now. */
  review(project: Id, ref: Ref, revision: number, content: MinutesContent): Promise<boolean>;
  /** Publishes a draft: its first edition. */
  approve(project: Id, ref: Ref, published: Published): Promise<boolean>;
  /** What a person has made of the draft of a correction; false when it has another revision by now. */
  correct(project: Id, ref: Ref, revision: number, content: MinutesContent | undefined): Promise<boolean>;
  /** Publishes a correction, as the edition of that number: what minutes say from now on. */
  amend(project: Id, ref: Ref, edition: number, published: Published): Promise<boolean>;
}
