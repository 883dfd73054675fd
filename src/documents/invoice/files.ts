import { type BasisFormat, basisFileName, type OpenedFile } from "../../messages/made-file.ts";
import { basisCsv } from "./csv.ts";
import { fortnoxInvoice } from "./fortnox.ts";
import type { InvoiceOrder } from "./order.ts";
import { peppolInvoice } from "./peppol.ts";

/** The files that a closed basis goes to accounting as (I1), by what they are called for short. */
const writers: Readonly<Record<BasisFormat, (order: InvoiceOrder) => Uint8Array | Promise<Uint8Array>>> = {
  csv: basisCsv,
  // Its library is read only where somebody asks for one.
  xlsx: async (order) => (await import("./workbook.ts")).basisWorkbook(order),
  fortnox: fortnoxInvoice,
  peppol: peppolInvoice,
};

const types: Readonly<Record<BasisFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  fortnox: "application/json",
  peppol: "application/xml",
};

/** A closed basis as a file: the same bytes whenever it is made, as long as we write it in the same way. */
export async function basisFile(order: InvoiceOrder, format: BasisFormat): Promise<OpenedFile> {
  const content = await writers[format](order);
  return { name: basisFileName(order.facts.project.code, order.number, format), content, type: types[format] };
}
