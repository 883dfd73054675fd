import { fold } from "./fold.ts";

/**
 * How many letters must be added, removed, changed or swapped with their neighbour to get from one word to the other.
 */
export function distance(one: string, other: string): number {
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let best = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        best = Math.min(best, (before[column - 2] ?? 0) + 1);
      }
      current.push(best);
    }
    before = above;
    above = current;
  }
  return above[other.length] ?? 0;
}

/** Words shorter than this are taken for another only where one letter slipped. */
const shortWord = 5;

/**
 * The known word that was probably meant: a slip in a short word, two in a longer one. Undefined when none is near.
 *
 * @param long from how many letters on two slips may be: more where what is not meant would be taken
 */
export function nearest(typed: string, known: Iterable<string>, long = shortWord): string | undefined {
  const word = fold(typed);
  if (word.length < 2 || word.length > 40) return undefined;
  const most = word.length < long ? 1 : 2;
  let best: { readonly word: string; readonly away: number } | undefined;
  for (const candidate of known) {
    const away = distance(word, fold(candidate));
    if (
      away <= most &&
      away < Math.max(word.length, candidate.length) - 1 &&
      away < (best?.away ?? Number.POSITIVE_INFINITY)
    )
      best = { word: candidate, away };
  }
  return best?.word;
}
