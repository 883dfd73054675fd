import type { MinutesContent, MinutesItem, PersonRef } from "../domain/facts.ts";
import { claimsIn } from "../domain/minutes.ts";
import { type Checking, type Claim, checking } from "../domain/minutes-check.ts";
import { halvesOf, mergedItems, partsOf, piecesOf, type SourcePart } from "../domain/minutes-parts.ts";
import { minutesSource } from "../domain/minutes-source.ts";
import type { Day } from "../domain/units.ts";
import { RetryAfter } from "../messages/doing.ts";
import { itemsIn, type Listed } from "./answer.ts";
import { createBreaker } from "./breaker.ts";
import { type Budgets, tokensIn, within } from "./budget.ts";
import { questionOf, schemaVersion } from "./question.ts";
import { createMemory, digestOf, type Remembered } from "./remembered.ts";
import { type Answered, createServer, type ServerAt } from "./server.ts";
import { MinutesLater, MinutesRefused, TooLong, Unreached } from "./trouble.ts";

/** What a draft is made from. */
export interface MinutesNotes {
  readonly notes: string;
  /** The day of the meeting: weekdays and days without a year are read from it. */
  readonly on: Day;
  readonly people: readonly PersonRef[];
}
/** How a draft was made: figures, and none of its words. */
export interface ModelRun {
  readonly model: string;
  /** As the server says it; unset when it does not. */
  readonly version?: string;
  /** Which question and schema it was asked with. */
  readonly schema: string;
  readonly parts: number;
  readonly tokens: number;
  readonly seconds: number;
  /** Items that came; of those, how many could not be read, and how many quotes stand nowhere in the notes. */
  readonly came: number;
  readonly unread: number;
  readonly unfound: number;
}
export interface ModelDraft {
  readonly content: MinutesContent;
  readonly run: ModelRun;
}

/** Drafts minutes from notes. */
export interface MinutesAssistant {
  /**
   * Items with their quotes; code ticks them or says what it doubts (M1). One whose quote stands nowhere in the notes
   * is left out. What is marked as internal is not sent.
   *
   * @throws MinutesLater when it may go better another time: not reached, too busy, an answer that cannot be read.
   * @throws RetryAfter when the server says when to ask again, or is left alone for a while.
   * @throws MinutesRefused when it will not: a bad key, an unknown model, a refusal of the model's, no tokens left.
   */
  draft(notes: MinutesNotes, signal?: AbortSignal): Promise<ModelDraft>;
}

export interface MinutesModel extends Omit<ServerAt, "silence">, Budgets {
  /** Milliseconds for a whole draft, to the last byte of its last answer. */
  readonly limit: number;
  readonly silence?: number;
}

/** As much of a source is asked about at once, in characters. */
const partRoom = 24_000;
/** The most tokens that an answer may take, with what the model thinks before it. */
const answerRoom = 16_000;
/** So many parts of a source are asked about at once. */
const atOnce = 3;
/** What is too long for the model is halved so often at most. */
const mostHalvings = 4;
const usualSilence = 120_000;

interface Found {
  readonly part: SourcePart;
  readonly claims: readonly Claim[];
  readonly unread: number;
}
/** A source that is being drafted. */
interface Task {
  readonly known: Remembered<PartAnswer>;
  readonly about: MinutesNotes;
  readonly signal: AbortSignal;
}
interface PartAnswer {
  readonly found: readonly Found[];
  readonly version: string | undefined;
  readonly tokens: number;
}

/**
 * Drafts with a language model, by structured output; a long source in parts. The notes, the team's names and the day
 * leave the machine; nothing else about the project does.
 */
export function createMinutesAssistant({ limit, perSource, day, ...at }: MinutesModel): MinutesAssistant {
  const server = createServer({ silence: usualSilence, ...at });
  const budgets = { perSource, ...(day !== undefined && { day }) };
  const breaker = createBreaker();
  const memory = createMemory<PartAnswer>();

  async function asked(part: SourcePart, { known, about, signal }: Task, plain = false) {
    const question = questionOf(part.pieces, about);
    const asking = tokensIn(question.system) + tokensIn(question.user);
    return within(budgets, known, asking + answerRoom, async () => {
      const answered = await server.ask(question, { most: answerRoom, signal, plain });
      breaker.well();
      return { ...answered, tokens: answered.tokens ?? asking + tokensIn(answered.text) };
    });
  }

  /** One answer that can be read, in the schema's way or in the plainer one. */
  async function readable(part: SourcePart, task: Task): Promise<Read> {
    const answered = await asked(part, task);
    const listed = itemsIn(answered.text);
    if (listed !== undefined) return { ...answered, ...listed };
    if (answered.broken) throw new TooLong();
    if (!answered.bySchema) throw new MinutesLater("an answer of another shape");
    const again = await asked(part, task, true);
    const plain = itemsIn(again.text);
    if (plain === undefined) throw again.broken ? new TooLong() : new MinutesLater("an answer of another shape");
    server.plainer();
    return { ...again, ...plain, tokens: answered.tokens + again.tokens };
  }

  async function answer(part: SourcePart, task: Task, halvings = 0): Promise<PartAnswer> {
    const halves = halvings < mostHalvings ? halvesOf(part) : undefined;
    let read: Read | undefined;
    try {
      read = await readable(part, task);
    } catch (error) {
      if (!(error instanceof TooLong)) throw error;
      if (halves === undefined) throw new MinutesRefused("a line is too long for the model");
    }
    if (read === undefined || (!read.whole && halves !== undefined)) {
      const both: PartAnswer[] = [];
      for (const half of halves ?? []) both.push(await answer(half, task, halvings + 1));
      return {
        found: both.flatMap(({ found }) => found),
        version: both.find(({ version }) => version !== undefined)?.version,
        tokens: both.reduce((sum, { tokens }) => sum + tokens, read?.tokens ?? 0),
      };
    }
    const { claims, unread } = claimsIn({ items: read.items });
    return { found: [{ part, claims, unread }], version: read.version, tokens: read.tokens };
  }

  async function answers(parts: readonly SourcePart[], task: Task) {
    const { known } = task;
    return eachOf(parts, atOnce, async (part) => {
      const key = digestOf(part.pieces.map(({ number }) => number));
      const before = known.parts.get(key);
      if (before !== undefined) return before;
      const now = await answer(part, task);
      known.parts.set(key, now);
      return now;
    });
  }

  return {
    async draft(about, stopped) {
      const { notes, on, people } = about;
      const source = minutesSource(notes);
      const parts = partsOf(piecesOf(source.lines), partRoom);
      const least = parts.flatMap(({ pieces }) => pieces).reduce((sum, { words }) => sum + tokensIn(words), 0);
      if (least > perSource) throw new MinutesRefused(`${perSource} tokens are not enough for these notes`, "budget");
      const key = digestOf(
        at.model,
        notes,
        on,
        people.map(({ name }) => name),
      );
      const begun = performance.now();
      // The client's own time is over when an answer begins.
      const signal = AbortSignal.any([AbortSignal.timeout(limit), ...(stopped === undefined ? [] : [stopped])]);
      const leave = breaker.enter();
      try {
        const all = await answers(parts, { known: memory.of(key), about, signal });
        memory.forget(key);
        const found = all.flatMap((one) => one.found);
        const { items, unfound } = itemsOf(found, checking(source, people, on));
        const version = all.find((one) => one.version !== undefined)?.version;
        const sum = (of: (one: Found) => number): number => found.reduce((before, one) => before + of(one), 0);
        const unread = sum((one) => one.unread);
        return {
          content: { items },
          run: {
            ...{ model: at.model, schema: schemaVersion, parts: found.length, unread, unfound },
            ...(version !== undefined && { version }),
            tokens: all.reduce((before, one) => before + one.tokens, 0),
            seconds: Math.round((performance.now() - begun) / 100) / 10,
            came: sum((one) => one.claims.length) + unread,
          },
        };
      } catch (error) {
        throw restedBy(error);
      } finally {
        leave();
      }
    },
  };

  /** What a failure means for whoever asks next. */
  function restedBy(error: unknown): unknown {
    if (error instanceof MinutesRefused && error.by === "model") breaker.well();
    if (error instanceof RetryAfter) breaker.asked(error.after);
    if (!(error instanceof Unreached)) return error;
    const rest = breaker.down();
    return rest === 0 ? error : new RetryAfter(rest, error.message);
  }
}

interface Read extends Pick<Answered, "version">, Listed {
  readonly tokens: number;
}

/** What was found, checked against the notes (M1), in the order of the notes and nothing twice. */
function itemsOf(
  found: readonly Found[],
  { check }: Checking,
): { readonly items: readonly MinutesItem[]; readonly unfound: number } {
  let unfound = 0;
  const checked = found.map(({ part, claims }) => {
    const items = claims.flatMap((claim) => check({ ...claim, ...lineOf(claim, part) }) ?? []);
    unfound += claims.length - items.length;
    return { part, items };
  });
  const seen = new Set<string>();
  const items = mergedItems(checked).filter((item) => {
    const key = JSON.stringify([item.kind, item.lines, item.text.toLowerCase(), item.owner]);
    return seen.has(key) ? false : seen.add(key);
  });
  return { items: items.toSorted((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0)), unfound };
}

/** Where the model says no line, it is looked for in what the model has read. */
function lineOf({ line, quote }: Claim, { pieces }: SourcePart): { readonly line?: number } {
  const number = line ?? pieces.find(({ words }) => words.includes(quote))?.number;
  return number === undefined ? {} : { line: number };
}

/** So many at once, in order. After one has failed no other is begun, and those under way are waited for. */
async function eachOf<T, R>(all: readonly T[], most: number, work: (one: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < all.length && failures.length === 0) {
      const index = next++;
      try {
        results[index] = await work(all[index] as T);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, all.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
