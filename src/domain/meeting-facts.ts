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
  /** What made it: a remark when the delivery was declined (L3), an action of approved minutes, or a person. */
  readonly source: "person" | "remark" | "minutes";
  readonly createdOn: Day;
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

/** One statement of the minutes with the numbers (from 1) of the lines of the notes it rests on. */
export interface MinutesItem {
  readonly text: string;
  readonly lines: readonly number[];
}
export interface MinutesAction extends MinutesItem {
  readonly owner?: string;
  readonly due?: Day;
}
export interface MinutesContent {
  readonly decisions: readonly MinutesItem[];
  readonly actions: readonly MinutesAction[];
  readonly questions: readonly MinutesItem[];
}
/** Minutes of a meeting (M): drafted from notes, approved by staff, then public. */
export interface MeetingMinutes {
  readonly id: Id;
  readonly ref: Ref;
  /** The check-in they are of, `kickoff`, or `handover`. */
  readonly meeting: Ref | "kickoff" | "handover";
  readonly on: Day;
  readonly notes: string;
  readonly state: "drafting" | "draft" | "approved";
  readonly drafter: "model" | "template";
  readonly content?: MinutesContent;
  readonly approvedOn?: Day;
}
