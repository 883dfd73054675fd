import { createHash } from "node:crypto";
import type { Agreement } from "./agreement.ts";
import type { BilledPart, Project, ProjectFacts } from "./facts.ts";
import { frozenParts } from "./frozen.ts";
import { type Allocation, allocate } from "./hours.ts";
import { coveredHours, faultHours, openParts } from "./invoice-hours.ts";
import { type InvoiceLine, type NotBillable, type ShownBasis, type Totals, totalsOf } from "./invoice-line.ts";
import { type Billed, fixedPrices, salePrices, travelLines } from "./invoice-prices.ts";
import { reversals } from "./invoice-reversal.ts";
import type { Day } from "./units.ts";

/** What can be invoiced today, and what cannot with the reason. */
export interface InvoiceBasis extends Totals {
  readonly lines: readonly InvoiceLine[];
  readonly notBillable: readonly NotBillable[];
}

/** What is kept of a basis to be shown again as it was (I1). */
export function shownBasis(
  { lines, notBillable: _, ...totals }: InvoiceBasis,
  project: Pick<Project, "reference">,
  closing: Pick<ShownBasis, "closedBy" | "until" | "run">,
): ShownBasis {
  const { reference } = project;
  return { ...totals, lines: lines.map(({ parts: __, ...line }) => line), reference, ...closing };
}

/** What a person has seen of a basis: it is closed only while it is still the same (I1). */
export function basisDigest({ lines, net, gross }: InvoiceBasis): string {
  return createHash("sha256").update(JSON.stringify({ lines, net, gross })).digest("hex").slice(0, 16);
}

/**
 * The invoice basis of a project: everything billable that is on no closed basis yet, each line with the rule behind
 * it, and reversals of what was closed and no longer stands (S6). The VAT is computed on the sum of a rate's lines
 * (R3).
 *
 * @param until the last day of the work that it holds; unset: all that there is. Corrections of what was billed are on
 * it whatever their day (I1).
 */
export function invoiceBasis(facts: ProjectFacts, agreement: Agreement, until?: Day): InvoiceBasis {
  return basisOf(facts, agreement, allocate(facts, agreement), until);
}

/**
 * What closing today's invoice basis freezes: what it bills or reverses, and the included and fixed-price hours used so
 * far. Hours that are not agreed, not billed or without a rate stay open, so that cover approved later can still reach
 * them (S6).
 */
export function closeBasis(facts: ProjectFacts, agreement: Agreement, until?: Day): readonly BilledPart[] {
  const allocation = allocate(facts, agreement);
  const fixed = new Set(
    allocation.covers.flatMap(({ ref, pricing }) => (pricing.kind === "fixed" ? [`cover:${ref}`] : [])),
  );
  const used = openParts(allocation, until, (bucket) => bucket === "included" || fixed.has(bucket));
  return [
    ...basisOf(facts, agreement, allocation, until).lines.flatMap((line) => line.parts),
    ...used.map(({ entry, bucket, minutes }): BilledPart => ({ entry, bucket, minutes, amount: 0 })),
  ];
}

function basisOf(facts: ProjectFacts, agreement: Agreement, allocation: Allocation, until?: Day): InvoiceBasis {
  const parts = new Map(frozenParts(facts.closedBases).map((part) => [`${part.entry} ${part.bucket}`, part]));
  const billed: Billed = (entry, bucket) => parts.get(`${entry} ${bucket}`)?.amount;
  const rooms = [
    salePrices(facts, agreement, billed, until),
    fixedPrices(facts, agreement, billed, until),
    coveredHours(facts, allocation, agreement, until),
    faultHours(facts, allocation, agreement, until),
    { lines: travelLines(facts, agreement, billed, until), notBillable: [] },
    { lines: reversals(facts, allocation, agreement.vat), notBillable: [] },
  ];
  const lines = rooms.flatMap((room) => room.lines);
  return {
    lines,
    notBillable: rooms.flatMap((room) => room.notBillable),
    ...totalsOf(lines),
  };
}
