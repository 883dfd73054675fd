import { type Mark, pieces } from "../../../messages/marks.ts";
import type { Text } from "../../../messages/phrase.ts";
import { limits } from "./limits.ts";
import { instantFormat, instantMarkup, parts, type RichTextElement, safe, say, sayHere, type Writing } from "./text.ts";

/** How a run of text is styled. */
export type Style = NonNullable<Extract<RichTextElement, { type: "text" }>["style"]>;

/** A piece of rich text with what it says, for the text beside the blocks and to count its characters. */
export interface Run {
  readonly element: RichTextElement;
  readonly text: string;
}

/**
 * A text as rich text: nothing in it is read as markup, whatever people typed. An instant is shown in the reader's
 * zone, a person with an account as a mention.
 */
export function inline(writing: Writing, text: Text, style?: Style): readonly Run[] {
  return pieces(text, (one) => say(writing, one)).flatMap((piece) =>
    typeof piece === "string" ? run(piece, style) : markRun(writing, piece, style),
  );
}

/** A text as mrkdwn in which nothing acts but its instants, each in the reader's zone. */
export const markupOf = (writing: Writing, text: Text): string =>
  pieces(text, (one) => say(writing, one))
    .map((piece) => {
      if (typeof piece === "string") return safe(piece);
      return "at" in piece ? instantMarkup(piece.at, sayHere(writing, piece)) : safe(say(writing, piece));
    })
    .join("");

/** A run of literal text; nothing when there is none. */
export function run(text: string, style?: Style): readonly Run[] {
  return text === "" ? [] : [{ element: { type: "text", text, style }, text }];
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
    else
      for (const { text: part, gap } of parts(text, most - 1))
        put({ element: { ...element, text: part + gap }, text: part + gap });
  }
  return found.filter((one) => one.length > 0);
}

function markRun(writing: Writing, mark: Mark, style?: Style): readonly Run[] {
  const text = say(writing, mark);
  if ("at" in mark) {
    const timestamp = Math.floor(mark.at / 1000);
    return [{ element: { type: "date", timestamp, format: instantFormat, fallback: sayHere(writing, mark) }, text }];
  }
  const user = "person" in mark ? writing.mentions?.get(mark.person) : undefined;
  return user === undefined ? run(text, style) : [{ element: { type: "user", user_id: user }, text }];
}
