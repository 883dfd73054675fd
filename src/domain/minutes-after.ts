import {
  assentsTo,
  away,
  besides,
  denies,
  elaborates,
  goesOn,
  handsOver,
  hasBeenSo,
  ofTheMeeting,
  pointing,
  pronoun,
  revokes,
  turnsRound,
  untilNow,
  upwards,
  weakening,
} from "../language/assent-words.ts";
import { isDeed, isOtherVerb } from "../language/deed-words.ts";
import { fold } from "../language/fold.ts";
import { type Word, wordsIn } from "../language/stems.ts";
import { takesBack } from "../language/turn-words.ts";
import { contentOf, isPart, names, some } from "./minutes-matter.ts";
import { ownerOf } from "./minutes-owner.ts";
import { peopleMeant } from "./minutes-people.ts";
import type { MinutesSource, SourceLine } from "./minutes-source.ts";
import { isDayAt, type Statement, sentencesOf, statementsOf } from "./minutes-statement.ts";
import type { PersonRef } from "./person.ts";
import { spokenDays, withoutDays } from "./spoken-day.ts";
import type { Day } from "./units.ts";

/** So many turns after it, somebody may answer what was said without saying to what. */
const near = 3;
/** So many of them may do it in any words; those after them in such as deny, weaken, or name a number or a day. */
const nearest = 2;
/** A sentence of no more words answers the one before it, unless it is evidently about something else. */
const brief = 8;
/** A note of no more words that names nothing speaks of what stands above it. */
const fragment = 6;
/** A sentence of no more words is no thought of its own behind another. */
const afterthought = 4;

/** What a sentence does to what was said just before it. */
type Answer = "leaves" | "elsewhere" | "perhaps" | "doubts";

/** What is said just after a statement, read as an answer to it. */
export interface After {
  /** The number of the line that may change it. */
  doubts(statement: Statement, content: ReadonlySet<string>): number | undefined;
}

/**
 * Reads what comes just after a statement as an answer to it (M1). What leaves its tick is evident: a plain assent,
 * talk of the meeting itself, another item, or what is evidently about something else. Any other short turn within
 * three, of whoever, may be an objection, another number, a doubt: a person tells better which than a list of words.
 */
export function afterIn(
  { lines, transcript }: MinutesSource,
  { people, on }: { readonly people: readonly PersonRef[]; readonly on: Day },
): After {
  const places = new Map(lines.map(({ number }, index) => [number, index]));

  const isOther = (line: SourceLine, sentence: string): boolean =>
    statementsOf(line, on).some(
      (one) =>
        (sentence.includes(one.text) || one.text.includes(sentence)) &&
        (isOwnDeed(one, people) || (sentence.endsWith("?") && asksFor(one))),
    );

  /** `Karin: …`: in notes, somebody's own words. */
  function isVoiced(line: SourceLine | undefined): boolean {
    if (line === undefined || line.label !== undefined) return false;
    if (line.speaker !== undefined) return true;
    const name = /^\s*(\p{Lu}[\p{L} .'’-]{1,40}):\s/u.exec(line.words)?.[1];
    return name !== undefined && peopleMeant(name, people).length > 0;
  }

  function answerOf(line: SourceLine, sentence: string, content: ReadonlySet<string>): Answer {
    const folded = fold(sentence);
    if (assentsTo(folded) || ofTheMeeting.test(folded)) return "leaves";
    const words = wordsIn(sentence);
    const own = contentOf(words);
    const shares = some(content, (stem) => own.has(stem) || isPart(stem, own));
    const days = spokenDays(sentence, on);
    const points =
      pointing.test(fold(withoutDays(sentence, days).replace(/(?:den|the) {2,}/gu, " "))) || pronoun.test(folded);
    if (!shares && line.label !== undefined && line.label !== "none" && own.size > 0) return "elsewhere";
    if (away.test(folded) || turnsRound.test(folded)) return "doubts";
    const doubtful = weakening.test(folded) || revokes.test(folded) || takesBack.test(folded);
    if (!shares && besides.test(folded)) return "elsewhere";
    if (!shares && !points && !doubtful && (untilNow.test(folded) || isOther(line, sentence))) return "elsewhere";
    if (!shares && !doubtful && hasBeenSo.test(folded) && !/\d/.test(folded)) return "leaves";
    if (words.length <= brief) return shares || doubtful || days.length > 0 || /\d/.test(folded) ? "doubts" : "perhaps";
    if (shares || points) return weakening.test(folded) ? "doubts" : "leaves";
    return "elsewhere";
  }

  function spoken(from: number, content: ReadonlySet<string>): number | undefined {
    const turns = lines
      .slice(from, from + near * 2)
      .filter(({ said }) => said !== "")
      .slice(0, near);
    for (const [place, line] of turns.entries()) {
      const answers = sentencesOf(line.said)
        .slice(0, near)
        .map((sentence) => answerOf(line, sentence, content));
      if (answers.includes("doubts") || (place < nearest && answers.includes("perhaps"))) return line.number;
      if (answers.includes("elsewhere")) return undefined;
    }
    // Behind those who only said yes, whoever turns round does it of what they said yes to.
    const next = lines.slice(from, from + near * 4).find(({ said }) => said !== "" && !assentsTo(fold(said)));
    const folded = fold(next?.said ?? "");
    return away.test(folded) || turnsRound.test(folded) ? next?.number : undefined;
  }

  function typed(from: number, isDecided: boolean): number | undefined {
    const line = lines.slice(from, from + 2).find(({ words }) => words !== "");
    if (line === undefined || line.frame || line.label !== undefined) return undefined;
    const folded = fold(line.said);
    if (assentsTo(folded) || ofTheMeeting.test(folded) || elaborates.test(folded)) return undefined;
    if (marksAbove.test(line.words) || (!isDecided && handsOver.test(folded))) return line.number;
    // *Kan vi vänta med det?*
    if (line.said.endsWith("?") && pointing.test(folded)) return line.number;
    const words = wordsIn(line.said);
    if (isOther(line, line.said) || (asks(line.said) && contentOf(words).size > 1)) return undefined;
    if (words.length > fragment) return undefined;
    const things = words.filter(({ raw }) => peopleMeant(raw, people).length === 0);
    return upwards.test(folded) || revokes.test(folded) || arrow.test(line.words) || !names(things)
      ? line.number
      : undefined;
  }

  /** What its line says behind it goes on with *or*, *if*, *but*, or is a scrap that says nothing of its own. */
  function isWeakened(statement: Statement): boolean {
    const line = statement.lines.at(-1);
    const isWhole = line?.label !== undefined;
    return trailing(statement)
      .slice(0, 2)
      .some(
        (sentence) =>
          weakens(sentence, isWhole) &&
          !(line !== undefined && isOther(line, sentence)) &&
          (isWhole || !isOfItsOwn(sentence, statement)),
      );
  }

  return {
    doubts(statement, content) {
      const last = statement.lines.at(-1);
      const from = (places.get(last?.number ?? 0) ?? lines.length) + 1;
      if (isWeakened(statement)) return last?.number;
      if (elaborates.test(fold(lines[from]?.words ?? ""))) return undefined;
      const isTalk = transcript || isVoiced(lines[from]);
      return isTalk ? spoken(from, content) : typed(from, last?.label === "decision");
    },
  };
}

/** A deed of somebody's with an object of its own: it is an item, and says nothing of another. */
export function isOwnDeed(one: Statement, people: readonly PersonRef[]): boolean {
  const { deed, doubt, spent } = ownerOf(one, people);
  const rest = one.words.filter(({ start, end }, place) => !spent.has(place) && !isDayAt(one, start, end));
  return deed && doubt?.why !== "two-people" && namesObject(rest) && !weakening.test(one.plain);
}

/** *Kan du skicka loggan?*: something else is asked for. */
const asksFor = ({ words }: Statement): boolean =>
  words.some(({ folded }) => isDeed(folded)) && namesObject(words.filter(({ folded }) => !isDeed(folded)));

const namesObject = (words: readonly Word[]): boolean =>
  words.some((word) => !isDeed(word.folded) && !isOtherVerb(word.folded) && contentOf([word]).size > 0);

const asks = (text: string): boolean => text.endsWith("?") && !pointing.test(fold(text));
/** A note that points at the one above it. */
const marksAbove = /^\s*(?:[-*•]\s+)?(?:\^|↑|←|<-|\(|\[|obs\b|nb\b|ps\b|p\.s\.)/iu;
const arrow = /^\s*(?:-+>|=+>|→|⇒|~)/u;

/** *Förslaget antogs*, *telefonerna ska beställas*: something is done with another thing, and nothing taken back. */
function isOfItsOwn(sentence: string, { words }: Statement): boolean {
  const [folded, own, said] = [fold(sentence), wordsIn(sentence), contentOf(words)];
  const shares = some(contentOf(own), (stem) => said.has(stem) || isPart(stem, said));
  const doubtful = weakening.test(folded) || revokes.test(folded) || takesBack.test(folded) || pointing.test(folded);
  const isPassive = own.slice(1).some((word) => /[a-z]{4,}s$/.test(word.folded));
  return !shares && !doubtful && isPassive && own.length > 1 && names(own.slice(0, 1));
}

/** What its line says behind it; of a labelled line, behind its first sentence. */
function trailing({ lines, text }: Statement): readonly string[] {
  const line = lines.at(-1);
  if (line?.label !== undefined) return sentencesOf(text).slice(1);
  const at = line?.said.indexOf(text) ?? -1;
  return at === -1 ? [] : sentencesOf((line?.said ?? "").slice(at + text.length));
}

/** Of a labelled line, a scrap behind its first sentence may name what that was about; else it is an afterthought. */
function weakens(sentence: string, isWhole: boolean): boolean {
  const folded = fold(sentence);
  if (assentsTo(folded) || elaborates.test(folded)) return false;
  const words = wordsIn(sentence);
  const points = pointing.test(folded);
  if (goesOn.test(folded)) return words.length <= brief || points;
  if (points && weakening.test(folded)) return true;
  if (isWhole && denies.test(folded)) return true;
  return words.length <= afterthought && (!isWhole || points || /\d/.test(folded) || !names(words));
}
