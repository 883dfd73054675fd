import { counts } from "../language/day-words.ts";
import { auxiliaries } from "../language/deed-words.ts";
import { fold } from "../language/fold.ts";
import { fillers, negations } from "../language/minutes-words.ts";
import { type Word, wordsIn } from "../language/stems.ts";
import type { DoubtKind } from "./meeting-facts.ts";
import type { Statement } from "./minutes-statement.ts";

/** Of a statement's words, so many that say something may be left out. */
const mostLeftOut = 1 / 3;
const numbers: ReadonlySet<string> = new Set(counts.slice(1).flatMap((count) => fold(count).split("|")));
const particles: ReadonlySet<string> = new Set(
  "av bort upp ner ned in ut kvar tillbaka utan off out up down away back not only bara endast minst hogst max mer mindre fler farre over under at least most more less than all alla samtliga none varje both bada".split(
    " ",
  ),
);

/**
 * Why an item's text is not what a statement says; undefined when it is: its words stand in the statement in that
 * order, and what it leaves out is little, and no number, day, name or *not*.
 *
 * @param free places of the statement's words that are said otherwise: by the item's owner and its day
 */
export function unfit(
  text: string,
  statement: Statement,
  { free, owner, action }: { readonly free: ReadonlySet<number>; readonly owner?: string; readonly action: boolean },
): DoubtKind | undefined {
  const said = statement.words;
  const owners = new Set(owner === undefined ? [] : fold(owner).split(/[ -]/u));
  const matched = new Set<number>();
  let from = 0;
  for (const word of wordsIn(text)) {
    const place = said.findIndex((other, index) => index >= from && isSame(word, other));
    if (place !== -1) {
      matched.add(place);
      from = place + 1;
    } else if (!(matched.size === 0 && owners.has(word.folded)) && !(action && auxiliaries.has(word.folded)))
      return isNumber(word) ? "numbers" : negations.has(word.folded) ? "negation" : "other-words";
  }
  return matched.size === 0 ? "other-words" : leftOut(statement, matched, free);
}

function leftOut(
  { words, days }: Statement,
  matched: ReadonlySet<number>,
  free: ReadonlySet<number>,
): DoubtKind | undefined {
  let [content, missing] = [0, 0];
  for (const [place, word] of words.entries()) {
    if (free.has(place)) continue;
    const empty = fillers.has(word.folded) || (auxiliaries.has(word.folded) && !negations.has(word.folded));
    if (!empty) content += 1;
    if (matched.has(place)) continue;
    if (isNumber(word)) return "numbers";
    if (negations.has(word.folded)) return "negation";
    if (particles.has(word.folded) || days.some(({ start, end }) => word.start >= start && word.end <= end))
      return "left-out";
    if (place > 0 && /^\p{Lu}/u.test(word.raw)) return "left-out";
    if (!empty) missing += 1;
  }
  return missing > content * mostLeftOut ? "left-out" : undefined;
}

const isNumber = ({ folded }: Word): boolean => /\d/.test(folded) || numbers.has(folded);

/** Numbers and denials as they are; other words in any form. */
const isSame = (a: Word, b: Word): boolean =>
  isNumber(a) || negations.has(a.folded) ? a.folded === b.folded : a.folded === b.folded || a.stem === b.stem;
