import type { BilledPart, ClosedBasis, ProjectFacts } from "./facts.ts";
import { frozenParts, isBucket, keptParts } from "./frozen.ts";
import type { Allocation } from "./hours.ts";
import { type InvoiceLine, invoiceLine, type ShownBasis, totalsOf } from "./invoice-line.ts";
import { share } from "./money.ts";
import type { Id, Minutes } from "./units.ts";

/**
 * What was on a closed basis and no longer stands: an entry or trip that was undone, a change, a go-live or a fixed
 * price's work taken back, a fault that turned out to be ours. A line takes back exactly what was charged, and re-sorts
 * nothing (S6).
 */
export function reversals(facts: ProjectFacts, allocation: Allocation, vat: number): readonly InvoiceLine[] {
  if (facts.closedBases.length === 0) return [];
  const worked = new Map<Id, Minutes>(allocation.entries.map(({ entry, minutes }) => [entry, minutes]));
  const hours = keptParts(facts, worked).filter(({ part, kept }) => kept !== part.minutes);
  const prices = frozenParts(facts.closedBases).filter((part) => !isBucket(part.bucket) && !priceStands(part, facts));
  const sourceOf = sourcesOf(facts);
  const chargedOn = chargesOf(facts);
  return [...hours, ...prices.map((part) => ({ part, kept: 0 }))].map(({ part, kept }) => {
    const amount = kept === 0 ? 0 : share(part.amount, kept, part.minutes);
    const reversed: BilledPart = { ...part, minutes: kept - part.minutes || 0, amount: amount - part.amount || 0 };
    return invoiceLine(vat, {
      kind: "reversal",
      rule: "S6",
      source: sourceOf(part),
      reverses: reversedKind(part),
      chargedOn: chargedOn(part),
      minutes: reversed.minutes === 0 ? undefined : reversed.minutes,
      parts: [reversed],
    });
  });
}

/** A basis that was closed before its lines were kept: a line for each part that it froze with an amount (I1). */
export function earlierBasis(basis: ClosedBasis, facts: ProjectFacts, vat: number): ShownBasis {
  const sourceOf = sourcesOf(facts);
  const lines = basis.parts
    .filter(({ amount }) => amount !== 0)
    .map((part) => {
      const reverses = reversedKind(part);
      const kind = part.amount < 0 || reverses === "unbilled-hours" ? "reversal" : reverses;
      const minutes = part.minutes === 0 ? undefined : part.minutes;
      return {
        kind,
        rule: "S6",
        source: sourceOf(part),
        reverses,
        minutes,
        amount: part.amount,
        vatRate: vat,
      } as const;
    });
  return { ...totalsOf(lines), lines, closedBy: { id: "system", name: "" } };
}

/** The latest closed basis that charged a part: what was charged, taken back and charged again is on that one. */
function chargesOf({ closedBases }: ProjectFacts): (part: BilledPart) => number | undefined {
  const keyOf = ({ entry, bucket }: BilledPart): string => `${entry}/${bucket}`;
  const numbers = new Map<string, number>();
  for (const { number, parts } of closedBases.toSorted((a, b) => a.number - b.number))
    for (const part of parts) if (part.amount > 0) numbers.set(keyOf(part), number);
  return (part) => numbers.get(keyOf(part));
}

function priceStands(part: BilledPart, facts: ProjectFacts): boolean {
  if (part.entry === facts.project.id) return facts.project.goLive !== undefined;
  if (part.bucket === "fixed-price")
    return facts.changes.some(({ id, state }) => id === part.entry && state === "done");
  return facts.trips.some(({ id, undone }) => id === part.entry && !undone);
}

/** What a part was charged for, by its reference. */
function sourcesOf(facts: ProjectFacts): (part: BilledPart) => string {
  const refs = new Map(
    [...facts.changes, ...facts.trips, ...facts.checkIns, ...facts.work].map(({ id, ref }) => [id, ref]),
  );
  return ({ bucket, entry }) =>
    bucket.startsWith("option:") ? bucket.slice("option:".length) : (refs.get(entry) ?? facts.project.code);
}

function reversedKind({ bucket, amount }: BilledPart): NonNullable<InvoiceLine["reverses"]> {
  if (bucket === "included" || (bucket.startsWith("cover:") && amount === 0)) return "unbilled-hours";
  if (bucket.startsWith("cover:")) return "running-hours";
  if (bucket.startsWith("fault:")) return "fault-hours";
  if (bucket.startsWith("option:")) return "option";
  const prices = ["fixed-price", "travel-time", "travel-costs", "travel-fee", "travel-flat"] as const;
  return prices.find((kind) => kind === bucket) ?? "package-price";
}
