import { type Refused, refused } from "./decision.ts";
import type { Absence, Member, PersonRef, ProjectFacts } from "./facts.ts";
import type { Day, Id } from "./units.ts";

/** True on the days of an absence: from its first day up to and not including the one that it ends. */
export const isAway = (away: Absence | undefined, day: Day): boolean =>
  away !== undefined && away.from <= day && day < away.until;

/** When a member of the project is away on a day; undefined for whoever is there. */
export function awayOn({ members }: Pick<ProjectFacts, "members">, person: Id, day: Day): Absence | undefined {
  const away = members.find(({ id, away: one }) => id === person && one !== undefined)?.away;
  return isAway(away, day) ? away : undefined;
}

/** Whom to turn to instead of a member on a day: their stand-in, while they are away and have one. */
export const standInFor = (member: Pick<Member, "away">, day: Day): PersonRef | undefined =>
  isAway(member.away, day) ? member.away?.standIn : undefined;

export type AwayRefusal =
  /** A day that has been: until today says that they are back. */
  | { readonly kind: "past"; readonly until: Day }
  /** It ends before it begins. */
  | { readonly kind: "backwards"; readonly from: Day; readonly until: Day }
  /** Nobody stands in for themselves. */
  | { readonly kind: "own-stand-in" }
  /** Only one of us can stand in. */
  | { readonly kind: "not-staff"; readonly name: string }
  /** Nobody is there behind their account. */
  | { readonly kind: "gone"; readonly name: string }
  /** The stand-in is away too. */
  | { readonly kind: "away-too"; readonly name: string; readonly until: Day };

interface StandIn extends PersonRef {
  readonly staff: boolean;
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
  if (!standIn.staff) return refused({ kind: "not-staff", name: standIn.name });
  if (!standIn.reachable) return refused({ kind: "gone", name: standIn.name });
  const { away } = standIn;
  if (away !== undefined && away.from < until && from < away.until && today < away.until)
    return refused({ kind: "away-too", name: standIn.name, until: away.until });
  return { ok: true, back: false };
}
