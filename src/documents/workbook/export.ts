import type { Worksheet } from "exceljs";
import type { DataArea } from "../../domain/agreement.ts";
import { phrase } from "../../messages/phrase.ts";
import { createWords } from "../../messages/words.ts";
import { cellValue, printable, put } from "./area-sheet.ts";
import { dressColumn } from "./column.ts";
import { sheetTitle, type ValueText, valueTexts } from "./field-text.ts";
import { look } from "./look.ts";
import type { ExportOrder } from "./orders.ts";
import { sheetNames } from "./sheet-names.ts";
import { kept } from "./spoiled.ts";
import { newWorkbook, written } from "./template.ts";

const words = createWords();

/** What is held, as .xlsx: a sheet for each area, and nothing on it but heads and records. */
export async function writeExport(order: ExportOrder): Promise<Uint8Array> {
  const { agreement, language, held, asOf, customer } = order;
  const workbook = newWorkbook(asOf, words.text(language, phrase("workbook.title", { customer })));
  const name = sheetNames();
  const text = valueTexts(agreement, held, language);
  for (const { area, records } of areasOf(order)) {
    const sheet: Worksheet = workbook.addWorksheet(name(sheetTitle(area, language)));
    for (const [at, field] of area.fields.entries()) {
      dressColumn(sheet, at + 1, field, { language, from: 2, offered: () => undefined });
      put(sheet.getCell(1, at + 1), field.name[language], look.head);
    }
    for (const [index, { values }] of records.entries()) {
      for (const [at, field] of area.fields.entries()) {
        const value = values[field.id];
        if (value !== undefined) sheet.getCell(index + 2, at + 1).value = cellValue(field, value, text);
      }
    }
    sheet.views = [{ state: "frozen", ySplit: 1 }];
    printable(sheet, 1);
  }
  return written(workbook);
}

/**
 * What is held of one area, as a .csv that Excel opens as it is: semicolons, with the mark of UTF-8, every value in
 * quotes. What a spreadsheet would run, or take digits from, has an apostrophe before it, which our reader takes away.
 *
 * @throws Error unless there is exactly one area to write.
 */
export function writeCsv(order: ExportOrder): Uint8Array {
  const [only, ...others] = areasOf(order);
  if (only === undefined || others.length > 0) throw new Error("A .csv holds one area");
  const { area, records } = only;
  const { language } = order;
  const text = valueTexts(order.agreement, order.held, language);
  const lines = [
    area.fields.map(({ name }) => name[language]),
    ...records.map(({ values }) => area.fields.map((field) => valueIn(field, values[field.id], text))),
  ];
  const quoted = lines.map((line) => line.map((value) => `"${kept(value).replaceAll('"', '""')}"`).join(";"));
  return new TextEncoder().encode(`\ufeff${quoted.join("\r\n")}\r\n`);
}

const valueIn = (field: DataArea["fields"][number], value: Parameters<ValueText>[1] | undefined, text: ValueText) =>
  value === undefined ? "" : text(field, value);

function areasOf({ agreement, areas, held }: ExportOrder) {
  return agreement.areas
    .filter(({ id }) => areas.includes(id))
    .map((area) => ({ area, records: held.find((one) => one.area === area.id)?.records ?? [] }));
}
