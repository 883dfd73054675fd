import type { Block, Content } from "../messages/content.ts";
import type { Language } from "../messages/language.ts";
import { exampleIn } from "./help.ts";
import type { Registry } from "./registry.ts";

/** A content whose lines to copy have the words of a language; handlers write them in English. */
export function linesIn<C extends Pick<Content, "blocks">>(registry: Registry, content: C, language: Language): C {
  const blocks = content.blocks.map(
    (block): Block => (block.kind === "line" ? { ...block, line: exampleIn(registry, block.line, language) } : block),
  );
  return { ...content, blocks };
}
