import type { Button } from "./content.ts";
import { at, list, type Phrase, phrase, type Text, type Value } from "./phrase.ts";

/** A value that a platform can draw its own way: an instant, a person. */
export type Mark = Extract<Value, { readonly at: number } | { readonly person: unknown }>;

/**
 * A text whose instants say that they are the house's time, for where a platform draws none of them in the reader's own
 * (P2).
 */
export function inHouseTime<Of extends Text | Value>(value: Of): Of {
  return mapped(value, (one) => (typeof one === "object" && "at" in one ? { ...one, named: true } : undefined)) as Of;
}

/** The instants that a text speaks of, in their order. */
export function instantsIn(value: Text | Value): readonly number[] {
  const found: number[] = [];
  mapped(value, (one) => {
    if (typeof one === "object" && "at" in one) found.push(one.at);
    return undefined;
  });
  return found;
}

/** That buttons show the house's time, and theirs beside it; undefined where none of them names an instant (P2). */
export function buttonTimes(buttons: readonly Button[]): Phrase | undefined {
  const times = buttons.flatMap(({ label }) => instantsIn(label));
  if (times.length === 0) return undefined;
  return phrase("instant.buttons", { zone: { zone: "house" }, times: list(times.map(at)) });
}

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
  return mapped(value, (one) => {
    if (typeof one === "string") return own(one);
    if (typeof one === "number") return undefined;
    if ("raw" in one) return { raw: own(one.raw) };
    if (("at" in one && one.named !== true) || "person" in one) return `${opening}${marks.push(one) - 1}${closing}`;
    return undefined;
  });
}

/** A text with what is put in place of its values; undefined leaves a value as it is. */
function mapped(value: Text | Value, place: (one: Text | Value) => Text | Value | undefined): Text | Value {
  const placed = place(value);
  if (placed !== undefined) return placed;
  if (typeof value !== "object") return value;
  if ("say" in value) {
    if (value.with === undefined) return value;
    const entries = Object.entries(value.with).map(([key, one]) => [key, mapped(one, place) as Value]);
    return { ...value, with: Object.fromEntries(entries) };
  }
  if ("list" in value) return { list: value.list.map((one) => mapped(one, place) as Value) };
  if ("either" in value) return { either: value.either.map((one) => mapped(one, place) as Value) };
  return value;
}

const rightToLeft = /[\u0590-\u08FF\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC]/u;

/** People's words; where they run from right to left they are kept from turning what stands around them. */
function own(text: string): string {
  const kept = text.replace(/[\uE000\uE001]/gu, "");
  return rightToLeft.test(kept) ? `\u2068${kept.replace(/[\u202A-\u202E\u2066-\u2069]/gu, "")}\u2069` : kept;
}
