import { put } from "../workbook/area-sheet.ts";
import { dayFormat, look, textFormat } from "../workbook/look.ts";
import { newWorkbook, writtenTheSame } from "../workbook/template.ts";
import { columns } from "./csv.ts";
import { type InvoiceOrder, worded } from "./order.ts";

const money = "#,##0.00";
const widths = { day: 12, what: 60, who: 24, quantity: 10, unit: 8, price: 14, vat: 8, amount: 14, rule: 8, why: 40 };

/** A basis as .xlsx: its lines with numbers as numbers and days as days, and what they come to. */
export async function basisWorkbook(order: InvoiceOrder): Promise<Uint8Array> {
  const basis = worded(order);
  const { say, number, facts, closedOn } = basis;
  const title = say("invoice.heading.closed", { number, customer: facts.project.customer });
  const workbook = newWorkbook(closedOn, title);
  const sheet = workbook.addWorksheet(say("invoice.sheet.name", { number }));
  for (const [at, column] of columns.entries()) {
    sheet.getColumn(at + 1).width = widths[column];
    put(sheet.getCell(1, at + 1), say(`invoice.sheet.${column}`), look.head);
  }
  for (const [at, { line, quantity, on, who, what, why }] of basis.rows.entries()) {
    const price = quantity.unit === "minutes" ? quantity.perHour : quantity.each;
    const row = sheet.getRow(at + 2);
    row.values = [
      on === undefined ? "" : new Date(`${on}T00:00:00Z`),
      what,
      who.join(", "),
      quantity.count,
      say(`invoice.sheet.unit.${quantity.unit}`),
      price / 100,
      line.vatRate,
      line.amount / 100,
      line.rule,
      why,
    ];
    row.getCell(1).numFmt = dayFormat;
    for (const text of [2, 3, 5, 9, 10]) row.getCell(text).numFmt = textFormat;
    for (const amount of [6, 8]) row.getCell(amount).numFmt = money;
  }
  let last = basis.rows.length + 3;
  const { net, vats, gross } = basis.basis;
  for (const [label, amount] of [
    [say("invoice.net"), net],
    ...vats.map(({ rate, vat }) => [say("invoice.vat", { percent: rate }), vat] as const),
    [say("invoice.gross"), gross],
  ] as const) {
    put(sheet.getCell(last, 2), label, look.head);
    sheet.getCell(last, 8).value = amount / 100;
    sheet.getCell(last, 8).numFmt = money;
    last += 1;
  }
  sheet.views = [{ state: "frozen", ySplit: 1 }];
  return writtenTheSame(workbook);
}
