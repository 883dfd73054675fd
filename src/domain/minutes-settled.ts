import { assentsTo, elaborates, weakening } from "../language/assent-words.ts";
import { isDeed } from "../language/deed-words.ts";
import { statesFact } from "../language/fact-words.ts";
import { fold } from "../language/fold.ts";
import { isStillOpen, leavesChoice, onlyBeside, underWay } from "../language/open-words.ts";
import {
  attempts,
  awaits,
  decidedThen,
  decidesOnDay,
  halfMeant,
  isDone,
  leavesUndone,
  saysNotWhat,
  standsElsewhere,
  toldAfterwards,
  unsettledBy,
} from "../language/settled-words.ts";
import { tellsOnly } from "../language/state-words.ts";
import { wordsIn } from "../language/stems.ts";
import type { DoubtKind } from "./meeting-facts.ts";
import { contentOf, names } from "./minutes-matter.ts";
import type { Statement } from "./minutes-statement.ts";
import type { SpokenDay } from "./spoken-day.ts";

/**
 * Why a decision is not evidently settled (M1): it names nothing that could be decided, is left to somebody else or
 * another time, or holds a remark in brackets that does not evidently tell more of it.
 */
export function unsettled({ lines, text, plain, days: [day] }: Statement): DoubtKind | undefined {
  if (toldAfterwards.test(plain) && lines.some(({ speaker }) => speaker !== undefined)) return "past";
  // *I oktober beslutade vi*: another day's decision is told of.
  if (day?.start === 0 && decidedThen.test(plain)) return "past";
  // *Vi beslutar om köerna på fredag*.
  if (day !== undefined && (decidesOnDay.test(plain) || decidesThen(text, day))) return "undecided";
  const why = unsettledBy(plain);
  if (why !== undefined) return why;
  if (isStillOpen(plain)) return "undecided";
  if (lines.some(({ label }) => label === "decision") && (onlyBeside(plain.trim()) || statesFact(text)))
    return "unsaid";
  if (standsElsewhere.test(plain) || saysNotWhat.test(plain.trim()) || tellsOnly(plain)) return "unsaid";
  const remarks = [...text.matchAll(/[([]([^()[\]]*)[)\]]/gu)].map(([, remark = ""]) => remark);
  if (!remarks.every(tellsMore)) return "undecided";
  const rest = text.replaceAll(/[([][^()[\]]*[)\]]/gu, " ");
  return contentOf(wordsIn(rest)).size > 0 || /\d/.test(rest) ? undefined : "unsaid";
}

/** *Vi bestämmer färgen på torsdag*: not *bestämmer att*, and no day from which something holds. */
const decidesThen = (text: string, day: SpokenDay): boolean =>
  /^(?:vi|we|de|they) (?:bestammer|decide) (?!(?:att|that|to)(?![a-z]))[a-z ]{3,30}$/.test(
    fold(text.slice(0, day.start)).replace(/ (?:pa|on) ?$/u, " "),
  ) && /(?:^| )(?:pa|on) ?/.test(fold(text.slice(Math.max(0, day.start - 4), day.end)));

/** A number, a name, or what is named in small letters: it says more of what is decided. */
function tellsMore(remark: string): boolean {
  const folded = fold(remark);
  if (assentsTo(folded) || elaborates.test(folded)) return true;
  const words = wordsIn(remark);
  if (weakening.test(folded) || words.some((word) => isDeed(word.folded))) return false;
  if (/\d/.test(remark) || /^\p{Lu}/u.test(remark)) return true;
  return words.length > 1 && names(words);
}

/**
 * Why an action is not evidently one to come (M1): it waits for something else or for spare time, is only tried, is to
 * be left undone, or is done already.
 */
export function unbound({ text, plain }: Statement): DoubtKind | undefined {
  if (isDone.test(text)) return "past";
  if (leavesUndone.test(plain)) return "denied";
  if (awaits.test(plain) || halfMeant.test(plain) || underWay.test(plain.trim())) return "condition";
  if (leavesChoice(plain)) return "undecided";
  return attempts.test(plain) ? "unsaid" : undefined;
}
