/** What a message says to the bot. */
export interface Addressed {
  /** The line after the mention of the bot; what stands before it when nothing comes after. */
  readonly text: string;
  /** Everything that mentions of the bot part, in order, where that is more than the line: none of it is dropped unread. */
  readonly parts?: readonly string[];
}

/** A message by what stands before, between and after its mentions of the bot. */
export function addressed([before = "", ...after]: readonly string[]): Addressed {
  const parts = [before, ...after].map((part) => part.trim()).filter((part) => part !== "");
  const rest = after.join(" ").trim();
  const text = rest === "" ? before.trim() : rest;
  return parts.length > 1 ? { text, parts } : { text };
}
