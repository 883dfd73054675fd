import type { Language } from "../../messages/language.ts";
import type { Text, Value } from "../../messages/phrase.ts";
import { measures } from "../../messages/picture.ts";
import { type Font, fontFamily, type Weight } from "./font.ts";
import type { Palette } from "./palette.ts";

/** What a picture is drawn with. Lengths are CSS pixels. */
export interface Sheet {
  readonly language: Language;
  readonly palette: Palette;
  readonly fonts: Readonly<Record<Weight, Font>>;
  readonly say: (said: Text | Value) => string;
}

export interface Lettering {
  readonly x: number;
  /** Of the line that the letters stand on. */
  readonly y: number;
  readonly size: number;
  readonly weight?: Weight;
  readonly fill: string;
  readonly anchor?: "start" | "middle" | "end";
  /** No wider than this: what is longer ends in `…`. */
  readonly most?: number;
  /** Before anything is left out, the letters become as small as this. */
  readonly least?: number;
}

/** A text in SVG. Nobody's words are markup, and what the font cannot draw is left out rather than drawn as a box. */
export function lettering(
  sheet: Sheet,
  text: string,
  { x, y, size: wanted, weight = "regular", fill, anchor, most = measures.width, least = wanted }: Lettering,
): string {
  const font = sheet.fonts[weight];
  const size = sizeFor(font.width(text, wanted), most, wanted, least);
  const shown = fitted(font, text, size, most);
  const side = anchor === undefined ? "" : ` text-anchor="${anchor}"`;
  const heavy = weight === "bold" ? ' font-weight="600"' : "";
  return `<text x="${round(x)}" y="${round(y)}" font-family="${fontFamily}" font-size="${size}"${heavy}${side} fill="${fill}">${escaped(shown)}</text>`;
}

/** The size of letters in which something has room that is so wide in the wanted size, but not below the least. */
export const sizeFor = (wide: number, most: number, wanted: number, least: number): number =>
  wide <= most ? wanted : Math.max(least, Math.floor((wanted * most * 10) / wide) / 10);

const segmenter = new Intl.Segmenter("sv", { granularity: "grapheme" });

/** As much of a text as has room, in letters that the font has. */
export function fitted(font: Font, text: string, size: number, most: number): string {
  const letters = Array.from(segmenter.segment(text.replace(/\s+/gu, " ").trim()), ({ segment }) => segment).filter(
    (one) => font.has(one),
  );
  const whole = letters.join("").trim();
  if (whole === "" && text.trim() !== "") return "…";
  if (font.width(whole, size) <= most) return whole;
  let room = most - font.width("…", size);
  let kept = "";
  for (const letter of letters) {
    room -= font.width(letter, size);
    if (room < 0) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}

/** The name of a row, in the row's own left half: what has no room in one line has two. */
export interface RowName {
  readonly x: number;
  readonly top: number;
  readonly most: number;
}

const nameSizes = { usual: 13, least: 11 } as const;

export function rowName(sheet: Sheet, text: string, { x, top, most }: RowName): string {
  const font = sheet.fonts.bold;
  const { usual, least } = nameSizes;
  const style = { x, weight: "bold", fill: sheet.palette.ink, most } as const;
  if (font.width(text, least) <= most) return lettering(sheet, text, { ...style, y: top + 15, size: usual, least });
  return inLines(font, text, least, most)
    .map((line, index) => lettering(sheet, line, { ...style, y: top + 5 + 12 * index, size: least }))
    .join("");
}

/** A text in two lines, parted between its words where they have room; what has no room in the second is cut there. */
function inLines(font: Font, text: string, size: number, most: number): readonly [string, string] {
  const units = text.includes(" ") ? text.split(/\s+/u) : [];
  let first = units.shift() ?? "";
  if (first === "" || font.width(first, size) > most) return betweenLetters(font, text, size, most);
  while (units[0] !== undefined && font.width(`${first} ${units[0]}`, size) <= most) first += ` ${units.shift()}`;
  return [first, units.join(" ")];
}

function betweenLetters(font: Font, text: string, size: number, most: number): readonly [string, string] {
  const letters = Array.from(segmenter.segment(text), ({ segment }) => segment);
  let count = 0;
  for (let wide = font.width("-", size); count < letters.length; count += 1) {
    wide += font.width(letters[count] ?? "", size);
    if (wide > most) break;
  }
  return [`${letters.slice(0, count).join("")}-`, letters.slice(count).join("")];
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Lengths as a picture writes them: to a hundredth. */
export const round = (length: number): number => Math.round(length * 100) / 100;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const rectangle = ({ x, y, width, height }: Box, fill: string, radius = 0): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${radius === 0 ? "" : ` rx="${radius}"`} fill="${fill}"/>`;

/** What is drawn over a colour that nobody need tell from another: `url(#hatching)`. */
export const hatching = ({ palette }: Sheet): string =>
  `<pattern id="hatching" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="1.6" height="5" fill="${palette.ground}"/></pattern>`;

/** A whole picture. */
export const sheetOf = (
  { width, height }: { readonly width: number; readonly height: number },
  ground: string,
  drawn: readonly string[],
) =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    rectangle({ x: 0, y: 0, width, height }, ground),
    ...drawn,
    "</svg>",
  ].join("");
