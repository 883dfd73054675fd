import type { Agreement } from "../../domain/agreement.ts";
import type { Block, Content } from "../../messages/content.ts";
import type { Language } from "../../messages/language.ts";
import type { Registry } from "../registry.ts";
import { lineIn } from "./help.ts";
import { parseLine } from "./parse.ts";

type Lines = Pick<Content, "blocks">;

/**
 * A content whose lines to copy have the words of a language, those that stand in a sentence as its `line` too;
 * handlers write them in English. Packages and areas get their own names, where an agreement is given.
 */
export function linesIn<C extends Lines>(registry: Registry, content: C, language: Language, agreement?: Agreement): C {
  return language === "en" ? content : eachLine(content, (line) => lineIn(registry, line, language, agreement));
}

/**
 * A content whose lines to copy name their project, for where they would be about another one, or about none; those
 * that name one, or need none, stay.
 */
export const linesOf = <C extends Lines>(registry: Registry, content: C, code: string): C =>
  eachLine(content, (line) => {
    const parsed = parseLine(registry, line);
    if (parsed.kind !== "run" && parsed.kind !== "form") return line;
    const isNamed = parsed.project !== undefined || parsed.line.project !== "required";
    return isNamed ? line : line.replace(/(?=\n|$)/u, ` in:${code}`);
  });

function eachLine<C extends Lines>(content: C, write: (line: string) => string): C {
  const written = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(written);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [
        key,
        key === "line" && typeof one === "string" ? write(one) : written(one),
      ]),
    );
  };
  const blocks = content.blocks.map((block): Block => (block.kind === "buttons" ? block : (written(block) as Block)));
  return { ...content, blocks };
}
