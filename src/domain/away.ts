import { type Refused, refused } from "./decision.ts";
import type { Absence, Member, PersonRef, ProjectFacts } from "./facts.ts";
import { leadOf, partyOf, sideOf } from "./role.ts";
import type { Day, Id } from "./units.ts";

/** True on the days of an absence: from its first day up to and not including the one that it ends. */
export const isAway = (away: Absence | undefined, day: Day): boolean =>
  away !== undefined && away.from <= day && day < away.until;

/** When a member of the project is away on a day; undefined for whoever is there. */
export function awayOn({ members }: Pick<ProjectFacts, "members">, person: Id, day: Day): Absence | undefined {
  const away = members.find(({ id, away: one }) => id === person && one !== undefined)?.away;
  return isAway(away, day) ? away : undefined;
}

/**
 * Whom to turn to on a day instead of somebody who is away. Of ours their stand-in. Of anybody else only somebody of
 * their own side in the project, who is there: their stand-in, or else whoever speaks for that side, so that nobody is
 * named where they do not belong (A1, D5).
 */
export function insteadOf(facts: Pick<ProjectFacts, "members">, person: Id, day: Day): PersonRef | undefined {
  const away = awayOn(facts, person, day);
  const side = sideOf(facts, person);
  if (away === undefined || side === "supplier" || side === undefined) return away?.standIn;
  const theirs = facts.members.filter((one) => sideOf(facts, one.id) === side && isThere(facts, one, day));
  const speaks = ["customer", "approver", "partner"].flatMap((role) => theirs.filter((one) => one.role === role));
  return theirs.find(({ id }) => id === away.standIn?.id) ?? speaks.find(({ id }) => id !== person);
}

/**
 * Whom anybody turns to about a project on a day: who leads it, or who stands in while they are away. Undefined where
 * nobody leads it.
 */
export function turnTo(facts: Pick<ProjectFacts, "members">, day: Day): PersonRef | undefined {
  const lead = leadOf(facts);
  return lead && (insteadOf(facts, lead.id, day) ?? lead);
}

const isThere = (facts: Pick<ProjectFacts, "members">, { id, closed }: Member, day: Day): boolean =>
  closed === undefined && awayOn(facts, id, day) === undefined;

/** Who may stand in for somebody who is none of ours: who else is on their side in the project. */
export function colleaguesOf(facts: Pick<ProjectFacts, "members">, person: Id): readonly Member[] {
  const side = sideOf(facts, person);
  return side === undefined || side === "supplier"
    ? []
    : facts.members.filter(({ id, role }) => partyOf(role) === side && sideOf(facts, id) === side);
}

export type AwayRefusal =
  /** A day that has been: until today says that they are back. */
  | { readonly kind: "past"; readonly until: Day }
  /** It ends before it begins. */
  | { readonly kind: "backwards"; readonly from: Day; readonly until: Day }
  /** Nobody stands in for themselves. */
  | { readonly kind: "own-stand-in" }
  /** Only one of us can stand in for one of us. */
  | { readonly kind: "not-staff"; readonly name: string }
  /** Nobody is there behind their account. */
  | { readonly kind: "gone"; readonly name: string }
  /** The stand-in is away too. */
  | { readonly kind: "away-too"; readonly name: string; readonly until: Day };

interface StandIn extends PersonRef {
  /** One of us for one of us, and one of theirs for one of theirs. */
  readonly sameSide: boolean;
  readonly reachable: boolean;
  readonly away?: Absence | undefined;
}

/** Whether somebody can be away as they say. Until today says that they are here: `back`. */
export function canBeAway(
  person: Id | "system",
  { from, until, standIn }: { readonly from: Day; readonly until: Day; readonly standIn?: StandIn | undefined },
  today: Day,
): { readonly ok: true; readonly back: boolean } | Refused<AwayRefusal> {
  if (until < today) return refused({ kind: "past", until });
  if (until === today) return { ok: true, back: true };
  if (until <= from) return refused({ kind: "backwards", from, until });
  if (standIn === undefined) return { ok: true, back: false };
  if (standIn.id === person) return refused({ kind: "own-stand-in" });
  if (!standIn.sameSide) return refused({ kind: "not-staff", name: standIn.name });
  if (!standIn.reachable) return refused({ kind: "gone", name: standIn.name });
  const { away } = standIn;
  if (away !== undefined && away.from < until && from < away.until && today < away.until)
    return refused({ kind: "away-too", name: standIn.name, until: away.until });
  return { ok: true, back: false };
}
