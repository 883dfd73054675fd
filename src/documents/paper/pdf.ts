import { phrase } from "../../messages/phrase.ts";
import { createWords } from "../../messages/words.ts";
import { clean } from "./clean.ts";
import { linesOf } from "./lines.ts";
import type { Firm, Paper, Part, Row } from "./paper.ts";
import {
  dressPages,
  ink,
  lineHeight,
  measures,
  rule,
  type Setting,
  type Sheet,
  type Structure,
  sheetOf,
  type Way,
} from "./sheet.ts";
import { drawTable, tableStart, wayOf } from "./table.ts";

const words = createWords();

/** A document as PDF: tagged, its text selectable, its font inside; the same bytes for the same document. */
export function pdfOf(paper: Paper): Promise<Uint8Array> {
  const sheet = sheetOf(paper);
  const { document } = sheet;
  const pieces: Uint8Array[] = [];
  document.on("data", (piece: Uint8Array) => pieces.push(piece));
  const written = new Promise<Uint8Array>((resolve, reject) => {
    document.on("end", () => resolve(Buffer.concat(pieces)));
    document.on("error", reject);
  });
  sheet.nextPage("portrait");
  letterhead(sheet, paper.firm);
  title(sheet, paper);
  for (const [at, part] of paper.parts.entries()) {
    makeRoom(sheet, paper.parts.slice(at, at + 6));
    draw(sheet, part);
  }
  // Whoever meets a box is told what it is: the name of a customer may be made of nothing else.
  if (sheet.regular.lacks() || sheet.bold.lacks()) {
    const told: Part = { kind: "text", tone: "quiet", text: words.text(paper.language, phrase("paper.standIn")) };
    makeRoom(sheet, [told]);
    draw(sheet, told);
  }
  sheet.whole.end();
  dressPages(sheet, paper, (page, pages) => words.text(paper.language, phrase("paper.page", { page, pages })));
  document.end();
  return written;
}

/** So many rows of labels and values stand on one page together. */
const mostTogether = 8;

const body = (sheet: Sheet): Setting => ({ size: measures.body, face: sheet.regular, colour: ink.text });

const headings: Readonly<Record<1 | 2, { readonly size: number; readonly before: number; readonly after: number }>> = {
  1: { size: 14, before: 18, after: 6 },
  2: { size: 10.5, before: 10, after: 4 },
};

function headingLines(sheet: Sheet, { text, level }: Extract<Part, { readonly kind: "heading" }>) {
  const { size } = headings[level];
  return linesOf(text, sheet.bold, size, sheet.width);
}

/** Turns the page where a heading would stand alone, or where a table lies across. */
function makeRoom(sheet: Sheet, [part, ...next]: readonly Part[]): void {
  if (part === undefined) return;
  const way = wayFor(part, next);
  if (way !== undefined && way !== sheet.way) sheet.nextPage(way);
  else if (startOf(sheet, part, next) > sheet.room && sheet.y > measures.top) sheet.nextPage();
}

function wayFor(part: Part, next: readonly Part[]): Way | undefined {
  if (part.kind === "table") return wayOf(part);
  const [first, ...others] = next;
  // What introduces a table lies as it does.
  const introduces = part.kind === "heading" || (part.kind === "text" && first?.kind === "table");
  return introduces && first !== undefined ? wayFor(first, others) : "portrait";
}

/** How much of a part must stand together; a heading stands with what it is above. */
function startOf(sheet: Sheet, part: Part, next: readonly Part[]): number {
  const line = lineHeight(measures.body);
  switch (part.kind) {
    case "heading": {
      const { size, before, after } = headings[part.level];
      const [first, ...others] = next;
      const below = first === undefined ? 0 : startOf(sheet, first, others);
      return Math.min(before + headingLines(sheet, part).length * lineHeight(size) + after + below, sheet.most);
    }
    case "table":
      return tableStart(sheet, part);
    case "facts":
      // Sums are read together: the last one is what is to be paid.
      return Math.min(part.rows.length, mostTogether) * (line + 2);
    case "list":
      return 2 * (line + 3);
    case "text": {
      // What introduces a table stands with it, be it one sentence or two.
      const [first, ...others] = next;
      const height = linesOf(part.text, sheet.regular, measures.body, sheet.width).length;
      const introduces =
        height < 3 && (first?.kind === "table" || (first?.kind === "text" && others[0]?.kind === "table"));
      return introduces ? height * line + 6 + startOf(sheet, first, others) : 3 * line;
    }
    case "quote":
      return 3 * line;
  }
}

function letterhead(sheet: Sheet, firm: Firm): void {
  const { document, bold, regular } = sheet;
  const top = 40;
  const half = sheet.width / 2 - 10;
  const address = firm.address.flatMap((line) => linesOf(line, regular, measures.small, half));
  let height = 0;
  if (firm.logo === undefined) {
    const setting: Setting = { size: 13, face: bold, colour: firm.colour };
    const lines = linesOf(firm.name, bold, setting.size, half).slice(0, 3);
    paragraph(sheet, "P", () => sheet.set(lines, setting, { x: measures.side, y: top }));
    height = lines.length * lineHeight(setting.size);
  } else {
    const image = Buffer.from(firm.logo, "base64");
    const figure = document.struct("Figure", { alt: clean(firm.name) });
    sheet.whole.add(figure);
    sheet.as(figure, () => document.image(image, measures.side, top, { fit: [150, 42] }));
    figure.end();
    height = 42;
  }
  if (address.length > 0) {
    const setting: Setting = { size: measures.small, face: regular, colour: ink.quiet };
    paragraph(sheet, "P", () => sheet.set(address, setting, { x: measures.side, y: top, right: sheet.width }));
  }
  sheet.y = top + Math.max(height, address.length * lineHeight(measures.small)) + 10;
  sheet.besides(() => rule(sheet, measures.side, sheet.y, sheet.width, firm.colour, 1.2));
  sheet.y += 20;
}

function title(sheet: Sheet, { title: called, about }: Paper): void {
  const setting: Setting = { size: 21, face: sheet.bold, colour: sheet.colour };
  // What people called something may be long: it is never cut, but it does not shout.
  const size = clean(called).length > 120 ? 13 : setting.size;
  const lines = linesOf(called, sheet.bold, size, sheet.width);
  flow(sheet, { type: "H1", lines, setting: { ...setting, size } });
  sheet.y += 8;
  facts(sheet, about);
  sheet.y += 4;
}

function draw(sheet: Sheet, part: Part): void {
  switch (part.kind) {
    case "heading":
      heading(sheet, part);
      break;
    case "text":
      text(sheet, part);
      break;
    case "list":
      list(sheet, part.items);
      break;
    case "facts":
      facts(sheet, part.rows);
      break;
    case "quote":
      quote(sheet, part.text);
      break;
    case "table":
      drawTable(sheet, part);
      break;
  }
}

function heading(sheet: Sheet, part: Extract<Part, { readonly kind: "heading" }>): void {
  const { size, before, after } = headings[part.level];
  if (sheet.y > measures.top) sheet.y += before;
  if (part.level === 1) sheet.document.outline.addItem(clean(part.text).replaceAll("\n", " "));
  const setting: Setting = { size, face: sheet.bold, colour: part.level === 1 ? sheet.colour : ink.text };
  flow(sheet, { type: part.level === 1 ? "H2" : "H3", lines: headingLines(sheet, part), setting });
  sheet.y += after;
}

function text(sheet: Sheet, { text: said, tone }: Extract<Part, { readonly kind: "text" }>): void {
  const plain = body(sheet);
  const setting: Setting = {
    ...plain,
    face: tone === "strong" ? sheet.bold : plain.face,
    colour: tone === "quiet" ? ink.quiet : plain.colour,
  };
  flow(sheet, { type: "P", lines: linesOf(said, setting.face, setting.size, sheet.width), setting });
  sheet.y += 6;
}

function list(sheet: Sheet, items: readonly string[]): void {
  const { document } = sheet;
  const setting = body(sheet);
  const structure = document.struct("L");
  sheet.whole.add(structure);
  const indent = 14;
  for (const item of items) {
    const lines = linesOf(item, setting.face, setting.size, sheet.width - indent);
    if (lineHeight(setting.size) > sheet.room) sheet.nextPage();
    const entry = document.struct("LI");
    structure.add(entry);
    const mark = document.struct("Lbl");
    entry.add(mark);
    sheet.as(mark, () => sheet.set(["•"], { ...setting, colour: sheet.colour }, { x: measures.side + 2, y: sheet.y }));
    mark.end();
    const said = document.struct("LBody");
    entry.add(said);
    flow(sheet, { lines, setting, indent, into: said });
    said.end();
    entry.end();
    sheet.y += 3;
  }
  structure.end();
  sheet.y += 5;
}

/** Labels and values: two columns, the labels heads of their rows. */
function facts(sheet: Sheet, rows: readonly Row[]): void {
  if (rows.length === 0) return;
  const { document } = sheet;
  const plain = body(sheet);
  const label: Setting = { ...plain, colour: ink.quiet };
  const widest = Math.max(...rows.map((row) => plain.face.width(clean(row.label), plain.size)));
  const left = Math.min(widest + 16, sheet.width * 0.4);
  const table = document.struct("Table");
  sheet.whole.add(table);
  for (const row of rows) {
    const labels = linesOf(row.label, label.face, label.size, left - 12);
    const values = linesOf(row.value, plain.face, plain.size, sheet.width - left);
    const height = Math.max(labels.length, 1) * lineHeight(plain.size);
    if (Math.min(Math.max(height, values.length * lineHeight(plain.size)), sheet.most / 2) > sheet.room)
      sheet.nextPage();
    const entry = document.struct("TR");
    table.add(entry);
    const head = document.struct("TH", { scope: "Row" } as object);
    entry.add(head);
    const top = sheet.y;
    sheet.as(head, () => sheet.set(labels, label, { x: measures.side, y: top }));
    head.end();
    const said = document.struct("TD");
    entry.add(said);
    flow(sheet, { lines: values, setting: plain, indent: left, into: said });
    said.end();
    entry.end();
    sheet.y = Math.max(sheet.y, sheet.y > top ? top + height : 0) + 2;
  }
  table.end();
  sheet.y += 6;
}

function quote(sheet: Sheet, said: string): void {
  const structure = sheet.document.struct("BlockQuote");
  sheet.whole.add(structure);
  const setting = body(sheet);
  const indent = 14;
  const lines = linesOf(said, setting.face, setting.size, sheet.width - indent - 4);
  flow(sheet, {
    ...{ lines, setting, indent, into: structure },
    beside: (top, height) =>
      sheet.besides(() => sheet.document.rect(measures.side + 2, top, 2, height).fill(sheet.colour)),
  });
  structure.end();
  sheet.y += 8;
}

function paragraph(sheet: Sheet, type: string, drawn: () => void): void {
  const structure = sheet.document.struct(type);
  sheet.whole.add(structure);
  sheet.as(structure, drawn);
  structure.end();
}

interface Flow {
  readonly lines: readonly string[];
  readonly setting: Setting;
  readonly indent?: number;
  /** What it is, where it is a whole of its own. */
  readonly type?: string;
  /** What it is part of. */
  readonly into?: Structure;
  /** Drawn beside what stands on one page. */
  readonly beside?: (top: number, height: number) => void;
}

/** Lines from here on, over as many pages as they take; of more than three no single one stands alone on a page. */
function flow(sheet: Sheet, { lines, setting, indent = 0, type = "P", into, beside }: Flow): void {
  const structure = into ?? sheet.document.struct(type);
  if (into === undefined) sheet.whole.add(structure);
  const height = lineHeight(setting.size);
  let left = lines;
  while (left.length > 0) {
    let fits = Math.floor((sheet.room + 0.01) / height);
    if (fits === left.length - 1 && fits > 2) fits -= 1;
    if (fits < Math.min(2, left.length)) {
      sheet.nextPage();
      continue;
    }
    const now = left.slice(0, fits);
    const top = sheet.y;
    beside?.(top, now.length * height);
    if (now.some((line) => line !== ""))
      sheet.as(structure, () => sheet.set(now, setting, { x: measures.side + indent, y: top }));
    sheet.y += now.length * height;
    left = left.slice(fits);
  }
  if (into === undefined) structure.end();
}
