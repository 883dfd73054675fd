import { isDeed } from "../language/deed-words.ts";
import { articles, becomes } from "../language/reference-words.ts";
import type { Word } from "../language/stems.ts";
import { contentOf } from "./minutes-matter.ts";

interface Content {
  readonly words: readonly Word[];
  /** The places of the words that say something, the first of each stem. */
  readonly places: readonly number[];
}

function contentIn(words: readonly Word[]): Content {
  const stems = [...contentOf(words)];
  return { words, places: stems.map((stem) => words.findIndex((word) => word.stem === stem && says(word))) };
}
const says = (word: Word): boolean => contentOf([word]).size > 0;

/** The one word of each in which two that are as long differ; undefined where they differ in none or in more. */
function apartIn(one: Content, other: Content): { readonly at: number; readonly content: number } | undefined {
  if (one.places.length !== other.places.length) return undefined;
  const apart = one.places.flatMap((place, content) =>
    one.words[place]?.stem === other.words[other.places[content] ?? -1]?.stem ? [] : [{ at: place, content }],
  );
  return apart.length === 1 ? apart[0] : undefined;
}

/**
 * *Use the Dublin data centre*, *use the Frankfurt data centre*: another decision says the same of the same thing but
 * for one word in it, and names another value (M1). Who or what it is said of may differ: *Lund får nya telefoner*.
 */
export function isTwinDecision(said: readonly Word[], later: readonly Word[]): boolean {
  const [one, other] = [contentIn(said), contentIn(later)];
  const apart = apartIn(one, other);
  if (apart === undefined) return false;
  const isSubject = said.slice(0, apart.at).every(({ folded }) => articles.has(folded));
  if (isSubject) return one.places.length > 1 && becomes.has(said[apart.at + 1]?.folded ?? "");
  return one.places.length > 2;
}

/** *The Dublin test lab*, *the Frankfurt test lab*: another deed with a thing that one word tells from the first. */
export function isTwinDeed(said: readonly Word[], later: readonly Word[]): boolean {
  const one = contentIn(said);
  const apart = apartIn(one, contentIn(later));
  if (apart === undefined || one.places.length < 3 || isDeed(said[apart.at]?.folded ?? "")) return false;
  return one.places[apart.content + 1] === apart.at + 1;
}
