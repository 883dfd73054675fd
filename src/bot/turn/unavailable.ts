import { type Phrase, phrase } from "../../messages/phrase.ts";
import { Unavailable } from "../../store/unavailable.ts";

/**
 * What a person is told when the database could not do what it was asked: whether it was saved, and what to do.
 * Undefined for any other error.
 */
export function unavailable(error: unknown): Phrase | undefined {
  if (!(error instanceof Unavailable)) return undefined;
  return phrase(error.unsure ? "error.database.unsure" : `error.database.${error.trouble}`);
}
