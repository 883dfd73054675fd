import { type Phrase, type PhraseId, phrase } from "../messages/phrase.ts";
import { isPhraseId } from "../messages/vocabulary.ts";

/** The name under which errors stand that belong to no field. */
export const wholeLine = "*";

/** A field's label: the registry has checked that it is there. */
export function labelOf(name: string): PhraseId {
  return `field.${name}` as PhraseId;
}

/** A needed field was not given; where one of several is to be chosen, it says what. */
export function missing(name: string): Phrase {
  const choose = `field.choose.${name}`;
  if (isPhraseId(choose)) return phrase(choose);
  return phrase("field.missing", { field: phrase(labelOf(name)) });
}
