import { isDeed, isOtherVerb, modals } from "../language/deed-words.ts";
import { fold } from "../language/fold.ts";
import type { Word } from "../language/stems.ts";
import type { PersonRef } from "./person.ts";

/** Those whom a word or some words can mean, and how many words that takes. */
export interface Named {
  readonly people: readonly PersonRef[];
  readonly count: number;
}

/** The one person that a word means: a handle, a whole name, or a part of a name that only one of them has. */
export function personMeant(word: string, people: readonly PersonRef[]): PersonRef | undefined {
  const found = peopleMeant(word, people);
  return found.length === 1 ? found[0] : undefined;
}

/** All that it can mean: one who is called so is meant before those who are called so in part. */
export function peopleMeant(said: string, people: readonly PersonRef[]): readonly PersonRef[] {
  const wanted = fold(said.replace(/^@/u, "").replace(/\s*\([^()]*\)\s*$/u, "")).replace(/^([^,]+), (.+)$/u, "$2 $1");
  if (wanted === "") return [];
  const one = distinct(people);
  const whole = one.filter(({ name }) => fold(name) === wanted);
  if (whole.length > 0) return whole;
  const parts = one.filter(({ name }) => partsOf(name).includes(wanted));
  if (parts.length > 1) return parts;
  const handles = one.filter(({ handle }) => fold(handle) === wanted);
  if (handles.length > 0) return handles;
  if (parts.length > 0) return parts;
  const [first = "", last = "", ...more] = wanted.replaceAll(".", "").split(" ");
  if (more.length === 0 && last.length === 1)
    return one.filter(({ name }) => fold(name).startsWith(`${first} `) && partsOf(name).at(-1)?.startsWith(last));
  return [];
}

const partsOf = (name: string): readonly string[] =>
  fold(name)
    .split(/[ -]/u)
    .filter((part) => part.length > 1 && !small.has(part));
const small: ReadonlySet<string> = new Set(["von", "af", "de", "van", "la", "le", "der", "den"]);
const distinct = (people: readonly PersonRef[]): readonly PersonRef[] => [
  ...new Map(people.map((person) => [person.id, person])).values(),
];

/** Initials in capitals, when somebody has them. */
function byInitials(raw: string, people: readonly PersonRef[]): readonly PersonRef[] {
  if (!/^\p{Lu}{2,3}$/u.test(raw)) return [];
  return distinct(people).filter(
    ({ name }) =>
      name
        .split(/[ -]/u)
        .map((part) => part[0]?.toUpperCase())
        .join("") === raw,
  );
}

/**
 * Who is named by the words from a place on: the longest name that fits. Nobody of ours where another surname stands
 * behind a first name: *Karin Nilsson* is not Karin Ek.
 */
export function namedAt(words: readonly Word[], place: number, people: readonly PersonRef[]): Named | undefined {
  for (let count = Math.min(4, words.length - place); count >= 1; count--) {
    const said = words.slice(place, place + count).map(({ raw }) => raw);
    const found = peopleMeant(said.join(" "), people);
    if (found.length === 0 || (count === 1 && !isName(said[0] ?? "", found))) continue;
    const more = count === 1 ? surnameBehind(words, place, people) : 0;
    return more > 0 ? { people: [], count: count + more } : { people: found, count };
  }
  const initials = byInitials(words[place]?.raw ?? "", people);
  return initials.length > 0 ? { people: initials, count: 1 } : undefined;
}

/** Of how many words the surname is that stands behind a first name, and is nobody's of ours. */
function surnameBehind(words: readonly Word[], place: number, people: readonly PersonRef[]): number {
  const [first, next, then] = words.slice(place, place + 3);
  if (first === undefined || next === undefined || next.start !== first.end + 1 || !/^\p{Lu}/u.test(first.raw))
    return 0;
  if (small.has(next.folded)) return then !== undefined && isSurname(then, people) ? 2 : 0;
  return isSurname(next, people) ? 1 : 0;
}

const isSurname = ({ raw, folded }: Word, people: readonly PersonRef[]): boolean =>
  /^\p{Lu}(?:\p{Ll}+)?$/u.test(raw) &&
  raw !== "I" &&
  !isDeed(folded) &&
  !isOtherVerb(folded) &&
  !modals.has(folded) &&
  peopleMeant(raw, people).length === 0;

/** A small letter may begin a name in hasty notes; but not one that is a word as well. */
const isName = (raw: string, found: readonly PersonRef[]): boolean =>
  /^\p{Lu}/u.test(raw) || (raw.length >= 3 && !alsoWords.has(fold(raw)) && found.length > 0);
const alsoWords: ReadonlySet<string> = new Set(
  "bo rut stig sten bjorn bror sven may mark will grace hope ray bill rose sky viken ek holm berg lind lund alm gran sand strand dahl sjo falk lo ost ask gul stark frisk kull vik fors miller wood ford ny rot blad gron kron hale modig gun tor siv tom kim".split(
    " ",
  ),
);
