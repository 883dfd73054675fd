import type { Agreement } from "../../domain/agreement.ts";
import { fold } from "../../language/fold.ts";
import type { Language } from "../../messages/language.ts";
import type { Phrase } from "../../messages/phrase.ts";
import { isPhraseId, wordsOf } from "../../messages/vocabulary.ts";
import type { Command, Line } from "../command.ts";
import type { FieldKind } from "../field.ts";
import { typedName } from "../fields/choices.ts";
import { shownFieldsOf } from "../inputs.ts";
import { keyIn } from "../labels.ts";
import { type Registry, verbWords } from "../registry.ts";
import { cleanText, quote, tokensOf } from "../tokens.ts";

/** How a line is printed. */
export interface LinePrinting {
  /** Whose words are used for commands, verbs, keys and fixed values. Default: English. */
  readonly language?: Language;
  /** The project's code, for a line typed outside its channel. */
  readonly project?: string;
  /**
   * Whose packages and areas, and whose days, get their names in the language; without it they stay as they were typed.
   */
  readonly agreement?: Agreement;
}

const spoken = (words: readonly string[], id: string, language: Language): string =>
  language === "en" ? id : (words[0] ?? id);
const word = (key: string, id: string, language: Language): string => spoken(wordsOf(key, language), id, language);

/**
 * A value of the agreement or of a field's own, as it is typed in a language: `konfiguration` for `configuration`,
 * `fre` for `fri`.
 */
function valueIn(typed: string, kind: FieldKind<unknown>, { language = "en", agreement }: LinePrinting): string {
  if (agreement === undefined) return typed;
  const named = kind.named?.(agreement).find(({ id }) => id === typed);
  return named === undefined ? (kind.spoken?.(typed, language, agreement) ?? typed) : typedName(named, language);
}

const placeholders = /^<[^<>]+>(?: <[^<>]+>)*$/u;

/**
 * `<day>` or `<smaller|larger>` in the words of a language; a placeholder is shown to be replaced, and never in quotes.
 */
function placeholderIn(text: string, language: Language): string {
  const [first, second] = text.includes("|") ? ["value", "placeholder"] : ["placeholder", "value"];
  return text.replace(/(?<![\p{L}\p{N}-])[a-z][a-z-]*(?=[ |>=])/gu, (id) =>
    word(isPhraseId(`${first}.${id}`) ? `${first}.${id}` : `${second}.${id}`, id, language),
  );
}

/** What a field's placeholder says: free text by what it is about, where that has a word. */
const placeholderOf = (name: string, kind: FieldKind<unknown>): string =>
  (kind.joins === true || kind.takes === "rest") && isPhraseId(`placeholder.${name}`) ? name : kind.placeholder;

/**
 * `"hunt groups"` in quotes, `2h30` and `fri 10:00` without. Free text typed in place is always quoted, since one of
 * its words could be
 * a key or a flag.
 */
function value(typed: string, kind: FieldKind<unknown>, printing: LinePrinting, inPlace: boolean): string {
  const { language = "en" } = printing;
  const text = valueIn(cleanText(typed), kind, printing);
  if (placeholders.test(text)) return placeholderIn(text, language);
  const fixed = kind.values?.find((id) => [id, ...wordsOf(`value.${id}`)].some((one) => fold(one) === fold(text)));
  const isSpoken = wordsOf(`value.${fixed}`, language).some((one) => fold(one) === fold(text));
  const translated = fixed === undefined || isSpoken ? text : word(`value.${fixed}`, fixed, language);
  const tokens = tokensOf(translated);
  const asTyped = tokens.map((token) => token.source).join(" ") === translated && !/["“”„‟»«]/u.test(translated);
  const words = tokens.map((token) => token.text);
  const oneValue = words.length === 1 || (words.length > 1 && kind.spans?.(words) === words.length);
  const canBeKey = inPlace && tokens.some((token) => token.key !== undefined);
  const isText = kind.takes === "rest" || (inPlace && kind.joins === true);
  return asTyped && oneValue && !canBeKey && !isText ? translated : quote(translated);
}

/** A line as it would be typed; parsing it gives the same values. */
export function printLine(
  command: Command,
  line: Line,
  raw: Readonly<Record<string, string>>,
  printing: LinePrinting = {},
): string {
  return print(command, line, raw, printing, () => undefined);
}

/**
 * The line to copy after a refusal: what is missing as `<placeholder>`, what was wrong as what may have been meant, or
 * as the placeholder too.
 */
export function correctedLine(
  registry: Registry,
  line: Line,
  raw: Readonly<Record<string, string>>,
  errors: Readonly<Record<string, Phrase>>,
  language: Language,
  more: { readonly instead?: Readonly<Record<string, string>> } & Omit<LinePrinting, "language"> = {},
): string {
  const { instead = {}, ...where } = more;
  const mended = Object.entries(instead).map(([name, text]) => [
    name,
    text.replace(/<[a-z|-]+>/gu, (blank) => placeholderIn(blank, language)),
  ]);
  const corrected: Readonly<Record<string, string>> = { ...raw, ...Object.fromEntries(mended) };
  const printing = { language, ...where };
  return print(registry.commandOf(line), line, corrected, printing, (name, kind) =>
    Object.hasOwn(errors, name) && !Object.hasOwn(instead, name)
      ? placeholderIn(`<${placeholderOf(name, kind)}>`, language)
      : undefined,
  );
}

function print(
  command: Command,
  line: Line,
  raw: Readonly<Record<string, string>>,
  printing: LinePrinting,
  placeholder: (name: string, kind: FieldKind<unknown>) => string | undefined,
): string {
  const language = printing.language ?? "en";
  const placed: string[] = [];
  const keyed: string[] = [];
  const flags: string[] = [];
  const rest: string[] = [];
  let inPlace = true;
  for (const [name, field] of shownFieldsOf(line)) {
    const instead = placeholder(name, field.kind);
    const given = Object.hasOwn(raw, name) ? raw[name] : undefined;
    const key = keyIn(name, field.kind, language);
    if (instead === undefined && (given === undefined || given.trim() === "")) {
      // What follows a gap can only be told apart by its key.
      if (field.positional) inPlace = false;
      continue;
    }
    if (field.kind.bare === true) {
      // A flag that can be more than yes or no says what else it is: `provisioned:n/a`.
      if (instead === undefined && field.kind.values !== undefined && !isYesOrNo(given ?? "")) {
        keyed.push(`${key}:${value(given ?? "", field.kind, printing, false)}`);
      } else if (instead !== undefined || isYes(given ?? "")) flags.push(key);
    } else {
      const text = instead ?? value(given ?? "", field.kind, printing, field.positional && inPlace);
      if (field.kind.takes === "rest" && inPlace) rest.push(text);
      else if (field.positional && inPlace) placed.push(text);
      else keyed.push(`${key}:${text}`);
    }
  }
  const given = [...placed, ...flags, ...keyed, ...rest];
  const nameSaysIt =
    line.verb === command.bare && (given.length === 0 || command.lines.every((other) => other.verb !== undefined));
  const bare = nameSaysIt || line.matches?.test(given[0] ?? "") === true;
  const verb =
    bare || line.verb === undefined ? [] : [spoken(verbWords(command, line.verb, language), line.verb, language)];
  const project = printing.project === undefined ? [] : [`${word("key.in", "in", language)}:${printing.project}`];
  return [
    word(`command.${command.name}`, command.name, language),
    ...verb,
    ...placed,
    ...flags,
    ...keyed,
    ...project,
    ...rest,
  ].join(" ");
}

const isYesOrNo = (typed: string): boolean =>
  ["yes", "no"].some((id) => [id, ...wordsOf(`value.${id}`)].some((one) => fold(one) === fold(typed.trim())));
const isYes = (typed: string): boolean => !["no", "nej", "false", "off", "0"].includes(fold(typed.trim()));
