import { elaborates, revokes } from "../language/assent-words.ts";
import { fold } from "../language/fold.ts";
import { negations } from "../language/minutes-words.ts";
import { labelNumber, namesNumber, postscript, reopens, theOne, unsettlesAll } from "../language/reference-words.ts";
import { wordsIn } from "../language/stems.ts";
import { takesBack } from "../language/turn-words.ts";
import { countsOtherwise, isHeaded, names, some } from "./minutes-matter.ts";
import type { SourceLine } from "./minutes-source.ts";
import type { Statement } from "./minutes-statement.ts";

/** So many lines below it, a note that says nothing but that something was wrong may mean it. */
const within = 6;

/** Whether a folded line may speak of an item by its number, as *the* one, or of something that was wrong. */
export const refers = (folded: string): boolean =>
  postscript.test(folded) ||
  unsettlesAll(folded, "decision") ||
  /\d/.test(folded) ||
  theOne.decision.test(folded) ||
  theOne.action.test(folded) ||
  revokes.test(folded);

const takesFrom = (folded: string): boolean =>
  takesBack.test(folded) || revokes.test(folded) || wordsIn(folded).some((word) => negations.has(word.folded));

/** What a note further down has to do with a statement. */
export interface Below {
  /** So many lines below it. */
  readonly distance: number;
  /** It names something of what the statement is about. */
  readonly shares: boolean;
  /** It is an action of its own. */
  readonly isItem: () => boolean;
}

/**
 * Whether a note further down speaks of a statement without being an item of its own or telling more of it (M1): by its
 * number (*B1*, *beslut 1*), as *beslutet*, by what it is about, or taking something back without saying what.
 */
export function recalls(line: SourceLine, { lines: [first] }: Statement, { distance, shares, isItem }: Below): boolean {
  if (first === undefined) return false;
  const kind = first.label === "action" || first.label === "data" ? "action" : "decision";
  const folded = fold(line.words);
  const number = first.label === undefined ? undefined : labelNumber(fold(first.words));
  if (number !== undefined && namesNumber(folded, kind, number))
    return (
      line.label !== "action" ||
      takesBack.test(folded) ||
      revokes.test(folded) ||
      (line.label === first.label && number === labelNumber(folded))
    );
  if (line.label === undefined && unsettlesAll(folded, kind)) return true;
  if (line.label !== undefined || elaborates.test(folded)) return false;
  if (postscript.test(folded) && distance <= within && takesFrom(folded)) return !isItem();
  if (first.label !== undefined && theOne[kind].test(folded)) return true;
  const wrong = revokes.exec(folded)?.[0];
  if (wrong !== undefined && distance <= within && !names(wordsIn(folded.replace(wrong, " ")))) return true;
  return shares && !isItem();
}

/** What stands between a statement and what is said further on. */
interface Between {
  readonly shares: ReadonlySet<string>;
  readonly spoken: readonly SourceLine[];
  readonly isDecision: (line: SourceLine) => boolean;
}

/**
 * Whether somebody comes back to a decision however much later in talk (M1): to *beslutet*, which is the last one that
 * was made, to *licensfrågan* by its name, or to another number of the same.
 */
export function isRecalledInTalk(
  line: SourceLine,
  statement: Statement,
  { shares, spoken, isDecision }: Between,
): boolean {
  const folded = fold(line.said);
  if (
    shares.size > 0 &&
    some(shares, (stem) => folded.includes(stem)) &&
    !folded.includes("?") &&
    countsOtherwise(statement.words, wordsIn(line.said))
  )
    return true;
  if (!(takesFrom(folded) || reopens.test(folded))) return false;
  if (some(shares, (stem) => folded.includes(stem) && isHeaded(stem, line.said))) return true;
  const [first] = statement.lines;
  return first !== undefined && isDecision(first) && theOne.decision.test(folded) && !spoken.some(isDecision);
}
