import type { Cell, Worksheet } from "exceljs";
import type { Agreement } from "../../domain/agreement.ts";
import { cellName } from "../../domain/data-across.ts";
import type { GivenCell, GivenData, GivenTable } from "../../domain/data-given.ts";
import { layoutOf, type TableLayout } from "../../domain/data-heads.ts";
import { shownText } from "../../domain/data-text.ts";
import type { Day } from "../../domain/units.ts";
import { findingText } from "../../messages/finding-words.ts";
import type { Language } from "../../messages/language.ts";
import { type Phrase, phrase } from "../../messages/phrase.ts";
import { createWords } from "../../messages/words.ts";
import { printable, put } from "./area-sheet.ts";
import { dressColumn, type Offered } from "./column.ts";
import { addLists, listRange } from "./lists.ts";
import { dayFormat, look, marks, textFormat } from "./look.ts";
import { markCells, type Noted, weights } from "./marking.ts";
import { quoted, sheetNames, talkingMark } from "./sheet-names.ts";
import { newWorkbook, written } from "./template.ts";

const words = createWords();

/** As many stand in the list on the first sheet. */
const mostListed = 500;

/** What was read of a file, to be given back. */
export interface MarkedOrder {
  readonly tables: readonly GivenTable[];
  readonly given: GivenData;
  readonly agreement: Agreement;
  readonly language: Language;
  readonly on: Day;
  /** The template's version that it was written in; unset: another's file. */
  readonly version: string | undefined;
  /** The areas that it was given for. */
  readonly meant: readonly string[];
}

/**
 * What was read of a file as a workbook: the same sheets and the same cells in the same places, with those coloured and
 * noted that something was found in, and a list of it all on a sheet before them. It is made anew of what was read:
 * nothing else of a stranger's file is in it.
 */
export async function writeMarked(order: MarkedOrder): Promise<Uint8Array> {
  const { tables, given, agreement, language, on, version, meant } = order;
  const workbook = newWorkbook(on, words.text(language, phrase("workbook.mend.title")));
  const name = sheetNames();
  const list = workbook.addWorksheet(name(words.text(language, phrase("workbook.mend.title"))), {
    properties: { tabColor: { argb: "FFA8322A" } },
  });
  const areas = agreement.areas.filter(({ fields }) => fields.length > 0);
  const sheets = tables
    .filter((table) => !isTalk(table))
    .map((table) => {
      const layout = layoutOf(table, areas, meant);
      return {
        table,
        sheet: name(table.name),
        layout: layout === undefined || "unclear" in layout ? undefined : layout,
      };
    });
  for (const { sheet } of sheets) workbook.addWorksheet(sheet);
  const offered = addLists(
    workbook,
    { areas, language, ...(version === undefined ? {} : { version }) },
    new Map(sheets.flatMap(({ sheet, layout }) => keysOf(sheet, layout))),
  );
  const say = (said: Phrase) => words.text(language, said, on);
  for (const { table, sheet, layout } of sheets)
    fillSheet(workbook.getWorksheet(sheet) as Worksheet, { table, layout, language, offered });
  const sheetOf = new Map(sheets.map(({ table, sheet }) => [table.name, workbook.getWorksheet(sheet) as Worksheet]));
  const noted = given.findings.map((finding) => ({ finding, text: say(findingText(finding, agreement)) }));
  markCells(noted, sheetOf);
  fillList(list, { noted, sheetOf, say });
  return written(workbook);
}

const isTalk = ({ rows }: GivenTable): boolean => {
  const first = rows[0]?.[0];
  return typeof first === "string" && first.startsWith(talkingMark);
};

/** Where the records of an area stand that others name. */
function keysOf(sheet: string, layout: TableLayout | undefined): readonly (readonly [string, string])[] {
  if (layout === undefined || layout.isTurned) return [];
  const column = layout.columns.find(({ field }) => field.id === layout.area.key)?.column;
  return column === undefined
    ? []
    : [[layout.area.id, listRange(sheet, cellName({ table: "", column: column + 1 }), layout.headRow + 2)]];
}

interface Filled {
  readonly table: GivenTable;
  readonly layout: TableLayout | undefined;
  readonly language: Language;
  readonly offered: Offered;
}

function fillSheet(sheet: Worksheet, { table, layout, language, offered }: Filled): void {
  const heads = layout === undefined || layout.isTurned ? undefined : layout.headRow + 1;
  // Before the cells, since a column's format is that of the cells in it that have none of their own.
  for (const { field, column } of heads === undefined ? [] : (layout?.columns ?? []))
    dressColumn(sheet, column + 1, field, { language, from: (heads ?? 0) + 1, offered });
  for (const [index, row] of table.rows.entries())
    for (const [at, value] of row.entries()) if (value !== null) fillCell(sheet.getCell(index + 1, at + 1), value);
  if (heads === undefined) return;
  for (const { field, column } of layout?.columns ?? [])
    sheet.getCell(heads, column + 1).style = field.required ? look.requiredHead : look.head;
  sheet.views = [{ state: "frozen", xSplit: 1, ySplit: heads, activeCell: `A${heads + 1}` }];
  printable(sheet, heads);
}

function fillCell(cell: Cell, value: Exclude<GivenCell, null>): void {
  if (typeof value === "object") {
    cell.value = new Date(`${value.day}T00:00:00Z`);
    cell.numFmt = dayFormat;
    return;
  }
  // A number stays one, since it is read as one again; anything else is text and nothing that is computed.
  cell.value = value;
  if (typeof value === "string") cell.numFmt = textFormat;
  else if (typeof value === "number") cell.numFmt = "General";
}

/** As many characters of what to do, and of what was given, stand in a line. */
const [lineOfText, lineOfGiven] = [95, 27];
/** Taller a row does not become. */
const mostLines = 10;

interface List {
  readonly noted: readonly Noted[];
  readonly sheetOf: ReadonlyMap<string, Worksheet>;
  readonly say: (said: Phrase) => string;
}

/** The first sheet: how much there is to mend, how, and each of it with a link to its cell. */
function fillList(sheet: Worksheet, { noted, sheetOf, say }: List): void {
  for (const [at, width] of [26, 30, 90].entries()) sheet.getColumn(at + 1).width = width;
  put(sheet.getCell(1, 1), `${talkingMark}${say(phrase("workbook.mend.title"))}`, look.title);
  sheet.getRow(1).height = 30;
  put(sheet.getCell(2, 1), say(phrase("workbook.mend.how.text")), { ...look.faint, alignment: { wrapText: false } });
  let row = 3;
  for (const weight of weights) {
    row += 1;
    const count = noted.filter(({ finding }) => finding.weight === weight).length;
    const text = say(phrase(`workbook.mend.${weight}`, { count }));
    put(sheet.getCell(row, 1), text, count === 0 ? look.text : { ...look.text, ...marks[weight] });
    sheet.mergeCells(row, 1, row, 2);
  }
  row += 2;
  for (const [at, head] of (["workbook.mend.cell", "workbook.mend.given", "workbook.mend.how"] as const).entries())
    put(sheet.getCell(row, at + 1), say(phrase(head)), look.head);
  for (const { finding, text } of noted.slice(0, mostListed)) {
    row += 1;
    const place = finding.at;
    const own = sheetOf.get(place?.table ?? "");
    const at = place?.row === undefined ? "" : cellName({ ...place, column: place.column ?? 1 });
    const cell = sheet.getCell(row, 1);
    put(cell, place === undefined ? "" : `${place.table} ${at}`.trim(), look.text);
    if (own !== undefined && at !== "") {
      cell.value = { text: `${place?.table} ${at}`, hyperlink: `#${quoted(own.name)}!${at}` };
      cell.style = look.link;
    }
    const given = shownText(finding.given ?? "");
    put(sheet.getCell(row, 2), given, { ...look.text, numFmt: textFormat });
    put(sheet.getCell(row, 3), text, look.text);
    const lines = Math.max(1, text.length / lineOfText, given.length / lineOfGiven);
    sheet.getRow(row).height = 16 * Math.min(mostLines, Math.ceil(lines));
    sheet.getCell(row, 2).fill = marks[finding.weight].fill ?? { type: "pattern", pattern: "none" };
  }
  const more = noted.length - mostListed;
  if (more > 0) put(sheet.getCell(row + 1, 1), say(phrase("workbook.mend.more", { count: more })), look.faint);
  sheet.views = [{ showGridLines: false }];
  printable(sheet);
}
