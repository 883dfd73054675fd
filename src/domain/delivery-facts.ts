import type { By } from "./person.ts";
import type { Day, Id, Ref } from "./units.ts";

/** `wished`: the customer asked for it before kickoff, and it waits to be agreed on. */
export type RequirementState = "wished" | "agreed" | "delivered" | "verified" | "dropped" | "undone";
/** One line of the requirement specification (kravspecifikation), as S1 records it. */
export interface Requirement {
  readonly id: Id;
  readonly ref: Ref;
  readonly text: string;
  readonly deviation: boolean;
  /** Of a wish that nobody has agreed on yet: when and by whom it was wished. */
  readonly agreedOn: Day;
  /** Who recorded that. */
  readonly agreedBy: By;
  /** Who of the customer agreed to it: the approver's yes, whose wish it was, or whom staff named. */
  readonly agreedWith?: By;
  /** Who wished it, where it was a wish at first; it stays when it is agreed. */
  readonly wished?: { readonly on: Day; readonly by: By };
  readonly recordedAt: number;
  readonly state: RequirementState;
  readonly deliveredOn?: Day;
  readonly verifiedOn?: Day;
  readonly verifiedBy?: By;
  readonly droppedReason?: string;
  /** In the baseline that kickoff froze (S5). */
  readonly baseline: boolean;
  /** The approved change that added or last changed it. */
  readonly change?: Ref;
}

export type DataState = "missing" | "received" | "rejected" | "approved" | "not-applicable";
/**
 * Something said about one data area (D5). The area's state is that of its latest entry that is not undone; `stuck`
 * leaves the state as it was and records who the delay waits for.
 */
/** A file that was handed in, by its name. */
export interface FileRef {
  readonly id: Id;
  readonly name: string;
}
export interface DataEntry {
  readonly id: Id;
  readonly area: string;
  readonly kind: DataState | "stuck";
  /** The note, the reason, or one finding per line. */
  readonly note?: string;
  /** What was handed in with it. */
  readonly files?: readonly FileRef[];
  readonly on: Day;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  readonly by: By;
  readonly bySide: "staff" | "customer";
  readonly undone: boolean;
}

/** A step of the agreement's porting, by its id. */
export type PortingStep = string;
export interface PortingEntry {
  readonly id: Id;
  readonly step: PortingStep;
  readonly on: Day;
  readonly by: By;
  readonly undone: boolean;
}

export type Fact = "yes" | "no" | "not-applicable";
/** One device, with the four facts of F3. */
export interface Hardware {
  readonly id: Id;
  readonly name: string;
  readonly mac?: string;
  readonly partOfService: Fact;
  readonly approved: Fact;
  readonly boughtFromUs: Fact;
  readonly provisioned: Fact;
}

/** A reported fault (F). */
export interface Fault {
  readonly id: Id;
  readonly ref: Ref;
  readonly text: string;
  readonly urgent: boolean;
  readonly hardware?: string;
  readonly reportedOn: Day;
  readonly by: By;
  readonly cause?: "supplier" | "customer" | "third-party";
  /** The reason that the customer sees (F4). */
  readonly causeReason?: string;
  readonly billed: boolean;
}

/** One round of asking for the delivery approval (L2, L3). */
export interface DeliveryRequest {
  readonly id: Id;
  readonly askedOn: Day;
  readonly askedBy: By;
  readonly state: "asked" | "approved" | "declined" | "outdated";
  /** Exactly what was shown, and its digest. */
  readonly text: string;
  readonly digest: string;
  readonly decidedOn?: Day;
  readonly decidedBy?: By;
  readonly remarks?: string;
}
