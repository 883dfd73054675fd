import type { BilledPart, ClosedBasis, ProjectFacts } from "./facts.ts";
import { sum } from "./money.ts";
import type { Id, Minutes, Ref } from "./units.ts";

/**
 * Where a minute was counted: in the package, in the cover of an approved change, on a fault, or nowhere yet. A minute that is
 * *not agreed* is shown to staff in every status: never silently billed, never silently forgotten (S6).
 */
export type Bucket = "included" | `cover:${Ref}` | `fault:${Ref}` | "not-agreed";

/** Some minutes of an entry. `frozen`: they are on a closed invoice basis, and stay where they are (S6). */
export interface HoursPart {
  readonly bucket: Bucket;
  readonly minutes: Minutes;
  readonly frozen: boolean;
}

/**
 * What the closed invoice bases hold together, one part for each entry and bucket, in the order in which they were closed (S6).
 * A part whose reversal has been closed too is gone: later entries share what it gave back.
 */
export function frozenParts(closedBases: readonly ClosedBasis[]): readonly BilledPart[] {
  const parts = new Map<string, BilledPart>();
  for (const part of closedBases.toSorted((a, b) => a.number - b.number).flatMap((basis) => basis.parts)) {
    const key = `${part.entry} ${part.bucket}`;
    const before = parts.get(key);
    parts.set(key, { ...part, minutes: part.minutes + (before?.minutes ?? 0), amount: part.amount + (before?.amount ?? 0) });
  }
  return [...parts.values()].filter((part) => part.minutes !== 0 || part.amount !== 0);
}

/** What closed invoice bases hold of the included and covered hours. */
export interface FrozenHours {
  inBucket(bucket: Bucket): Minutes;
  /** Included minutes of the work on a package, check-in calls aside. */
  inPackage(id: string): Minutes;
  /** How many check-in calls have their included time frozen. */
  readonly calls: number;
  /** The frozen parts of an entry, at most as many minutes as the entry has now. */
  partsOf(entry: Id, minutes: Minutes): readonly HoursPart[];
}

/** Reads the frozen hours of a project. An undone entry keeps what it used until its reversal is closed too (S6). */
export function frozenHours(facts: Pick<ProjectFacts, "closedBases" | "work">): FrozenHours {
  const parts = frozenParts(facts.closedBases);
  const packageOf = new Map(facts.work.flatMap((work) => (work.target.kind === "package" ? [[work.id, work.target.package]] : [])));
  const included = parts.filter((part) => part.bucket === "included");
  const minutesOf = (chosen: readonly BilledPart[]) => sum(chosen.map((part) => part.minutes));
  return {
    inBucket: (bucket) => minutesOf(parts.filter((part) => part.bucket === bucket)),
    inPackage: (id) => minutesOf(included.filter((part) => packageOf.get(part.entry) === id)),
    calls: included.filter((part) => !packageOf.has(part.entry)).length,
    partsOf: (entry, minutes) => {
      let open = minutes;
      return parts.flatMap((part) => {
        if (part.entry !== entry || !isBucket(part.bucket)) return [];
        const kept = Math.min(part.minutes, open);
        open -= kept;
        return kept > 0 ? [{ bucket: part.bucket, minutes: kept, frozen: true }] : [];
      });
    },
  };
}

/** Whether a closed part counts hours, and not a price. */
export function isBucket(bucket: string): bucket is Bucket {
  return bucket === "included" || bucket.startsWith("cover:") || bucket.startsWith("fault:");
}
