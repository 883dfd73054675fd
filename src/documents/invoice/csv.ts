import { kept } from "../workbook/spoiled.ts";
import { decimal, type InvoiceOrder, type WordedBasis, worded } from "./order.ts";

export const columns = ["day", "what", "who", "quantity", "unit", "price", "vat", "amount", "rule", "why"] as const;

/** A basis as a .csv that Swedish Excel opens as it is: semicolons, decimal commas, the mark of UTF-8. */
export function basisCsv(order: InvoiceOrder): Uint8Array {
  const basis = worded(order);
  const lines = [columns.map((column) => basis.say(`invoice.sheet.${column}`)), ...rowsOf(basis)];
  const text = lines.map((line) => line.map(quoted).join(";")).join("\r\n");
  return new TextEncoder().encode(`\ufeff${text}\r\n`);
}

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

function rowsOf({ rows, say }: WordedBasis): readonly (readonly string[])[] {
  return rows.map(({ line, quantity, on, who, what, why }) => [
    on ?? "",
    kept(what),
    kept(who.join(", ")),
    String(quantity.count),
    say(`invoice.sheet.unit.${quantity.unit}`),
    decimal(quantity.unit === "minutes" ? quantity.perHour : quantity.each, ","),
    String(line.vatRate).replace(".", ","),
    decimal(line.amount, ","),
    line.rule,
    kept(why),
  ]);
}
