import type { Agreement } from "./agreement.ts";
import type { BilledPart, ProjectFacts } from "./facts.ts";
import { type Billing, type InvoiceLine, invoiceLine, type NotBillable } from "./invoice-line.ts";
import { packagePrice } from "./pricing.ts";
import { type TravelLine, travelPrice } from "./travel.ts";
import type { Ore } from "./units.ts";

/** Whether a price (not hours) of an entry is on a closed basis, and not reversed there (S6). */
export type IsBilled = (entry: string, bucket: string) => boolean;

/** The package's fixed price and the options' configuration costs: billable at go-live (S2b, S4). */
export function salePrices({ project }: ProjectFacts, agreement: Agreement, isBilled: IsBilled): Billing {
  const price = packagePrice(project, agreement);
  const sold: readonly Sold[] = [
    { kind: "package-price", rule: "S2b", source: project.code, bucket: "package-price", ...(price === undefined ? {} : { price }) },
    ...project.options.map(({ id, price: agreed }): Sold => {
      const cost = agreed ?? agreement.options.find((option) => option.id === id)?.price;
      return { kind: "option", rule: "S4", source: id, bucket: `option:${id}`, ...(cost === undefined ? {} : { price: cost }) };
    }),
  ];
  const lines: InvoiceLine[] = [];
  const notBillable: NotBillable[] = [];
  for (const { kind, rule, source, bucket, price } of sold) {
    if (isBilled(project.id, bucket)) continue;
    if (price === undefined) notBillable.push({ why: `${kind === "option" ? "option-price" : kind}-not-set`, rule, source });
    else if (project.goLive === undefined) notBillable.push({ why: "before-go-live", rule, source, amount: price });
    else lines.push(invoiceLine(agreement.vat, { kind, rule, source, on: project.goLive.on, parts: [priced(project.id, bucket, price)] }));
  }
  return { lines, notBillable };
}

interface Sold {
  readonly kind: "package-price" | "option";
  readonly rule: string;
  readonly source: string;
  readonly bucket: string;
  readonly price?: Ore;
}

/** The fixed prices of approved changes: billable when their work is marked done (S6). */
export function fixedPrices({ changes }: ProjectFacts, agreement: Agreement, isBilled: IsBilled): Billing {
  const lines: InvoiceLine[] = [];
  const notBillable: NotBillable[] = [];
  for (const { id, ref, title, state, pricing, doneOn } of changes) {
    if (pricing?.kind !== "fixed" || isBilled(id, "fixed-price")) continue;
    const about = { rule: "S6", source: ref, title };
    if (state === "approved") notBillable.push({ why: "fixed-price-not-done", ...about, amount: pricing.price });
    if (state === "done") {
      const on = doneOn === undefined ? {} : { on: doneOn };
      lines.push(invoiceLine(agreement.vat, { kind: "fixed-price", ...about, ...on, parts: [priced(id, "fixed-price", pricing.price)] }));
    }
  }
  return { lines, notBillable };
}

/** The trips, a line for each part of their price (R1, R2). */
export function travelLines({ trips }: ProjectFacts, agreement: Agreement, isBilled: IsBilled): readonly InvoiceLine[] {
  const counted = trips.filter((trip) => !trip.undone);
  const inOrder = counted.toSorted((a, b) => a.on.localeCompare(b.on) || a.recordedAt - b.recordedAt || a.id.localeCompare(b.id));
  return inOrder.flatMap((trip) => {
    const to = trip.what.kind === "trip" ? trip.what.to : undefined;
    return travelPrice(trip, agreement.travel)
      .map((line) => ({ line, bucket: `travel-${line.kind}` as const }))
      .filter(({ bucket }) => !isBilled(trip.id, bucket))
      .map(({ line, bucket }) =>
        invoiceLine(agreement.vat, {
          kind: bucket,
          rule: line.rule,
          source: trip.ref,
          on: trip.on,
          ...(to === undefined ? {} : { title: to }),
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
