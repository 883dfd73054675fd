import { counts } from "../language/day-words.ts";
import { isDeed, isOtherVerb } from "../language/deed-words.ts";
import { fold } from "../language/fold.ts";
import { commonShort, commonStems, fillers, howWords, negations, numberWord } from "../language/minutes-words.ts";
import { matterHead } from "../language/reference-words.ts";
import { type Word, wordsIn } from "../language/stems.ts";

/** The stems of words that say what a sentence is about: not numbers, denials, and what every line has (M1). */
export const contentOf = (words: readonly Word[]): ReadonlySet<string> =>
  new Set(
    words
      .filter(({ folded }) => folded.length > 3 || (folded.length === 3 && !commonShort.has(folded)))
      .filter(({ folded }) => !fillers.has(folded) && !negations.has(folded) && !/\d/.test(folded))
      .map(({ stem }) => stem)
      .filter((stem) => !commonStems.has(stem)),
  );

/** The numbers and denials of a sentence, in order: two that say the same thing otherwise differ in them. */
export const marksOf = (words: readonly Word[]): string =>
  words
    .filter(({ folded }) => /\d/.test(folded) || negations.has(folded) || numberWord.test(folded))
    .map(({ folded }) => folded)
    .join(" ");

export function some(stems: ReadonlySet<string>, fits: (stem: string) => boolean): boolean {
  for (const stem of stems) if (fits(stem)) return true;
  return false;
}

/** Whoever has said *telefonköer* says *köerna* of them just after. */
export const isPart = (stem: string, stems: ReadonlySet<string>): boolean =>
  [...stems].some((other) => stem !== other && (stem.endsWith(other) || other.endsWith(stem)));

/** Whether words name something: one of them is none that only says what is done, or how. */
export const names = (words: readonly Word[]): boolean =>
  words.some(
    ({ folded, raw }) =>
      contentOf([{ folded, raw, stem: folded, start: 0, end: 0 }]).size > 0 &&
      !isDeed(folded) &&
      !isOtherVerb(folded) &&
      !howWords.has(folded) &&
      !/(?:ade|[^aeiouy]?at|it|rt|kt|igt|ligen|isst|ns)$/.test(folded),
  );

/** *Röstfrågan* speaks of *röst*: a word of the text is a matter that is named by what a stem says. */
export const isHeaded = (stem: string, text: string): boolean =>
  stem.length > 2 &&
  wordsIn(text).some(({ folded }) => folded.startsWith(stem) && matterHead.test(folded.slice(stem.length)));

/** Another number of the same: *fem licenser*, *sju licenser*. */
export function countsOtherwise(said: readonly Word[], later: readonly Word[]): boolean {
  const counted = countedIn(later);
  return countedIn(said).some(({ count, of }) => {
    const same = counted.filter((one) => one.of === of);
    return same.length > 0 && same.every((one) => one.count !== count);
  });
}

const countedIn = (words: readonly Word[]): readonly { readonly count: string; readonly of: string }[] =>
  words.flatMap(({ folded, stem }, place) => {
    const count = words[place - 1]?.folded ?? "";
    const isCount = /^\d+$/.test(count) || numberWord.test(count);
    return isCount && contentOf([words[place] as Word]).size > 0 && !isDeed(folded)
      ? [{ count: digitsOf(count), of: stem }]
      : [];
  });
const digitsOf = (count: string): string => {
  const place = counts.findIndex((words) => fold(words).split("|").includes(count));
  return place === -1 ? count : `${place + 1}`;
};
