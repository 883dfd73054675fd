import type { Day } from "../domain/units.ts";
import type { Block, Content } from "./content.ts";
import type { Language } from "./language.ts";
import { pictureWords } from "./picture-words.ts";
import type { Words } from "./words.ts";

/**
 * Everything that a content's blocks say, as plain text: for notifications, for the local API's `text`, and for what is
 * kept word for word (S9, L2). Buttons are offered, not said, so they are left out.
 */
export function plainText(words: Words, language: Language, content: Pick<Content, "blocks">, today?: Day): string {
  return content.blocks
    .map((block) => blockText(words, language, block, today))
    .filter((text) => text !== "")
    .join("\n");
}

function blockText(words: Words, language: Language, block: Block, today?: Day): string {
  const say: (text: Parameters<Words["text"]>[1]) => string = (text) => words.text(language, text, today);
  switch (block.kind) {
    case "heading":
    case "text":
      return say(block.text);
    case "list":
      return block.items.map((item) => `• ${say(item)}`).join("\n");
    case "facts":
      return block.rows.map((row) => `${say(row.label)}: ${say(row.value)}`).join("\n");
    case "table":
      return [block.columns.map((column) => column.label), ...block.rows]
        .map((row) => row.map(say).join(" | "))
        .join("\n");
    case "quote":
      return block.text
        .split("\n")
        .map((line) => `> ${line}`)
        .join("\n");
    case "line":
      return block.line;
    case "buttons":
      return "";
    case "picture":
      return pictureWords(words, language, block.picture);
  }
}
