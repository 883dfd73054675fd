import type { UnreadableFile } from "../../domain/data-file.ts";
import { most } from "./limits.ts";

/** Thrown within the reader for a file that cannot be read; what is answered is `why`. */
export class Unreadable extends Error {
  readonly why: UnreadableFile;
  constructor(why: UnreadableFile) {
    super(`The file cannot be read: ${why.kind}`);
    this.why = why;
  }
}

/** @throws Unreadable when there is more of it than is read. */
export function bounded(of: keyof typeof most, found: number, table?: string): void {
  if (found > most[of])
    throw new Unreadable({ kind: "too-much", of, most: most[of], found, ...(table === undefined ? {} : { table }) });
}
