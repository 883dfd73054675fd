import type { Fill, Font, Style } from "exceljs";
import type { FindingWeight } from "../../domain/data-finding.ts";
import { palettes } from "../picture/palette.ts";

/** Colours as a workbook writes them. */
const argb = (hex: string) => ({ argb: `FF${hex.slice(1).toUpperCase()}` });
const { accent, onAccent, ink, faint, wash, rule, danger } = palettes.light;
const filled = (hex: string): Fill => ({ type: "pattern", pattern: "solid", fgColor: argb(hex) });
const font = (more: Partial<Font> = {}): Partial<Font> => ({ name: "Calibri", size: 11, color: argb(ink), ...more });

/** What a workbook's cells look like: those of our own page and pictures. */
export const look = {
  title: { font: font({ size: 18, bold: true, color: argb(accent) }) },
  brand: { font: font({ size: 10, color: argb(faint) }) },
  text: { font: font(), alignment: { vertical: "top", wrapText: true } },
  faint: { font: font({ size: 10, italic: true, color: argb(faint) }), alignment: { vertical: "top", wrapText: true } },
  strong: { font: font({ bold: true }) },
  link: { font: font({ underline: true, color: argb(accent) }), alignment: { vertical: "top" } },
  count: { font: font(), alignment: { vertical: "top", horizontal: "right" } },
  countHead: {
    font: font({ bold: true }),
    fill: filled(wash),
    alignment: { vertical: "middle", horizontal: "right", wrapText: true },
    border: { bottom: { style: "medium", color: argb(accent) } },
  },
  head: {
    font: font({ bold: true }),
    fill: filled(wash),
    alignment: { vertical: "middle", wrapText: true },
    border: { bottom: { style: "medium", color: argb(accent) } },
  },
  /** The head of a field that every record needs. */
  requiredHead: {
    font: font({ bold: true, color: argb(onAccent) }),
    fill: filled(accent),
    alignment: { vertical: "middle", wrapText: true },
    border: { bottom: { style: "medium", color: argb(accent) } },
  },
  example: {
    font: font({ italic: true, color: argb(faint) }),
    fill: filled("#f3f3ee"),
    border: { bottom: { style: "thin", color: argb(rule) } },
  },
} satisfies Record<string, Partial<Style>>;

/** How a cell is marked by what was found in it. */
export const marks: Readonly<Record<FindingWeight, Partial<Style>>> = {
  fault: { fill: filled("#f8d3cf"), font: font({ bold: true, color: argb(danger) }) },
  question: { fill: filled("#fdeeb5"), font: font() },
  repaired: { fill: filled("#d6e2f5"), font: font() },
};

/** Text stays as it is typed: no zero is lost, no number is written with an E. */
export const textFormat = "@";
export const dayFormat = "yyyy-mm-dd";
