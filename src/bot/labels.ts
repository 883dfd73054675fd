import type { LocalName } from "../domain/units.ts";
import type { Language } from "../messages/language.ts";
import { name as called, labelText, type Phrase, type PhraseId, phrase } from "../messages/phrase.ts";
import { isPhraseId, wordsOf } from "../messages/vocabulary.ts";
import type { FieldKind, Named } from "./field.ts";

/** The name under which errors stand that belong to no field. */
export const wholeLine = "*";

type Titled = Pick<FieldKind<unknown>, "titled"> | undefined;
type Label = Phrase | { readonly name: LocalName };

/** A field's label: the agreement's, or that of `locales/`, where the registry has checked that it is there. */
export function labelIn(name: string, kind?: Titled): PhraseId | { readonly name: LocalName } {
  return kind?.titled === undefined ? (`field.${name}` as PhraseId) : called(kind.titled.name);
}

/** It as a line of text. */
export const labelOf = (name: string, kind?: Titled): Label => labelText(labelIn(name, kind));

/** A needed field was not given; where one of several is to be chosen, it says what. */
export function missing(name: string, label: Label = labelOf(name)): Phrase {
  const choose = `field.choose.${name}`;
  if (isPhraseId(choose)) return phrase(choose);
  return phrase("field.missing", { field: label });
}

/** Every word that a field's key is typed with, beside its own name; one of several words is none. */
export function keyWords(name: string, kind: Titled): readonly string[] {
  return kind?.titled === undefined ? wordsOf(`key.${name}`) : wordsOfNamed(kind.titled);
}

/**
 * A field's key as it is shown in a language: its own name in English, which nobody has to type with a capital in it.
 */
export function keyIn(name: string, kind: Titled, language: Language): string {
  if (language === "en") return /\p{Lu}/u.test(name) ? (wordsOf(`key.${name}`, "en")[0] ?? name) : name;
  const own = kind?.titled;
  if (own === undefined) return wordsOf(`key.${name}`, language)[0] ?? name;
  const words = wordsOfNamed(own);
  return words.find((word) => word === own.name[language].toLowerCase()) ?? name;
}

/** The words for something of the agreement that can be typed before a colon. */
function wordsOfNamed({ id, name, aliases = [] }: Named): readonly string[] {
  return [id, ...aliases, name.sv, name.en]
    .map((word) => word.toLowerCase())
    .filter((word) => /^[\p{L}\p{N}-]+$/u.test(word));
}
