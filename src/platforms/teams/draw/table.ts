import type { IRichTextBlock, ITable, ITableRow, ITextBlock } from "@microsoft/teams.cards";
import type { Block } from "../../../messages/content.ts";
import { parts } from "../../../messages/cut.ts";
import { raw, type Text } from "../../../messages/phrase.ts";
import { inline, run, wordsHere, wordsOf } from "./inline.ts";
import { bytesOf, limits } from "./limits.ts";
import { type ElementPiece, pieceOf } from "./piece.ts";
import type { Writing } from "./text.ts";

type Table = Extract<Block, { kind: "table" }>;
type Row = readonly string[];
const said = (row: Row): string => row.join(" | ");

/**
 * A table as Teams' own, in as many as its rows need, each with the headings. One that a phone cannot show readably, of
 * many columns or long words or rows, is stacked: each row a paragraph that begins with what the row is about and names
 * its other cells.
 */
export function tablePieces(writing: Writing, { columns, rows }: Table): readonly ElementPiece[] {
  const headings = columns.map(({ label }) => wordsOf(writing, label));
  const written = rows.map(
    (row): Row => columns.map((_, index) => (row[index] === undefined ? "" : wordsOf(writing, row[index]))),
  );
  const inWords = (row: readonly Text[]): Row =>
    columns.map((_, index) => (row[index] === undefined ? "" : wordsHere(writing, row[index])));
  const drawn = rows.map((row) => drawnRow(columns.map((_, column) => cellIn(writing, row[column]))));
  const widths = columns.map(({ align }, index) =>
    widthOf(
      [headings, ...written].map((row) => row[index] ?? ""),
      align === "right",
    ),
  );
  const narrowest = widths.reduce((sum, { narrowest }) => sum + narrowest, 0);
  if (columns.length > limits.columns || narrowest > limits.phone || drawn.some((row) => bytesOf(row) > limits.row)) {
    // With a reference alone (`R12`) a reader knows nothing yet.
    const titled = columns[1]?.align !== "right" && written.every(([first = ""]) => first.length <= reference) ? 2 : 1;
    return rows.flatMap((row, index) => stacked(headings, inWords(row), titled, index > 0));
  }
  const frame: ITable = {
    type: "Table",
    firstRowAsHeaders: true,
    showGridLines: true,
    columns: columns.map(({ align }, index) => ({
      width: widths[index]?.share ?? 1,
      ...(align === undefined ? {} : { horizontalCellContentAlignment: "Right" }),
    })),
  };
  const heading = drawnRow(
    headings.map((text) => ({ type: "RichTextBlock", inlines: [run(text === "" ? " " : text, { weight: "Bolder" })] })),
  );
  const groups = grouped(
    drawn.map((row, index) => ({ row, cells: inWords(rows[index] ?? []), size: bytesOf(row) + 1 })),
    limits.table - bytesOf(frame) - bytesOf(heading),
  );
  return groups.map((group) =>
    pieceOf(
      { ...frame, rows: [heading, ...group.map(({ row }) => row)] },
      [headings, ...group.map(({ cells }) => cells)].map(said).join("\n"),
      {
        wide: true,
      },
    ),
  );
}

interface Sized {
  readonly row: ITableRow;
  readonly cells: Row;
  readonly size: number;
}

function grouped(rows: readonly Sized[], room: number): readonly (readonly Sized[])[] {
  const groups: Sized[][] = [[]];
  let taken = 0;
  for (const one of rows) {
    const group = groups.at(-1) ?? [];
    if (group.length > 0 && taken + one.size > room) {
      groups.push([one]);
      taken = one.size;
    } else {
      group.push(one);
      taken += one.size;
    }
  }
  return groups;
}

function drawnRow(cells: readonly CellElement[]): ITableRow {
  return { type: "TableRow", cells: cells.map((element) => ({ type: "TableCell", items: [element] })) };
}

type CellElement = IRichTextBlock | ITextBlock;

/** A cell with its instants in the reader's zone. Nobody is mentioned in a table. */
function cellIn({ words, language, today }: Writing, text: Text = raw("")): CellElement {
  const drawn = inline({ words, language, today }, text);
  const [{ element } = {}] = drawn;
  // A cell without a character is none to a screen reader. A longer text than an element takes is cut by no table.
  if (drawn.length === 1 && element !== undefined) return element;
  return { type: "RichTextBlock", inlines: [run(wordsHere({ words, language, today }, text) || " ")] };
}

/** How narrow a column can be, in characters, without breaking a word or a number, and its share of a table's width. */
function widthOf(cells: readonly string[], numbers: boolean): { readonly narrowest: number; readonly share: number } {
  const longest = Math.max(...cells.map((cell) => cell.length));
  const narrowest = numbers
    ? longest
    : Math.max(...cells.flatMap((cell) => cell.split(/[\s-]+/u)).map((word) => word.length));
  // Space beside a column's words counts as two characters more.
  return { narrowest, share: Math.max(narrowest, Math.min(longest, limits.columnWidth)) + 2 };
}

/** As long as a reference gets. */
const reference = 8;

function stacked(headings: Row, row: Row, titled: 1 | 2, separator: boolean): readonly ElementPiece[] {
  const [first = "", second = ""] = row;
  const title = titled === 2 ? `${first}  ` : first;
  const cells = row
    .map((cell, index) => ({ cell, heading: headings[index] ?? "" }))
    .slice(titled)
    .filter(({ cell }) => cell !== "")
    .map(({ cell, heading }) => (heading === "" ? cell : `${heading}: ${cell}`));
  const rest = [...(titled === 2 ? [second] : []), ...(cells.length === 0 ? [] : [cells.join(" · ")])].join("\n");
  const whole = titled === 2 ? title + rest : [title, rest].filter((line) => line !== "").join("\n");
  // A row longer than an element is parted; its beginning stays bold.
  return parts(whole, limits.text).map(({ text }, index) => {
    const bold = index === 0 ? text.slice(0, title.length) : "";
    const element: IRichTextBlock = {
      type: "RichTextBlock",
      ...(separator && index === 0 ? { separator: true } : {}),
      inlines: [
        ...(bold === "" ? [] : [run(bold, { weight: "Bolder" })]),
        ...(text === bold ? [] : [run(text.slice(bold.length))]),
      ],
    };
    return pieceOf(element, text.trimEnd(), { wide: true });
  });
}
