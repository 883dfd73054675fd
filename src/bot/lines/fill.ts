import { fold } from "../../language/fold.ts";
import { type Phrase, phrase } from "../../messages/phrase.ts";
import { wordsOf } from "../../messages/vocabulary.ts";
import type { Line } from "../command.ts";
import { type FieldKind, shorten } from "../field.ts";
import { longest } from "../fields/choices.ts";
import { labelOf, wholeLine } from "../labels.ts";
import { type LineWords, projectKey, projectKeys } from "../registry.ts";
import type { Token } from "../tokens.ts";
import { fieldNear, leftovers } from "./leftovers.ts";

/** What a line's words were given to. */
export interface Filled {
  readonly raw: Readonly<Record<string, string>>;
  readonly project?: string;
  readonly errors: Readonly<Record<string, Phrase>>;
  /** What the words that nothing took may have meant, by field. */
  readonly instead: Readonly<Record<string, string>>;
  /** Some of those words are in no field: a line without them would do something else. */
  readonly lost: boolean;
}

/** A word that no key took, or the mark of where one stood. */
type Untaken = Token | "key";

/** Gives a line's words to its fields: keys first, then flags, then the rest in place. */
export function fillLine(line: Line, words: LineWords, tokens: readonly Token[], text: string): Filled {
  const raw = new Map<string, string>();
  const errors = new Map<string, Phrase>();
  let project: string | undefined;

  const kindOf = (name: string): FieldKind<unknown> | undefined => line.input[name]?.kind;
  const spanOf = (name: string, coming: readonly string[]): number =>
    spanOfField(kindOf(name), words.names.get(name), coming);
  function give(name: string, value: string): void {
    const first = raw.get(name);
    if (first !== undefined) {
      errors.set(
        name,
        phrase("parse.twice", { field: labelOf(name, kindOf(name)), first: shorten(first), second: shorten(value) }),
      );
    } else raw.set(name, value);
  }

  const keyed = (token: Token): string | undefined => {
    if (token.key === undefined) return undefined;
    const word = fold(token.key);
    return words.keys.get(word) ?? (line.project === "required" && projectKeys.has(word) ? projectKey : undefined);
  };

  const restName = words.positional.find((name) => kindOf(name)?.takes === "rest");
  const beforeRest = restName === undefined ? Number.POSITIVE_INFINITY : words.positional.indexOf(restName);
  const pieces: Untaken[] = [];
  let placed = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const name = keyed(token);
    if (name === undefined) {
      if (restName !== undefined && placed >= beforeRest) {
        const only = token.quoted && at === tokens.length - 1;
        give(restName, only && token.unclosed !== true ? token.text : text.slice(token.start));
        break;
      }
      placed += 1;
      pieces.push(token);
      continue;
    }
    let value = token.value ?? "";
    if (token.unclosed) errors.set(name, phrase("parse.unclosed", { text: shorten(value) }));
    if (token.valueQuoted !== true) {
      // `on: fri` and `estimate:6 h`: what follows belongs to the key as far as the field says so.
      const coming: string[] = value === "" ? [] : [value];
      for (const next of tokens.slice(at + 1, at + 5)) {
        if (keyed(next) !== undefined || (next.quoted && coming.length > 0)) break;
        coming.push(next.text);
        if (next.quoted) break;
      }
      const count = Math.min(coming.length, spanOf(name, coming));
      at += count - (value === "" ? 0 : 1);
      value = coming.slice(0, count).join(" ");
    }
    if (name === projectKey && !words.keys.has(projectKey)) {
      if (project !== undefined) {
        errors.set(wholeLine, phrase("parse.projectTwice", { first: shorten(project), second: shorten(value) }));
      }
      project = value;
    } else if (kindOf(name)?.bare === true && value === "") give(name, "yes");
    else if (value === "") errors.set(name, phrase("parse.noValue", { field: labelOf(name, kindOf(name)) }));
    else give(name, value);
    pieces.push("key");
  }

  const inPlace = takeFlags(line, words, pieces, (name) => give(name, "yes"));
  const { left, slips } = placeWords(words, inPlace, { kindOf, spanOf }, give, raw);
  for (const token of inPlace) {
    if (token.unclosed) errors.set(wholeLine, phrase("parse.unclosed", { text: shorten(token.text) }));
  }
  const untaken = [...left, ...slips].toSorted((one, other) => one.start - other.start);
  const extra =
    untaken.length === 0
      ? undefined
      : leftovers(line, words, untaken, { given: new Set(raw.keys()), inText: left.length === 0 });
  if (extra !== undefined && !errors.has(wholeLine)) errors.set(wholeLine, extra.said);
  return {
    raw: Object.fromEntries(raw),
    project,
    errors: Object.fromEntries(errors),
    instead: extra?.instead ?? {},
    lost: extra?.lost === true,
  };
}

/** How many of the coming words are a field's value; `names`: those of several words that it knows. */
function spanOfField(
  kind: FieldKind<unknown> | undefined,
  names: readonly string[] | undefined,
  coming: readonly string[],
): number {
  if (names !== undefined) return longest(coming, names);
  const span = kind?.spans?.(coming) ?? (typeof kind?.takes === "number" ? kind.takes : 1);
  return Math.max(1, span);
}

/**
 * Takes the flags out and returns the other words. In a line of free text a flag's word in the middle of unquoted words
 * is text: `we have an urgent need`. It is a flag at either end, beside quotes and beside keys.
 */
function takeFlags(
  line: Line,
  words: LineWords,
  pieces: readonly Untaken[],
  set: (name: string) => void,
): readonly Token[] {
  const flagOf = (piece: Untaken | undefined): string | undefined =>
    piece === undefined || piece === "key" || piece.quoted ? undefined : words.flags.get(fold(piece.text));
  const free = words.positional.some((name) => line.input[name]?.kind.joins === true);
  const names = pieces.map(flagOf);
  // What stands beside a run of flags, for each of them: true when it is an end, a key or quotes.
  const isEdge = (piece: Untaken | undefined): boolean => piece === undefined || piece === "key" || piece.quoted;
  const edges = names.map(() => false);
  const mark = (from: number, step: 1 | -1): void => {
    let edge = true;
    for (let at = from; at >= 0 && at < pieces.length; at += step) {
      if (names[at] === undefined) edge = isEdge(pieces[at]);
      else if (edge) edges[at] = true;
    }
  };
  mark(0, 1);
  mark(pieces.length - 1, -1);
  const rest: Token[] = [];
  const taken = new Set<string>();
  pieces.forEach((piece, index) => {
    const name = names[index];
    if (name !== undefined && (!free || edges[index] === true) && !taken.has(name)) {
      taken.add(name);
      set(name);
    } else if (piece !== "key") rest.push(piece);
  });
  return rest;
}

/**
 * Gives words to the fields that are typed in place, in order. Returns what is left over, and what stands in the middle
 * of a text and looks like a key: `onn:fri`.
 */
function placeWords(
  words: LineWords,
  tokens: readonly Token[],
  {
    kindOf,
    spanOf,
  }: {
    readonly kindOf: (name: string) => FieldKind<unknown> | undefined;
    readonly spanOf: (name: string, coming: readonly string[]) => number;
  },
  give: (name: string, value: string) => void,
  given: ReadonlyMap<string, string>,
): { readonly left: readonly Token[]; readonly slips: readonly Token[] } {
  const slips: Token[] = [];
  const isSlip = (token: Token): boolean => {
    const field = token.quoted || !token.value ? undefined : fieldNear(words, token.key ?? "");
    return field !== undefined && !given.has(field);
  };
  const open = words.positional.filter((name) => !given.has(name));
  let at = 0;
  open.forEach((name, index) => {
    const kind = kindOf(name);
    const coming = tokens.slice(at);
    const first = coming[0];
    if (kind === undefined || first === undefined || kind.takes === "rest") return;
    const quotedAt = coming.findIndex((token) => token.quoted);
    const plain = quotedAt < 0 ? coming : coming.slice(0, quotedAt);
    let count = 1;
    if (!first.quoted) {
      const later = open.slice(index + 1);
      count =
        kind.joins === true
          ? plain.length - reserved(later, plain, kindOf)
          : spanOf(
              name,
              plain.map((token) => token.text),
            );
    }
    const taken = coming.slice(0, Math.max(1, count));
    at += taken.length;
    const slipped = first.quoted || kind.joins !== true ? [] : taken.filter(isSlip);
    slips.push(...slipped);
    const text = first.quoted ? [] : taken.filter((token) => !slipped.includes(token));
    if (first.quoted) give(name, first.text);
    else if (text.length > 0) give(name, text.map((token) => token.source).join(" "));
  });
  return { left: tokens.slice(at), slips };
}

/** How many of the last words of a free text belong to the fixed values typed after it: `Karin Berg approver`. */
function reserved(
  later: readonly string[],
  plain: readonly Token[],
  kindOf: (name: string) => FieldKind<unknown> | undefined,
): number {
  let count = 0;
  for (const name of later.toReversed()) {
    const last = plain[plain.length - 1 - count];
    const isValue = kindOf(name)?.values?.some((id) =>
      [id, ...wordsOf(`value.${id}`)].some((word) => fold(word) === fold(last?.text ?? "")),
    );
    if (isValue === true && plain.length - 1 - count > 0) count += 1;
  }
  return count;
}
