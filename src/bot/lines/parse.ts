import { fold } from "../../language/fold.ts";
import { shown } from "../../language/hidden-characters.ts";
import { name, type Phrase, phrase } from "../../messages/phrase.ts";
import { wordsOf } from "../../messages/vocabulary.ts";
import type { Command, Line } from "../command.ts";
import { shorten } from "../field.ts";
import { fieldsOf, lacksAskedFor } from "../inputs.ts";
import { labelOf, missing } from "../labels.ts";
import { projectKeys, type Registry } from "../registry.ts";
import { cleanText, type Token, tokensOf } from "../tokens.ts";
import { addressedLine, markedLine } from "./composed.ts";
import { type Filled, fillLine } from "./fill.ts";
import { mostLooked, severalLines } from "./several.ts";

/** A line with what was typed for its fields, not read yet. */
export interface TypedLine {
  readonly command: Command;
  readonly line: Line;
  /** What was typed, by field. */
  readonly raw: Readonly<Record<string, string>>;
  /** The code after `in:`. */
  readonly project?: string;
}

/** What a typed line asks for. */
export type Parsed =
  | ({ readonly kind: "run" } & TypedLine)
  /** Nothing was given where something is needed, or only long notes are missing: a form is kinder than an error. */
  | ({ readonly kind: "form" } & TypedLine)
  /** Half right: what is wrong, by field; {@link wholeLine} for what belongs to none. */
  | ({ readonly kind: "problem"; readonly errors: Readonly<Record<string, Phrase>> } & Pick<
      Filled,
      "instead" | "lost"
    > &
      TypedLine)
  /** A known command that has no line of that verb. `nearest`: the line as it may have been meant. */
  | { readonly kind: "refused"; readonly command: Command; readonly why: Phrase; readonly nearest?: string }
  /** A line that only a card's button runs. */
  | { readonly kind: "card"; readonly command: Command; readonly why: Phrase }
  | { readonly kind: "unknown"; readonly word: string; readonly nearest?: string }
  /** Several commands, one on each line: a message is one command, and none of them is taken for the other's note. */
  | { readonly kind: "several"; readonly lines: readonly string[] }
  | { readonly kind: "empty" };

/**
 * Reads a typed line, with or without `/startklar` or `@Startklar`. Pure; never throws, whatever is typed: what the
 * fields hold is read later, by `readValues`.
 */
export function parseLine(registry: Registry, typed: string): Parsed {
  const plain = addressedLine(cleanText(typed));
  const command = registry.command(tokensOf(plain)[0]?.text ?? "");
  const text = command?.lines.some(showsHidden) === true ? addressedLine(cleanText(hiddenInNotes(typed))) : plain;
  const [first, ...after] = tokensOf(text);
  if (first === undefined) return { kind: "empty" };
  const says = (line: string): boolean => saysWhatToDo(parseLine(registry, line));
  const lines = severalLines(text, says, command?.lines.some(takesNotes) === true);
  if (lines !== undefined && says(lines[0] ?? "")) return { kind: "several", lines };
  if (command === undefined) {
    const near = registry.nearestCommand(first.text);
    const meant = near === undefined ? {} : { nearest: withWord(text, first, near) };
    // Marks that are no composer's are a part of it: `__proto__`.
    const [marked = first] = tokensOf(markedLine(cleanText(typed)));
    return { kind: "unknown", word: shorten(marked.text.includes(first.text) ? marked.text : first.text), ...meant };
  }
  const found = chooseLine(registry, command, after, text);
  if (!("tokens" in found)) return found;
  const { line, tokens } = found;
  if (line.by === "card") return { kind: "card", command, why: phrase("parse.card") };
  const filled = fillLine(line, registry.wordsFor(line), tokens, text);
  const typedLine = { command, line, raw: filled.raw, project: filled.project };
  const absent = fieldsOf(line).filter(([name, field]) => field.required && !Object.hasOwn(filled.raw, name));
  if (Object.keys(filled.errors).length === 0) {
    const isBare = Object.keys(filled.raw).length === 0;
    const asked = (isBare && line.asksBare === true) || lacksAskedFor(line, filled.raw);
    if (absent.length === 0) return { kind: asked ? "form" : "run", ...typedLine };
    const onlyNotes = absent.every(([, field]) => field.kind.takes === "rest");
    if (onlyNotes || isBare) return { kind: "form", ...typedLine };
  }
  const errors = {
    ...Object.fromEntries(absent.map(([name, { kind }]) => [name, missing(name, labelOf(name, kind))])),
    ...filled.errors,
  };
  return { kind: "problem", ...typedLine, errors, instead: filled.instead, lost: filled.lost };
}

const showsHidden = (line: Line): boolean => fieldsOf(line).some(([, { kind }]) => kind.showsHidden === true);
/** What nobody sees, shown in notes: a command and what it is about, two words, are read without it. */
function hiddenInNotes(typed: string): string {
  const text = typed.replace(/\r\n?/gu, "\n");
  const from = /^\s*(?:[^\s"“”„‟»«]+[^\S\n]+){0,2}/u.exec(text)?.[0].length ?? 0;
  return `${text.slice(0, from)}${shown(text.slice(from)).text}`;
}

const takesNotes = (line: Line): boolean => fieldsOf(line).some(([, { kind }]) => kind.takes === "rest");

/** True for a line that is a command by itself: to be run, or with something of it understood. */
const saysWhatToDo = (parsed: Parsed): boolean =>
  parsed.kind === "run" || parsed.kind === "form" || (parsed.kind === "problem" && Object.keys(parsed.raw).length > 0);

/**
 * The commands in a message that mentions of the bot part: a part that is one, whatever its note goes on with, else
 * those of its lines.
 */
export function commandsIn(registry: Registry, parts: readonly string[]): readonly string[] {
  const says = (line: string): boolean => saysWhatToDo(parseLine(registry, line));
  const linesOf = (part: string): readonly string[] => part.split("\n").slice(0, mostLooked).filter(says);
  return parts.slice(0, mostLooked).flatMap((part) => (says(part) ? [part] : linesOf(part)));
}

type Chosen = { readonly line: Line; readonly tokens: readonly Token[] };

/** The line by its verb, by its first word, or the one of the bare name. */
function chooseLine(
  registry: Registry,
  command: Command,
  after: readonly Token[],
  text: string,
): Chosen | Extract<Parsed, { kind: "refused" }> {
  const isPlain = (token: Token): boolean =>
    !token.quoted && !(token.key !== undefined && projectKeys.has(fold(token.key)));
  const at = after.findIndex((token) => token.quoted || isPlain(token));
  const first = at < 0 ? undefined : after[at];
  if (first !== undefined && !first.quoted) {
    const following = after.slice(at, at + 3);
    const quotedAt = following.findIndex((token) => token.quoted);
    const words = (quotedAt < 0 ? following : following.slice(0, quotedAt)).map((token) => token.text);
    const verb = registry.verb(command, words);
    if (verb !== undefined)
      return { line: verb.line, tokens: [...after.slice(0, at), ...after.slice(at + verb.count)] };
  }
  const typed = command.lines.filter((line) => line.by !== "card");
  const matching = typed.find((line) => line.matches?.test(first?.text ?? "") === true);
  const ofName = typed.find((line) => line.verb !== undefined && line.verb === command.bare);
  const verbless = typed.find((line) => line.verb === undefined);
  const bare = first === undefined ? (ofName ?? verbless) : (verbless ?? ofName);
  const near = first === undefined || first.quoted ? undefined : registry.nearestVerb(command, first.text);
  const line = matching ?? bare;
  // A line that takes nothing in place cannot have meant this word: it is a slip in a verb.
  const takesWord = line !== undefined && (first === undefined || canTake(registry, line, first));
  // Where the command has others, its help says which; by itself its line says what it does not take.
  const hasVerbs = typed.some(({ verb }) => verb !== undefined);
  if (line !== undefined && (takesWord || (near === undefined && !hasVerbs))) return { line, tokens: after };
  const shown = name({ en: command.name, sv: wordsOf(`command.${command.name}`, "sv")[0] ?? command.name });
  if (first === undefined) return { kind: "refused", command, why: phrase("parse.verb", { command: shown }) };
  const word = shorten(first.text);
  if (near === undefined)
    return { kind: "refused", command, why: phrase("parse.verbUnknown", { command: shown, word }) };
  return {
    kind: "refused",
    command,
    why: phrase("parse.verbNear", { command: shown, word, near }),
    nearest: withWord(text, first, near),
  };
}

/** The line as it was typed, but for one word. */
function withWord(text: string, { start, source }: Token, word: string): string {
  return `${text.slice(0, start)}${word}${text.slice(start + source.length)}`;
}

function canTake(registry: Registry, line: Line, token: Token): boolean {
  const words = registry.wordsFor(line);
  return (
    words.positional.length > 0 ||
    words.flags.has(fold(token.text)) ||
    (token.key !== undefined && words.keys.has(fold(token.key)))
  );
}
