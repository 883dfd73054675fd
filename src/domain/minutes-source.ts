import { instructs } from "../language/instruction-words.ts";
import { isInternal, isInternalHeading } from "../language/internal-words.ts";
import {
  checkboxOf,
  headingOf,
  isAside,
  isOtherHeading,
  type Labelled,
  labelledLine,
  withoutBullet,
} from "../language/minutes-labels.ts";
import { pointsBack } from "../language/minutes-words.ts";
import { stillOpen, tableHeads } from "../language/table-words.ts";
import { type Utterance, utterancesOf } from "../language/utterances.ts";

/** An utterance with what stands around it (M1). */
export interface SourceLine extends Utterance {
  /** What it says that it is, by its own label, its box, or the heading above it. */
  readonly label?: Labelled;
  /** A name in its label, or in its row of a table. */
  readonly owner?: string;
  /** Of a row of a table: when, as its cell says. */
  readonly when?: string;
  /** The words without bullet, box and label; in a row of a table, what is to be done. */
  readonly said: string;
  /** Its box is ticked, or it is struck through: it is over. */
  readonly over: boolean;
  /** It, or a line beside it, gives orders to whoever writes the minutes: nothing of it is ticked. */
  readonly lures: boolean;
  /** Nothing but a heading, or the frame of a table. */
  readonly frame: boolean;
}

/** Whether a file is what was said at a meeting, by its name: minutes are made from it, and no customer data (M1). */
export const isTranscript = (name: string): boolean => /\.(?:vtt|srt)$/iu.test(name);

/** What minutes are made from. */
export interface MinutesSource {
  readonly lines: readonly SourceLine[];
  readonly transcript: boolean;
  /** How many lines were marked as internal: they are not among `lines`. */
  readonly withheld: number;
}

/**
 * Reads notes, a thread or a transcript (M1). Lines marked as internal, and those below a heading that says so, go no
 * further. In time that grows with the length of the text.
 */
export function minutesSource(text: string): MinutesSource {
  const { utterances, transcript } = utterancesOf(text);
  const kept = transcript
    ? utterances.filter(({ words }) => words === "" || !isInternal(words))
    : outsideInternal(utterances);
  return {
    lines: transcript ? kept.map(turnOf(kept)) : notesOf(kept),
    transcript,
    withheld: utterances.length - kept.length,
  };
}

function outsideInternal(utterances: readonly Utterance[]): readonly Utterance[] {
  let inside = false;
  return utterances.filter(({ words }) => {
    if (words === "" || (words.length <= longestHeading && headingOf(words) !== undefined)) inside = false;
    if (words.length <= longestHeading && isInternalHeading(words)) inside = true;
    return words === "" || (!inside && !isInternal(words));
  });
}

/** What somebody says just after an order is part of it: as far as the same voice goes, two turns at most. */
function turnOf(all: readonly Utterance[]): (one: Utterance, index: number) => SourceLine {
  const orders = all.map(({ words }) => instructs(words));
  return (one, index) => {
    const lured = [0, 1, 2].some((back) => orders[index - back] === true && all[index - back]?.speaker === one.speaker);
    const spokenOf = orders[index + 1] === true && pointsBack.test(all[index + 1]?.words ?? "");
    return { ...one, ...labelOf(one.words), lures: lured || spokenOf, frame: false };
  };
}

function labelOf(words: string): Pick<SourceLine, "label" | "owner" | "said" | "over"> {
  const struck = /~~.+~~/u.test(words);
  const labelled = labelledLine(words);
  if (labelled !== undefined) {
    const box = checkboxOf(labelled.rest);
    const { label, owner, rest } = labelled;
    return {
      label,
      ...(owner && { owner }),
      said: withoutBullet(box?.rest ?? rest),
      over: struck || box?.done === true,
    };
  }
  const box = checkboxOf(words);
  if (box !== undefined) return { label: "action", said: withoutBullet(box.rest), over: struck || box.done };
  return { said: withoutBullet(words), over: struck };
}

/** Nothing longer is a heading, in characters. */
const longestHeading = 100;

interface Columns {
  readonly what: number;
  readonly who?: number;
  readonly when?: number;
  readonly status?: number;
}

function notesOf(lines: readonly Utterance[]): readonly SourceLine[] {
  const lured = luredAmong(lines);
  let under: Labelled | undefined;
  let fresh = false;
  let strict = false;
  let columns: Columns | undefined;
  let aside = false;
  const isQuoted = (words: string): boolean => /^\s*>\s/u.test(words);
  // Notes that were pasted as they stood in a mail; a line alone is a quotation.
  const filled = lines.filter(({ words }) => words !== "");
  const allQuoted = filled.length > 1 && filled.every(({ words }) => isQuoted(words));
  return lines.map((line, index): SourceLine => {
    const { words } = line;
    const base = { ...line, said: "", over: false, lures: lured.has(index), frame: true };
    if (words === "") {
      if (!fresh && !strict) {
        under = undefined;
        aside = false;
      }
      columns = undefined;
      return base;
    }
    const cells = cellsOf(words);
    const header = cells && columnsOf(cells);
    if (header !== undefined) columns = header;
    if (header !== undefined || cells?.every((cell) => /^:?-*:?$/u.test(cell))) return base;
    if (cells !== undefined && columns !== undefined) return { ...base, ...rowOf(cells, columns), frame: false };
    // Of a table whose heads say nothing: somebody may pick it. A label of its own makes it a line that parts things.
    if (cells !== undefined && labelledLine(words) === undefined)
      return { ...base, label: "none", said: withoutBullet(words), frame: false };
    const short = words.length <= longestHeading;
    const heading = short ? headingOf(words) : undefined;
    if (heading !== undefined || (short && (isAside(words) || isOtherHeading(words)))) {
      under = heading;
      aside = isAside(words);
      [fresh, strict] = [heading !== undefined || aside, words.startsWith("#")];
      return base;
    }
    fresh = false;
    const own = labelOf(words);
    const listed = strict ? /^\s*(?:[-*•–]|\d{1,3}[.)])/u.test(words) : true;
    const meant = own.label ?? (listed ? under : undefined);
    const label = aside || (isQuoted(words) && !allQuoted) ? "none" : meant;
    return { ...base, ...own, ...(label && { label }), frame: own.said === "" };
  });
}

/**
 * An order, and what stands with it up to the next empty line; what stands before it where the order speaks of that.
 */
function luredAmong(lines: readonly Utterance[]): ReadonlySet<number> {
  const lured = new Set<number>();
  let block: number[] = [];
  const close = () => {
    const orders = block.filter((index) => instructs(lines[index]?.words ?? ""));
    const back = orders.some((order) => pointsBack.test(lines[order]?.words ?? ""));
    for (const index of block) if (back || orders.some((order) => index >= order)) lured.add(index);
    block = [];
  };
  for (const [index, { words }] of lines.entries())
    if (words === "") close();
    else block.push(index);
  close();
  return lured;
}

function cellsOf(words: string): readonly string[] | undefined {
  for (const mark of ["|", "\t", ";"]) {
    const cells = words.split(mark).map((cell) => cell.trim());
    if (mark === "|" && cells[0] === "") cells.shift();
    if (mark === "|" && cells.at(-1) === "") cells.pop();
    if (cells.length >= (mark === ";" ? 3 : 2)) return cells;
  }
  return undefined;
}

function columnsOf(cells: readonly string[]): Columns | undefined {
  const place = (form: RegExp): number => cells.findIndex((cell) => form.test(cell.replace(/\*\*/gu, "")));
  const [first, second, third] = [place(tableHeads.what), place(tableHeads.who), place(tableHeads.when)];
  if (first === -1 || (second === -1 && third === -1)) return undefined;
  const status = place(tableHeads.status);
  return {
    what: first,
    ...(second !== -1 && { who: second }),
    ...(third !== -1 && { when: third }),
    ...(status !== -1 && { status }),
  };
}

function rowOf(
  cells: readonly string[],
  columns: Columns,
): Pick<SourceLine, "label" | "owner" | "when" | "said" | "over"> {
  const cell = (place: number | undefined): string => (place === undefined ? "" : (cells[place] ?? ""));
  const [owner, due] = [cell(columns.who), cell(columns.when)];
  const named = /\p{L}/u.test(owner) ? { owner } : {};
  return {
    label: "action",
    ...named,
    ...(due !== "" && { when: due }),
    said: cell(columns.what),
    over: /^(?:klar|klart|done|ja|yes|x|✓|✔)$/iu.test(due) || !stillOpen.test(cell(columns.status)),
  };
}
