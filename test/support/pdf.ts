import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A PDF as a reader's program reads it. */
export interface ReadPdf {
  readonly pages: readonly PdfPage[];
  /** All its text, line by line. */
  readonly text: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly isTagged: boolean;
}
export interface PdfPage {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly structure: Structure | undefined;
}
export interface Structure {
  readonly role: string;
  readonly children: readonly Structure[];
}

interface Piece {
  readonly str: string;
  readonly hasEOL: boolean;
}

/** Reads a PDF back: its text, its pages, its structure, and what it says of itself. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const loading = getDocument({ data: Uint8Array.from(bytes), verbosity: 0, useSystemFonts: false });
  const document = await loading.promise;
  try {
    const pages: PdfPage[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent({ disableNormalization: true });
      const text = (items as Piece[]).map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join("");
      const [, , width = 0, height = 0] = page.view;
      const tree = (await page.getStructTree()) as Structure | null;
      pages.push({ lines: text.split("\n"), width, height, structure: tree ?? undefined });
    }
    const { info } = await document.getMetadata();
    const { Marked: isTagged } = ((await document.getMarkInfo()) ?? {}) as { readonly Marked?: boolean };
    return {
      ...{ pages, info: info as Readonly<Record<string, unknown>>, isTagged: isTagged === true },
      text: pages.flatMap(({ lines }) => lines).join("\n"),
    };
  } finally {
    await loading.destroy();
  }
}

/** Every part of a structure, as its reader comes by them. */
export const partsOf = (structure: Structure | undefined): readonly string[] =>
  structure === undefined
    ? []
    : [...(structure.role === undefined ? [] : [structure.role]), ...(structure.children ?? []).flatMap(partsOf)];
