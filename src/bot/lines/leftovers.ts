import { fold } from "../../language/fold.ts";
import { nearest } from "../../language/nearest.ts";
import { list, name, type Phrase, phrase, type Value } from "../../messages/phrase.ts";
import type { Line } from "../command.ts";
import { type FieldKind, shorten } from "../field.ts";
import { fieldsOf } from "../inputs.ts";
import { keyIn } from "../labels.ts";
import type { LineWords } from "../registry.ts";
import { quote, type Token } from "../tokens.ts";

/** What became of the words that no field took. */
export interface Leftovers {
  readonly said: Phrase;
  /** What they may have meant, by field. */
  readonly instead: Readonly<Record<string, string>>;
  /** Something is in none of the fields: a line without it would do something else than was typed. */
  readonly lost: boolean;
}

/** How many of the words that nothing took are looked at for a slip in a key. */
const looked = 20;
/** As much of them is said back, in characters. */
const longest = 300;

const justLetters = /^[\p{L}\p{M}'’-]+$/u;

interface Around {
  /** The fields that have a value. */
  readonly given: ReadonlySet<string>;
  /** All of the words stand in the middle of a text, and may be text. */
  readonly inText: boolean;
}

/**
 * Looks for what the words that nothing took may have meant: a slip in a key or a flag, a key without its colon, the
 * one text that is typed by its key. What is understood of them goes into the corrected line; what is not is never
 * dropped from one.
 */
export function leftovers(line: Line, words: LineWords, left: readonly Token[], { given, inText }: Around): Leftovers {
  const meant = new Map<string, string>();
  const near: Value[] = [];
  const kindOf = (field: string): FieldKind<unknown> => line.input[field]?.kind as FieldKind<unknown>;
  const isOpen = (field: string | undefined): field is string =>
    field !== undefined && !given.has(field) && !meant.has(field);
  const mean = (field: string, value: string): void => {
    meant.set(field, value);
    near.push(shown(field, value, kindOf(field)));
  };
  const unknown: Token[] = [];
  const plain: Token[] = [];
  for (let at = 0; at < Math.min(left.length, looked); at += 1) {
    const token = left[at] as Token;
    const field = token.quoted ? undefined : fieldNear(words, token.key ?? token.text);
    if (!isOpen(field))
      (token.key === undefined && !token.quoted && justLetters.test(token.text) ? plain : unknown).push(token);
    else if (token.key !== undefined && token.value !== "") mean(field, token.value ?? "");
    else if (kindOf(field).bare === true) mean(field, "yes");
    else {
      const next = left[at + 1];
      const free = next !== undefined && next.key === undefined && fieldNear(words, next.text) === undefined;
      if (free) mean(field, next.text);
      else near.push(shown(field, undefined, kindOf(field)));
      if (free) at += 1;
      else unknown.push(token);
    }
  }
  const texts = Object.keys(line.input).filter(
    (field) => kindOf(field).joins === true && !words.positional.includes(field),
  );
  const [text] = texts;
  if (texts.length === 1 && isOpen(text) && plain.length > 0) mean(text, plain.map(({ source }) => source).join(" "));
  else unknown.push(...plain);
  const source = left.map((token) => token.source).join(" ");
  const typed = { words: shorten(source, longest) };
  const keys = left.some(({ key, value }) => key !== undefined && value !== "" && justLetters.test(key))
    ? keysOf(line, given)
    : [];
  return {
    said:
      near.length === 0
        ? keys.length === 0
          ? phrase("parse.extra", typed)
          : phrase("parse.extraKey", { ...typed, keys: list(keys) })
        : phrase(inText ? "parse.textNear" : "parse.extraNear", { ...typed, near: list(near) }),
    instead: Object.fromEntries(meant),
    lost: unknown.length > 0 || left.length > looked,
  };
}

/** What may be given by its key, and is not yet. */
const keysOf = (line: Line, given: ReadonlySet<string>): readonly Value[] =>
  fieldsOf(line).flatMap(([field, { kind }]) =>
    given.has(field) || kind.form === "hidden" || kind.form === "unasked" || kind.takes === "rest"
      ? []
      : [key(field, kind)],
  );

/** The field whose key was typed, or nearly. */
export function fieldNear(words: LineWords, typed: string): string | undefined {
  const key = words.keys.has(fold(typed)) ? fold(typed) : nearest(typed, words.keys.keys());
  return key === undefined ? undefined : words.keys.get(key);
}

/** `costs:`, or a flag as it is typed, in either language. */
function key(field: string, kind: FieldKind<unknown>): Value {
  const mark = kind.bare === true ? "" : ":";
  return name({ en: `${field}${mark}`, sv: `${keyIn(field, kind, "sv")}${mark}` });
}

/** `utlägg:1200`, in either language; without a value what is to be written: `price:<kr>`. */
function shown(field: string, value: string | undefined, kind: FieldKind<unknown>): Value {
  const text = value === undefined ? `<${kind.placeholder}>` : /\s/u.test(value) ? quote(value) : value;
  const [en, sv] = [field, keyIn(field, kind, "sv")];
  return kind.bare === true ? name({ en, sv }) : name({ en: `${en}:${text}`, sv: `${sv}:${text}` });
}
