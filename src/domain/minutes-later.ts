import { assentsTo, besides } from "../language/assent-words.ts";
import { decides } from "../language/decision-words.ts";
import { isDeed } from "../language/deed-words.ts";
import { fold } from "../language/fold.ts";
import { type Word, wordsIn } from "../language/stems.ts";
import { answers, answersAtOnce, objects, opposites, takesAbove, takesBack } from "../language/turn-words.ts";
import { afterIn, isOwnDeed } from "./minutes-after.ts";
import { contentOf, isHeaded, isPart, marksOf, names, some } from "./minutes-matter.ts";
import { ownerOf } from "./minutes-owner.ts";
import { isRecalledInTalk, recalls, refers } from "./minutes-recalled.ts";
import type { MinutesSource, SourceLine } from "./minutes-source.ts";
import { type Statement, sentencesOf, statementsOf } from "./minutes-statement.ts";
import { isTwinDecision, isTwinDeed } from "./minutes-twins.ts";
import type { PersonRef } from "./person.ts";
import { spokenDays, withoutDays } from "./spoken-day.ts";
import type { Day } from "./units.ts";

/** So many lines after it, somebody may object without saying to what. */
const near = 3;
/** As much of what was said must be said again for another number in it to contradict it. */
const sameMatter = 0.5;

const none: ReadonlySet<string> = new Set();

interface Read {
  readonly stems: ReadonlySet<string>;
  readonly marks: string;
  readonly takesBack: boolean;
}

/** What is worked out for a line when it is first asked for: three hours of talk are not read for one item. */
function whenAsked<Value>(work: (line: SourceLine) => Value): (line: SourceLine) => Value {
  const known = new Map<SourceLine, Value>();
  return (line) => {
    const before = known.get(line);
    if (before !== undefined) return before;
    const value = work(line);
    known.set(line, value);
    return value;
  };
}

interface Around {
  readonly people: readonly PersonRef[];
  /** The day of the meeting. */
  readonly on: Day;
}

/** What follows a statement, read once for a source. */
export interface Later {
  /** The number of the line that takes a statement back or says otherwise; undefined when none does. */
  changes(statement: Statement): number | undefined;
  /** The number of the line that answers a question at once. */
  answers(statement: Statement): number | undefined;
}

/**
 * Reads what is said after each statement (M1): an objection or a laugh within three lines; a change (*ändring*, *i
 * stället*, *stryk*, *nej*) of the same thing, anywhere; and the same thing said again with another number or a *not*,
 * or with a verb that says the contrary.
 */
export function laterIn(source: MinutesSource, { people, on }: Around): Later {
  const { lines, transcript } = source;
  const just = afterIn(source, { people, on });
  const isItem = (line: SourceLine): boolean => statementsOf(line, on).some((one) => isOwnDeed(one, people));
  const isDecision = whenAsked((line: SourceLine) => line.said !== "" && statementsOf(line, on).some(isDecided));
  const foldedOf = whenAsked((line) => (line.said === "" ? "" : fold(line.words)));
  const readOf = whenAsked((line): Read => {
    if (line.said === "") return { stems: none, marks: "", takesBack: false };
    const words = wordsIn(line.said);
    return { stems: contentOf(words), marks: marksOf(words), takesBack: takesBack.test(foldedOf(line)) };
  });
  const refersOf = whenAsked((line) => refers(foldedOf(line)));
  const places = new Map(lines.map(({ number }, index) => [number, index]));
  const after = ({ lines: said }: Statement): number => (places.get(said.at(-1)?.number ?? 0) ?? lines.length) + 1;
  return {
    changes(statement) {
      const from = after(statement);
      const said = unowned(statement, people);
      const content = contentOf(said);
      if (atOnce(statement, content)) return statement.lines.at(-1)?.number;
      const doubted = just.doubts(statement, content);
      if (doubted !== undefined) return doubted;
      const marks = marksOf(statement.words);
      const about = contentOf(said.filter((word) => names([word]) || isThing(word)));
      for (let place = from; place < lines.length; place++) {
        const line = lines[place] as SourceLine;
        const folded = foldedOf(line);
        const isNear = place - from < near;
        // A stem is what its word begins with: a line that holds none of them shares nothing.
        const shares = some(content, (stem) => folded.includes(stem));
        if (!transcript && line.said !== "" && !line.lures && (shares || refersOf(line))) {
          const { stems } = readOf(line);
          const shown =
            shares &&
            some(
              about,
              (stem) => some(stems, (other) => isLike(stem, other)) || isPart(stem, stems) || isHeaded(stem, line.said),
            );
          const below = { distance: place - from, shares: shown, isItem: () => isItem(line) };
          if (recalls(line, statement, below)) return line.number;
        }
        if (
          transcript &&
          line.said !== "" &&
          isRecalledInTalk(line, statement, { shares: content, spoken: lines.slice(from, place), isDecision })
        )
          return line.number;
        if (!isNear && !shares) continue;
        const later = readOf(line);
        if (!transcript && place === from && line.label === undefined && takesAbove.test(folded)) return line.number;
        const close = isNear && (transcript || (place === from && later.stems.size === 0));
        if (close && line.label === undefined && objects.test(folded) && !assentsTo(folded) && !besides.test(folded))
          return line.number;
        const shared = [...content].filter((stem) => later.stems.has(stem));
        if (isNear && later.takesBack && some(content, (stem) => isPart(stem, later.stems))) return line.number;
        if (shared.length === 0) continue;
        if (later.takesBack || isContrary(content, later.stems)) return line.number;
        const again = shared.length >= Math.max(2, content.size * sameMatter) || content.size === shared.length;
        const otherKind = line.label !== undefined && line.label !== statement.lines[0]?.label;
        const said = otherKind ? marksOf(wordsIn(withoutDays(line.said, spokenDays(line.said, on)))) : later.marks;
        if (isTwin(statement, line, { people, on })) return line.number;
        if (again && marks !== said && said !== "" && !folded.includes("?")) return line.number;
      }
      return undefined;
    },
    answers(statement) {
      if (agreesAtOnce(statement)) return statement.lines.at(-1)?.number;
      const next = lines[after(statement)];
      return next !== undefined && answers.test(foldedOf(next)) ? next.number : undefined;
    },
  };
}

/** *consoles*, *site*: looks as what somebody does, and may be a thing. */
const isThing = ({ folded }: Word): boolean => !isDeed(folded) && /(?:[^aeiouy]es|[dt]e)$/.test(folded);
/** Two stems of one word: what looks as an ending is of the word itself (*röst*, *rösten*; *talsvar*, *talsvaret*). */
const isLike = (one: string, other: string): boolean => {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return long.startsWith(short) && long.length - short.length <= (short.length > 3 ? 2 : 1);
};

/** Another item of its kind says the same of the thing with another value: in notes a labelled one, or said so. */
function isTwin(statement: Statement, line: SourceLine, { people, on }: Around): boolean {
  const [first] = statement.lines;
  const said = unowned(statement, people);
  if (first?.label === "action" || first?.label === "data") {
    if (line.label !== "action" && line.label !== "data") return false;
    const owner = ownerOf(statement, people).owner;
    return statementsOf(line, on).some(
      (one) => ownerOf(one, people).owner === owner && isTwinDeed(said, unowned(one, people)),
    );
  }
  if (first?.label === "decision" && line.label === "decision")
    return statementsOf(line, on).some(({ words }) => isTwinDecision(said, words));
  return (
    line.label === undefined &&
    isDecided(statement) &&
    statementsOf(line, on).some((one) => isDecided(one) && isTwinDecision(said, one.words))
  );
}

const isDecided = ({ lines: [line], plain }: Statement): boolean =>
  line?.label === "decision" || (line?.label === undefined && decides(plain) === "surely");

/** The words of a statement but those that say who is to do it. */
function unowned(statement: Statement, people: readonly PersonRef[]): readonly Word[] {
  if (statement.lines[0]?.label === "decision") return statement.words;
  const { spent } = ownerOf(statement, people);
  return statement.words.filter((_, place) => !spent.has(place));
}

/** The same line answers what it asks: *Överens? Överens.* */
function agreesAtOnce({ lines, text }: Statement): boolean {
  const said = lines.at(-1)?.said ?? "";
  const at = said.indexOf(text);
  const [next = ""] = at === -1 ? [] : sentencesOf(said.slice(at + text.length));
  return answersAtOnce.test(fold(next));
}

/** The same breath takes it back: a sentence that follows it in its line. */
function atOnce({ lines, text }: Statement, content: ReadonlySet<string>): boolean {
  const said = lines.at(-1)?.said ?? "";
  const at = said.indexOf(text);
  if (at === -1) return false;
  return sentencesOf(said.slice(at + text.length)).some((sentence, place) => {
    const folded = fold(sentence);
    if (place < 2 && objects.test(folded)) return true;
    return takesBack.test(folded) && some(content, (stem) => contentOf(wordsIn(sentence)).has(stem));
  });
}

function isContrary(said: ReadonlySet<string>, later: ReadonlySet<string>): boolean {
  const has = (stems: ReadonlySet<string>, words: readonly string[]): boolean => words.some((word) => stems.has(word));
  return opposites.some(
    ([one, other]) => (has(said, one) && has(later, other)) || (has(said, other) && has(later, one)),
  );
}
