import { fold } from "../language/fold.ts";
import type { GivenCell } from "./data-given.ts";
import { keepable } from "./outside-text.ts";

// Signs that are not seen, and those that text processors put for a space.
const unseen = /[\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]/gu;
const spaces = /[\p{Zs}\t\r]+/gu;
const control = /[\p{Cc}\p{Co}\p{Cn}]/gu;

/**
 * What stands in a cell as text, composed (NFC): no-break and thin spaces are spaces, signs that are not seen are gone,
 * lines are kept. A number is its digits, never in scientific notation; an empty cell is "".
 */
export function cellText(cell: GivenCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return numberText(cell);
  if (typeof cell === "boolean") return cell ? "true" : "false";
  if (typeof cell === "object") return cell.day;
  // Most cells are short and plain.
  if (/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(cell)) return cell;
  const lines = keepable(cell).normalize("NFC").replace(unseen, "").replace(/\r\n?/g, "\n").split("\n");
  return lines
    .map((line) => line.replace(spaces, " ").replace(control, "").trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** How many characters a text of a record holds at most. */
export const mostText = 2_000;

/**
 * What stands in a cell, to be looked up later or written once more: whole; of what is too long to be held as much as
 * is too long still.
 */
export function cellGiven(cell: GivenCell): string {
  const text = cellText(cell);
  return text.length > mostText ? [...text].slice(0, mostText + 1).join("") : text;
}

/** A text for words about it: one line, as long as a reader needs. */
export function shownText(given: string): string {
  const text = given.replaceAll("\n", " ");
  return text.length > 80 ? `${[...text].slice(0, 79).join("")}…` : text;
}

/** What stands in a cell, for words about it. */
export const cellShown = (cell: GivenCell): string => shownText(cellText(cell));

/** Whether there is nothing in a cell. */
export const isEmpty = (cell: GivenCell | undefined): boolean =>
  cell === undefined || cell === null || (typeof cell === "string" && cellText(cell) === "");

/** All kinds of hyphens and dashes as one: U+2011 and the minus sign too. */
export const plainDashes = (text: string): string => text.replace(/[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/gu, "-");

/** A word as choices and heads are compared: in any case, hyphens as spaces. */
export const comparable = (text: string): string => fold(text.replace(/[_\-\u2010-\u2015]+/gu, " "));

function numberText(value: number): string {
  if (!Number.isFinite(value)) return "";
  // A computed 4501.000000001 is 4501.
  const whole = Math.round(value);
  if (Number.isSafeInteger(whole) && Math.abs(value - whole) < 1e-6) return String(whole);
  return Math.abs(value) < 1e15 ? String(value) : value.toExponential().toUpperCase();
}
