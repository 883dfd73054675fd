import { nearest } from "../language/nearest.ts";
import { wholeNames } from "../language/table-words.ts";
import type { DataArea } from "./agreement.ts";
import type { DataField } from "./data-field.ts";
import type { GivenCell, GivenTable } from "./data-given.ts";
import { cellText, comparable, isEmpty } from "./data-text.ts";

/** A column whose head says which field it holds. */
export interface FieldColumn {
  readonly field: DataField;
  readonly column: number;
  /** The head was not quite one of the field's words. */
  readonly isNear: boolean;
}

/** A table as it is read: whose it is, and which column holds what. Rows and columns count from 0. */
export interface TableLayout {
  readonly area: DataArea;
  readonly grid: readonly (readonly GivenCell[])[];
  /** Heads stand beneath each other, and values beside them: places are told with row and column changed about. */
  readonly isTurned: boolean;
  readonly headRow: number;
  readonly columns: readonly FieldColumn[];
  /** A column of whole names, where the area calls its records by several fields and has no columns of them. */
  readonly wholeName?: number;
  /** Heads that say a field that another column holds already. */
  readonly doubled: readonly FieldColumn[];
  /** Columns with a head that nobody understands, or without one. */
  readonly unread: readonly { readonly column: number; readonly head: string }[];
}

/** Which area's a table is; `unclear`: it fits several equally well; unset: it fits none. */
export type Layout = TableLayout | { readonly unclear: readonly DataArea[] } | undefined;

/** As many rows are looked through for the heads. */
const headsWithin = 60;
/** As many fields a table of one record may have beneath each other. */
const turnedWithin = 200;

/**
 * Tells by the words of its heads, and by its name, whose a table is and which column holds what: in any order, also
 * under rows of titles, and for an area of one record also beneath each other. `meant`: the areas that whoever gave it
 * said that it is for, which decides between those that it may fit.
 */
export function layoutOf(table: GivenTable, areas: readonly DataArea[], meant: readonly string[] = []): Layout {
  const heads = table.rows.slice(0, headsWithin).map((row) => row.map(headWord));
  const turned = turnedGrid(table);
  const turnedHeads = turned.map((row) => row.map(headWord));
  const found = areas.flatMap((area) => {
    const words = wordsOf(area);
    const upright = bestRow(heads, words);
    const lying = area.single ? bestRow(turnedHeads.slice(0, 3), words) : { row: 0, fields: new Set<string>() };
    const isTurned = lying.fields.size > upright.fields.size;
    const best = isTurned ? lying : upright;
    const named = namedAs(table.name, area) + (meant.includes(area.id) ? 2 : 0);
    const whole = isTurned ? [] : calledByOne(area, heads[best.row] ?? [], best.fields);
    const fields = new Set([...best.fields, ...whole]);
    if (fields.size < (named > 0 ? 1 : 2)) return [];
    const lacking = area.fields.filter((one) => one.required && !fields.has(one.id)).length;
    return [{ area, words, isTurned, row: best.row, score: fields.size + named - lacking / 2 }];
  });
  const top = Math.max(...found.map(({ score }) => score));
  const [first, ...others] = found.filter(({ score }) => score === top);
  if (first === undefined) return undefined;
  if (others.length > 0) return { unclear: [first, ...others].map(({ area }) => area) };
  const { area, words, isTurned, row } = first;
  const grid = isTurned ? turned : table.rows;
  return { area, grid, isTurned, headRow: row, ...columnsOf(area, words, grid, row, isTurned) };
}

/** The fields that a column of whole names holds, where there is one and the row has no column of any of them. */
const calledByOne = (area: DataArea, heads: readonly string[], fields: ReadonlySet<string>): readonly string[] =>
  isCalledWholly(area) && !area.called.some((id) => fields.has(id)) && heads.some((word) => wholeNames.has(word))
    ? area.called
    : [];

/** Whether its records are called by two words, as people are; a device is no whole name. */
const isCalledWholly = ({ called, fields }: DataArea): boolean =>
  called.length === 2 && called.every((id) => fields.some((field) => field.id === id && field.type === "text"));

type Words = ReadonlyMap<string, DataField>;

/** Every word that a head may say for a field of the area. */
function wordsOf({ fields }: DataArea): Words {
  const words = new Map<string, DataField>();
  // A name goes before another field's alias.
  for (const field of fields)
    for (const word of [field.id, field.name.sv, field.name.en]) words.set(comparable(word), field);
  for (const field of fields)
    for (const word of field.aliases) if (!words.has(comparable(word))) words.set(comparable(word), field);
  return words;
}

/** A head without the mark of what is required and what is said in brackets. */
function headWord(cell: GivenCell): string {
  if (typeof cell !== "string") return "";
  return comparable(
    cellText(cell)
      .replaceAll("\n", " ")
      .replace(/\(.*?\)|\[.*?\]/gu, "")
      .replace(/[*:?]+/gu, ""),
  );
}

function bestRow(rows: readonly (readonly string[])[], words: Words): { row: number; fields: ReadonlySet<string> } {
  let best = { row: 0, fields: new Set<string>() };
  for (const [row, cells] of rows.entries()) {
    const fields = new Set(cells.flatMap((word) => words.get(word)?.id ?? []));
    if (fields.size > best.fields.size) best = { row, fields };
  }
  return best;
}

function turnedGrid({ rows }: GivenTable): readonly (readonly GivenCell[])[] {
  const upper = rows.slice(0, turnedWithin);
  return [0, 1, 2, 3].map((column) => upper.map((row) => row[column] ?? null));
}

/**
 * How much it says that a table is called as an area, perhaps with other words: `Användare`, `users.csv`, `Användare
 * (2)`. Another word for an area may mean two, and says less than two heads.
 */
function namedAs(table: string, area: DataArea): number {
  const name = comparable(table.replace(/\.(?:csv|xlsx|txt)$/iu, "").replace(/\(\d+\)|\d+$/u, ""));
  const names = [area.id, area.name.sv, area.name.en, ...(area.sheet ? [area.sheet.sv, area.sheet.en] : [])];
  // A workbook cuts the names of its sheets.
  const is = (one: string) => comparable(one) === name || (name.length >= 25 && comparable(one).startsWith(name));
  return names.some(is) ? 2.5 : area.aliases.some(is) ? 1.5 : 0;
}

function columnsOf(area: DataArea, words: Words, grid: TableLayout["grid"], headRow: number, isTurned: boolean) {
  const heads = grid[headRow] ?? [];
  const columns: FieldColumn[] = [];
  const doubled: FieldColumn[] = [];
  const open: { readonly column: number; readonly word: string; readonly head: string }[] = [];
  // A title above heads that stand beneath each other may be the word of one of them.
  const hasValue = (column: number): boolean => !isEmpty(grid[headRow + 1]?.[column]);
  const inOrder = [...heads.entries()];
  if (isTurned) inOrder.sort(([one], [other]) => Number(hasValue(other)) - Number(hasValue(one)));
  for (const [column, cell] of inOrder) {
    const field = words.get(headWord(cell));
    const taken = columns.some((one) => one.field === field);
    if (field === undefined) open.push({ column, word: headWord(cell), head: isEmpty(cell) ? "" : cellText(cell) });
    else (taken ? doubled : columns).push({ field, column, isNear: false });
  }
  const has = (id: string): boolean => columns.some(({ field }) => field.id === id);
  const unread: { readonly column: number; readonly head: string }[] = [];
  let wholeName: number | undefined;
  for (const { column, word, head } of open) {
    const near = word.length < 5 || open.length > 100 ? undefined : nearest(word, words.keys());
    const field = near === undefined ? undefined : words.get(near);
    if (wholeName === undefined && isCalledWholly(area) && !area.called.some(has) && wholeNames.has(word))
      wholeName = column;
    else if (field !== undefined && !has(field.id)) columns.push({ field, column, isNear: true });
    else unread.push({ column, head });
  }
  const widest = grid.reduce((most, row) => Math.max(most, row.length), 0);
  for (let column = heads.length; column < widest; column += 1) unread.push({ column, head: "" });
  return { columns, doubled, unread, ...(wholeName !== undefined && { wholeName }) };
}
