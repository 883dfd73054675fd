import ExcelJS from "exceljs";
import { unzipSync, zipSync } from "fflate";
import { recordsAsGiven } from "../../domain/data-as-given.ts";
import type { GivenCell, GivenTable } from "../../domain/data-given.ts";
import { readTables } from "../../domain/data-reading.ts";
import type { Day } from "../../domain/units.ts";
import { findingText } from "../../messages/finding-words.ts";
import { phrase } from "../../messages/phrase.ts";
import { createWords } from "../../messages/words.ts";
import { fillAreaSheet, rowsOf } from "./area-sheet.ts";
import { sheetTitle, valueTexts } from "./field-text.ts";
import { fillFrontSheet, type SheetOf } from "./front-sheet.ts";
import { addLists, listRange } from "./lists.ts";
import { markCells } from "./marking.ts";
import type { TemplateOrder } from "./orders.ts";
import { sheetNames } from "./sheet-names.ts";
import { templateVersion } from "./version.ts";

const words = createWords();

/**
 * The Starter workbook (S2): what is asked for, a sheet for each area that applies, with what is held filled in (D6).
 */
export async function writeTemplate(order: TemplateOrder): Promise<Uint8Array> {
  const { agreement, language, states, held, found = [], asOf } = order;
  const workbook = newWorkbook(asOf, words.text(language, phrase("workbook.title", { customer: order.customer })));
  const name = sheetNames();
  const front = workbook.addWorksheet(name(words.text(language, phrase("workbook.front"))), tab("#1f6f54"));
  const sheets: readonly SheetOf[] = agreement.areas
    .filter(({ id, fields }) => fields.length > 0 && states[id] !== "not-applicable")
    .map((area) => ({ area, sheet: name(sheetTitle(area, language)) }));
  for (const { sheet, area } of sheets)
    workbook.addWorksheet(sheet, area.fields.some(({ required }) => required) ? tab("#cfe3d9") : {});
  fillFrontSheet(front, order, sheets);
  const offered = addLists(
    workbook,
    { areas: agreement.areas, version: templateVersion(agreement), language },
    ranges(sheets),
  );
  const text = valueTexts(agreement, held, language);
  for (const { area, sheet } of sheets) {
    const own = held.find((one) => one.area === area.id)?.records ?? [];
    const records = recordsAsGiven(own, found.find((one) => one.area === area.id)?.findings ?? []);
    fillAreaSheet(workbook.getWorksheet(sheet) as ExcelJS.Worksheet, { area, language, records, offered, text });
  }
  if (found.some(({ findings }) => findings.length > 0)) markSheets(workbook, order, sheets);
  return written(workbook);
}

/** Marks what would be found in the workbook if it were given as it is, at its own cells. */
function markSheets(
  workbook: ExcelJS.Workbook,
  { agreement, language, held, found = [], asOf }: TemplateOrder,
  sheets: readonly SheetOf[],
): void {
  const own = new Map(sheets.map(({ sheet }) => [sheet, workbook.getWorksheet(sheet) as ExcelJS.Worksheet]));
  const tables = [...own].map(([name, sheet]) => ({ name, rows: rowsIn(sheet) }));
  const { findings } = readTables(tables, agreement, held, asOf, { found });
  const noted = findings.map((finding) => ({
    finding,
    text: words.text(language, findingText(finding, agreement), asOf),
  }));
  markCells(noted, own);
}

/** What was written in a sheet, as reading it gives it. */
function rowsIn(sheet: ExcelJS.Worksheet): GivenTable["rows"] {
  const rows: GivenCell[][] = [];
  sheet.eachRow({ includeEmpty: true }, (row) => {
    const cells: GivenCell[] = [];
    row.eachCell({ includeEmpty: true }, ({ value }) => {
      if (value instanceof Date) cells.push({ day: value.toISOString().slice(0, 10) as Day });
      else cells.push(typeof value === "string" ? value : null);
    });
    rows.push(cells);
  });
  return rows;
}

const tab = (hex: string) => ({ properties: { tabColor: { argb: `FF${hex.slice(1)}` } } });

/** By area, the cells that its records are known by. */
function ranges(sheets: readonly SheetOf[]): ReadonlyMap<string, string> {
  return new Map(
    sheets.flatMap(({ area, sheet }) => {
      const at = area.fields.findIndex(({ id }) => id === area.key);
      return at < 0 ? [] : [[area.id, listRange(sheet, letterOf(at + 1), rowsOf.first)] as const];
    }),
  );
}

const letterOf = (column: number): string =>
  column > 26
    ? `${letterOf(Math.floor((column - 1) / 26))}${letterOf(((column - 1) % 26) + 1)}`
    : String.fromCharCode(64 + column);

/** A workbook that says who made it, and that nothing in it needs to be computed. */
export function newWorkbook(asOf: string, title: string): ExcelJS.Workbook {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = "Startklar";
  workbook.title = title;
  workbook.created = new Date(`${asOf}T00:00:00Z`);
  workbook.modified = workbook.created;
  return workbook;
}

/** The same whenever the same is written: the parts of a workbook say no time of their own. */
export async function writtenTheSame(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  return zipSync(unzipSync(await written(workbook)), { mtime: new Date(1980, 0, 1) });
}

export const written = async (workbook: ExcelJS.Workbook): Promise<Uint8Array> =>
  new Uint8Array(await workbook.xlsx.writeBuffer());
