import type { Finding } from "./data-finding.ts";
import type { DataRecord } from "./data-record.ts";
import type { Day } from "./units.ts";

/**
 * A cell as a file holds it. A number keeps what a workbook computed with, so that lost zeros and scientific notation
 * can be told; a formula is its computed value, never itself.
 */
export type GivenCell = string | number | boolean | { readonly day: Day } | null;

/** A sheet of a workbook, or a .csv, as it was given: rows and columns from the first, empty ones too. */
export interface GivenTable {
  /** The sheet's name, or the file's. */
  readonly name: string;
  readonly rows: readonly (readonly GivenCell[])[];
}

/** What a hand-in says of one area. */
export interface GivenArea {
  readonly area: string;
  /** Those that may be kept: a record with a fault in a field has the others, and the finding says what is missing. */
  readonly records: readonly DataRecord[];
  /** Rows with anything in them, the faulty ones too. */
  readonly rows: number;
}

/** What was found in what is held of an area. */
export interface FoundArea {
  readonly area: string;
  readonly findings: readonly Finding[];
}

/** An area that is held and names records of a list that has come only now: as it is with it. */
export interface LateArea extends FoundArea {
  readonly records: readonly DataRecord[];
}

/** What became of a hand-in: what it says, and what is to be mended in it (D6). */
export interface GivenData {
  readonly areas: readonly GivenArea[];
  /** The worst first. */
  readonly findings: readonly Finding[];
  /** Areas that it has only sheets without rows of: what is held of them stands. */
  readonly spared?: readonly string[];
  /** Areas that it does not have, and that waited for what it has. */
  readonly late?: readonly LateArea[];
  /** The template that it was written in; unset: another's file. */
  readonly template?: { readonly version: string; readonly current: boolean };
}
