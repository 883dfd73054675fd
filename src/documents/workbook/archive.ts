import { strFromU8, unzipSync } from "fflate";
import { most, ratio } from "./limits.ts";
import { bounded, Unreadable } from "./unreadable.ts";

/** More parts than a workbook has. */
const mostParts = 5_000;
/** Where workbooks keep macros: Office's projects and Excel's older sheets. */
const macroPart = /(?:^|\/)(?:vbaProject[^/]*|vbaData\.xml)$|(?:^|\/)macrosheets\//iu;
/** What the cells are in; pictures, charts, comments and what is linked to are not unpacked. */
const cellPart = /^xl\/(?:[^/]+\.xml|_rels\/[^/]+\.rels|worksheets\/[^/]+\.xml)$/u;
/**
 * The parts of a workbook that hold its cells, as text by path. Its directory is looked through first, so that nothing
 * is unpacked that is too large, packed too tight or holds macros; what a part declares is all that is unpacked of it.
 *
 * @throws Unreadable
 */
export function unpacked(content: Uint8Array): ReadonlyMap<string, string> {
  const names: string[] = [];
  let bytes = 0;
  for (const { name, size, originalSize } of directory(content)) {
    names.push(name);
    bytes += originalSize;
    if (names.length > mostParts) throw new Unreadable({ kind: "damaged" });
    bounded("bytes", bytes);
    if (originalSize >= ratio.from && originalSize > size * ratio.most)
      throw new Unreadable({ kind: "too-much", of: "bytes", most: most.bytes, found: bytes });
  }
  if (names.some((name) => macroPart.test(name))) throw new Unreadable({ kind: "macros" });
  if (names.includes("xl/workbook.bin")) throw new Unreadable({ kind: "old-format" });
  if (!names.includes("xl/workbook.xml")) throw new Unreadable({ kind: "other-kind" });
  const parts = readable(() => unzipSync(content, { filter: ({ name }) => cellPart.test(name) }));
  return new Map(Object.entries(parts).map(([name, part]) => [name, textOf(part)]));
}

interface Entry {
  readonly name: string;
  readonly size: number;
  readonly originalSize: number;
}

function directory(content: Uint8Array): readonly Entry[] {
  const entries: Entry[] = [];
  readable(() =>
    unzipSync(content, {
      filter: ({ name, size, originalSize }) => {
        entries.push({ name: name.replaceAll("\\", "/"), size, originalSize });
        return false;
      },
    }),
  );
  return entries;
}

function readable<Read>(read: () => Read): Read {
  try {
    return read();
  } catch {
    throw new Unreadable({ kind: "damaged" });
  }
}

/** Excel writes UTF-8; UTF-16 with its mark is allowed too. */
function textOf(part: Uint8Array): string {
  const mark =
    part[0] === 0xff && part[1] === 0xfe ? "utf-16le" : part[0] === 0xfe && part[1] === 0xff ? "utf-16be" : "";
  return mark === "" ? strFromU8(part) : new TextDecoder(mark).decode(part);
}
