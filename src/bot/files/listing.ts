import { unzipSync } from "fflate";

/** More than any document holds; a listing that is longer is not read on. */
const mostEntries = 10_000;

/** A name as Windows reads it: its own paths are paths too, and what ends a name in dots or spaces is dropped. */
const asRead = (name: string): string => name.replaceAll("\\", "/").replace(/[. ]+$/u, "");

/**
 * The names of what a zip file holds, from its directory alone: nothing is unpacked. Undefined for one that cannot be
 * read.
 */
export function listingOf(content: Uint8Array): readonly string[] | undefined {
  const names: string[] = [];
  try {
    unzipSync(content, {
      filter: ({ name }) => {
        if (names.length >= mostEntries) throw new Error("Too many entries");
        names.push(asRead(name));
        return false;
      },
    });
    return names;
  } catch {
    return undefined;
  }
}
