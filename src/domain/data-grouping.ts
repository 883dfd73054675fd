import { cellName } from "./data-across.ts";
import type { Finding } from "./data-finding.ts";

/** Findings of the same kind in the same column, for a short list (D6). */
export interface FindingGroup {
  /** The first of them, whose words stand for all. */
  readonly first: Finding;
  readonly count: number;
  /** The cells of the first of them, as a workbook calls them: `E6`. */
  readonly cells: readonly string[];
  /** What is named in them, each once: the first of it. */
  readonly names: readonly string[];
  /** What is said of the first is said of all of them, but for what is named. */
  readonly isSame: boolean;
}

/** How many cells of a group are named, and how many of what stands in them. */
const named = 3;

/** What is said of one alone: the nearest of a name, who it may be, which row still has it. */
const ofOneName: ReadonlySet<string> = new Set(["record.near", "record.ambiguous", "record.doubled"]);

/** What two findings have to have in common to be told in the same words. */
function wordsOf({ what, at, args = {}, record }: Finding): unknown {
  // A column and a table is told by itself: two of them have nothing in common.
  if (what.startsWith("column.") || what.startsWith("table.")) return at?.column;
  if (what === "record.gone") return record;
  if (what === "record.several") return args.names;
  return ofOneName.has(what) ? args.name : args.choice;
}

const saidBesides = ({ args = {} }: Finding): string => JSON.stringify({ ...args, name: undefined });

/** Findings together by what is wrong, where: faults before questions and repairs, and the most frequent first. */
export function grouped(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<
    string,
    { first: Finding; count: number; cells: string[]; names: string[]; isSame: boolean }
  >();
  for (const finding of findings) {
    const { weight, what, area, field, at, args: { name } = {} } = finding;
    const key = [weight, what, area, field, at?.table, wordsOf(finding)].join("\n");
    const group = groups.get(key);
    const cell = at?.row === undefined ? [] : [cellName(at)];
    const names = name === undefined ? [] : [String(name)];
    if (group === undefined) groups.set(key, { first: finding, count: 1, cells: cell, names, isSame: true });
    else {
      group.count += 1;
      group.isSame &&= saidBesides(group.first) === saidBesides(finding);
      if (group.names.length <= named) group.names.push(...names.filter((one) => !group.names.includes(one)));
      if (group.cells.length < named) group.cells.push(...cell);
    }
  }
  const weights = ["fault", "question", "repaired"];
  return [...groups.values()].toSorted(
    (one, other) => weights.indexOf(one.first.weight) - weights.indexOf(other.first.weight) || other.count - one.count,
  );
}
