import { strFromU8, unzipSync } from "fflate";
import { most, ratio } from "../workbook/limits.ts";
import { decoded } from "../workbook/read-csv.ts";
import { bounded, Unreadable } from "../workbook/unreadable.ts";

/** More parts than a document has. */
const mostParts = 5_000;
const bodyPart = "word/document.xml";
const macroPart = /(?:^|\/)(?:vbaProject[^/]*|vbaData\.xml)$/iu;

/**
 * What a file of notes or a transcript says: .txt, .vtt and .srt in UTF-8, UTF-16 or Windows-1252, and .docx by its
 * paragraphs, with a tab between the cells of a table's row.
 *
 * @throws Unreadable
 */
export function sourceText(name: string, content: Uint8Array): string {
  const text = /\.docx$/iu.test(name) ? paragraphsOf(bodyOf(content)) : decoded(content);
  if (text.trim() === "") throw new Unreadable({ kind: "empty" });
  return text;
}

/** A document's body. Its directory is looked through first: nothing too large or packed too tight is unpacked. */
function bodyOf(content: Uint8Array): string {
  let parts = 0;
  let bytes = 0;
  let macros = false;
  const found = readable(() =>
    unzipSync(content, {
      filter({ name, size, originalSize }) {
        parts += 1;
        bytes += originalSize;
        if (parts > mostParts) throw new Unreadable({ kind: "damaged" });
        bounded("bytes", bytes);
        if (originalSize >= ratio.from && originalSize > size * ratio.most)
          throw new Unreadable({ kind: "too-much", of: "bytes", most: most.bytes, found: bytes });
        macros ||= macroPart.test(name);
        return name === bodyPart;
      },
    }),
  );
  if (macros) throw new Unreadable({ kind: "macros" });
  const body = found[bodyPart];
  if (body === undefined) throw new Unreadable({ kind: "other-kind" });
  return strFromU8(body);
}

function readable<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable({ kind: "damaged" });
  }
}

/**
 * Text, what breaks it, cells, and ends of paragraphs and rows. What was deleted in review is none of it (`delText`).
 */
const pieces =
  /<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:(tab|br|cr)(?:\s[^>]*)?\/>|<(w:tc|\/w:tc|\/w:p|\/w:tr)(?:\s[^>]*)?>/gu;
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function paragraphsOf(xml: string): string {
  // What older programs show instead says the same once more.
  const body = xml.replace(/<mc:Fallback>[\s\S]*?<\/mc:Fallback>/gu, "");
  const lines: string[] = [];
  let cells: string[] = [];
  let line = "";
  let within = 0;
  for (const [, text, gap, mark] of body.matchAll(pieces)) {
    if (text !== undefined) line += plain(text);
    else if (gap !== undefined) line += gap === "tab" ? "\t" : within > 0 ? " " : "\n";
    else if (mark === "w:tc") within += 1;
    else if (mark === "/w:p" && within > 0) line += " ";
    else if (mark === "/w:tc") {
      within -= 1;
      cells.push(line.trim());
      line = "";
    } else {
      lines.push(mark === "/w:p" ? line : cells.join("\t"));
      [line, cells] = ["", mark === "/w:p" ? cells : []];
    }
  }
  return [...lines, line].join("\n");
}

const plain = (text: string): string =>
  text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/giu, (all, hex, number, name) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? all;
    const point = hex === undefined ? Number(number) : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : all;
  });
