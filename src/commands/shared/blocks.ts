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
/** What may be typed where a card's buttons do not work: on some phones, in some clients. It goes with the buttons. */
export function typedInstead(...lines: readonly string[]): readonly Block[] {
  return [said("card.typed", { count: lines.length }, "quiet"), ...lines.map((line): Block => ({ kind: "line", line, instead: true }))];
}
/** True for what {@link typedInstead} wrote. */
export const isTypedInstead = (block: Block): boolean =>
  (block.kind === "line" && block.instead === true) || (block.kind === "text" && "say" in block.text && block.text.say === "card.typed");
/** Buttons, or nothing when there are none. */
export function buttonsBlock(buttons: readonly Button[]): readonly Block[] {
  return buttons.length === 0 ? [] : [{ kind: "buttons", buttons }];
}
/** People's own words set apart, or nothing when nothing was said. */
export function quoted(text: string | undefined): readonly Block[] {
  return text === undefined || text.trim() === "" ? [] : [{ kind: "quote", text }];
}
