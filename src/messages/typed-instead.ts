import type { Block } from "./content.ts";
import { phrase } from "./phrase.ts";

/** What may be typed where a card's buttons do not work: on some phones, in some clients. It goes with the buttons. */
export function typedInstead(...lines: readonly string[]): readonly Block[] {
  return [
    { kind: "text", text: phrase("card.typed", { count: lines.length }), tone: "quiet", role: "instead" },
    ...lines.map((line): Block => ({ kind: "line", line, instead: true })),
  ];
}

/** True for what {@link typedInstead} wrote. */
export const isTypedInstead = (block: Block): boolean =>
  (block.kind === "line" && block.instead === true) || (block.kind === "text" && block.role === "instead");
