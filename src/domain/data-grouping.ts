import { cellName } from "./data-across.ts";
import type { Finding } from "./data-finding.ts";

/** Findings of the same kind in the same column, for a short list (D6). */
export interface FindingGroup {
  /** The first of them, whose words stand for all. */
  readonly first: Finding;
  readonly count: number;
  /** The cells of the first of them, as a workbook calls them: `E6`. */
  readonly cells: readonly string[];
}

/** How many cells of a group are named. */
const named = 3;

/** Findings together by what is wrong, where: faults before questions and repairs, and the most frequent first. */
export function grouped(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, { first: Finding; count: number; cells: string[] }>();
  for (const finding of findings) {
    const { weight, what, area, field, at } = finding;
    // A column and a table is told by itself: two of them have nothing in common.
    const own = what.startsWith("column.") || what.startsWith("table.") ? `${at?.column}` : "";
    const key = [weight, what, area, field, at?.table, own].join("\n");
    const group = groups.get(key);
    const cell = at?.row === undefined ? [] : [cellName(at)];
    if (group === undefined) groups.set(key, { first: finding, count: 1, cells: cell });
    else {
      group.count += 1;
      if (group.cells.length < named) group.cells.push(...cell);
    }
  }
  const weights = ["fault", "question", "repaired"];
  return [...groups.values()].toSorted(
    (one, other) => weights.indexOf(one.first.weight) - weights.indexOf(other.first.weight) || other.count - one.count,
  );
}
