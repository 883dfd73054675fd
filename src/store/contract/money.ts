import type {
  By,
  Change,
  ChangeEffect,
  ChangeKind,
  ClosedBasis,
  Pricing,
  Trip,
  WorkEntry,
} from "../../domain/facts.ts";
import type { ShownBasis } from "../../domain/invoice-line.ts";
import type { Day, Id, Minutes, Ore, Ref } from "../../domain/units.ts";
import type { DaysWork } from "../../domain/week.ts";

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
