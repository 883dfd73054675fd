import { auxiliaries, isDeed } from "../language/deed-words.ts";
import { howWords, particles, standsFor } from "../language/minutes-words.ts";
import type { Word } from "../language/stems.ts";
import { contentOf } from "./minutes-matter.ts";
import type { Owned } from "./minutes-owner.ts";
import { isDayAt, type Statement } from "./minutes-statement.ts";

/** *Jag skickar den*, *I'll do that*: to what it is done stands elsewhere. */
export function onlyPoints(statement: Statement, { spent }: Owned): boolean {
  const { words } = statement;
  const deed = words.findIndex(({ folded }) => isDeed(folded));
  const rest = words.filter(
    ({ start, end }, place) => place !== deed && !spent.has(place) && !isDayAt(statement, start, end),
  );
  return (
    rest.some(({ folded }) => standsFor.has(folded)) &&
    !rest.some((word) => contentOf([word]).size > 0 || /\d|^\p{Lu}{2}/u.test(word.raw))
  );
}

/**
 * *Karin bevakar*, *Karin to follow up by Friday*, *Karin tar den*: a deed, and nothing that it is done to, so that
 * nobody can tell when it is done (M1).
 */
export function lacksObject(statement: Statement, { spent }: Owned): boolean {
  const rest = statement.words.filter(({ start, end }, place) => !spent.has(place) && !isDayAt(statement, start, end));
  const deed = rest.findIndex(({ folded }) => isDeed(folded));
  return rest.every((word, place) => {
    const joined = isDeed(word.folded) && /^(?:och|and)$/.test(rest[place - 1]?.folded ?? "");
    return place === deed || joined || auxiliaries.has(word.folded) || !namesThing(word);
  });
}

const namesThing = (word: Word): boolean =>
  /\d|^\p{Lu}/u.test(word.raw) ||
  (contentOf([word]).size > 0 &&
    !standsFor.has(word.folded) &&
    !howWords.has(word.folded) &&
    !particles.has(word.folded));
