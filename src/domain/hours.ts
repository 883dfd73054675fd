import type { Agreement } from "./agreement.ts";
import { usesCall, usualCallMinutes } from "./check-in.ts";
import type { Change, ProjectFacts, WorkTarget } from "./facts.ts";
import { type Bucket, frozenHours, type HoursPart } from "./frozen.ts";
import { sum } from "./money.ts";
import { type Cover, compareRefs, coveredChange, coversOf, packageMinutes, workCounted } from "./pricing.ts";
import type { Day, Id, Minutes, Ref } from "./units.ts";

/** A work entry or a held check-in, split to the minute. */
export interface AllocatedEntry {
  readonly entry: Id;
  readonly ref: Ref;
  readonly target: WorkTarget;
  readonly on: Day;
  readonly minutes: Minutes;
  readonly parts: readonly HoursPart[];
}

/**
 * How one work package stands, in minutes. `used + outside` is what was worked, `covered + notAgreed` what is outside.
 */
export interface PackageUse {
  readonly package: string;
  readonly included: Minutes;
  readonly used: Minutes;
  /**
   * What later work can still use. Of check-in calls: the hours of the calls that are left, as a short call uses up its
   * call (S2).
   */
  readonly left: Minutes;
  readonly outside: Minutes;
  readonly covered: Minutes;
  readonly notAgreed: Minutes;
}

/** How far an approved change is used, in minutes. `left` is undefined when a fixed price covers whatever it takes. */
export interface CoverUse extends Cover {
  readonly used: Minutes;
  readonly left?: Minutes;
}

/** Every minute of a project, counted once. */
export interface Allocation {
  /** In the order in which they were counted. */
  readonly entries: readonly AllocatedEntry[];
  /** In the order of the agreement. */
  readonly packages: readonly PackageUse[];
  /** In the order of approval. */
  readonly covers: readonly CoverUse[];
  /** Calls that are included, and held. */
  readonly checkIns: { readonly included: number; readonly held: number };
  /** All minutes that nobody has agreed to pay for: outside the packages, and on changes without a yes. */
  readonly notAgreed: Minutes;
}

/**
 * Counts the hours of a project (S6): what closed invoice bases froze first; then every entry in the order of work day,
 * then of recording: in its package while that lasts, then in approved cover, the oldest first, and what exceeds both
 * is not agreed. Each held check-in call has its own included hour, and a no-show uses one up (S2). Work on a fault is
 * counted by itself (F4). The same facts are counted once, however many ask.
 */
export function allocate(facts: ProjectFacts, agreement: Agreement): Allocation {
  const known = counted.get(facts);
  if (known?.agreement === agreement) return known.allocation;
  const allocation = count(facts, agreement);
  counted.set(facts, { agreement, allocation });
  return allocation;
}

/** Facts never change, and go as soon as nobody has them. */
const counted = new WeakMap<ProjectFacts, { readonly agreement: Agreement; readonly allocation: Allocation }>();

function count(facts: ProjectFacts, agreement: Agreement): Allocation {
  const included = packageMinutes(facts.project, agreement);
  const covers = coversOf(facts.changes, facts.project, agreement);
  const live = hoursWorked(facts, agreement);
  const frozen = frozenHours(facts, new Map(live.map(({ entry, minutes }) => [entry, minutes])));

  const coverLeft = new Map(
    covers.map(({ ref, capacity }) => [ref, (capacity ?? Number.POSITIVE_INFINITY) - frozen.inBucket(`cover:${ref}`)]),
  );
  const { checkIns } = agreement;
  const calls = checkIns === undefined ? [] : callSlots(included[checkIns.package] ?? 0, checkIns.minutesEach);
  let nextCall = frozen.calls;
  const packageLeft = new Map(
    agreement.packages
      .filter(({ id }) => id !== checkIns?.package)
      .map(({ id }) => [id, (included[id] ?? 0) - frozen.inPackage(id)]),
  );

  // Of the entry that is being counted.
  let parts: HoursPart[] = [];
  let open = 0;
  const put = (bucket: Bucket, most: Minutes): Minutes => {
    const minutes = Math.max(0, Math.min(open, most));
    if (minutes > 0) parts.push({ bucket, minutes, frozen: false });
    open -= minutes;
    return minutes;
  };
  const putCover = (ref: Ref): void => {
    const left = coverLeft.get(ref);
    if (left !== undefined) coverLeft.set(ref, left - put(`cover:${ref}`, left));
  };
  const entries = live.map((work): AllocatedEntry => {
    parts = [...frozen.partsOf(work.entry)];
    open = work.minutes - sum(parts.map((part) => part.minutes));
    const { target } = work;
    if (target.kind === "fault") put(`fault:${target.ref}`, open);
    if (target.kind === "change") {
      const worked = changeWorkedOn(target.ref, facts.changes);
      for (const cover of covers) if (cover.change === worked) putCover(cover.ref);
    }
    if (target.kind === "package") {
      // A call of which everything is frozen in a cover, and nothing included, needs none of those that are left.
      if (work.call && !parts.some((part) => part.bucket === "included") && (open > 0 || work.minutes === 0)) {
        put("included", calls[nextCall] ?? 0);
        nextCall += 1;
      }
      const left = packageLeft.get(target.package);
      if (left !== undefined) packageLeft.set(target.package, left - put("included", left));
      for (const cover of covers) if (cover.package === target.package) putCover(cover.ref);
    }
    put("not-agreed", open);
    return { entry: work.entry, ref: work.ref, target, on: work.on, minutes: work.minutes, parts };
  });

  const counted = minutesBy(entries);
  const packages = agreement.packages.map(({ id }): PackageUse => {
    const { included: used = 0, "not-agreed": notAgreed = 0, cover: covered = 0 } = counted.packages.get(id) ?? {};
    const left = id === checkIns?.package ? sum(calls.slice(nextCall)) : Math.max(0, packageLeft.get(id) ?? 0);
    return { package: id, included: included[id] ?? 0, used, left, outside: covered + notAgreed, covered, notAgreed };
  });
  return {
    entries,
    packages,
    covers: covers.map((cover) => {
      const left = cover.capacity === undefined ? undefined : Math.max(0, coverLeft.get(cover.ref) ?? 0);
      return { ...cover, used: counted.all[`cover:${cover.ref}`] ?? 0, left };
    }),
    checkIns: { included: calls.length, held: live.filter((work) => work.call).length },
    notAgreed: counted.all["not-agreed"] ?? 0,
  };
}

/** Minutes by where they were counted: of everything, and of each package with its covers together. */
function minutesBy(entries: readonly AllocatedEntry[]) {
  const all: Partial<Record<Bucket, Minutes>> = {};
  const packages = new Map<string, { [kind in Bucket | "cover"]?: Minutes }>();
  for (const { target, parts } of entries) {
    const own = target.kind === "package" ? (packages.get(target.package) ?? {}) : {};
    if (target.kind === "package") packages.set(target.package, own);
    for (const { bucket, minutes } of parts) {
      all[bucket] = (all[bucket] ?? 0) + minutes;
      const kind = bucket.startsWith("cover:") ? "cover" : bucket;
      own[kind] = (own[kind] ?? 0) + minutes;
    }
  }
  return { all, packages };
}

/** How one work package stands. Throws RangeError when the agreement has no such package. */
export function packageUse(allocation: Allocation, id: string): PackageUse {
  const use = allocation.packages.find((candidate) => candidate.package === id);
  if (use === undefined) throw new RangeError(`The agreement has no work package ${id}`);
  return use;
}

/** How many of an entry's minutes nobody has agreed to pay for; 0 for an entry that is undone or unknown. */
export function notAgreedOf(allocation: Allocation, entry: Id): Minutes {
  const parts = allocation.entries.find((candidate) => candidate.entry === entry)?.parts ?? [];
  return sum(parts.filter((part) => part.bucket === "not-agreed").map((part) => part.minutes));
}

/** What nobody has agreed to pay for, in minutes: per work package, and per change that was worked on (S6). */
export function notAgreedWork(
  allocation: Allocation,
  { changes: known }: Pick<ProjectFacts, "changes">,
): {
  readonly packages: Readonly<Record<string, Minutes>>;
  readonly changes: Readonly<Record<Ref, Minutes>>;
} {
  const changes: Record<Ref, Minutes> = {};
  for (const { target, parts } of allocation.entries) {
    if (target.kind !== "change") continue;
    const minutes = sum(parts.filter((part) => part.bucket === "not-agreed").map((part) => part.minutes));
    const ref = changeWorkedOn(target.ref, known);
    if (minutes > 0) changes[ref] = (changes[ref] ?? 0) + minutes;
  }
  return { packages: Object.fromEntries(allocation.packages.map((use) => [use.package, use.notAgreed])), changes };
}

/** The change that work counts on: more cover for a change is worked on as that change (S6). */
function changeWorkedOn(ref: Ref, changes: readonly Change[]): Ref {
  const change = changes.find((one) => one.ref === ref);
  return change === undefined ? ref : coveredChange(change);
}

interface Worked {
  readonly entry: Id;
  readonly ref: Ref;
  readonly target: WorkTarget;
  readonly on: Day;
  readonly recordedAt: number;
  readonly minutes: Minutes;
  /** A check-in call: it has an included hour of its own. */
  readonly call: boolean;
}

/** The work entries that stand and the calls that were held, in the order of work day, then of recording (S6). */
function hoursWorked(facts: ProjectFacts, agreement: Agreement): readonly Worked[] {
  const work = facts.work
    .filter((entry) => !entry.undone)
    .map(({ id, ref, target, on, recordedAt, minutes }): Worked => {
      return { entry: id, ref, target: workCounted(target, facts.changes), on, recordedAt, minutes, call: false };
    });
  const { checkIns } = agreement;
  const held = checkIns === undefined ? [] : facts.checkIns.filter(usesCall);
  const calls = held.map(({ id, ref, on, recordedAt, minutes }): Worked => {
    const target: WorkTarget = { kind: "package", package: checkIns?.package ?? "" };
    return { entry: id, ref, target, on, recordedAt, minutes: minutes ?? usualCallMinutes(agreement), call: true };
  });
  return [...work, ...calls].toSorted(
    (a, b) =>
      a.on.localeCompare(b.on) ||
      a.recordedAt - b.recordedAt ||
      compareRefs(a.ref, b.ref) ||
      a.entry.localeCompare(b.entry),
  );
}

/** The included time of each call, the first call first: an hour each, as many as the package's hours hold (S2, S8). */
function callSlots(included: Minutes, each: Minutes): readonly Minutes[] {
  return Array.from({ length: Math.ceil(included / each) }, (_, index) => Math.min(each, included - index * each));
}
