import { isDeed, isOtherVerb } from "../language/deed-words.ts";
import { commonShort, commonStems, fillers, howWords, negations, numberWord } from "../language/minutes-words.ts";
import type { Word } from "../language/stems.ts";

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
