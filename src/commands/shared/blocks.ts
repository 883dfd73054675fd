import type { Ref } from "../../domain/units.ts";
import type { Block, Button } from "../../messages/content.ts";
import { type PhraseId, phrase, type Text, type Value } from "../../messages/phrase.ts";

type Tone = Extract<Block, { kind: "text" }>["tone"];

/** A line of text of a phrase: `said("log.done", { ref: "H4" }, "success")`. */
export function said(say: PhraseId, values?: Readonly<Record<string, Value>>, tone?: Tone): Block {
  return textBlock(phrase(say, values), tone);
}
/** A line of text. */
export function textBlock(text: Text, tone?: Tone): Block {
  return tone === undefined ? { kind: "text", text } : { kind: "text", text, tone };
}
/** A line to copy and send. */
export function lineBlock(line: string): Block {
  return { kind: "line", line };
}
/** Buttons, or nothing when there are none. */
export function buttonsBlock(buttons: readonly Button[]): readonly Block[] {
  return buttons.length === 0 ? [] : [{ kind: "buttons", buttons }];
}
/** People's own words set apart, or nothing when nothing was said. */
export function quoted(text: string | undefined): readonly Block[] {
  return text === undefined || text.trim() === "" ? [] : [{ kind: "quote", text }];
}

/** What was recorded says the same as what stands already, with the way out: nothing is billed twice by a slip (S6). */
export const sameBlocks = (undo: Ref, same: Ref | undefined): readonly Block[] =>
  same === undefined ? [] : [said("log.same", { same, undo }, "warning"), lineBlock(`undo ${undo}`)];
