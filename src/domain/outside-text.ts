import { z } from "zod";

// PostgreSQL takes no NUL, and half of a surrogate pair is no character.
const unkeepable = /[\0\p{Surrogate}]/u;

// As many marks on one letter as Unicode's stream-safe text has, far more than any script writes: composing them costs
// the square of
// their number.
const heaped = /(\p{M}{30})\p{M}+/gu;

/**
 * A text as it can be kept and worked with: without NUL, with U+FFFD for half a character, and with at most 30 marks on
 * a letter. What people typed is cleaned, never refused for it.
 */
export function keepable(typed: string): string {
  const kept = unkeepable.test(typed) ? typed.replaceAll("\0", "").replace(/\p{Surrogate}/gu, "\ufffd") : typed;
  return kept.replace(heaped, "$1");
}

/**
 * True when a text can be kept as it is. What a program sent and cannot be kept is malformed: cleaned, an id would be
 * another one.
 */
export const isKeepable = (sent: string): boolean => !unkeepable.test(sent);

/** What people typed, and what they call things. */
export const typedText = z.string().transform(keepable);

/** What only programs write: an id, a key, a name of ours. Up to `most` characters. */
export const sentText = (most: number) => z.string().max(most).refine(isKeepable, "holds characters that are no text");
