import type { BilledPart, ProjectFacts } from "./facts.ts";
import { frozenParts, isBucket } from "./frozen.ts";
import type { Allocation } from "./hours.ts";
import { faultNotBilled } from "./invoice-hours.ts";
import { type InvoiceLine, invoiceLine } from "./invoice-line.ts";
import { share } from "./money.ts";
import type { Id, Minutes } from "./units.ts";

/**
 * What was on a closed basis and no longer stands: an entry or trip that was undone, a go-live or a fixed price's work taken
 * back, a fault that turned out to be ours. A line takes back exactly what was charged, and re-sorts nothing (S6).
 */
export function reversals(facts: ProjectFacts, allocation: Allocation, vat: number): readonly InvoiceLine[] {
  const minutesLeft = new Map<Id, Minutes>(allocation.entries.map(({ entry, minutes }) => [entry, minutes]));
  return frozenParts(facts.closedBases).flatMap((part) => {
    const keeps = isBucket(part.bucket) ? keptMinutes(part, facts, minutesLeft) : 0;
    const stands = isBucket(part.bucket) ? keeps === part.minutes : priceStands(part, facts);
    if (stands) return [];
    const kept = keeps === 0 ? 0 : share(part.amount, keeps, part.minutes);
    const reversed: BilledPart = { ...part, minutes: keeps - part.minutes || 0, amount: kept - part.amount || 0 };
    return [
      invoiceLine(vat, {
        kind: "reversal",
        rule: "S6",
        source: sourceOf(part, facts),
        reverses: reversedKind(part),
        ...(reversed.minutes === 0 ? {} : { minutes: reversed.minutes }),
        parts: [reversed],
      }),
    ];
  });
}

/** How many minutes of a closed part the entry still has; each minute is kept once, in the order of closing. */
function keptMinutes(part: BilledPart, facts: ProjectFacts, minutesLeft: Map<Id, Minutes>): Minutes {
  const left = minutesLeft.get(part.entry) ?? 0;
  const fault = part.bucket.startsWith("fault:") ? part.bucket.slice("fault:".length) : undefined;
  if (fault !== undefined && faultNotBilled(facts.faults.find(({ ref }) => ref === fault)) !== undefined) return 0;
  const kept = Math.min(left, part.minutes);
  minutesLeft.set(part.entry, left - kept);
  return kept;
}

function priceStands(part: BilledPart, facts: ProjectFacts): boolean {
  if (part.entry === facts.project.id) return facts.project.goLive !== undefined;
  if (part.bucket === "fixed-price") return facts.changes.some(({ id, state }) => id === part.entry && state === "done");
  return facts.trips.some(({ id, undone }) => id === part.entry && !undone);
}

function sourceOf(part: BilledPart, facts: ProjectFacts): string {
  if (part.bucket.startsWith("option:")) return part.bucket.slice("option:".length);
  const entries = [...facts.work, ...facts.checkIns, ...facts.trips, ...facts.changes];
  return entries.find(({ id }) => id === part.entry)?.ref ?? facts.project.code;
}

function reversedKind({ bucket, amount }: BilledPart): NonNullable<InvoiceLine["reverses"]> {
  if (bucket === "included" || (bucket.startsWith("cover:") && amount === 0)) return "unbilled-hours";
  if (bucket.startsWith("cover:")) return "running-hours";
  if (bucket.startsWith("fault:")) return "fault-hours";
  if (bucket.startsWith("option:")) return "option";
  const prices = ["fixed-price", "travel-time", "travel-costs", "travel-fee", "travel-flat"] as const;
  return prices.find((kind) => kind === bucket) ?? "package-price";
}
