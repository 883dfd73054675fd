import type { BilledPart } from "./facts.ts";
import { percent, sum } from "./money.ts";
import type { Day, Minutes, Ore, Ref } from "./units.ts";

export type InvoiceLineKind =
  | "package-price"
  | "option"
  | "fixed-price"
  | "running-hours"
  | "fault-hours"
  | "travel-time"
  | "travel-costs"
  | "travel-fee"
  | "travel-flat"
  | "reversal";

/** One money line of an invoice basis. Amounts are öre; a reversal's are negative. */
export interface InvoiceLine {
  readonly kind: InvoiceLineKind;
  /** The rule of the service that makes it billable: `S6`. */
  readonly rule: string;
  /** What it is for: a reference (`X1`, `V2`, `F1`, and of a reversal also `H3` or `C1`), an option's id, or the project's code. */
  readonly source: string;
  /** People's own words for it: the change's title, the reason for billing a fault that the customer sees, where a trip went. */
  readonly title?: string;
  readonly on?: Day;
  /** The entries that the minutes come from. */
  readonly refs?: readonly Ref[];
  readonly minutes?: Minutes;
  /** Öre per hour. */
  readonly rate?: Ore;
  readonly percent?: number;
  /** What a reversal takes back; `unbilled-hours` (included, or on a fixed price) cost nothing, and are free again when the basis is closed. */
  readonly reverses?: Exclude<InvoiceLineKind, "reversal"> | "unbilled-hours";
  readonly amount: Ore;
  readonly vat: Ore;
  readonly gross: Ore;
  /** What closing the basis freezes of it. */
  readonly parts: readonly BilledPart[];
}

/** Why something is not billed, or not yet. */
export type NotBillableWhy =
  | "package-price-not-set"
  | "option-price-not-set"
  | "before-go-live"
  | "fixed-price-not-done"
  | "not-agreed"
  | "internal-hours"
  | "running-rate-not-set"
  | "fault-cause-not-set"
  | "fault-ours"
  | "fault-not-billed";

/** Something that is not billed, or not yet, and why. Without an amount there is no price to name. */
export interface NotBillable {
  readonly why: NotBillableWhy;
  readonly rule: string;
  /** A reference, an option's or a work package's id, or the project's code. */
  readonly source: string;
  readonly title?: string;
  readonly minutes?: Minutes;
  readonly amount?: Ore;
}

/** What one room of the invoice basis has to say. */
export interface Billing {
  readonly lines: readonly InvoiceLine[];
  readonly notBillable: readonly NotBillable[];
}

/** A line of some parts, with their sum as its amount and the VAT on the whole of it, rounded half up to the öre (R3). */
export function invoiceLine(vat: number, line: Omit<InvoiceLine, "amount" | "vat" | "gross">): InvoiceLine {
  const amount = sum(line.parts.map((part) => part.amount));
  const tax = percent(vat, amount);
  return { ...line, amount, vat: tax, gross: amount + tax };
}
