import { createRequire } from "node:module";
import type en from "../../locales/en.json";
import { type Language, languages } from "./language.ts";
import type { PhraseId } from "./phrase.ts";

/** Every message of one language. */
export type Locale = Readonly<Record<PhraseId, string>>;
/** The messages of every language. */
export type Locales = Readonly<Record<Language, Locale>>;

const load = createRequire(import.meta.url);
/** The messages as shipped. */
export const locales: Locales = {
  sv: load("#locales/sv.json") as typeof en,
  en: load("#locales/en.json") as typeof en,
};

/** True when `locales/` has a message of that name. */
export function isPhraseId(key: string): key is PhraseId {
  return Object.hasOwn(locales.en, key);
}

/**
 * The words that people may type for a thing (`command.log`, `key.on`, `value.larger`), the preferred first; none when
 * `locales/` does not name it. Both languages' words count, whatever the language of the place.
 */
export function wordsOf(key: string, language?: Language): readonly string[] {
  if (!isPhraseId(key)) return [];
  const spoken = language === undefined ? languages : [language];
  return [...new Set(spoken.flatMap((one) => locales[one][key].split("|").map((word) => word.trim())))].filter(
    (word) => word !== "",
  );
}
