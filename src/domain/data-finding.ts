/**
 * A `fault` must be mended before the area is complete; a `question` is odd and may be right; `repaired` was read as
 * something else than what stands there, and waits for a yes.
 */
export type FindingWeight = "fault" | "question" | "repaired";

/** Where a finding is: the table as it was given, its row and column counted from 1 as a workbook counts them. */
export interface FindingPlace {
  readonly table: string;
  readonly row?: number;
  readonly column?: number;
}

/** Something to be mended or looked at in customer data, at its cell (D6). Its words are `messages/`'s. */
export interface Finding {
  readonly weight: FindingWeight;
  /** What is wrong, as the words are kept under: `number.scientific`, `extension.taken`, `column.unknown` … */
  readonly what: string;
  readonly area?: string;
  readonly field?: string;
  /** The key of the record that it is in; unset: it is of a column, a row that is left out, or a whole table. */
  readonly record?: string;
  readonly at?: FindingPlace;
  /** What stands there, as it was given, whole: words about it show as much as a reader needs. */
  readonly given?: string;
  /** What the words need besides: the other cell, the nearest value, how many. */
  readonly args?: Readonly<Record<string, string | number>>;
}

/** What is found between records: it may come and go as others of them change. */
export const isAcross = ({ what }: Finding): boolean =>
  what.startsWith("series.") || (what.endsWith(".twice") && !within.has(what)) || what === "extension.odd";
const within: ReadonlySet<string> = new Set(["column.twice", "hours.twice", "records.twice"]);
