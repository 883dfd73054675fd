import { type Phrase, type PhraseId, phrase } from "../messages/phrase.ts";

/** The name under which errors stand that belong to no field. */
export const wholeLine = "*";

/** A field's label: the registry has checked that it is there. */
export function labelOf(name: string): PhraseId {
  return `field.${name}` as PhraseId;
}

/** A needed field was not given. */
export function missing(name: string): Phrase {
  return phrase("field.missing", { field: phrase(labelOf(name)) });
}
