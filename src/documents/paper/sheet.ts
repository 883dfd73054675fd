import PDFDocument from "pdfkit";
import { clean } from "./clean.ts";
import { oneLine } from "./lines.ts";
import type { Paper } from "./paper.ts";
import { type Typeface, typefaceIn } from "./typeface.ts";

/** Lengths are points. */
export const measures = {
  paper: { portrait: [595.28, 841.89], landscape: [841.89, 595.28] },
  side: 51,
  top: 64,
  bottom: 76,
  body: 9.5,
  small: 8,
  /** How much higher a line is than its letters. */
  leading: 1.42,
} as const;

export const ink = { text: "#1c1f24", quiet: "#5b6470", rule: "#cfd5dc", shade: "#f2f4f7" } as const;

export type Way = keyof typeof measures.paper;
export type Structure = PDFKit.PDFStructureElement;

/** How a line of text is set. */
export interface Setting {
  readonly size: number;
  readonly face: Typeface;
  readonly colour: string;
}

/** Where the next thing is drawn, on pages that come as they are needed. */
export interface Sheet {
  readonly document: PDFKit.PDFDocument;
  readonly regular: Typeface;
  readonly bold: Typeface;
  readonly colour: string;
  /** What the document consists of, for whoever cannot see it. */
  readonly whole: Structure;
  y: number;
  way: Way;
  readonly width: number;
  /** How much is left of the page. */
  readonly room: number;
  /** How much a page holds. */
  readonly most: number;
  nextPage(way?: Way): void;
  /** Lines under each other from a place on, as they were broken. */
  set(lines: readonly string[], setting: Setting, at: At): void;
  /** What is drawn is part of this. */
  as(structure: Structure, draw: () => void): void;
  /** What is drawn says nothing: rules, shades, heads of pages. */
  besides(draw: () => void, kind?: "Pagination" | "Layout"): void;
}
interface At {
  readonly x: number;
  readonly y: number;
  /** Lines end at the far side of so much. */
  readonly right?: number;
}

export const lineHeight = (size: number): number => size * measures.leading;

/** An empty document, with what its reader's program asks: title, language, whose it is. */
export function sheetOf(paper: Paper): Sheet {
  const { title, firm, language, on } = paper;
  const about = paper.about.map(({ value }) => clean(value).replaceAll("\n", " ")).join(" · ");
  // The day of its facts, so that the same facts are the same bytes.
  const made = new Date(`${on}T00:00:00Z`);
  const document = new PDFDocument({
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    lang: language === "sv" ? "sv-SE" : "en-GB",
    info: {
      ...{ Title: clean(title), Author: clean(firm.name), Subject: about, Creator: "Startklar", Producer: "Startklar" },
      ...{ CreationDate: made, ModDate: made },
    },
  });
  const whole = document.struct("Document");
  document.addStructure(whole);
  const regular = typefaceIn(document, "regular");
  const bold = typefaceIn(document, "bold");
  const sheet: Sheet = {
    ...{ document, regular, bold, whole, colour: firm.colour, y: measures.top, way: "portrait" },
    get width() {
      return measures.paper[sheet.way][0] - 2 * measures.side;
    },
    get room() {
      return measures.paper[sheet.way][1] - measures.bottom - sheet.y;
    },
    get most() {
      return measures.paper[sheet.way][1] - measures.bottom - measures.top;
    },
    nextPage(way = sheet.way) {
      sheet.way = way;
      document.addPage({ size: [...measures.paper[way]], margin: 0 });
      sheet.y = measures.top;
    },
    set(lines, { size, face, colour }, { x, y, right }) {
      document.font(face.name).fontSize(size).fillColor(colour);
      const down = (lineHeight(size) - size * 1.21) / 2;
      for (const [at, line] of lines.entries()) {
        if (line === "") continue;
        const left = right === undefined ? x : x + right - face.width(line, size);
        document.text(line, left, y + at * lineHeight(size) + down, { lineBreak: false });
      }
    },
    as(structure, draw) {
      structure.add(document.markStructureContent(tagOf(structure)));
      draw();
      document.endMarkedContent();
    },
    besides(draw, kind = "Layout") {
      document.markContent("Artifact", { type: kind });
      draw();
      document.endMarkedContent();
    },
  };
  return sheet;
}

/** What a part of the structure is: its content is marked as the same. */
const tagOf = (structure: Structure): string =>
  (structure as unknown as { readonly dictionary: { readonly data: { readonly S: string } } }).dictionary.data.S;

/** Heads and feet, once it is known how many pages there are. */
export function dressPages(sheet: Sheet, paper: Paper, pageOf: (page: number, pages: number) => string): void {
  const { document, regular, bold } = sheet;
  const { start, count } = document.bufferedPageRange();
  const quiet: Setting = { size: 7.5, face: regular, colour: ink.quiet };
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(start + page);
    const { width: wide, height } = document.page;
    const width = wide - 2 * measures.side;
    sheet.besides(() => {
      if (page > 0) {
        const half = width / 2 - 10;
        const title = oneLine(paper.title, bold, quiet.size, half);
        sheet.set([title], { ...quiet, face: bold }, { x: measures.side, y: 32 });
        const name = oneLine(paper.firm.name, regular, quiet.size, half);
        sheet.set([name], quiet, { x: measures.side, y: 32, right: width });
      }
      const foot = height - measures.bottom + 22;
      rule(sheet, measures.side, foot, width, ink.rule);
      const numbered = pageOf(page + 1, count);
      sheet.set([numbered], quiet, { x: measures.side, y: foot + 6, right: width });
      const lines = paper.firm.foot.slice(0, 3).map((line) => oneLine(line, regular, quiet.size, width - 90));
      sheet.set(lines, quiet, { x: measures.side, y: foot + 6 });
    }, "Pagination");
  }
}

export function rule({ document }: Sheet, x: number, y: number, width: number, colour: string, thick = 0.6): void {
  document
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(thick)
    .strokeColor(colour)
    .stroke();
}
