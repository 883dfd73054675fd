import type { Cell, Worksheet } from "exceljs";
import type { Finding, FindingWeight } from "../../domain/data-finding.ts";
import { noteOn } from "./area-sheet.ts";
import { marks } from "./look.ts";

/** More are not noted at their cells, only coloured: a workbook with tens of thousands of notes opens slowly. */
const mostNotes = 3_000;

/** A finding with what is told of it. */
export interface Noted {
  readonly finding: Finding;
  readonly text: string;
}

/** The worst first. */
export const weights: readonly FindingWeight[] = ["fault", "question", "repaired"];

/** Colours each cell by the worst that was found in it, and says all of it in its note. */
export function markCells(noted: readonly Noted[], sheetOf: ReadonlyMap<string, Worksheet>): void {
  const cells = new Map<Cell, Noted[]>();
  for (const one of noted) {
    const { table, row, column } = one.finding.at ?? { table: "" };
    const sheet = sheetOf.get(table);
    if (sheet === undefined || row === undefined) continue;
    const cell = sheet.getCell(row, column ?? 1);
    cells.set(cell, [...(cells.get(cell) ?? []), one]);
  }
  let notes = 0;
  for (const [cell, its] of cells) {
    const worst = weights.find((weight) => its.some(({ finding }) => finding.weight === weight)) ?? "repaired";
    cell.style = { ...cell.style, ...marks[worst] };
    notes += 1;
    if (notes <= mostNotes) cell.note = noteOn(its.map(({ text }) => text).join("\n"));
  }
}
