import type { Agreement } from "./agreement.ts";
import { allowed, type Decision, refused } from "./decision.ts";
import type { CheckIn, CheckInState, ProjectFacts } from "./facts.ts";
import type { Day, Minutes } from "./units.ts";

export type CheckInRefusal =
  /** It has been held or cancelled. */
  | { readonly kind: "settled"; readonly state: Exclude<CheckInState, "scheduled"> }
  /** A call cannot be scheduled for a time that has been. */
  | { readonly kind: "past"; readonly at: number }
  /** A call cannot have been held on a day to come. */
  | { readonly kind: "future"; readonly on: Day }
  | { readonly kind: "reason-missing" }
  | { readonly kind: "same-time"; readonly at: number }
  | { readonly kind: "no-time" }
  /** Longer than a call can be: a typing mistake. */
  | { readonly kind: "too-long"; readonly most: Minutes };

/** Whether a call can be scheduled for an instant. */
export function canSchedule(at: number, now: number): Decision<CheckInRefusal> {
  return at < now ? refused({ kind: "past", at }) : allowed;
}

/** Whether a scheduled call can be moved to another instant. */
export function canReschedule(checkIn: CheckIn, at: number, now: number): Decision<CheckInRefusal> {
  if (checkIn.state !== "scheduled") return refused({ kind: "settled", state: checkIn.state });
  return at === checkIn.at ? refused({ kind: "same-time", at }) : canSchedule(at, now);
}

/** Whether a scheduled call can be cancelled, with a reason. A cancelled call is not counted (S2). */
export function canCancel(checkIn: CheckIn, reason: string): Decision<CheckInRefusal> {
  if (checkIn.state !== "scheduled") return refused({ kind: "settled", state: checkIn.state });
  return reason.trim() === "" ? refused({ kind: "reason-missing" }) : allowed;
}

/**
 * Whether a scheduled call can be recorded as held, on its day or later, with at least a minute and not more than
 * `most`. One that was held takes another time: that is put right at any time (C1).
 */
export function canHold(
  checkIn: CheckIn,
  minutes: Minutes,
  today: Day,
  most = Number.POSITIVE_INFINITY,
): Decision<CheckInRefusal> {
  const corrects = checkIn.state === "held" && checkIn.minutes !== minutes;
  if (checkIn.state !== "scheduled" && !corrects) return refused({ kind: "settled", state: checkIn.state });
  if (checkIn.on > today) return refused({ kind: "future", on: checkIn.on });
  if (minutes > most) return refused({ kind: "too-long", most });
  return minutes > 0 ? allowed : refused({ kind: "no-time" });
}

/**
 * Whether it can be recorded that nobody of the customer's came: of a scheduled call whose time has been (S2: only when
 * staff say so).
 */
export function canMiss(checkIn: CheckIn, now: number): Decision<CheckInRefusal> {
  if (checkIn.state !== "scheduled") return refused({ kind: "settled", state: checkIn.state });
  return checkIn.at > now ? refused({ kind: "future", on: checkIn.on }) : allowed;
}

/** The time of a held call when nobody said otherwise: what the agreement includes of each (S2: 60 minutes). */
export function usualCallMinutes({ checkIns }: Pick<Agreement, "checkIns">): Minutes {
  return checkIns?.minutesEach ?? 0;
}

/** True for a call that uses up one of those included: held, or one that nobody came to when staff say so (S2). */
export function usesCall({ state }: Pick<CheckIn, "state">): boolean {
  return state === "held" || state === "no-show";
}

/** How many of the included calls are used (S2: four). What is beyond the included is outside the package. */
export function includedCalls(
  facts: Pick<ProjectFacts, "checkIns">,
  agreement: Pick<Agreement, "checkIns">,
): { readonly included: number; readonly held: number; readonly left: number; readonly beyond: number } {
  const included = agreement.checkIns?.included ?? 0;
  const held = facts.checkIns.filter(usesCall).length;
  return { included, held, left: Math.max(0, included - held), beyond: Math.max(0, held - included) };
}

/** How many calls there are, held and to come: what is beyond those included will be outside the package (S2). */
export function numberOfCalls({ checkIns }: Pick<ProjectFacts, "checkIns">): number {
  return checkIns.filter(({ state }) => state !== "cancelled").length;
}
