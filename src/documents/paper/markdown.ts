import { clean } from "./clean.ts";
import type { Paper, Part, Row, Table } from "./paper.ts";

/** A document as Markdown: nobody's words are markup. */
export function markdownOf(paper: Paper): string {
  const head = [`# ${inline(paper.title)}`, factsOf(paper.about), inline(paper.firm.name)];
  const foot = paper.firm.foot.length === 0 ? [] : ["---", paper.firm.foot.map(inline).join(" · ")];
  return `${[...head, markdownOfParts(paper.parts), ...foot].filter((one) => one !== "").join("\n\n")}\n`;
}

/** What it says, without whose it is and of which day: by this one tells whether it says something else by now. */
export function markdownOfParts(parts: readonly Part[]): string {
  return parts
    .map(partOf)
    .filter((text) => text !== "")
    .join("\n\n");
}

function partOf(part: Part): string {
  switch (part.kind) {
    case "heading":
      return `${"#".repeat(part.level + 1)} ${inline(part.text)}`;
    case "text":
      return part.tone === "strong" ? `**${inline(part.text)}**` : paragraph(part.text);
    case "list":
      return part.items.map((item) => `- ${lined(item, "\n  ")}`).join("\n");
    case "facts":
      return factsOf(part.rows);
    case "quote":
      return `> ${lined(part.text, "  \n> ")}`;
    case "table":
      return tableOf(part);
  }
}

const factsOf = (rows: readonly Row[]): string =>
  rows.map(({ label, value }) => `- **${inline(label)}:** ${lined(value, "\n  ")}`).join("\n");

function tableOf({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(({ label }) => cell(label))),
    line(columns.map(({ align }) => (align === "right" ? "---:" : "---"))),
    ...rows.map((row) => line(row.map(cell))),
  ].join("\n");
}

const lined = (text: string, between: string): string => clean(text).split("\n").map(escaped).join(between);
const paragraph = (text: string): string => lined(text, "  \n");
const inline = (text: string): string => lined(text, " ");
const cell = (text: string): string => lined(text, "<br>");

/** What would be markup in the middle of a line, and at its beginning. */
const escaped = (line: string): string =>
  line
    .trim()
    .replace(/[\\`*_[\]<>|~]/gu, "\\$&")
    .replace(/&(?=#?\w+;)/gu, "\\&")
    .replace(/^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|[-=]{2,}$)/u, "\\$&")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/u, "$1\\$2");
