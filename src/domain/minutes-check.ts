import { decides } from "../language/decision-words.ts";
import { atOnce, auxiliaries, idly, openers, privately, usually } from "../language/deed-words.ts";
import { tellsOfElse } from "../language/fact-words.ts";
import { fold } from "../language/fold.ts";
import { labelledLine } from "../language/minutes-labels.ts";
import { negations } from "../language/minutes-words.ts";
import { moodOf } from "../language/mood-words.ts";
import { tellsState } from "../language/state-words.ts";
import { takesItselfBack } from "../language/turn-words.ts";
import type { Doubt, DoubtKind, MinutesItem, MinutesKind } from "./meeting-facts.ts";
import { type Due, dueOf } from "./minutes-due.ts";
import { laterIn } from "./minutes-later.ts";
import { lacksObject, onlyPoints } from "./minutes-object.ts";
import { type Owned, ownerOf } from "./minutes-owner.ts";
import { personMeant } from "./minutes-people.ts";
import { unbound, unsettled } from "./minutes-settled.ts";
import type { MinutesSource } from "./minutes-source.ts";
import { quoted, type Statement } from "./minutes-statement.ts";
import { twiceIn } from "./minutes-twice.ts";
import { unfit } from "./minutes-words-fit.ts";
import type { PersonRef } from "./person.ts";
import type { Day } from "./units.ts";

/** What somebody claims that a meeting said: a model, the built-in reader, or a person who edits an item. */
export interface Claim {
  readonly kind: MinutesKind;
  readonly text: string;
  /** Word for word from the notes. */
  readonly quote: string;
  readonly owner?: string;
  readonly due?: Day;
  /** The line that it is said to be in: where the same words stand in several. */
  readonly line?: number;
  /** What a person has chosen: nothing of that is doubted. */
  readonly settled?: MinutesItem["settled"];
}

export interface Checking {
  /** The item with its tick or its doubt; undefined when its quote stands nowhere in the notes. */
  check(claim: Claim): MinutesItem | undefined;
  /** The same for a statement that was found by reading. */
  checkStatement(claim: Claim, statement: Statement): MinutesItem;
  /** How surely a statement says something of a kind. */
  says(statement: Statement, kind: MinutesKind): Sureness | undefined;
}
export type Sureness = "surely" | "perhaps";

/**
 * Decides what of minutes is ticked (M1). An item is ticked when its line is what it seems and says something of its
 * kind, plainly; when its words are the line's; when its owner is the line's subject or the speaker of *jag*, and its
 * day the only one that the line names; and when nothing later takes it back. Else it carries the first doubt.
 *
 * @param on the day of the meeting, that days are read from
 */
export function checking(source: MinutesSource, people: readonly PersonRef[], on: Day): Checking {
  const later = laterIn(source, { people, on });
  const twice = twiceIn(source, { people, on });

  function doubtOf(claim: Claim, statement: Statement, owned: Owned, due: Due): Doubt | undefined {
    const { kind } = claim;
    const acts = kind === "action" || kind === "data";
    const plain = doubtOfLine(statement, kind) ?? doubtOfKind(statement, kind, owned);
    if (plain !== undefined) return { why: plain };
    if (acts) {
      if (statement.words.some(({ folded }) => negations.has(folded))) return { why: "denied" };
      const { settled = {} } = claim;
      const said = twice(statement, owned);
      const who = settled.owner === true ? undefined : (doubtOfOwner(claim, owned, people) ?? said.who);
      const when = settled.due === true ? undefined : (due.doubt ?? said.when);
      if (who !== undefined || when !== undefined) return who ?? when;
      if (settled.due !== true && claim.due !== due.due)
        return { why: "other-day", ...(due.due && { days: [due.due] }) };
    }
    const free = new Set(
      acts ? [...owned.spent, ...spentOn(statement, due), ...leading(statement)] : leading(statement),
    );
    const words = unfit(labelledLine(claim.text)?.rest ?? claim.text, statement, {
      free,
      owner: owned.owner,
      action: acts,
    });
    if (words !== undefined) return { why: words };
    const answer = kind === "question" ? later.answers(statement) : undefined;
    if (answer !== undefined) return { why: "answered", line: answer };
    const line = kind === "question" ? undefined : later.changes(statement);
    return line === undefined ? undefined : { why: "changed", line };
  }

  function checkStatement(claim: Claim, statement: Statement): MinutesItem {
    const owned = ownerOf(statement, people);
    const due = dueOf(statement);
    const doubt = doubtOf(claim, statement, owned, due);
    const [{ time } = {}] = statement.lines;
    const speaker = [...new Set(statement.lines.flatMap((line) => line.speaker ?? []))].join(", ");
    const owner = claim.owner === undefined ? undefined : (personMeant(claim.owner, people)?.name ?? claim.owner);
    return {
      kind: claim.kind,
      text: claim.text,
      lines: statement.lines.map(({ number }) => number),
      quote: statement.quote,
      ...(speaker !== "" && { speaker }),
      ...(time !== undefined && { time }),
      ...(owner !== undefined && { owner }),
      ...(claim.due !== undefined && { due: claim.due }),
      ...(claim.settled !== undefined && { settled: claim.settled }),
      ...(doubt !== undefined && { doubt }),
    };
  }

  return {
    check(claim) {
      const statement = quoted(source.lines, claim.quote, on, claim.line);
      return statement === undefined ? undefined : checkStatement(claim, statement);
    },
    checkStatement,
    says: (statement, kind) => sureness(statement, kind, ownerOf(statement, people)),
  };
}

function doubtOfLine({ lines }: Statement, kind: MinutesKind): DoubtKind | undefined {
  if (lines.some(({ hidden }) => hidden)) return "hidden";
  if (lines.some(({ lures }) => lures)) return "lures";
  if (lines.some(({ over }) => over)) return "over";
  const labels = lines.flatMap(({ label }) => label ?? []);
  const fits = labels.every(
    (label) => label === kind || (label === "action" && kind === "data") || (label === "data" && kind === "action"),
  );
  return fits ? undefined : "labelled";
}

function doubtOfKind(statement: Statement, kind: MinutesKind, owned: Owned): DoubtKind | undefined {
  if (takesItselfBack(statement.plain)) return "withdrawn";
  const mood = moodOf(statement.plain);
  const labelled = statement.lines.some(({ label }) => label !== undefined);
  if (kind === "question") return mood === "question" || labelled ? undefined : "unsaid";
  if (mood !== undefined) return mood;
  const loose = kind === "decision" ? unsettled(statement) : kind === "change" ? undefined : unbound(statement);
  if (loose !== undefined) return loose;
  // A day, a number and somebody who is to do it are said in earnest.
  if (
    labelled &&
    kind === "decision" &&
    /!["”')\]]*\s*$/u.test(statement.text) &&
    !/\d/.test(statement.text) &&
    statement.days.length === 0
  )
    return "joke";
  if (kind === "action" && labelled && owned.owner !== undefined) {
    const rest = behind(statement, owned);
    if (tellsState(rest) || tellsOfElse(rest)) return "unsaid";
  }
  return sureness(statement, kind, owned) === "surely" ? undefined : "unsaid";
}

/** The folded words of a statement but those that name who is to do it. */
const behind = ({ words }: Statement, { spent }: Owned): string =>
  words.flatMap(({ folded }, place) => (spent.has(place) ? [] : [folded])).join(" ");

function sureness(statement: Statement, kind: MinutesKind, owned: Owned): Sureness | undefined {
  const labels = statement.lines.map(({ label }) => label);
  const acts = kind === "action" || kind === "data";
  if (acts && labels.some((label) => label === "action" || label === "data"))
    return owned.owner === undefined || (owned.deed && !lacksObject(statement, owned)) ? "surely" : "perhaps";
  if (labels.includes(kind)) return "surely";
  if (kind === "decision") return decides(statement.plain);
  if (kind === "question") return statement.plain.includes("?") ? "surely" : undefined;
  if (kind === "change") return undefined;
  const denied = statement.words.some(({ folded }) => negations.has(folded));
  if (!owned.deed || denied) return undefined;
  const said = (words: ReadonlySet<string>): boolean => statement.words.some(({ folded }) => words.has(folded));
  const toCome = owned.modal || statement.days.length > 0;
  const idle = onlyPoints(statement, owned) || idly.test(statement.plain);
  if (idle || said(privately) || said(usually) || said(atOnce)) return toCome ? "perhaps" : undefined;
  return toCome ? "surely" : "perhaps";
}

function doubtOfOwner(claim: Claim, owned: Owned, people: readonly PersonRef[]): Doubt | undefined {
  if (owned.doubt !== undefined) return owned.doubt;
  if (owned.owner === undefined || claim.owner === undefined) return { why: "nobody" };
  const meant = personMeant(claim.owner, people)?.name ?? claim.owner;
  return fold(meant) === fold(owned.owner) ? undefined : { why: "other-owner", names: [owned.owner] };
}

/** The places of the words that say the day. */
const spentOn = ({ words }: Statement, { said }: Due): readonly number[] =>
  said === undefined
    ? []
    : words.flatMap(({ start, end }, place) => (start >= said.start && end <= said.end ? [place] : []));

/** What a turn begins with before it says something. */
function leading({ words }: Statement): readonly number[] {
  const first = words.findIndex(({ folded }) => !openers.has(folded) && !auxiliaries.has(folded));
  return Array.from({ length: Math.max(0, first) }, (_, place) => place).filter(
    (place) => !negations.has(words[place]?.folded ?? ""),
  );
}

/** What a person must say themselves: who, and when. */
const open: ReadonlySet<Doubt["why"]> = new Set([
  ...(["nobody", "two-people", "namesake", "outsider", "other-owner"] as const),
  ...(["two-days", "which-day", "day-of-what", "other-day"] as const),
]);
export const isOpen = ({ doubt }: MinutesItem): boolean => doubt !== undefined && open.has(doubt.why);
