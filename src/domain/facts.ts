import type { Day, Id, Minutes, Ore, Ref } from "./units.ts";

/**
 * What is recorded about one onboarding project. Everything else that the bot says (hours left, what is chargeable, what blocks
 * the delivery, what to remind about) is derived from these facts, the agreement and a date, and never stored.
 */
export interface ProjectFacts {
  readonly project: Project;
  readonly members: readonly Member[];
  readonly requirements: readonly Requirement[];
  readonly data: readonly DataEntry[];
  readonly porting: readonly PortingEntry[];
  readonly tasks: readonly Task[];
  readonly work: readonly WorkEntry[];
  readonly trips: readonly Trip[];
  readonly checkIns: readonly CheckIn[];
  readonly minutes: readonly MeetingMinutes[];
  readonly changes: readonly Change[];
  readonly hardware: readonly Hardware[];
  readonly faults: readonly Fault[];
  readonly deliveries: readonly DeliveryRequest[];
  readonly snoozes: readonly Snooze[];
  readonly closedBases: readonly ClosedBasis[];
}

/** A person as a project refers to them. `handle` is what people type (`karin`). */
export interface PersonRef {
  readonly id: Id;
  readonly handle: string;
  readonly name: string;
}

/** Who did something: a person, or the system itself (a job's result, the scheduler). */
export interface By {
  readonly id: Id | "system";
  readonly name: string;
}

export type ProjectState = "open" | "cancelled" | "closed";
export type VariantId = "smaller" | "larger";

/** One onboarding project (uppstartsprojekt). */
export interface Project {
  readonly id: Id;
  /** What people type after `in:`; lower-case letters, digits and hyphens. */
  readonly code: string;
  readonly customer: string;
  readonly organisationNumber?: string;
  /** The customer's own purchase reference, printed on the invoice basis. */
  readonly reference?: string;
  readonly variant: VariantId;
  /** Bought directly from us, or through a named business partner (F2). */
  readonly via: { readonly kind: "direct" } | { readonly kind: "partner"; readonly name: string };
  /** Overrides the agreement's price of the variant (S2b). */
  readonly price?: Ore;
  /** Overrides the agreement's running rate, öre per hour (S7). */
  readonly rate?: Ore;
  /** Options agreed at the sale, by the agreement's id, with the agreed configuration cost where one was set (S4). */
  readonly options: readonly { readonly id: string; readonly price?: Ore }[];
  /** Hours per work package agreed at the sale: the larger variant's (S8). */
  readonly hours: Readonly<Record<string, Minutes>>;
  readonly state: ProjectState;
  readonly stateReason?: string;
  readonly openedOn: Day;
  readonly plan: Plan;
  /** Kickoff (uppstartsmöte): froze the baseline (S5). */
  readonly kickoff?: Milestone;
  /** Go-live (driftsättning): its day is the delivery date (L1). */
  readonly goLive?: Milestone;
  /** Handover to operations (överlämning till förvaltning): closed the project (L4). */
  readonly handover?: Milestone;
  readonly language: "sv" | "en";
  /** The conversations bound to the project, by our id. */
  readonly internal?: Id;
  readonly shared?: Id;
}

/** Something that has happened once: the day it counts for, and who recorded it when. */
export interface Milestone {
  readonly on: Day;
  readonly by: By;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
}

/** The days that are planned. */
export type PlanDay = "data" | "workshop" | "golive" | "porting";
export type Plan = Readonly<Partial<Record<PlanDay, Day>>>;

export type Role = "lead" | "staff" | "customer" | "approver" | "partner" | "sponsor";
/** A person's role on the project. A person with two roles (an approver who is the sponsor) is two members. */
export interface Member extends PersonRef {
  readonly role: Role;
  /** False for a named contact that no account stands for yet: such a person has no rights. */
  readonly reachable: boolean;
}

export type RequirementState = "agreed" | "delivered" | "verified" | "dropped" | "undone";
/** One line of the requirement specification (kravspecifikation), as S1 records it. */
export interface Requirement {
  readonly id: Id;
  readonly ref: Ref;
  readonly text: string;
  readonly deviation: boolean;
  readonly agreedOn: Day;
  readonly agreedBy: By;
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
 * Something said about one data area (D5). The area's state is that of its latest entry that is not undone; `stuck` leaves the
 * state as it was and records who the delay waits for.
 */
export interface DataEntry {
  readonly id: Id;
  readonly area: string;
  readonly kind: DataState | "stuck";
  /** The note, the reason, or one finding per line. */
  readonly note?: string;
  readonly on: Day;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  readonly by: By;
  readonly bySide: "staff" | "customer";
  readonly undone: boolean;
}

export type PortingStep = "fullmakt" | "termination";
export interface PortingEntry {
  readonly id: Id;
  readonly step: PortingStep;
  readonly on: Day;
  readonly by: By;
  readonly undone: boolean;
}

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
  readonly on: Day;
  readonly recordedAt: number;
  readonly by: By;
  readonly undone: boolean;
}

export type CheckInState = "scheduled" | "held" | "cancelled";
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
  readonly heldBy?: By;
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

export type ChangeKind = "change" | "addon" | "extension";
export type Pricing =
  | { readonly kind: "fixed"; readonly price: Ore }
  /** `rate` in öre per hour is set when the offer is sent. */
  | { readonly kind: "running"; readonly estimate: Minutes; readonly cap?: Minutes; readonly rate?: Ore };
/** `asked`: a customer's wish or a requirement after kickoff, not priced yet. */
export type ChangeState = "asked" | "priced" | "sent" | "approved" | "declined" | "withdrawn" | "done" | "undone";
/** What an approved change does to the project's other facts. */
export type ChangeEffect =
  | { readonly kind: "add-requirement"; readonly text: string; readonly deviation: boolean }
  | { readonly kind: "edit-requirement"; readonly ref: Ref; readonly text: string }
  | { readonly kind: "drop-requirement"; readonly ref: Ref; readonly reason: string }
  /** `state`: what was asked of the area; unset: `received`. */
  | { readonly kind: "data"; readonly area: string; readonly note?: string; readonly state?: "received" | "not-applicable" };
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
  readonly doneOn?: Day;
  readonly createdOn: Day;
  readonly createdBy: By;
  readonly recordedAt: number;
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

/**
 * A subject that reminders stay silent about, up to and not including a day.
 */
export interface Snooze {
  readonly id: Id;
  /** What is silent: `data/fax`, `task/T1`, `data`, `porting`, a reminder's name. */
  readonly subject: string;
  readonly until: Day;
  readonly reason: string;
  readonly by: By;
}

/** An invoice basis that has been closed: its parts are frozen (S6). */
export interface ClosedBasis {
  readonly number: number;
  readonly closedOn: Day;
  readonly parts: readonly BilledPart[];
}
/** One billed or consumed part: which entry, which bucket it was counted in, and how much. */
export interface BilledPart {
  readonly entry: Id;
  readonly bucket: string;
  readonly minutes: Minutes;
  readonly amount: Ore;
}
