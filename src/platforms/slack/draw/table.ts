import type { types } from "@slack/bolt";
import type { Block } from "../../../messages/content.ts";
import { elementsOf, fitting, inline, type Run, run, textOf } from "./inline.ts";
import { limits } from "./limits.ts";
import type { BlockPiece } from "./piece.ts";
import { say, sayHere, type Writing } from "./text.ts";

type Table = Extract<Block, { kind: "table" }>;
type Cell = types.TableBlock["rows"][number][number];
type Row = readonly (readonly Run[])[];

const widthOf = (row: Row): number => row.reduce((sum, cell) => sum + Math.max(textOf(cell).length, 1), 0);

/**
 * A table as Slack's own, in as many as its rows need, each with the headings. What no table of Slack's holds (too many
 * columns, a row that alone is too long) is written line by line.
 */
export function tablePieces(writing: Writing, { columns, rows }: Table): readonly BlockPiece[] {
  const headings: Row = columns.map(({ label }) => inline(writing, label));
  const room = limits.table - widthOf(headings);
  const written = rows.map(
    (row): Row => columns.map((_, index) => (row[index] === undefined ? [] : inline(writing, row[index]))),
  );
  if (columns.length > limits.tableColumns || room <= 0 || written.some((row) => widthOf(row) > room)) {
    return [headings, ...written].flatMap((row, index) => linePieces(row, index === 0));
  }
  return grouped(written, room).map((group) => {
    const all = [headings, ...group];
    const text = all.map((row) => row.map(textOf).join(" | ")).join("\n");
    return {
      block: {
        type: "table",
        column_settings: columns.map(({ align }) => ({ align: align ?? "left", is_wrapped: align === undefined })),
        rows: all.map((row) => row.map(cellOf)),
      },
      text,
      // Slack counts a table by itself.
      size: all.reduce((sum, row) => sum + widthOf(row), 0),
      table: true,
    };
  });
}

/** A short table as text of even width, for a message that has its table already; undefined when it is not short. */
export function tableText(writing: Writing, { columns, rows }: Table): BlockPiece | undefined {
  const cells = [
    columns.map(({ label }) => say(writing, label)),
    ...rows.map((row) => row.map((text) => sayHere(writing, text))),
  ];
  const text = evenText(
    cells,
    columns.map(({ align }) => align === "right"),
  );
  if (text === undefined || text.length > limits.text) return undefined;
  const said = cells.map((row) => row.join(" | ")).join("\n");
  return { ...evenPiece(text), text: said };
}

/** Text of even width as a block. */
export function evenPiece(text: string): BlockPiece {
  const block: types.RichTextBlock = {
    type: "rich_text",
    elements: [{ type: "rich_text_preformatted", elements: [{ type: "text", text }] }],
  };
  return { block, text, size: JSON.stringify(block).length };
}

/** Rows as text of even width, the numbers of some columns to the right; undefined when they are too wide for that. */
export function evenText(cells: readonly (readonly string[])[], right: readonly boolean[]): string | undefined {
  if (cells.some((row) => row.some((cell) => cell.includes("\n")))) return undefined;
  const count = Math.max(...cells.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, index) =>
    Math.max(...cells.map((row) => [...(row[index] ?? "")].length)),
  );
  if (widths.reduce((sum, width) => sum + width + 2, 0) > readableWidth) return undefined;
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => {
        const space = " ".repeat((widths[index] ?? 0) - [...cell].length);
        return right[index] === true ? space + cell : cell + space;
      })
      .join("  ")
      .trimEnd();
  return cells.map(line).join("\n");
}

/** As wide as Slack shows a line of even width without breaking it on an ordinary screen. */
const readableWidth = 90;

function grouped(rows: readonly Row[], room: number): readonly (readonly Row[])[] {
  const groups: Row[][] = [[]];
  let width = 0;
  for (const row of rows) {
    const size = widthOf(row);
    const group = groups.at(-1) ?? [];
    if (group.length > 0 && (group.length + 1 >= limits.tableRows || width + size > room)) {
      groups.push([row]);
      width = size;
    } else {
      group.push(row);
      width += size;
    }
  }
  return groups;
}

function cellOf(cell: readonly Run[]): Cell {
  const text = textOf(cell);
  // A cell without a character is refused.
  if (text === "") return { type: "raw_text", text: " " };
  if (cell.every(({ element }) => element.type === "text")) return { type: "raw_text", text };
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: elementsOf(cell) }] };
}

function linePieces(row: Row, heading: boolean): readonly BlockPiece[] {
  const style = heading ? { bold: true } : undefined;
  const runs = row.flatMap((cell, index) => [
    ...run(index === 0 ? "" : " | ", style),
    ...(heading ? run(textOf(cell), style) : cell),
  ]);
  return fitting(runs).map((part) => {
    const block: types.RichTextBlock = {
      type: "rich_text",
      elements: [{ type: "rich_text_section", elements: elementsOf(part) }],
    };
    return { block, text: textOf(part), size: JSON.stringify(block).length };
  });
}
