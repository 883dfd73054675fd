import type { FileRef } from "./delivery-facts.ts";
import type { By } from "./person.ts";
import type { Day, Id, Minutes, Ore, Ref } from "./units.ts";

/** What an hour was worked on. */
export type WorkTarget =
  | { readonly kind: "package"; readonly package: string }
  | { readonly kind: "change"; readonly ref: Ref }
  | { readonly kind: "fault"; readonly ref: Ref };

/** Hours worked (H). An undone entry stays, with `undone` set; one on a closed basis is reversed on the next (S6). */
export interface WorkEntry {
  readonly id: Id;
  readonly ref: Ref;
  readonly target: WorkTarget;
  readonly minutes: Minutes;
  readonly note: string;
  readonly on: Day;
  readonly recordedAt: number;
  readonly by: By;
  readonly undone: boolean;
}

/** One trip (V): within one of the agreement's cities (R2), or any other (R1). */
export interface Trip {
  readonly id: Id;
  readonly ref: Ref;
  readonly what:
    | { readonly kind: "city"; readonly city: string }
    | { readonly kind: "trip"; readonly minutes: Minutes; readonly costs: Ore; readonly to?: string };
  /** Receipts. */
  readonly files?: readonly FileRef[];
  readonly on: Day;
  readonly recordedAt: number;
  readonly by: By;
  readonly undone: boolean;
}

export type ChangeKind = "change" | "addon" | "extension";
export type Pricing =
  | { readonly kind: "fixed"; readonly price: Ore }
  /** `rate` in öre per hour is set when the offer is sent. */
  | { readonly kind: "running"; readonly estimate: Minutes; readonly cap?: Minutes; readonly rate?: Ore };
/** `asked`: a customer's wish or a requirement after kickoff, not priced yet. */
export type ChangeState = "asked" | "priced" | "sent" | "approved" | "declined" | "withdrawn" | "done" | "undone";
/** What an approved change does to the project's other facts. */
export type ChangeEffect =
  /** `wish`: the reference of the wish that it agrees to. */
  | { readonly kind: "add-requirement"; readonly text: string; readonly deviation: boolean; readonly wish?: Ref }
  | { readonly kind: "edit-requirement"; readonly ref: Ref; readonly text: string }
  | { readonly kind: "drop-requirement"; readonly ref: Ref; readonly reason: string }
  /** `state`: what was asked of the area; unset: `received`. */
  | {
      readonly kind: "data";
      readonly area: string;
      readonly note?: string;
      readonly files?: readonly Id[];
      readonly state?: "received" | "not-applicable";
      /** The records that were given, kept until it is decided: the yes takes them (D6). */
      readonly offer?: Id;
    }
  /** An add-on that is the price of an option which was sold without one (S4). */
  | { readonly kind: "option"; readonly option: string }
  /** More cover, at the running rate, for an approved change whose work goes beyond what was agreed (S6). */
  | { readonly kind: "more-cover"; readonly change: Ref };
/** A change request, add-on or extension (X): everything that needs the yes of an approver (S9). */
export interface Change {
  readonly id: Id;
  readonly ref: Ref;
  readonly kind: ChangeKind;
  readonly title: string;
  readonly pricing?: Pricing;
  /** An extension's work package and its added minutes. */
  readonly extends?: { readonly package: string; readonly minutes: Minutes };
  readonly effect?: ChangeEffect;
  readonly state: ChangeState;
  /** Evidence of an agreement made at the sale, instead of an approver's yes. */
  readonly agreed?: string;
  /** The offer last sent, word for word as the approver sees it, and the digest that a press brings back (S9). */
  readonly offer?: { readonly text: string; readonly digest: string; readonly sentOn: Day; readonly revision: number };
  readonly decidedOn?: Day;
  /** Milliseconds since 1970: covers are used in this order. */
  readonly decidedAt?: number;
  readonly decidedBy?: By;
  /** Why the approver said no to the offer last answered, in their own words: for us. */
  readonly declinedReason?: string;
  readonly doneOn?: Day;
  readonly createdOn: Day;
  readonly createdBy: By;
  readonly recordedAt: number;
}

/** An invoice basis that has been closed: its parts are frozen (S6). */
export interface ClosedBasis {
  readonly number: number;
  readonly closedOn: Day;
  /** The last day of the work that it holds; unset: all that there was (I1). */
  readonly until?: Day;
  readonly parts: readonly BilledPart[];
}
/** One billed or consumed part: which entry, which bucket it was counted in, and how much. */
export interface BilledPart {
  readonly entry: Id;
  readonly bucket: string;
  readonly minutes: Minutes;
  readonly amount: Ore;
}
