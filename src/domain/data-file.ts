/** What of a file there may be only so much of. */
export const boundedParts = ["sheets", "rows", "columns", "cells", "text", "bytes"] as const;
export type BoundedPart = (typeof boundedParts)[number];

/** Why a file of customer data cannot be read at all: one reason each, and nothing of it is kept (D6). */
export type UnreadableFile =
  /** Neither a workbook nor text: a picture, a document, something packed. */
  | { readonly kind: "other-kind" }
  /** Excel's format of before 2007, or its binary one: to be saved as .xlsx. */
  | { readonly kind: "old-format" }
  /** It takes a password to open. */
  | { readonly kind: "encrypted" }
  | { readonly kind: "macros" }
  /** A workbook that was cut short, or that was made wrongly. */
  | { readonly kind: "damaged" }
  /** More than is read; `table` is the sheet, `found` how much or how far. */
  | {
      readonly kind: "too-much";
      readonly of: BoundedPart;
      readonly most: number;
      readonly found: number;
      readonly table?: string;
    }
  /** It took more time or memory than any list does. */
  | { readonly kind: "too-heavy" }
  /** There is not one cell with anything in it. */
  | { readonly kind: "empty" };
