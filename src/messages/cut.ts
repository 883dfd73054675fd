/**
 * As long as one character that people see gets in practice: what straddles a limit is whole in that much beyond it.
 */
const longest = 64;
const segmenter = new Intl.Segmenter("sv", { granularity: "grapheme" });
const characters = (text: string): readonly string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** A text of at most so many characters; what is cut ends in `…`, never within a character that people see as one. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = "";
  for (const character of characters(text.slice(0, most + longest))) {
    if (kept.length + character.length >= most) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** A part of a text, and what stood between it and the next: a line break, a space, or nothing. */
export interface Part {
  readonly text: string;
  readonly gap: "" | " " | "\n";
}

/**
 * A text in parts of at most so many characters: parted at a line break, else at a space, else between two characters.
 * Joined with what stood between them they are the text again.
 */
export function parts(text: string, most: number): readonly Part[] {
  const found: Part[] = [];
  let rest = text;
  while (rest.length > most) {
    const { at, skip } = parting(rest, most);
    found.push({ text: rest.slice(0, at), gap: skip });
    rest = rest.slice(at + skip.length);
  }
  return [...found, { text: rest, gap: "" }];
}

function parting(text: string, most: number): { readonly at: number; readonly skip: Part["gap"] } {
  const half = Math.floor(most / 2);
  const line = text.lastIndexOf("\n", most);
  if (line > half) return { at: line, skip: "\n" };
  const space = text.lastIndexOf(" ", most);
  if (space > half) return { at: space, skip: " " };
  let at = 0;
  // A character longer than a part is parted all the same.
  for (const character of characters(text.slice(0, most + longest))) {
    if (at + character.length > most) break;
    at += character.length;
  }
  return { at: at === 0 ? most : at, skip: "" };
}
