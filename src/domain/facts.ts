import type {
  DataEntry,
  DeliveryRequest,
  Fault,
  Hardware,
  PortingEntry,
  PortingRequestEntry,
  Requirement,
} from "./delivery-facts.ts";
import type { Change, ClosedBasis, Trip, WorkEntry } from "./ledger-facts.ts";
import type { CheckIn, MeetingMinutes, Task } from "./meeting-facts.ts";
import type { Absence, By, PersonRef } from "./person.ts";
import type { ReminderProfile } from "./reminder-profile.ts";
import type { Day, Id, Minutes, Ore } from "./units.ts";

export * from "./delivery-facts.ts";
export type * from "./ledger-facts.ts";
export type * from "./meeting-facts.ts";
export type * from "./person.ts";

/**
 * What is recorded about one onboarding project. Everything else that the bot says (hours left, what is chargeable,
 * what blocks the delivery, what to remind about) is derived from these facts, the agreement and a date, and never
 * stored.
 */
export interface ProjectFacts {
  readonly project: Project;
  readonly members: readonly Member[];
  readonly requirements: readonly Requirement[];
  readonly data: readonly DataEntry[];
  readonly porting: readonly PortingEntry[];
  readonly portingRequests: readonly PortingRequestEntry[];
  readonly tasks: readonly Task[];
  readonly work: readonly WorkEntry[];
  readonly trips: readonly Trip[];
  readonly checkIns: readonly CheckIn[];
  /** The times for a call that the customer has been asked to choose among and has not (S2). */
  readonly proposal?: Proposal;
  readonly minutes: readonly MeetingMinutes[];
  readonly changes: readonly Change[];
  readonly hardware: readonly Hardware[];
  readonly faults: readonly Fault[];
  readonly deliveries: readonly DeliveryRequest[];
  readonly snoozes: readonly Snooze[];
  readonly turns: readonly Turn[];
  /** What the customer has been asked in a place that they read, and when: oldest first. */
  readonly told: readonly Told[];
  /** When anybody last did anything about it, milliseconds since 1970: whatever it was. */
  readonly touchedAt?: number;
  readonly closedBases: readonly ClosedBasis[];
}

/** Times for a call, milliseconds since 1970, proposed at an instant. */
export interface Proposal {
  readonly at: number;
  /** Which proposal it is, as its buttons say. */
  readonly round: string;
  readonly times: readonly number[];
}

export type ProjectState = "open" | "cancelled" | "closed";
export type VariantId = string;

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

/** A day of the agreement's plan, by its id. */
export type PlanDay = string;
/** The days that are planned. */
export type Plan = Readonly<Partial<Record<PlanDay, Day>>>;

export type Role = "lead" | "staff" | "customer" | "approver" | "partner" | "sponsor";
/** A person's role on the project. A person with two roles (an approver who is the sponsor) is two members. */
export interface Member extends PersonRef {
  readonly role: Role;
  /** False for a named contact that no account stands for yet: such a person has no rights. */
  readonly reachable: boolean;
  /** True where they had an account and it is closed. */
  readonly closed?: true;
  /** When they are away, or were the last time. */
  readonly away?: Absence;
  /** How much they are reminded; unset: they have not chosen. */
  readonly reminders?: ReminderProfile;
}

/** Whom something waits for, as somebody said: the last word of each subject. */
export interface Turn {
  /** What waits: `data/fax`, `task/T1`, `data`, `porting`, as a snooze names it. */
  readonly subject: string;
  readonly person: PersonRef;
  readonly on: Day;
  readonly by: By;
}

/** Something that reached the customer's channel. */
export interface Told {
  /** What it was about, as the key of its notice says it without the nudge: `customer-data/2026-12-04`. */
  readonly about: string;
  readonly on: Day;
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
