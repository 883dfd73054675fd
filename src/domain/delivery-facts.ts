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
  /** Which version of the area's data it is said of (D6): what was approved is that one. Unset: none was held. */
  readonly version?: number;
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
  /** Of what ends the old contract: the day that it ends (D4), where somebody said so. */
  readonly ends?: Day;
  readonly by: By;
  readonly undone: boolean;
}

/** What a request for porting holds (D4), in the order that it is asked for. */
export const portingAnswers = [
  ...(["number", "operator", "subscriber", "orgno", "address"] as const),
  ...(["signer", "signed", "series", "rest", "when"] as const),
] as const;
export type PortingAnswer = (typeof portingAnswers)[number];
/**
 * What somebody answered: numbers in E.164 (a series is `+46812345600-+46812345649`), days, `when` as
 * `2026-12-10T09:00`. An empty one takes away what was answered before.
 */
export type PortingAnswers = Readonly<Partial<Record<PortingAnswer, string>>>;
export type PortingEvent = "given" | "asked" | "confirmed" | "rejected" | "mended" | "ported" | "withdrawn";
/**
 * Something recorded about the porting of one number or series (D4, D7): what was answered or corrected, that it was
 * asked for, and what came of it. Only ever added, and marked undone.
 */
export interface PortingRequestEntry {
  readonly id: Id;
  readonly ref: Ref;
  readonly kind: PortingEvent;
  /** Of what is given; of what the operator confirmed: for when. */
  readonly answers: PortingAnswers;
  /** Why it was rejected, or withdrawn. */
  readonly reason?: string;
  /** The task that a rejection made. */
  readonly task?: Ref;
  readonly on: Day;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  readonly by: By;
  readonly bySide: "staff" | "customer";
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
