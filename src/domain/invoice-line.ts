import type { BilledPart, By } from "./facts.ts";
import { percent, sum } from "./money.ts";
import type { Day, Minutes, Ore, Ref } from "./units.ts";

export type InvoiceLineKind =
  | "package-price"
  | "option"
  | "price-difference"
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
  /**
   * What it is for: a reference (`X1`, `V2`, `F1`, and of a reversal also `H3` or `C1`), an option's id, or the
   * project's code.
   */
  readonly source: string;
  /**
   * People's own words for it: the change's title, the reason for billing a fault that the customer sees, where a trip
   * went.
   */
  readonly title?: string;
  readonly on?: Day;
  /** The entries that the minutes come from. */
  readonly refs?: readonly Ref[];
  readonly minutes?: Minutes;
  /** Öre per hour. */
  readonly rate?: Ore;
  readonly percent?: number;
  /** What has another price now than when it was billed. */
  readonly changed?: "package-price" | "option";
  /** What a reversal takes back; `unbilled-hours` (included, or on a fixed price) cost nothing. */
  readonly reverses?: Exclude<InvoiceLineKind, "reversal" | "price-difference"> | "unbilled-hours";
  /** The number of the closed basis that charged what a reversal takes back: a credit note must name it. */
  readonly chargedOn?: number;
  readonly amount: Ore;
  /** The rate of VAT, in percent. The VAT itself is that of the sum of a rate's lines (R3). */
  readonly vatRate: number;
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

/** A line of some parts, with their sum as its amount. */
export function invoiceLine(vatRate: number, line: Omit<InvoiceLine, "amount" | "vatRate">): InvoiceLine {
  return { ...line, amount: sum(line.parts.map((part) => part.amount)), vatRate };
}

/** The VAT of the lines of one rate: on their sum, rounded once, half up (R3). */
export interface VatSum {
  readonly rate: number;
  readonly net: Ore;
  readonly vat: Ore;
}

/** What some lines come to, öre. `net` is without VAT, `gross` with it. */
export interface Totals {
  readonly net: Ore;
  readonly vats: readonly VatSum[];
  readonly vat: Ore;
  readonly gross: Ore;
}

/**
 * A closed basis as it was when it was closed (I1): its lines without what they freeze, its totals, and who closed it.
 */
export interface ShownBasis extends Totals {
  readonly lines: readonly Omit<InvoiceLine, "parts">[];
  readonly reference?: string;
  readonly closedBy: By;
  /** The last day of the work that it holds; unset: all that there was. */
  readonly until?: Day;
  /** The run that closed it together with others. */
  readonly run?: string;
}

/** Whether a basis gives back more than it charges: accounting makes a credit note of it, and no invoice (I1). */
export const isCreditNote = ({ gross }: Pick<Totals, "gross">): boolean => gross < 0;

/** Adds up lines: the VAT is computed on the sum of each rate's lines and rounded once, never per line (R3). */
export function totalsOf(lines: readonly Pick<InvoiceLine, "amount" | "vatRate">[]): Totals {
  const rates = [...new Set(lines.map(({ vatRate }) => vatRate))].toSorted((a, b) => b - a);
  const vats = rates.map((rate): VatSum => {
    const net = sum(lines.filter(({ vatRate }) => vatRate === rate).map(({ amount }) => amount));
    return { rate, net, vat: percent(rate, net) };
  });
  const net = sum(vats.map((each) => each.net));
  const vat = sum(vats.map((each) => each.vat));
  return { net, vats, vat, gross: net + vat };
}
