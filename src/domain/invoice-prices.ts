import type { Agreement } from "./agreement.ts";
import { isApproved } from "./change.ts";
import type { BilledPart, Change, ProjectFacts } from "./facts.ts";
import { isWithin } from "./invoice-hours.ts";
import { type Billing, type InvoiceLine, invoiceLine, type NotBillable } from "./invoice-line.ts";
import { optionPrice, packagePrice } from "./pricing.ts";
import { type TravelLine, travelPrice } from "./travel.ts";
import type { Day, Ore } from "./units.ts";

/**
 * What closed bases charged for a price (not hours) of an entry, reversals taken off; undefined when it is on none
 * (S6).
 */
export type Billed = (entry: string, bucket: string) => Ore | undefined;

/**
 * The package's fixed price and the options' configuration costs: billable at go-live (S2b, S4). One that changed after
 * it was billed makes a line of the difference (S6). An option without a price of its own is settled by the add-on that
 * names it (S4). What costs nothing is no line.
 */
export function salePrices(
  { project, changes }: ProjectFacts,
  agreement: Agreement,
  billed: Billed,
  until?: Day,
): Billing {
  const { goLive } = project;
  const live = goLive !== undefined && isWithin(goLive.on, until) ? goLive : undefined;
  const options = project.options.map(({ id, price }): Sold => {
    return {
      kind: "option",
      rule: "S4",
      source: id,
      bucket: `option:${id}`,
      price: optionPrice({ id, price }, agreement),
    };
  });
  const sold: readonly Sold[] = [
    {
      kind: "package-price",
      rule: "S2b",
      source: project.code,
      bucket: "package-price",
      price: packagePrice(project, agreement),
    },
    ...options.filter(({ source, price }) => price !== undefined || !isSettledByAddon(source, changes)),
  ];
  const lines: InvoiceLine[] = [];
  const notBillable: NotBillable[] = [];
  for (const { kind, rule, source, bucket, price } of sold) {
    if (price === 0 && (billed(project.id, bucket) ?? 0) === 0) continue;
    const before = billed(project.id, bucket);
    if (before !== undefined) {
      if (price === undefined || price === before || project.goLive === undefined) continue;
      const difference = priced(project.id, bucket, price - before);
      lines.push(
        invoiceLine(agreement.vat, {
          kind: "price-difference",
          rule: "S6",
          source,
          changed: kind,
          parts: [difference],
        }),
      );
      continue;
    }
    if (price === undefined)
      notBillable.push({ why: `${kind === "option" ? "option-price" : kind}-not-set`, rule, source });
    else if (live === undefined) notBillable.push({ why: "before-go-live", rule, source, amount: price });
    else
      lines.push(
        invoiceLine(agreement.vat, {
          kind,
          rule,
          source,
          on: live.on,
          parts: [priced(project.id, bucket, price)],
        }),
      );
  }
  return { lines, notBillable };
}

interface Sold {
  readonly kind: "package-price" | "option";
  readonly rule: string;
  readonly source: string;
  readonly bucket: string;
  readonly price: Ore | undefined;
}

/** True when an approved add-on is the option's price (S4). */
function isSettledByAddon(option: string, changes: readonly Change[]): boolean {
  return changes.some(
    (change) => change.effect?.kind === "option" && change.effect.option === option && isApproved(change),
  );
}

/**
 * The fixed prices of approved changes: billable when their work is marked done (S6). One that costs nothing is no
 * line.
 */
export function fixedPrices({ changes }: ProjectFacts, agreement: Agreement, billed: Billed, until?: Day): Billing {
  const lines: InvoiceLine[] = [];
  const notBillable: NotBillable[] = [];
  for (const { id, ref, title, state, pricing, doneOn } of changes) {
    if (pricing?.kind !== "fixed" || pricing.price === 0 || billed(id, "fixed-price") !== undefined) continue;
    const about = { rule: "S6", source: ref, title };
    if (state === "approved") notBillable.push({ why: "fixed-price-not-done", ...about, amount: pricing.price });
    if (state === "done" && (doneOn === undefined || isWithin(doneOn, until))) {
      const parts = [priced(id, "fixed-price", pricing.price)];
      lines.push(invoiceLine(agreement.vat, { kind: "fixed-price", ...about, on: doneOn, parts }));
    }
  }
  return { lines, notBillable };
}

/** The trips, a line for each part of their price (R1, R2). */
export function travelLines(
  { trips }: ProjectFacts,
  agreement: Agreement,
  billed: Billed,
  until?: Day,
): readonly InvoiceLine[] {
  const counted = trips.filter((trip) => !trip.undone && isWithin(trip.on, until));
  const inOrder = counted.toSorted(
    (a, b) => a.on.localeCompare(b.on) || a.recordedAt - b.recordedAt || a.id.localeCompare(b.id),
  );
  return inOrder.flatMap((trip) => {
    const to = trip.what.kind === "trip" ? trip.what.to : undefined;
    return travelPrice(trip, agreement.travel)
      .map((line) => ({ line, bucket: `travel-${line.kind}` as const }))
      .filter(({ bucket }) => billed(trip.id, bucket) === undefined)
      .map(({ line, bucket }) =>
        invoiceLine(agreement.vat, {
          kind: bucket,
          rule: line.rule,
          source: trip.ref,
          on: trip.on,
          title: to,
          ...figures(line),
          parts: [{ entry: trip.id, bucket, minutes: line.kind === "time" ? line.minutes : 0, amount: line.amount }],
        }),
      );
  });
}

function figures(line: TravelLine): Pick<InvoiceLine, "minutes" | "rate" | "percent" | "title"> {
  if (line.kind === "time") return { minutes: line.minutes, rate: line.rate };
  if (line.kind === "fee") return { percent: line.percent };
  return line.kind === "flat" ? { title: line.city } : {};
}

function priced(entry: string, bucket: string, amount: Ore): BilledPart {
  return { entry, bucket, minutes: 0, amount };
}
