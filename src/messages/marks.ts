import type { Text, Value } from "./phrase.ts";

/** A value that a platform can draw its own way: an instant, a person. */
export type Mark = Extract<Value, { readonly at: number } | { readonly person: unknown }>;

/** Where a mark stood in the written text: characters that nobody types, taken out of people's words. */
const opening = "\uE000";
const closing = "\uE001";
const marked = /\uE000(\d+)\uE001/u;

/**
 * A text as it is written, in pieces: strings, and between them the instants and persons that it speaks of. People's
 * own words cannot pass for either, and those that run from right to left turn nothing that stands around them.
 */
export function pieces(text: Text, write: (text: Text) => string): readonly (string | Mark)[] {
  const marks: Mark[] = [];
  const written = write(withMarks(text, marks) as Text);
  // Split by a pattern with one group: text and the number of a mark take turns.
  return written
    .split(marked)
    .map((piece, index) => (index % 2 === 0 ? piece : (marks[Number(piece)] ?? "")))
    .filter((piece) => piece !== "");
}

function withMarks(value: Text | Value, marks: Mark[]): Text | Value {
  if (typeof value === "number") return value;
  if (typeof value === "string") return own(value);
  if ("raw" in value) return { raw: own(value.raw) };
  if ("say" in value) {
    if (value.with === undefined) return value;
    return {
      ...value,
      with: Object.fromEntries(Object.entries(value.with).map(([key, one]) => [key, withMarks(one, marks) as Value])),
    };
  }
  if ("list" in value) return { list: value.list.map((one) => withMarks(one, marks) as Value) };
  if ("either" in value) return { either: value.either.map((one) => withMarks(one, marks) as Value) };
  if ("at" in value || "person" in value) return `${opening}${marks.push(value) - 1}${closing}`;
  return value;
}

const rightToLeft = /[\u0590-\u08FF\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC]/u;

/** People's words; where they run from right to left they are kept from turning what stands around them. */
function own(text: string): string {
  const kept = text.replace(/[\uE000\uE001]/gu, "");
  return rightToLeft.test(kept) ? `\u2068${kept.replace(/[\u202A-\u202E\u2066-\u2069]/gu, "")}\u2069` : kept;
}
