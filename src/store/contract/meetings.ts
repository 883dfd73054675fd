import type { By, CheckIn, MeetingMinutes, MinutesContent, Plan, Task } from "../../domain/facts.ts";
import type { Day, Id, Minutes, Ref } from "../../domain/units.ts";

export interface Tasks {
  add(
    project: Id,
    task: Pick<Task, "ref" | "title" | "source" | "createdOn" | "due"> & { readonly who?: Id },
  ): Promise<Task>;
  finish(project: Id, ref: Ref, on: Day, by: By): Promise<boolean>;
  /** Takes back that it was done (undo). */
  reopen(project: Id, ref: Ref): Promise<boolean>;
}
/** An open project as it takes its lead's time. */
export interface Led {
  readonly project: Id;
  /** When its booked calls begin, milliseconds since 1970. */
  readonly calls: readonly number[];
  readonly plan: Plan;
  /** Kickoff has been held. */
  readonly kickedOff: boolean;
}
export interface CheckIns {
  /** The project of a call, by the call's id. */
  projectOf(id: Id): Promise<Id | undefined>;
  /** What somebody leads, over all open projects: the calls that are booked, and the days that are planned. */
  ledBy(person: Id): Promise<readonly Led[]>;
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
export interface MinutesOf {
  add(project: Id, minutes: Omit<MeetingMinutes, "id" | "approvedOn">): Promise<MeetingMinutes>;
  /** A draft's content, from `drafting` (or again from `draft`). */
  draft(project: Id, ref: Ref, drafter: MeetingMinutes["drafter"], content: MinutesContent): Promise<boolean>;
  /** New notes for minutes that are not approved: to be drafted again. */
  rewrite(project: Id, ref: Ref, notes: string): Promise<boolean>;
  approve(project: Id, ref: Ref, on: Day): Promise<boolean>;
}
