import type { Block, Content } from "./content.ts";

/** True of a content that nobody could read a word of: no blocks, or buttons and empty lists alone. */
export const saysNothing = ({ blocks }: Pick<Content, "blocks">): boolean => !blocks.some(speaks);

function speaks(block: Block): boolean {
  switch (block.kind) {
    case "buttons":
      return false;
    case "list":
      return block.items.length > 0;
    case "facts":
    case "table":
      return block.rows.length > 0;
    default:
      return true;
  }
}
