import { clean } from "./clean.ts";
import { lettersOf, type Typeface } from "./typeface.ts";

/** Rounding is no reason to break a line. */
const hair = 0.01;

/**
 * A text in lines of a width. It is broken between words; a word that is wider than a line is broken where the line
 * ends, and nothing is left out.
 */
export function linesOf(text: string, face: Typeface, size: number, width: number): readonly string[] {
  return clean(text)
    .split("\n")
    .flatMap((paragraph) => brokenAt(paragraph.trimEnd(), face, size, width));
}

function brokenAt(paragraph: string, face: Typeface, size: number, width: number): readonly string[] {
  if (face.width(paragraph, size) <= width + hair) return [paragraph];
  const lines: string[] = [];
  let [line, taken] = ["", 0];
  for (const word of wordsOf(paragraph)) {
    if (taken + face.width(word.trimEnd(), size) > width + hair) {
      if (line !== "") lines.push(line.trimEnd());
      const parts = splitWord(word, face, size, width);
      lines.push(...parts.slice(0, -1));
      line = parts.at(-1) ?? "";
      taken = face.width(line, size);
      continue;
    }
    line += word;
    taken += face.width(word, size);
  }
  return line.trimEnd() === "" && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

/**
 * Words with the space after them; after a dash or a slash in a word it may be broken too. A number stands with what it
 * counts.
 */
function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  for (const word of text.match(/[^\s\-–/]+(?:[-–/]+(?=\p{L}{2})|\s+|(?=[-–/])|$)|[-–/]+\s*|\s+/gu) ?? [text]) {
    const before = words.at(-1);
    if (before !== undefined && /\d\s$/u.test(before) && counted.test(word)) words[words.length - 1] = before + word;
    else words.push(word);
  }
  return words;
}
const counted = /^(?:%|h|min|kr|st|pcs)(?!\p{L})/u;

function splitWord(word: string, face: Typeface, size: number, width: number): readonly string[] {
  if (face.width(word.trimEnd(), size) <= width + hair) return [word];
  const parts: string[] = [];
  let part = "";
  for (const letter of lettersOf(word)) {
    if (part !== "" && face.width(`${part}${letter}`.trimEnd(), size) > width + hair) {
      parts.push(part);
      part = "";
    }
    part += letter;
  }
  return [...parts, part];
}

/** As much of a text as one line holds. */
export function oneLine(text: string, face: Typeface, size: number, width: number): string {
  const whole = clean(text).replaceAll("\n", " ");
  if (face.width(whole, size) <= width + hair) return whole;
  let kept = "";
  for (const letter of lettersOf(whole)) {
    if (face.width(`${kept}${letter}…`, size) > width) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}
