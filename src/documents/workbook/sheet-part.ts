import { bounded } from "./unreadable.ts";

/** Cells of one column that were merged into one: rows and column counted from 1. */
export interface MergedDown {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** What of a sheet's part is read. */
export interface SheetPart {
  /** The part with nothing in it but cells that hold something, however much the sheet had besides. */
  readonly xml: string;
  readonly merged: readonly MergedDown[];
  readonly cells: number;
}

/** More merged ranges than a list has: what is beyond them stays as the first cell says. */
const mostMerged = 5_000;
// No pattern looks past the next angle bracket, so that none takes more time than the text is long.
const prefix = "(?:\\w{1,20}:)?";
const data = new RegExp(`<${prefix}sheetData\\b[^<>]*>`, "u");
const dataEnd = new RegExp(`</${prefix}sheetData\\s*>`, "u");
const formula = new RegExp(`<${prefix}f\\b[^<>]*(?:/>|>[^<]*</${prefix}f\\s*>)`, "gu");
const emptyCell = new RegExp(`<${prefix}c\\b[^<>]*(?:/>|></${prefix}c\\s*>)`, "gu");
const emptyRow = new RegExp(`<${prefix}row\\b[^<>]*(?:/>|>\\s*</${prefix}row\\s*>)`, "gu");
const cell = new RegExp(`<${prefix}c\\b([^<>]*)>`, "gu");
const merge = new RegExp(`<${prefix}mergeCell\\b[^<>]*\\bref="([A-Z]+)(\\d+):[A-Z]+(\\d+)"`, "gu");
const address = /\br="([A-Z]+)(\d+)"/u;

/**
 * Cuts a sheet down to its cells, and counts them before anybody makes a table of them: a sheet may be formatted to its
 * last row, checked all over, or say that it has a million columns. Formulas go, what they came to stays; an error
 * stays as the word that is shown.
 *
 * @throws Unreadable for one that has more than is read.
 */
export function sheetPart(text: string, table: string): SheetPart {
  const start = data.exec(text);
  if (start === null || start[0].endsWith("/>")) return { xml: emptySheet, merged: [], cells: 0 };
  const from = start.index + start[0].length;
  const rest = text.slice(from);
  const end = dataEnd.exec(rest);
  const body = rest
    .slice(0, end?.index)
    .replace(formula, "")
    .replace(emptyCell, "")
    .replace(emptyRow, "")
    .replace(cell, (tag) => tag.replace(/\bt="e"/u, 't="str"'));
  const cells = counted(body, table);
  return {
    xml: `${text.slice(0, start.index).replace(/<[^<>]*dimension[^<>]*>/u, "")}${start[0]}${body}${rest.slice(end?.index)}`,
    merged: end === null ? [] : mergedDown(rest.slice(end.index)),
    cells,
  };
}

const emptySheet =
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData></sheetData></worksheet>';

function counted(body: string, table: string): number {
  let [cells, rows, columns] = [0, 0, 0];
  for (const [, attributes = ""] of body.matchAll(cell)) {
    const [, column = "", row = "0"] = address.exec(attributes) ?? [];
    cells += 1;
    rows = Math.max(rows, Number(row));
    columns = Math.max(columns, columnNumber(column));
  }
  bounded("rows", rows, table);
  bounded("columns", columns, table);
  return cells;
}

function mergedDown(after: string): readonly MergedDown[] {
  const merged: MergedDown[] = [];
  for (const [, column = "", from, to] of after.matchAll(merge)) {
    if (merged.length >= mostMerged) break;
    if (from !== to) merged.push({ column: columnNumber(column), from: Number(from), to: Number(to) });
  }
  return merged;
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
