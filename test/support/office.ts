import { zipSync } from "fflate";

/** A zip file that holds these names, and hardly anything in them. */
export const officeFile = (...names: readonly string[]): Uint8Array =>
  zipSync(Object.fromEntries(names.map((name) => [name, new TextEncoder().encode("x")])));

/** A workbook as far as anybody looks before it is read. */
export const workbook = (): Uint8Array => officeFile("[Content_Types].xml", "xl/workbook.xml");

/** A letter, as far as anybody looks: a file that is no list. */
export const letter = (): Uint8Array => officeFile("[Content_Types].xml", "word/document.xml");
