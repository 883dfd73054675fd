import type { DataArea } from "./agreement.ts";
import type { DataField } from "./data-field.ts";
import type { Finding, FindingPlace } from "./data-finding.ts";
import type { GivenCell, GivenTable } from "./data-given.ts";
import type { FieldColumn, TableLayout } from "./data-heads.ts";
import type { ValueFinding } from "./data-read.ts";
import type { DataValue } from "./data-record.ts";
import { cellGiven, cellShown, cellText, comparable, isEmpty } from "./data-text.ts";
import { isUntold, type Reading, readValue } from "./data-value.ts";

/** A row as it was read, before anything of another row or sheet is known. */
export interface Draft {
  readonly area: DataArea;
  readonly values: Record<string, DataValue>;
  /** The fields that its table has a column of: of the others it says nothing. */
  readonly asks: ReadonlySet<string>;
  /** By field: what stands in its cell, of what could not be read too. */
  readonly given: Readonly<Record<string, string>>;
  readonly at: (field?: string) => FindingPlace;
  /** What was found in its cells. */
  readonly findings: Finding[];
}

/** What one table says: its rows, and what is wrong with its columns. */
export interface ReadTable {
  readonly area: DataArea;
  readonly drafts: readonly Draft[];
  readonly findings: readonly Finding[];
}

/** Reads every row of a table whose columns are known; empty rows and the template's examples are skipped. */
export function readRows(table: GivenTable, layout: TableLayout, reading: Reading): ReadTable {
  const { area, grid, headRow, columns } = layout;
  const filled = new Map<number, number>();
  const heads = grid[headRow] ?? [];
  const drafts: Draft[] = [];
  const asks = new Set(columns.map(({ field }) => field.id));
  if (layout.wholeName !== undefined) for (const id of area.called) asks.add(id);
  const examples = new Set<string>();
  const sums: Finding[] = [];
  const last = layout.isTurned ? Math.min(grid.length, headRow + 2) : grid.length;
  for (let row = headRow + 1; row < last; row += 1) {
    const cells = grid[row] ?? [];
    if (cells.length === 0 || cells.every(isEmpty)) continue;
    if (columns.every(({ column }) => (cells[column] ?? null) === (heads[column] ?? null))) continue;
    const example = exampleIn(cells, columns);
    if (example !== undefined && !examples.has(example)) {
      examples.add(example);
      continue;
    }
    for (const [column, cell] of cells.entries()) if (!isEmpty(cell)) filled.set(column, (filled.get(column) ?? 0) + 1);
    if (!layout.isTurned && isSum(cells)) {
      const given = cellShown(cells.find((cell) => !isEmpty(cell)) ?? null);
      sums.push({ weight: "repaired", what: "row.sum", area: area.id, at: place(table, layout, row), given });
      continue;
    }
    drafts.push(draftOf(table, layout, row, { ...reading, asks }));
  }
  return { area, drafts, findings: [...columnFindings(table, layout, filled), ...sums] };
}

function draftOf(
  table: GivenTable,
  layout: TableLayout,
  row: number,
  { asks, ...reading }: Reading & Pick<Draft, "asks">,
): Draft {
  const { area, columns, wholeName } = layout;
  const cells = layout.grid[row] ?? [];
  const values: Record<string, DataValue> = {};
  const given: Record<string, string> = {};
  const findings: Finding[] = [];
  const at = (field?: string): FindingPlace =>
    place(table, layout, row, columns.find((one) => one.field.id === field)?.column ?? wholeName);
  for (const { field, column } of columns) {
    const cell = cells[column] ?? null;
    if (isEmpty(cell)) continue;
    const { value, finding } = readValue(field, cell, reading);
    if (finding === undefined || !isUntold(finding)) given[field.id] = cellGiven(cell);
    if (value !== undefined) values[field.id] = value;
    if (finding !== undefined) findings.push(cellFinding(area, field, finding, at(field.id), given[field.id]));
  }
  if (wholeName !== undefined) Object.assign(values, namesIn(cellText(cells[wholeName] ?? null), area));
  return { area, values, asks, given, at, findings };
}

/** A finding of a value, at its cell. */
export function cellFinding(
  area: DataArea,
  field: DataField,
  { weight, what, args }: ValueFinding,
  at: FindingPlace,
  given?: string,
): Finding {
  return { weight, what, area: area.id, field: field.id, at, ...(given && { given }), ...(args && { args }) };
}

function place(table: GivenTable, { isTurned }: TableLayout, row: number, column?: number): FindingPlace {
  if (column === undefined) return isTurned ? { table: table.name } : { table: table.name, row: row + 1 };
  return isTurned
    ? { table: table.name, row: column + 1, column: row + 1 }
    : { table: table.name, row: row + 1, column: column + 1 };
}

/** `Anna Andersson` and `Andersson, Anna` in the two fields that an area calls its records by. */
function namesIn(text: string, { called: [first = "", last = ""] }: DataArea): Record<string, DataValue> {
  const [family, given] = text.split(/\s*,\s*/u);
  if (given) return { [first]: given, [last]: family ?? "" };
  const at = text.lastIndexOf(" ");
  return at < 0
    ? text === ""
      ? {}
      : { [first]: text }
    : { [first]: text.slice(0, at).trim(), [last]: text.slice(at + 1) };
}

/**
 * The example row of a template, in either language: it shows all of its fields' examples and nothing else. Whoever
 * writes less of it, or the same once more, means something of their own.
 */
function exampleIn(cells: readonly GivenCell[], columns: readonly FieldColumn[]): string | undefined {
  const texts = columns.map(({ column }) => comparable(cellText(cells[column] ?? null)));
  const isShown = columns.every(({ field: { example }, column }, at) =>
    example === undefined
      ? isEmpty(cells[column])
      : [example.sv, example.en].some((one) => comparable(one) === texts[at]),
  );
  return isShown && texts.filter((text) => text !== "").length > 1 ? texts.join("\n") : undefined;
}

const sumWord =
  /^(?:del)?(?:summa|summor|total|totalt|totals?|sum|subtotal|antal(?: [\p{L}]+)?|count)\b[\s.:=]*(?:\d{1,6}(?: ?st| pcs)?)?$/u;

/** A row that counts the others: *Summa* or *Totalt*, and beside it nothing but how many. */
function isSum(cells: readonly GivenCell[]): boolean {
  const texts = cells.filter((cell) => !isEmpty(cell)).map((cell) => comparable(cellText(cell)));
  const words = texts.filter((text) => !/^[\d\s.,]{1,9}(?: ?(?:st|kr|pcs))?\.?$/u.test(text));
  return words.length === 1 && sumWord.test(words[0] ?? "");
}

const secrets = /\b(?:puk|pin|losenord|password|losen)\b/u;

function columnFindings(table: GivenTable, layout: TableLayout, filled: ReadonlyMap<number, number>): Finding[] {
  const { area, columns, doubled, unread, headRow, wholeName } = layout;
  const head = (column: number) => ({ area: area.id, at: place(table, layout, headRow, column) });
  const rows = (column: number): number => filled.get(column) ?? 0;
  const findings: Finding[] = [
    ...columns
      .filter(({ isNear }) => isNear)
      .map(({ field, column }): Finding => {
        const given = cellShown(layout.grid[headRow]?.[column] ?? null);
        return { weight: "repaired", what: "column.near", field: field.id, given, ...head(column) };
      }),
    // A column without anything in it loses nothing.
    ...doubled
      .filter(({ column }) => rows(column) > 0)
      .map(({ field, column }): Finding => {
        const given = cellShown(layout.grid[headRow]?.[column] ?? null);
        return {
          weight: "fault",
          what: "column.twice",
          field: field.id,
          given,
          args: { rows: rows(column) },
          ...head(column),
        };
      }),
    ...unread
      .filter(({ column }) => rows(column) > 0)
      .map(({ column, head: said }): Finding => {
        if (said === "")
          return { weight: "fault", what: "column.headless", args: { rows: rows(column) }, ...head(column) };
        const what = secrets.test(comparable(said)) ? "column.secret" : "column.unknown";
        const weight = what === "column.secret" ? "fault" : "question";
        const lying: Finding["args"] = what === "column.secret" && layout.isTurned ? { lying: "yes" } : {};
        return { weight, what, given: cellShown(said), args: { rows: rows(column), ...lying }, ...head(column) };
      }),
  ];
  if (wholeName !== undefined) {
    const given = cellShown(layout.grid[headRow]?.[wholeName] ?? null);
    findings.push({ weight: "repaired", what: "column.whole-name", given, ...head(wholeName) });
  }
  return findings;
}
