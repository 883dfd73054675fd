import type { Language } from "../messages/language.ts";
import type { Phrase } from "../messages/phrase.ts";
import { fold, wordsOf } from "../messages/vocabulary.ts";
import type { Command, Line } from "./command.ts";
import type { FieldKind } from "./field.ts";
import { shownFieldsOf } from "./inputs.ts";
import type { Registry } from "./registry.ts";
import { cleanText, quote, tokensOf } from "./tokens.ts";

/** How a line is printed. */
export interface LinePrinting {
  /** Whose words are used for commands, verbs, keys and fixed values. Default: English. */
  readonly language?: Language;
  /** The project's code, for a line typed outside its channel. */
  readonly project?: string;
}

const word = (key: string, id: string, language: Language): string => (language === "en" ? id : (wordsOf(key, language)[0] ?? id));

/** `"hunt groups"` in quotes, `2h30` without. Free text is always quoted: one of its words could be a key. */
function value(typed: string, kind: FieldKind<unknown>, language: Language, first: boolean): string {
  const text = cleanText(typed);
  const translated = kind.values?.includes(text) === true ? word(`value.${text}`, text, language) : text;
  const [token, ...more] = tokensOf(translated);
  const simple = token !== undefined && more.length === 0 && token.source === translated && !token.quoted && !/["“”„‟»«]/u.test(translated);
  const plain = simple && kind.joins !== true && kind.takes !== "rest" && (!first || token.key === undefined);
  return plain ? translated : quote(translated);
}

/** A line as it would be typed; parsing it gives the same values. */
export function printLine(command: Command, line: Line, raw: Readonly<Record<string, string>>, printing: LinePrinting = {}): string {
  return print(command, line, raw, printing, () => undefined);
}

/**
 * The line to copy after a refusal: what is missing as `<placeholder>`, what was wrong as what may have been meant, or as the
 * placeholder too.
 */
export function correctedLine(
  registry: Registry,
  line: Line,
  raw: Readonly<Record<string, string>>,
  errors: Readonly<Record<string, Phrase>>,
  language: Language,
  more: { readonly instead?: Readonly<Record<string, string>>; readonly project?: string } = {},
): string {
  const { instead = {}, project } = more;
  const corrected = { ...raw, ...instead };
  const printing = { language, ...(project === undefined ? {} : { project }) };
  return print(registry.commandOf(line), line, corrected, printing, (name, kind) =>
    Object.hasOwn(errors, name) && !Object.hasOwn(instead, name) ? `<${kind.placeholder}>` : undefined,
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
    const key = word(`key.${name}`, name, language);
    if (instead === undefined && (given === undefined || given.trim() === "")) {
      // What follows a gap can only be told apart by its key.
      if (field.positional) inPlace = false;
      continue;
    }
    if (field.kind.bare === true) {
      if (instead !== undefined || isYes(given ?? "")) flags.push(key);
    } else {
      const text = instead ?? value(given ?? "", field.kind, language, field.positional && inPlace);
      if (field.kind.takes === "rest" && inPlace) rest.push(text);
      else if (field.positional && inPlace) placed.push(text);
      else keyed.push(`${key}:${text}`);
    }
  }
  const bare = line.verb === undefined || line.verb === command.bare || line.matches?.test(placed[0] ?? "") === true;
  const verb = bare ? [] : [word(`verb.${line.verb}`, line.verb ?? "", language)];
  const project = printing.project === undefined ? [] : [`${word("key.in", "in", language)}:${printing.project}`];
  return [word(`command.${command.name}`, command.name, language), ...verb, ...placed, ...flags, ...keyed, ...project, ...rest].join(" ");
}

const isYes = (typed: string): boolean => !["no", "nej", "false", "off", "0"].includes(fold(typed.trim()));
