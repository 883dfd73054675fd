/** What a message says to the bot. */
export interface Addressed {
  /** The line after the mention of the bot; what stands before it when nothing comes after. */
  readonly text: string;
  /**
   * Everything that mentions of the bot part, in order, where that is more than the line: none of it is dropped unread.
   */
  readonly parts?: readonly string[];
}

/** A message by what stands before, between and after its mentions of the bot. */
export function addressed(all: readonly string[]): Addressed {
  const [before = "", ...after] = all.map((part) => part.trim());
  const isSaid = (part: string): boolean => part !== "";
  const parts = [before, ...after].filter(isSaid);
  // Inside a line it is somebody who is named: `team add @Startklar approver` is not about somebody called approver.
  const rest = after.filter(isSaid).join(" @Startklar ");
  const text = rest === "" ? before : rest;
  return parts.length > 1 ? { text, parts } : { text };
}
