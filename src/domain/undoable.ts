import type { Refused } from "./decision.ts";
import type {
  Change,
  CheckIn,
  DataEntry,
  Milestone,
  PortingEntry,
  PortingRequestEntry,
  Requirement,
  Task,
  Trip,
  WorkEntry,
} from "./facts.ts";
import type { Ref } from "./units.ts";

/** Something recorded that can be taken back: a reversal, never a deletion. */
export type Undoable =
  | { readonly kind: "work"; readonly entry: WorkEntry; readonly invoiced: boolean }
  | { readonly kind: "trip"; readonly trip: Trip; readonly invoiced: boolean }
  /**
   * One step back: verified → delivered → agreed → undone; what was dropped at once is agreed again. A wish stays the
   * customer's.
   */
  | {
      readonly kind: "requirement";
      readonly requirement: Requirement;
      readonly to: "delivered" | "agreed" | "wished" | "undone";
    }
  /**
   * Work marked done is approved again; an agreement of the sale that was typed wrong, or an offer not sent, is gone.
   */
  | { readonly kind: "change"; readonly change: Change; readonly to: "approved" | "undone"; readonly invoiced: boolean }
  /** A held call, or one that nobody came to, is scheduled again; a scheduled one is cancelled. */
  | {
      readonly kind: "check-in";
      readonly checkIn: CheckIn;
      readonly to: "scheduled" | "cancelled";
      readonly invoiced: boolean;
    }
  | { readonly kind: "data"; readonly entry: DataEntry }
  /** A task that staff marked done is open again. */
  | { readonly kind: "task"; readonly task: Task }
  | { readonly kind: "porting"; readonly entry: PortingEntry }
  /** What was recorded of a number's porting last. */
  | { readonly kind: "number"; readonly entry: PortingRequestEntry }
  | { readonly kind: "kickoff"; readonly milestone: Milestone }
  | { readonly kind: "go-live"; readonly milestone: Milestone; readonly invoiced: boolean };

export type UndoRefusal =
  /** The actor has recorded nothing here that can be taken back. */
  | { readonly kind: "nothing" }
  | { readonly kind: "unknown"; readonly target: string }
  /** Undone, dropped or cancelled before. */
  | { readonly kind: "already" }
  /**
   * After the handover hours, travel and changes are still corrected (C1); the rest takes a project that is open again.
   */
  | { readonly kind: "closed-project"; readonly state: "cancelled" | "closed" }
  /** What the customer said is the customer's: it is never taken back, but can be asked anew (C1). */
  | { readonly kind: "customers-answer" }
  /** The customer said yes or no to this change (S9, C1). */
  | { readonly kind: "customer-decided"; readonly change: Change }
  /** A task that is not done: there is nothing to take back. */
  | { readonly kind: "not-done" }
  /** It is part of the baseline that kickoff froze, or of an approved change (S5). */
  | { readonly kind: "frozen" }
  /** Something was said about the area since. */
  | { readonly kind: "superseded" }
  /** The customer has seen its offer: withdraw it instead. */
  | { readonly kind: "sent" }
  /** Minutes are kept of the call. */
  | { readonly kind: "has-minutes"; readonly ref: Ref }
  /** Changes were sent or approved after kickoff. */
  | { readonly kind: "changes-follow"; readonly refs: readonly Ref[] }
  | { readonly kind: "go-live-follows" }
  | { readonly kind: "approval-follows" };

export type UndoDecision = { readonly ok: true; readonly what: Undoable } | Refused<UndoRefusal>;
