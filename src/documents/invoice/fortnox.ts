import { isCreditNote } from "../../domain/invoice-line.ts";
import { decimal, type InvoiceOrder, rowsOut, type WordedBasis, type WordedRow, worded } from "./order.ts";

/** As long as Fortnox takes them. */
const longest = { reference: 50, order: 75, external: 80, description: 255 } as const;

/**
 * A basis as the invoice that Fortnox' API takes (`POST /3/invoices`). The customer's number is Fortnox' own: it is
 * what is left to be filled in. Fortnox computes the totals, so each row's quantity times its price is its amount, to
 * the öre: minutes only where the price of a minute is whole öre, hours where they have two decimals, else one piece.
 */
export function fortnoxInvoice(order: InvoiceOrder): Uint8Array {
  const basis = worded(order);
  const { facts, id, say, reference } = basis;
  const ours = basis.basis.closedBy.name;
  const invoice = {
    CustomerNumber: say("invoice.file.customerNumber"),
    CustomerName: facts.project.customer,
    VATIncluded: false,
    NotCompleted: true,
    Currency: "SEK",
    Language: basis.language.toUpperCase(),
    ExternalInvoiceReference1: cut(id, longest.external),
    ...(reference !== undefined && { YourOrderNumber: cut(reference, longest.order) }),
    ...(ours !== "" && { OurReference: cut(ours, longest.reference) }),
    InvoiceRows: [...creditRows(basis), ...rowsOut(basis).flatMap((row) => rowsOf(row, basis))],
  };
  return new TextEncoder().encode(`${JSON.stringify({ Invoice: invoice }, undefined, 2)}\n`);
}

/** What a credit note takes back, as a row of text: the law wants it named. Its rows below zero make it one there. */
function creditRows({ basis, takesBack, say }: WordedBasis) {
  if (!isCreditNote(basis) || takesBack.length === 0) return [];
  return [{ Description: cut(say("invoice.file.credits", { ids: takesBack.join(", ") }), longest.description) }];
}

function rowsOf(row: WordedRow, { say }: WordedBasis) {
  const { line, what, on, why } = row;
  const text = [what, ...(on === undefined ? [] : [on])].join(", ");
  return [
    { Description: cut(text, longest.description), ...counted(row, say), VAT: line.vatRate },
    ...(why === "" ? [] : [{ Description: cut(why, longest.description) }]),
  ];
}

function counted({ quantity, line }: WordedRow, say: WordedBasis["say"]) {
  if (quantity.unit === "minutes") {
    const { count, perHour } = quantity;
    if (perHour % 60 === 0)
      return {
        DeliveredQuantity: String(count),
        Unit: say("invoice.sheet.unit.minutes"),
        Price: Number(decimal(perHour / 60)),
      };
    if ((count * 100) % 60 === 0)
      return {
        DeliveredQuantity: String((count * 100) / 60 / 100),
        Unit: say("invoice.file.hours"),
        Price: Number(decimal(perHour)),
      };
  }
  const count = line.amount < 0 ? -1 : 1;
  return {
    DeliveredQuantity: String(count),
    Unit: say("invoice.sheet.unit.piece"),
    Price: Number(decimal(Math.abs(line.amount))),
  };
}

/** By characters, so that none is cut in half. */
const cut = (text: string, most: number): string => {
  const flat = text.replace(/\s+/gu, " ").trim();
  return [...flat].length <= most ? flat : `${[...flat].slice(0, most - 1).join("")}…`;
};
