import type { PlanDay, PortingStep } from "./facts.ts";
import type { LocalName } from "./units.ts";

/**
 * What a planned day is to the rules: the customer's data is due (D2), the customer prepares it and kickoff is held
 * (D3, K1), numbers are ported (D4), the service goes live (L1).
 */
export type PlanRole = "customer-data" | "kickoff" | "porting" | "go-live";

/** A day of the plan. One without a role is a milestone: shown, and moved. */
export interface PlannedDay {
  readonly id: PlanDay;
  readonly name: LocalName;
  /** As a sentence begins: *The workshop*; unset: the name. */
  readonly the?: LocalName;
  readonly aliases: readonly string[];
  readonly means?: PlanRole;
  /** The days that it should not be planned before. */
  readonly after: readonly PlanDay[];
  /** How long before others of them it should be. */
  readonly lead: readonly Lead[];
}

/** How long before a day of the plan something should be, and why (K2). */
export interface Lead {
  readonly before: PlanDay;
  readonly businessDays: number;
  /** As a sentence goes on: *so that the data can be reviewed*. */
  readonly because: LocalName;
}

/** Something to be done some time before a day of the plan, which nobody plans a day for. */
export interface Deadline extends Lead {
  readonly id: string;
  readonly name: LocalName;
  /** The step of the porting that it is; unset: it is over when it is recorded, or the day has been. */
  readonly step?: PortingStep;
  /** Met as soon as a check-in call has been held. */
  readonly metBy?: "check-in";
}

/** Business days from a complete request to the porting day (D7). */
export interface PortingLeadTime {
  readonly fixed: number;
  readonly mobile: number;
}

/** An operator that numbers come from, with a lead time of its own (D7). */
export interface PortingOperator {
  readonly id: string;
  readonly name: LocalName;
  readonly aliases: readonly string[];
  readonly leadTime: PortingLeadTime;
}

/** In business days: after as many without its deed a thing is late (C2). */
export interface Within {
  /** Data handed in, until it is reviewed. */
  readonly dataReview: number;
  /** A held meeting, until its minutes are approved. */
  readonly minutes: number;
  /** An offer sent, until it is answered. */
  readonly offer: number;
  /** Go-live, until the delivery approval is asked for; and its asking, until it is answered (L2). */
  readonly approvalAsked: number;
  readonly approvalAnswered: number;
  /** The delivery approval, until the handover (L4). */
  readonly handover: number;
}

/** Something that the customer does before the porting day (D4). */
export interface PortingStepTerms {
  readonly id: PortingStep;
  readonly name: LocalName;
  /** In the middle of a sentence: *the letter of authority*; unset: the name. */
  readonly the?: LocalName;
  readonly aliases: readonly string[];
  /** What the customer says when it is done: *The letter of authority is signed*. */
  readonly done: LocalName;
  /** What they are asked to do, as a sentence begins: *Please sign the letter of authority*. */
  readonly ask: LocalName;
  /** It ends something that the numbers depend on, so that it must take effect after the porting day and not before. */
  readonly takesEffectAfterPorting: boolean;
  /** It is the letter of authority: done as well when every request for a number has one with its day. */
  readonly means?: "authority";
}
