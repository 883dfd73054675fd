import { isApproved } from "./change.ts";
import type { BilledPart, ClosedBasis, ProjectFacts } from "./facts.ts";
import { isBillable } from "./fault.ts";
import { sum } from "./money.ts";
import { workCounted } from "./pricing.ts";
import type { Id, Minutes, Ref } from "./units.ts";

/**
 * Where a minute was counted: in the package, in the cover of an approved change, on a fault, or nowhere yet. A minute
 * that is *not agreed* is shown to staff in every status: never silently billed, never silently forgotten (S6).
 */
export type Bucket = "included" | `cover:${Ref}` | `fault:${Ref}` | "not-agreed";

/** Some minutes of an entry. `frozen`: they are on a closed invoice basis, and stay where they are (S6). */
export interface HoursPart {
  readonly bucket: Bucket;
  readonly minutes: Minutes;
  readonly frozen: boolean;
}

/**
 * What the closed invoice bases hold together, one part for each entry and bucket, in the order in which they were
 * closed (S6). A part whose reversal has been closed too is gone.
 */
export function frozenParts(closedBases: readonly ClosedBasis[]): readonly BilledPart[] {
  const parts = new Map<string, BilledPart>();
  for (const part of closedBases.toSorted((a, b) => a.number - b.number).flatMap((basis) => basis.parts)) {
    const key = `${part.entry} ${part.bucket}`;
    const before = parts.get(key);
    parts.set(key, {
      ...part,
      minutes: part.minutes + (before?.minutes ?? 0),
      amount: part.amount + (before?.amount ?? 0),
    });
  }
  return [...parts.values()].filter((part) => part.minutes !== 0 || part.amount !== 0);
}

/** A closed part of the hours, and how many of its minutes still stand. */
export interface KeptPart {
  readonly part: BilledPart;
  readonly kept: Minutes;
}

/**
 * The closed parts of the hours, in the order of closing, each with what still stands of it (S6): nothing of an entry
 * that was undone, of a change that was taken back, or of a fault that turned out to be ours (F4); of an entry that is
 * shorter now, as much as it has, and what is included first. What stands no longer is free for later work at once; its
 * reversal is on the next basis.
 *
 * @param worked the minutes of every entry that stands.
 */
export function keptParts(
  facts: Pick<ProjectFacts, "closedBases" | "changes" | "faults">,
  worked: ReadonlyMap<Id, Minutes>,
): readonly KeptPart[] {
  const parts = frozenParts(facts.closedBases).filter(({ bucket }) => isBucket(bucket));
  if (parts.length === 0) return [];
  const left = new Map(worked);
  const inOrder = parts.toSorted((a, b) => Number(b.bucket === "included") - Number(a.bucket === "included"));
  const kept = new Map(
    inOrder.map((part): readonly [BilledPart, Minutes] => {
      const open = bucketStands(part.bucket, facts) ? (left.get(part.entry) ?? 0) : 0;
      const stands = Math.min(part.minutes, open);
      left.set(part.entry, (left.get(part.entry) ?? 0) - stands);
      return [part, stands];
    }),
  );
  return parts.map((part) => ({ part, kept: kept.get(part) ?? 0 }));
}

/** What closed invoice bases hold of the included and covered hours. */
export interface FrozenHours {
  inBucket(bucket: Bucket): Minutes;
  /** Included minutes of the work on a package, check-in calls aside. */
  inPackage(id: string): Minutes;
  /** How many check-in calls have their included time frozen. */
  readonly calls: number;
  partsOf(entry: Id): readonly HoursPart[];
}

/** Reads the frozen hours of a project (S6), given the minutes of every entry that stands. */
export function frozenHours(
  facts: Pick<ProjectFacts, "closedBases" | "changes" | "faults" | "work">,
  worked: ReadonlyMap<Id, Minutes>,
): FrozenHours {
  const kept = keptParts(facts, worked).filter((each) => each.kept > 0);
  const included = kept.filter(({ part }) => part.bucket === "included");
  const ofIncluded = new Set(included.map(({ part }) => part.entry));
  const packageOf = new Map(
    facts.work.flatMap(({ id, target }): readonly [Id, string][] => {
      if (!ofIncluded.has(id)) return [];
      const counted = workCounted(target, facts.changes);
      return counted.kind === "package" ? [[id, counted.package]] : [];
    }),
  );
  const byEntry = new Map<Id, HoursPart[]>();
  for (const { part, kept: minutes } of kept) {
    if (!isBucket(part.bucket)) continue;
    const of = byEntry.get(part.entry) ?? [];
    of.push({ bucket: part.bucket, minutes, frozen: true });
    byEntry.set(part.entry, of);
  }
  const minutesOf = (chosen: readonly KeptPart[]) => sum(chosen.map((each) => each.kept));
  return {
    inBucket: (bucket) => minutesOf(kept.filter(({ part }) => part.bucket === bucket)),
    inPackage: (id) => minutesOf(included.filter(({ part }) => packageOf.get(part.entry) === id)),
    calls: included.filter(({ part }) => !packageOf.has(part.entry)).length,
    partsOf: (entry) => byEntry.get(entry) ?? [],
  };
}

function bucketStands(bucket: string, { changes, faults }: Pick<ProjectFacts, "changes" | "faults">): boolean {
  const [kind, ref] = bucket.split(":");
  if (kind === "cover") return changes.some((change) => change.ref === ref && isApproved(change));
  if (kind === "fault") return faults.some((fault) => fault.ref === ref && isBillable(fault));
  return true;
}

/** Whether a closed part counts hours, and not a price. */
export function isBucket(bucket: string): bucket is Bucket {
  return bucket === "included" || bucket.startsWith("cover:") || bucket.startsWith("fault:");
}

/**
 * Whether something of it is charged on a closed basis, and not reversed there: taking it back is a reversal on the
 * next (S6).
 */
export function isInvoiced(entry: Id, { closedBases }: Pick<ProjectFacts, "closedBases">): boolean {
  return frozenParts(closedBases).some((part) => part.entry === entry);
}
