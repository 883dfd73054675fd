import { elaborates, revokes } from "../language/assent-words.ts";
import { fold } from "../language/fold.ts";
import { negations } from "../language/minutes-words.ts";
import { labelNumber, namesNumber, postscript, theOne, unsettlesAll } from "../language/reference-words.ts";
import { wordsIn } from "../language/stems.ts";
import { takesBack } from "../language/turn-words.ts";
import { names } from "./minutes-matter.ts";
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
