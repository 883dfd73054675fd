import type { Block } from "../../messages/content.ts";
import type { Language } from "../../messages/language.ts";
import { plainText } from "../../messages/plain.ts";
import { createWords } from "../../messages/words.ts";

const words = createWords();

/** What is kept word for word of an offer or an approval (S9, L2): the text of its blocks, with every day's year. */
export function keptText(language: Language, blocks: readonly Block[]): string {
  return plainText(words, language, { blocks });
}
