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
}

/** A text in SVG. Nobody's words are markup, and what the font cannot draw is left out rather than drawn as a box. */
export function lettering(
  sheet: Sheet,
  text: string,
  { x, y, size, weight = "regular", fill, anchor, most }: Lettering,
): string {
  const shown = fitted(sheet.fonts[weight], text, size, most ?? measures.width);
  const side = anchor === undefined ? "" : ` text-anchor="${anchor}"`;
  const heavy = weight === "bold" ? ' font-weight="600"' : "";
  return `<text x="${round(x)}" y="${round(y)}" font-family="${fontFamily}" font-size="${size}"${heavy}${side} fill="${fill}">${escaped(shown)}</text>`;
}

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
