import type { Agreement } from "./agreement.ts";
import type { BilledPart, Fault, ProjectFacts } from "./facts.ts";
import type { Bucket } from "./frozen.ts";
import type { Allocation } from "./hours.ts";
import { type Billing, type InvoiceLine, invoiceLine, type NotBillable, type NotBillableWhy } from "./invoice-line.ts";
import { perHour, sum } from "./money.ts";
import { runningRate } from "./pricing.ts";
import type { Day, Id, Minutes, Ore, Ref } from "./units.ts";

/** Hours that are not on a closed basis yet. */
interface OpenPart {
  readonly entry: Id;
  readonly ref: Ref;
  /** The work package, change or fault that was worked on. */
  readonly source: string;
  readonly bucket: Bucket;
  readonly minutes: Minutes;
}

/** True for what is dated up to a day; unset: all is (I1). */
export const isWithin = (on: Day, until: Day | undefined): boolean => until === undefined || on <= until;

/**
 * Every part of the hours in some buckets that no closed basis holds, in the order in which they were counted. `until`:
 * only of work up to that day. Later work is counted after it (S6), so that what is left out moves nothing.
 */
export function openParts(
  allocation: Allocation,
  until: Day | undefined,
  isIn: (bucket: Bucket) => boolean,
): readonly OpenPart[] {
  const open: OpenPart[] = [];
  for (const { entry, ref, target, on, parts } of allocation.entries) {
    if (!isWithin(on, until)) continue;
    for (const { bucket, minutes, frozen } of parts)
      if (!frozen && isIn(bucket))
        open.push({ entry, ref, source: target.kind === "package" ? target.package : target.ref, bucket, minutes });
  }
  return open;
}

/**
 * The hours outside the package: a line for each running change that covers some of them (S6), and what is not billed
 * with the reason: not agreed, spent on a fixed price, or without a rate (S7).
 */
export function coveredHours(facts: ProjectFacts, allocation: Allocation, agreement: Agreement, until?: Day): Billing {
  const open = openParts(allocation, until, (bucket) => bucket === "not-agreed" || bucket.startsWith("cover:"));
  const lines: InvoiceLine[] = [];
  const notBillable: NotBillable[] = [];
  for (const cover of allocation.covers) {
    const parts = open.filter((part) => part.bucket === `cover:${cover.ref}`);
    if (parts.length === 0) continue;
    const title = facts.changes.find((change) => change.ref === cover.ref)?.title;
    const about = { source: cover.ref, title };
    if (cover.pricing.kind === "fixed")
      notBillable.push({ why: "internal-hours", rule: "S6", ...about, minutes: minutesOf(parts) });
    else if (cover.pricing.rate === undefined)
      notBillable.push({ why: "running-rate-not-set", rule: "S7", ...about, minutes: minutesOf(parts) });
    else
      lines.push(hoursLine({ kind: "running-hours", rule: "S6", ...about }, parts, cover.pricing.rate, agreement.vat));
  }
  const uncovered = open.filter((part) => part.bucket === "not-agreed");
  for (const source of new Set(uncovered.map((part) => part.source))) {
    const minutes = minutesOf(uncovered.filter((part) => part.source === source));
    const title = facts.changes.find((change) => change.ref === source)?.title;
    notBillable.push({ why: "not-agreed", rule: "S6", source, title, minutes });
  }
  return { lines, notBillable };
}

/** Work on faults: billed at the running rate when the cause is not ours and staff chose to bill it (F4). */
export function faultHours(facts: ProjectFacts, allocation: Allocation, agreement: Agreement, until?: Day): Billing {
  const rate = runningRate(facts.project, agreement);
  const open = openParts(allocation, until, (bucket) => bucket.startsWith("fault:"));
  const lines: InvoiceLine[] = [];
  const notBillable: NotBillable[] = [];
  for (const source of new Set(open.map((part) => part.source))) {
    const parts = open.filter((part) => part.source === source);
    const fault = facts.faults.find((candidate) => candidate.ref === source);
    const title = fault?.causeReason ?? fault?.text;
    const about = { source, title };
    const why = faultNotBilled(fault);
    if (why !== undefined) notBillable.push({ why, rule: "F4", ...about, minutes: minutesOf(parts) });
    else if (rate === undefined)
      notBillable.push({ why: "running-rate-not-set", rule: "S7", ...about, minutes: minutesOf(parts) });
    else lines.push(hoursLine({ kind: "fault-hours", rule: "F4", ...about }, parts, rate, agreement.vat));
  }
  return { lines, notBillable };
}

/** Why time on a fault is not billed; undefined when it is (F4). */
function faultNotBilled(fault: Fault | undefined): NotBillableWhy | undefined {
  if (fault?.cause === undefined) return "fault-cause-not-set";
  if (fault.cause === "supplier") return "fault-ours";
  return fault.billed ? undefined : "fault-not-billed";
}

/**
 * One line for all minutes of a source: rounded once, and shared out to the entries so that their amounts sum up to it.
 */
function hoursLine(
  about: Pick<InvoiceLine, "kind" | "rule" | "source" | "title">,
  open: readonly OpenPart[],
  rate: Ore,
  vat: number,
): InvoiceLine {
  let counted = 0;
  const parts = open.map(({ entry, bucket, minutes }): BilledPart => {
    const before = perHour(rate, counted);
    counted += minutes;
    return { entry, bucket, minutes, amount: perHour(rate, counted) - before };
  });
  return invoiceLine(vat, { ...about, refs: open.map((part) => part.ref), minutes: counted, rate, parts });
}

function minutesOf(parts: readonly OpenPart[]): Minutes {
  return sum(parts.map((part) => part.minutes));
}
