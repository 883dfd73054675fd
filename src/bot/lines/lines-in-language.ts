import type { Agreement } from "../../domain/agreement.ts";
import type { Block, Content } from "../../messages/content.ts";
import type { Language } from "../../messages/language.ts";
import type { Registry } from "../registry.ts";
import { lineIn } from "./help.ts";

/**
 * A content whose lines to copy have the words of a language, those that stand in a sentence as its `line` too;
 * handlers write them in English. Packages and areas get their own names, where an agreement is given.
 */
export function linesIn<C extends Pick<Content, "blocks">>(
  registry: Registry,
  content: C,
  language: Language,
  agreement?: Agreement,
): C {
  if (language === "en") return content;
  const spoken = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(spoken);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        key === "line" && typeof one === "string" ? lineIn(registry, one, language, agreement) : spoken(one),
      ]),
    );
  };
  const blocks = content.blocks.map((block): Block => (block.kind === "buttons" ? block : (spoken(block) as Block)));
  return { ...content, blocks };
}
