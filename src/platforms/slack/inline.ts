import type { Text, Value } from "../../messages/phrase.ts";
import { limits } from "./limits.ts";
import { parts, type RichTextElement, say, type Writing } from "./text.ts";

/** How a run of text is styled. */
export type Style = NonNullable<Extract<RichTextElement, { type: "text" }>["style"]>;

type Mark = Exclude<Value, string | number>;

/** Where a mark stood in the written text: characters that nobody types, taken out of people's words. */
const opening = "\uE000";
const closing = "\uE001";
const marked = /\uE000(\d+)\uE001/u;

/** A piece of rich text with what it says, for the text beside the blocks and to count its characters. */
export interface Run {
  readonly element: RichTextElement;
  readonly text: string;
}

/**
 * A text as rich text: nothing in it is read as markup, whatever people typed. An instant is shown in the reader's zone, a person
 * with an account as a mention.
 */
export function inline(writing: Writing, text: Text, style?: Style): readonly Run[] {
  const marks: Mark[] = [];
  const written = say(writing, withMarks(text, marks) as Text);
  // Split by a pattern with one group: text and the number of a mark take turns.
  return written.split(marked).flatMap((piece, index): readonly Run[] => {
    if (index % 2 === 0) return run(piece, style);
    const mark = marks[Number(piece)];
    return mark === undefined ? [] : markRun(writing, mark, style);
  });
}

/** A run of literal text; nothing when there is none. */
export function run(text: string, style?: Style): readonly Run[] {
  return text === "" ? [] : [{ element: { type: "text", text, ...(style === undefined ? {} : { style }) }, text }];
}

export const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join("");
export const elementsOf = (runs: readonly Run[]): RichTextElement[] => runs.map(({ element }) => element);

/** Runs in groups that each fit a block. */
export function fitting(runs: readonly Run[], most: number = limits.text): readonly (readonly Run[])[] {
  const found: Run[][] = [[]];
  let length = 0;
  const put = (one: Run): void => {
    if (length + one.text.length > most && length > 0) {
      found.push([]);
      length = 0;
    }
    found.at(-1)?.push(one);
    length += one.text.length;
  };
  for (const { element, text } of runs) {
    if (element.type !== "text") put({ element, text });
    // What stood between two parts stays, in case both fit the same group.
    else for (const { text: part, gap } of parts(text, most - 1)) put({ element: { ...element, text: part + gap }, text: part + gap });
  }
  return found.filter((one) => one.length > 0);
}

function markRun(writing: Writing, mark: Mark, style?: Style): readonly Run[] {
  const text = say(writing, mark);
  if ("at" in mark) {
    const timestamp = Math.floor(mark.at / 1000);
    return [{ element: { type: "date", timestamp, format: "{date_short_pretty} {time}", fallback: text }, text }];
  }
  const user = "person" in mark ? writing.mentions?.get(mark.person) : undefined;
  return user === undefined ? run(text, style) : [{ element: { type: "user", user_id: user }, text }];
}

/** The text with a mark for each instant and person, and people's own words unable to disturb what stands around them. */
function withMarks(value: Text | Value, marks: Mark[]): Text | Value {
  if (typeof value === "number") return value;
  if (typeof value === "string") return own(value);
  if ("raw" in value) return { raw: own(value.raw) };
  if ("say" in value) {
    if (value.with === undefined) return value;
    return { ...value, with: Object.fromEntries(Object.entries(value.with).map(([key, one]) => [key, withMarks(one, marks) as Value])) };
  }
  if ("list" in value) return { list: value.list.map((one) => withMarks(one, marks) as Value) };
  if ("at" in value || "person" in value) return `${opening}${marks.push(value) - 1}${closing}`;
  return value;
}

const rightToLeft = /[\u0590-\u08FF\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC]/u;

/** People's words; where they run from right to left they are kept from turning what stands around them. */
function own(text: string): string {
  const kept = text.replace(/[\uE000\uE001]/gu, "");
  return rightToLeft.test(kept) ? `\u2068${kept.replace(/[\u202A-\u202E\u2066-\u2069]/gu, "")}\u2069` : kept;
}
