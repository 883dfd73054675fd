import { linesOf } from "./lines.ts";
import type { Column, Table } from "./paper.ts";
import { ink, lineHeight, measures, rule, type Setting, type Sheet, type Structure, type Way } from "./sheet.ts";

const besideText = 5;
/** A table of more columns lies across; and a list of so many rows that has nearly as many. */
const mostUpright = 8;
const list = { columns: 6, rows: 100 };
/** Words that are wider than this are broken, and columns that are no wider never break. */
const widestWord = 92;

/** How a table stands on its pages. */
export const wayOf = (table: Table): Way =>
  table.columns.length > mostUpright || isList(table) ? "landscape" : "portrait";

/** Something to look things up in: it stands closer. */
const isList = ({ columns, rows }: Table): boolean => columns.length > list.columns && rows.length > list.rows;

interface Measured {
  /** Above and below the text of a row. */
  readonly pad: number;
  readonly widths: readonly number[];
  readonly head: Setting;
  readonly body: Setting;
  readonly sum: Setting;
}

/** How high its head and its first rows are: they stand together. */
export function tableStart(sheet: Sheet, table: Table): number {
  const measured = measure(sheet, table, widthOn(sheet, table));
  const first = table.rows.slice(0, 2).map((row) => heightOf(rowLines(row, measured.body, measured.widths), measured));
  const height = headHeight(table, measured) + first.reduce((all, one) => all + one, 0);
  return Math.min(height, sheet.most / 2);
}

const widthOn = (sheet: Sheet, table: Table): number =>
  measures.paper[wayOf(table) === "landscape" ? "landscape" : sheet.way][0] - 2 * measures.side;

/** Draws a table: its head stands on each page that it goes on to, and a row is broken only if no page holds it. */
export function drawTable(sheet: Sheet, table: Table): void {
  const { document, whole } = sheet;
  const measured = measure(sheet, table, sheet.width);
  const structure = document.struct("Table", { alt: table.caption });
  whole.add(structure);
  drawHead(sheet, table, measured, structure);
  const sums = table.rows.length - (table.sums ?? 0);
  for (const [at, row] of table.rows.entries()) {
    const setting = at >= sums ? measured.sum : measured.body;
    // Sums are read together: the last one is what is to be paid.
    if (at === sums && heightOfAll(table.rows.slice(at), measured) > sheet.room) turnWithin(sheet, table, measured);
    drawRow(sheet, { table, measured, structure, setting }, rowLines(row, setting, measured.widths));
  }
  structure.end();
  sheet.y += 10;
}

const headHeight = ({ columns }: Table, measured: Measured): number =>
  heightOf(
    rowLines(
      columns.map(({ label }) => label),
      measured.head,
      measured.widths,
    ),
    measured,
  );

const heightOfAll = (rows: Table["rows"], measured: Measured): number =>
  rows.reduce((all, row) => all + heightOf(rowLines(row, measured.sum, measured.widths), measured), 0);

/** The next page, with the head on it. */
function turnWithin(sheet: Sheet, table: Table, measured: Measured): void {
  sheet.nextPage();
  drawHead(sheet, table, measured);
}

const rowLines = (row: readonly string[], { face, size }: Setting, widths: readonly number[]) =>
  widths.map((width, at) => linesOf(row[at] ?? "", face, size, width - 2 * besideText));

const heightOf = (cells: readonly (readonly string[])[], { body, pad }: Measured): number =>
  Math.max(1, ...cells.map(({ length }) => length)) * lineHeight(body.size) + 2 * pad;

/** The head: told to whoever cannot see it once, where the table begins. */
function drawHead(sheet: Sheet, table: Table, measured: Measured, structure?: Structure): void {
  const { document } = sheet;
  const { widths, head } = measured;
  const cells = rowLines(
    table.columns.map(({ label }) => label),
    head,
    widths,
  );
  const height = heightOf(cells, measured);
  if (structure !== undefined && height > sheet.room) sheet.nextPage();
  const top = sheet.y;
  sheet.besides(() => {
    document.rect(measures.side, top, sheet.width, height).fill(ink.shade);
    rule(sheet, measures.side, top + height, sheet.width, sheet.colour, 0.8);
  });
  const draw = (at: number): void =>
    drawCell(sheet, { ...measured, at, column: table.columns[at] }, cells[at] ?? [], head);
  if (structure === undefined) {
    sheet.besides(() => {
      for (const at of widths.keys()) draw(at);
    }, "Pagination");
  } else {
    const row = document.struct("TR");
    structure.add(row);
    for (const at of widths.keys()) {
      const cell = document.struct("TH", { scope: "Column" } as object);
      row.add(cell);
      sheet.as(cell, () => draw(at));
      cell.end();
    }
    row.end();
  }
  sheet.y = top + height;
}

interface Drawing {
  readonly table: Table;
  readonly measured: Measured;
  readonly structure: Structure;
  readonly setting: Setting;
}

function drawRow(sheet: Sheet, drawing: Drawing, cells: readonly (readonly string[])[]): void {
  const { table, measured, structure, setting } = drawing;
  const { document } = sheet;
  const row = document.struct("TR");
  structure.add(row);
  const parts = cells.map(() => {
    const cell = document.struct("TD");
    row.add(cell);
    return cell;
  });
  let left = cells;
  const full = sheet.most - headHeight(table, measured);
  do {
    const height = heightOf(left, measured);
    const isBroken = height > full;
    // A row that no page holds begins where it is, unless there is hardly any room.
    if (height > sheet.room && (!isBroken || sheet.room < 4 * lineHeight(measured.body.size))) {
      turnWithin(sheet, table, measured);
    }
    const fits = Math.max(1, Math.floor((sheet.room - 2 * measured.pad) / lineHeight(measured.body.size)));
    const now = left.map((lines) => lines.slice(0, fits));
    for (const [at, lines] of now.entries()) {
      const cell = parts[at];
      const draw = (): void => drawCell(sheet, { ...measured, at, column: table.columns[at] }, lines, setting);
      if (cell !== undefined && lines.some((line) => line !== "")) sheet.as(cell, draw);
    }
    sheet.y += heightOf(now, measured);
    const bottom = sheet.y;
    sheet.besides(() => rule(sheet, measures.side, bottom, sheet.width, ink.rule, 0.4));
    left = left.map((lines) => lines.slice(fits));
  } while (left.some(({ length }) => length > 0));
  row.end();
}

interface Cell extends Pick<Measured, "pad" | "widths"> {
  readonly at: number;
  readonly column: Column | undefined;
}

function drawCell(sheet: Sheet, { at, widths, column, pad }: Cell, lines: readonly string[], setting: Setting): void {
  const x = measures.side + widths.slice(0, at).reduce((all, one) => all + one, 0) + besideText;
  const right = column?.align === "right" ? { right: (widths[at] ?? 0) - 2 * besideText } : {};
  sheet.set(lines, setting, { x, y: sheet.y + pad, ...right });
}

/** Each column as wide as it needs, within what there is: amounts whole, words whole where that is possible. */
function measure(sheet: Sheet, table: Table, width: number): Measured {
  const { columns, rows } = table;
  const size = columns.length > 11 ? 6.5 : wayOf(table) === "landscape" ? 7.2 : 8.3;
  const body: Setting = { size, face: sheet.regular, colour: ink.text };
  const head: Setting = { size, face: sheet.bold, colour: ink.text };
  const needs = columns.map(({ label, align }, at) => {
    const cells = rows.map((row) => row[at] ?? "");
    const inHead = widthsOf(label, head);
    const all = cells.map((cell, of) => widthsOf(cell, of < rows.length - (table.sums ?? 0) ? body : head));
    const whole = Math.max(inHead.whole, ...tens(all.map((one) => one.whole))) + 2 * besideText;
    const word = Math.max(inHead.word, ...tens(all.map((one) => one.word)));
    const isWhole = align === "right" || whole <= widestWord;
    const least = isWhole ? whole : Math.min(word, widestWord) + 2 * besideText;
    // What a column is on the whole says more than its one longest text.
    const usual = all.reduce((sum, one) => sum + one.whole, inHead.whole) / (all.length + 1);
    return { whole, least: Math.min(least, whole), weight: Math.min(whole, usual * 2 + 30) };
  });
  return { widths: shared(needs, width), head, body, sum: head, pad: isList(table) ? 1.8 : 3.5 };
}

/** So many values at once are no arguments of a function: the largest of each thousand. */
function tens(values: readonly number[]): readonly number[] {
  const largest: number[] = [];
  for (let from = 0; from < values.length; from += 1000) largest.push(Math.max(...values.slice(from, from + 1000)));
  return largest;
}

function widthsOf(text: string, { face, size }: Setting): { readonly whole: number; readonly word: number } {
  const lines = text.split("\n");
  return {
    whole: Math.max(...lines.map((line) => face.width(line, size))),
    word: Math.max(...text.split(/\s+/u).map((word) => face.width(word, size))),
  };
}

interface Need {
  readonly whole: number;
  readonly least: number;
  readonly weight: number;
}

function shared(needs: readonly Need[], width: number): readonly number[] {
  const total = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
  const least = total(needs.map((need) => need.least));
  // Not even that has room: all are narrower by as much.
  if (least >= width) return needs.map((need) => (need.least / least) * width);
  const whole = total(needs.map((need) => need.whole));
  // What is over is the widest column's, so that the others stay together.
  if (whole <= width) {
    const widest = needs.findIndex((need) => need.whole === Math.max(...needs.map((one) => one.whole)));
    return needs.map((need, at) => need.whole + (at === widest ? width - whole : 0));
  }
  const wishes = needs.map((need) => Math.max(0, need.weight - need.least));
  const first = evenly(wishes, width - least);
  const rest = needs.map((need, at) => Math.max(0, need.whole - need.least - (first[at] ?? 0)));
  const then = evenly(rest, width - least - total(first));
  return needs.map((need, at) => need.least + (first[at] ?? 0) + (then[at] ?? 0));
}

/** Shares what there is out in equal parts: who wishes for less gets all of it, so that what is short stays whole. */
function evenly(wishes: readonly number[], room: number): readonly number[] {
  const given = wishes.map(() => 0);
  let left = room;
  let asking = wishes.length;
  for (const at of [...wishes.keys()].toSorted((one, other) => (wishes[one] ?? 0) - (wishes[other] ?? 0))) {
    given[at] = Math.min(wishes[at] ?? 0, left / asking);
    left -= given[at];
    asking -= 1;
  }
  return given;
}
