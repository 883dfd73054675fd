import type { ProjectFacts } from "./facts.ts";
import type { InvoiceLine, ShownBasis } from "./invoice-line.ts";
import { perHour, share } from "./money.ts";
import type { Day, Minutes, Ore, Ref } from "./units.ts";

/** What a line is counted in: whole minutes at a price per hour, or pieces at a price each (I1). */
export type Quantity =
  | { readonly unit: "minutes"; readonly count: number; readonly perHour: Ore }
  /** One, or minus one of what is taken back and has no time of its own. */
  | { readonly unit: "piece"; readonly count: 1 | -1; readonly each: Ore };

/** Why it is the customer's to pay: whose yes, or what was agreed at the sale (S9). */
export type BillableBy =
  | { readonly kind: "approved"; readonly by: string; readonly on: Day }
  | { readonly kind: "agreed"; readonly evidence: string };

/** A line of a basis as accounting takes it. */
export interface SheetRow {
  readonly line: Omit<InvoiceLine, "parts">;
  readonly quantity: Quantity;
  /** The last day of the work, where the line has no day of its own. */
  readonly on?: Day;
  /** Who did the work or made the trip, by name. */
  readonly who: readonly string[];
  readonly billableBy?: BillableBy;
}

/**
 * The lines of a closed basis as accounting takes them (I1): quantity times price is the amount, to the öre, or it is
 * one piece; with who worked, and the approval that makes it billable (S9).
 */
export function invoiceSheet(basis: Pick<ShownBasis, "lines">, facts: ProjectFacts): readonly SheetRow[] {
  return basis.lines.map((line): SheetRow => {
    const worked = workedFor(line, facts);
    const days = worked.map(({ on }) => on).toSorted();
    return {
      line,
      quantity: quantityOf(line),
      on: line.on ?? days.at(-1),
      who: [...new Set(worked.map(({ by }) => by.name))],
      billableBy: billableBy(line, facts),
    };
  });
}

/**
 * Minutes only where minutes times the price per hour come to the amount: what was shared out over several bases may be
 * an öre beside it.
 */
function quantityOf({ kind, minutes, rate, amount }: SheetRow["line"]): Quantity {
  if (minutes !== undefined) {
    const its = kind === "reversal" ? rateBack(minutes, amount) : rate;
    if (its !== undefined && perHour(its, minutes) === amount) return { unit: "minutes", count: minutes, perHour: its };
  }
  return { unit: "piece", count: amount < 0 ? -1 : 1, each: Math.abs(amount) };
}

/** What an hour cost of time that is taken back; undefined where that is no whole krona, or nothing. */
function rateBack(minutes: Minutes, amount: Ore): Ore | undefined {
  const rate = share(Math.abs(amount), 60, Math.abs(minutes));
  return rate > 0 && rate % 100 === 0 ? rate : undefined;
}

function workedFor({ refs, source, kind }: SheetRow["line"], { work, trips }: ProjectFacts) {
  const meant: ReadonlySet<Ref> = new Set(kind === "reversal" ? [source] : (refs ?? [source]));
  return [...work, ...trips].filter(({ ref }) => meant.has(ref));
}

function billableBy({ source }: SheetRow["line"], { changes }: ProjectFacts): BillableBy | undefined {
  const change = changes.find(({ ref }) => ref === source);
  if (change?.agreed !== undefined) return { kind: "agreed", evidence: change.agreed };
  const { decidedBy, decidedOn, state } = change ?? {};
  if (decidedBy === undefined || decidedOn === undefined || (state !== "approved" && state !== "done"))
    return undefined;
  return { kind: "approved", by: decidedBy.name, on: decidedOn };
}
