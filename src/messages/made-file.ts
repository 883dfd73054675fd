import type { FileLink } from "./content.ts";

/** A file as it is opened. */
export interface OpenedFile {
  readonly name: string;
  readonly content: Uint8Array;
  /** What it is sent as, where its name does not say it all. */
  readonly type?: string;
}

/**
 * What is made from the facts whenever it is opened, so that it says what is true then; `of`: the id of what it is
 * about.
 */
export interface MadeFile {
  readonly document: "call";
  readonly of: string;
}

/** A link to one, as a message carries it. */
export const madeFile = ({ document, of }: MadeFile, name: string): FileLink => ({ id: `${document}.${of}`, name });

/** What a file of that id is made of; undefined for one that was handed in. */
export function madeOf(id: string): MadeFile | undefined {
  const [document, of] = id.split(".");
  return document === "call" && of !== undefined ? { document, of } : undefined;
}
