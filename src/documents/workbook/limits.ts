import type { BoundedPart } from "../../domain/data-file.ts";

/**
 * More than any list of customer data has; what passes it is refused before memory is spent on it. Rows and columns are
 * counted to the last with anything in it; `bytes` is what a workbook unpacks to.
 */
export const most: Readonly<Record<BoundedPart, number>> = {
  sheets: 60,
  rows: 50_000,
  columns: 300,
  cells: 600_000,
  /** Characters of one cell: Excel's own limit. */
  text: 32_767,
  bytes: 100 * 1024 * 1024,
};

/** A part of a workbook that is packed tighter than so many to one is no list, from this size in bytes on. */
export const ratio = { most: 200, from: 4 * 1024 * 1024 };

/**
 * What one piece of work on a workbook may take: milliseconds by the clock, and megabytes of the thread's own heap.
 * What is right is read in a second, and on a machine that is busy with all else in twenty.
 */
export const allowance = { time: 60_000, heap: 512 };
