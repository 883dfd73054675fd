import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * The font of everything that we draw: what people type in European languages is in it, and the signs that our words
 * use.
 */
const { resolve } = createRequire(import.meta.url);
export const fontFiles = {
  regular: resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"),
  bold: resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"),
} as const;
export type Weight = keyof typeof fontFiles;
export const fontFamily = "Inter";

/** What of a font tells how its text will look before it is drawn. */
export interface Font {
  /** True for what it can draw. */
  has(character: string): boolean;
  /** The width of a text, in the unit of its size. */
  width(text: string, size: number): number;
}

/** The fonts, read once each time they are asked for: whoever draws keeps them. */
export const readFonts = (): Readonly<Record<Weight, Font>> => ({
  regular: readFont(readFileSync(fontFiles.regular)),
  bold: readFont(readFileSync(fontFiles.bold)),
});

/** Reads what a TrueType font says of its characters and their widths (OpenType's `cmap` and `hmtx`). */
function readFont(bytes: Buffer): Font {
  const tables = tablesOf(bytes);
  const at = (name: string): number => {
    const found = tables.get(name);
    if (found === undefined) throw new RangeError(`The font has no table ${name}`);
    return found;
  };
  const glyphs = glyphsOf(bytes, at("cmap"));
  const unitsPerEm = bytes.readUInt16BE(at("head") + 18);
  const widths = bytes.readUInt16BE(at("hhea") + 34);
  const advance = (glyph: number): number => bytes.readUInt16BE(at("hmtx") + 4 * Math.min(glyph, widths - 1));
  return {
    has: (character) =>
      [...character].every((one) => isMark(one) || (!/\p{Cc}/u.test(one) && glyphs.has(one.codePointAt(0) ?? 0))),
    width: (text, size) =>
      ([...text].reduce((sum, one) => sum + (isMark(one) ? 0 : advance(glyphs.get(one.codePointAt(0) ?? 0) ?? 0)), 0) *
        size) /
      unitsPerEm,
  };
}

/** What has no width of its own: an accent that stands on the letter before it, a joiner. */
const isMark = (character: string): boolean => /\p{Mn}|\u200C|\u200D|\uFE0E|\uFE0F/u.test(character);

function tablesOf(bytes: Buffer): ReadonlyMap<string, number> {
  const count = bytes.readUInt16BE(4);
  const records = Array.from({ length: count }, (_, index) => 12 + 16 * index);
  return new Map(
    records.map((record) => [bytes.toString("latin1", record, record + 4), bytes.readUInt32BE(record + 8)]),
  );
}

/**
 * The glyph of each character: of the subtable that maps the most, in one of the two formats that fonts of today use.
 */
function glyphsOf(bytes: Buffer, cmap: number): ReadonlyMap<number, number> {
  const count = bytes.readUInt16BE(cmap + 2);
  const subtables = Array.from({ length: count }, (_, index) => cmap + bytes.readUInt32BE(cmap + 8 + 8 * index));
  const wide = subtables.find((subtable) => bytes.readUInt16BE(subtable) === 12);
  if (wide !== undefined) return groupsOf(bytes, wide);
  const narrow = subtables.find((subtable) => bytes.readUInt16BE(subtable) === 4);
  if (narrow === undefined) throw new RangeError("The font maps its characters in no way that we read");
  return segmentsOf(bytes, narrow);
}

function groupsOf(bytes: Buffer, subtable: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  const count = bytes.readUInt32BE(subtable + 12);
  for (let group = subtable + 16; group < subtable + 16 + 12 * count; group += 12) {
    const [first, last, glyph] = [
      bytes.readUInt32BE(group),
      bytes.readUInt32BE(group + 4),
      bytes.readUInt32BE(group + 8),
    ];
    for (let code = first; code <= last; code += 1) glyphs.set(code, glyph + code - first);
  }
  return glyphs;
}

function segmentsOf(bytes: Buffer, subtable: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  const count = bytes.readUInt16BE(subtable + 6) / 2;
  for (let index = 0; index < count; index += 1) {
    const end = subtable + 14 + 2 * index;
    const start = end + 2 + 2 * count;
    const range = start + 4 * count;
    const offset = bytes.readUInt16BE(range);
    const delta = bytes.readInt16BE(start + 2 * count);
    const first = bytes.readUInt16BE(start);
    for (let code = first; code <= bytes.readUInt16BE(end) && code < 0xffff; code += 1) {
      const named = offset === 0 ? code : bytes.readUInt16BE(range + offset + 2 * (code - first));
      if (named !== 0) glyphs.set(code, (named + delta) & 0xffff);
    }
  }
  return glyphs;
}
