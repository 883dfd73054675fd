import { readFileSync } from "node:fs";
import type PDFDocument from "pdfkit";
import { fontFiles, type Weight } from "../picture/font.ts";

/** What is drawn for a letter that the font does not have: a box, which reads as what was typed when it is copied. */
const standIn = "\u25a1";

interface Glyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}
interface Position {
  readonly xAdvance: number;
  readonly yAdvance: number;
  readonly xOffset: number;
  readonly yOffset: number;
  readonly advanceWidth: number;
}
const fromRight = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** Letters in the order that they stand in on paper: words that are written from the right, and those beside them. */
function asSeen(letters: readonly string[]): readonly string[] {
  if (!letters.some((letter) => fromRight.test(letter))) return letters;
  const seen: string[] = [];
  for (let at = 0; at < letters.length; ) {
    let end = at;
    while (end < letters.length && fromRight.test(letters[end] ?? "")) {
      end += 1;
      // Spaces between two such words go with them.
      let next = end;
      while (letters[next] === " ") next += 1;
      if (next > end && fromRight.test(letters[next] ?? "")) end = next;
    }
    if (end === at) end += 1;
    seen.push(...letters.slice(at, end).toReversed());
    at = end;
  }
  return seen;
}

/** What of pdfkit's own font we set type with. */
interface KitFont {
  readonly font: {
    readonly unitsPerEm: number;
    glyphForCodePoint(code: number): Glyph;
    hasGlyphForCodePoint(code: number): boolean;
    layout(
      text: string,
      features: Readonly<Record<string, boolean>>,
    ): { readonly glyphs: readonly Glyph[]; readonly positions: readonly Omit<Position, "advanceWidth">[] };
  };
  readonly subset: { readonly glyphs: number[] };
  readonly unicode: (readonly number[])[];
  readonly widths: number[];
  encode(text: string): readonly [string[], Position[]];
  widthOfString(text: string, size: number): number;
}

/** One letter, with the accents that stand on it. */
interface Piece {
  readonly glyph: Glyph;
  /** What is copied and read aloud. */
  readonly reads: readonly number[];
  readonly position: Position;
}

export interface Typeface {
  readonly name: Weight;
  width(text: string, size: number): number;
  /** True once something was set that the font does not have: a box stands for it. */
  lacks(): boolean;
}

/** The widths of so many words are remembered: the same ones come again and again. */
const mostMeasured = 20_000;
/** None of the letters becomes another by what stands beside it: `->` stays as it was typed. */
const plainly = { calt: false, liga: false, clig: false, dlig: false, locl: false };
const segmenter = new Intl.Segmenter("sv", { granularity: "grapheme" });
/** Letters that stand alone, so that nothing has to find out where one ends. */
const simple = /^[\u0020-\u024f]*$/u;

/** A text letter by letter, each with the accents that stand on it. */
export const lettersOf = (text: string): readonly string[] =>
  simple.test(text) ? [...text] : Array.from(segmenter.segment(text), ({ segment }) => segment);

/**
 * Puts a font into a document, so that its text reads back letter by letter as it went in: pdfkit would give two
 * letters that look alike (µ and μ) one meaning, and would draw nothing where the font has no letter.
 */
export function typefaceIn(document: InstanceType<typeof PDFDocument>, name: Weight): Typeface {
  document.registerFont(name, readFileSync(fontFiles[name])).font(name);
  const kit = (document as unknown as { readonly _font: KitFont })._font;
  const scale = 1000 / kit.font.unitsPerEm;
  const pieces = new Map<string, readonly Piece[]>();
  const kerns = new Map<string, number>();
  const drawn = new Map<string, number>();
  const measured = new Map<string, number>();
  let lacking = false;

  /** A letter as the font draws it; a box where it has none. */
  function piecesOf(letter: string): readonly Piece[] {
    const known = pieces.get(letter);
    if (known !== undefined) return known;
    const codes = Array.from(letter, (one) => one.codePointAt(0) ?? 0);
    // How a sign is wanted, as text or in colours, is no letter of its own.
    const [first = 0, ...more] = codes.filter((code) => code !== 0xfe0e && code !== 0xfe0f);
    const isThere = [first, ...more].every((code) => kit.font.hasGlyphForCodePoint(code));
    lacking ||= !isThere;
    const drawnAs = isThere ? first : (standIn.codePointAt(0) ?? 0);
    const made = isThere && more.length > 0 ? laidOut(letter) : [pieceOf(kit.font.glyphForCodePoint(drawnAs), codes)];
    pieces.set(letter, made);
    return made;
  }
  function pieceOf(glyph: Glyph, reads: readonly number[]): Piece {
    const advance = glyph.advanceWidth * scale;
    const position = { xAdvance: advance, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth: advance };
    return { glyph, reads, position };
  }
  /** A letter and its accents, each where the font puts it. */
  function laidOut(letter: string): readonly Piece[] {
    const { glyphs, positions } = kit.font.layout(letter, plainly);
    return glyphs.map((glyph, at): Piece => {
      const { xAdvance = 0, yAdvance = 0, xOffset = 0, yOffset = 0 } = positions[at] ?? {};
      const position = {
        ...{ xAdvance: xAdvance * scale, yAdvance: yAdvance * scale },
        ...{ xOffset: xOffset * scale, yOffset: yOffset * scale, advanceWidth: glyph.advanceWidth * scale },
      };
      return { glyph, reads: glyph.codePoints, position };
    });
  }
  /** How much closer two letters stand. */
  function kern(left: string, right: string): number {
    const pair = `${left}${right}`;
    const known = kerns.get(pair);
    if (known !== undefined) return known;
    const [one, two] = [piecesOf(left), piecesOf(right)];
    const isPlain = one.length === 1 && two.length === 1 && /^[\p{L}\p{P}]{2}$/u.test(pair);
    const moved = isPlain ? (kit.font.layout(pair, plainly).positions[0]?.xAdvance ?? 0) : undefined;
    const closer = moved === undefined ? 0 : moved * scale - (one[0]?.position.xAdvance ?? 0);
    kerns.set(pair, closer);
    return closer;
  }
  function* set(text: string): Generator<Piece> {
    const letters = asSeen(lettersOf(text));
    for (const [at, letter] of letters.entries()) {
      const next = letters[at + 1];
      const closer = next === undefined ? 0 : kern(letter, next);
      const [first, ...rest] = piecesOf(letter);
      if (first === undefined) continue;
      const { position } = first;
      yield closer === 0 ? first : { ...first, position: { ...position, xAdvance: position.xAdvance + closer } };
      yield* rest;
    }
  }
  /** Its number in the file: one for each meaning that it has. */
  function numberOf({ glyph, reads, position }: Piece): number {
    const key = `${glyph.id}:${reads.join(",")}`;
    const known = drawn.get(key);
    if (known !== undefined) return known;
    kit.subset.glyphs.push(glyph.id);
    const number = kit.subset.glyphs.length - 1;
    kit.unicode[number] = reads;
    kit.widths[number] = position.advanceWidth;
    drawn.set(key, number);
    return number;
  }
  kit.encode = (text) => {
    const all = [...set(text)];
    return [all.map((piece) => numberOf(piece).toString(16).padStart(4, "0")), all.map(({ position }) => position)];
  };
  const width = (text: string, size: number): number => {
    const known = measured.get(text);
    if (known !== undefined) return (known * size) / 1000;
    let sum = 0;
    for (const { position } of set(text)) sum += position.xAdvance;
    if (measured.size < mostMeasured) measured.set(text, sum);
    return (sum * size) / 1000;
  };
  kit.widthOfString = width;
  return { name, width, lacks: () => lacking };
}
