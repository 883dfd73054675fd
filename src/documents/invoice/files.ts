import { type BasisFormat, basisFileName, type OpenedFile } from "../../messages/made-file.ts";
import { writtenApart } from "../paper/making.ts";
import type { PaperOrder } from "../paper/papers.ts";
import { basisCsv } from "./csv.ts";
import { fortnoxInvoice } from "./fortnox.ts";
import type { InvoiceOrder } from "./order.ts";
import { peppolInvoice } from "./peppol.ts";

/** The files that a closed basis goes to accounting as (I1), by what they are called for short. */
const writers: Readonly<Record<BasisFormat, (order: InvoiceOrder) => Uint8Array | Promise<Uint8Array>>> = {
  csv: basisCsv,
  // Its library is read only where somebody asks for one.
  xlsx: async (order) => (await import("./workbook.ts")).basisWorkbook(order),
  pdf: async (order) => (await basisPaper(order)).pdf,
  fortnox: fortnoxInvoice,
  peppol: peppolInvoice,
};

const types: Readonly<Record<BasisFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
  fortnox: "application/json",
  peppol: "application/xml",
};

/** A closed basis as the document that is kept first: it bears the day of its closing, whenever it is made (I1). */
export async function basisPaper({ facts, agreement, basis, number, closedOn }: InvoiceOrder) {
  const closed = { number, closedOn, basis };
  const order: PaperOrder = { kind: "invoice", facts, agreement, today: closedOn, version: 1, closed };
  const { title, markdown, pdf } = await writtenApart({ order, anew: true });
  if (pdf === undefined) throw new Error("A basis has no document");
  return { title, markdown, pdf };
}

/** A closed basis as a file: the same bytes whenever it is made, as long as we write it in the same way. */
export async function basisFile(order: InvoiceOrder, format: BasisFormat): Promise<OpenedFile> {
  const content = await writers[format](order);
  return { name: basisFileName(order.facts.project.code, order.number, format), content, type: types[format] };
}
