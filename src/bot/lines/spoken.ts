import { wholeLine } from "../labels.ts";
import { cleanText } from "../tokens.ts";
import { addressedLine } from "./composed.ts";
import type { Parsed } from "./parse.ts";

/** A sentence has more words than these; as few, beginning almost like a command, are a slip in one. */
const fewWords = 2;

const wordsOf = (text: string): readonly string[] => text.split(/\s+/u).filter((word) => word !== "");

/**
 * What somebody says to a person rather than types as a line, without the bot's address: `Hej! Hur gör jag för att …`.
 * Undefined for a line, right or wrong. A sentence may begin with a command's word: it is one where the line cannot
 * take its words.
 */
export function spokenWords(parsed: Parsed, typed: string): string | undefined {
  const text = addressedLine(cleanText(typed));
  return speaks(parsed, wordsOf(text)) ? text : undefined;
}

/** A key with its value, a reference: people do not talk like that. */
const isTyped = (words: readonly string[]): boolean =>
  words.some((word) => /^(?:\p{L}+:\S|[RXCTHVMFP]\d+$)/u.test(word));

function speaks(parsed: Parsed, all: readonly string[]): boolean {
  const words = all.length;
  switch (parsed.kind) {
    case "unknown":
      return parsed.nearest === undefined || words > fewWords;
    case "refused":
      return parsed.nearest === undefined && words > fewWords && !isTyped(all);
    case "problem":
      return (
        words > fewWords &&
        !isTyped(all) &&
        parsed.line.allow.includes("customer") &&
        Object.hasOwn(parsed.errors, wholeLine)
      );
    case "run":
      return parsed.line.serves === "nothing" && Object.values(parsed.raw).some((value) => wordsOf(value).length > 1);
    default:
      return false;
  }
}
