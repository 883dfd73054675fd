import type { Agreement } from "../domain/agreement.ts";
import { fold } from "../language/fold.ts";
import { nearest } from "../language/nearest.ts";
import type { Language } from "../messages/language.ts";
import { isPhraseId, wordsOf } from "../messages/vocabulary.ts";
import type { Command, Line, Serves, TakesFiles } from "./command.ts";
import type { Named } from "./field.ts";
import { endings } from "./files/kinds.ts";
import { shownFieldsOf } from "./inputs.ts";
import { keyWords } from "./labels.ts";

/** The words that a line's fields are typed with, folded. */
export interface LineWords {
  /** Key to field: `on`, `den` → `on`. Every field has its own. */
  readonly keys: ReadonlyMap<string, string>;
  /** Bare word to flag: `urgent`, `akut` → `urgent`. */
  readonly flags: ReadonlyMap<string, string>;
  /** Fields typed without their key, in order. */
  readonly positional: readonly string[];
  /** The names of the agreements' things that a field takes without quotes, folded. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** A line that takes files. */
export interface TakingLine {
  readonly line: Line;
  readonly takes: TakesFiles;
}

/** Every command, by the words that people type for it in either language. */
export interface Registry {
  readonly commands: readonly Command[];
  /** Those that projects may be opened on. */
  readonly agreements: readonly Agreement[];
  /** By a typed word. */
  command(word: string): Command | undefined;
  /** The command word that was probably meant. */
  nearestCommand(word: string): string | undefined;
  /** The line whose verb these words begin with, and how many of them are the verb. */
  verb(command: Command, words: readonly string[]): { readonly line: Line; readonly count: number } | undefined;
  /** The verb that was probably meant; one that can be typed. */
  nearestVerb(command: Command, word: string): string | undefined;
  wordsFor(line: Line): LineWords;
  /** What a button, a form or the audit calls a line: `log`, `change approve`. */
  runsOf(line: Line): string;
  commandOf(line: Line): Command;
  /** The line that the engine needs for something. */
  serving(what: Serves): Line | undefined;
  /** The lines that take files which come so, the first to be asked first. */
  taking(come: TakesFiles["come"]): readonly TakingLine[];
  /** By what {@link runsOf} calls it. */
  line(runs: string): { readonly command: Command; readonly line: Line } | undefined;
}

const runsOf = (command: Command, line: Line): string =>
  line.verb === undefined ? command.name : `${command.name} ${line.verb}`;

/** Keys of every project's line: `in:solbacken`. */
export const projectKey = "in";
export const projectKeys: ReadonlySet<string> = new Set([projectKey, ...wordsOf("key.in")].map(fold));

/**
 * The words of a verb in a language, or in both, the preferred first: `verb.<command>.<verb>` where a command has its
 * own (a project is broken off, a meeting called off), else `verb.<verb>`.
 */
export function verbWords(command: Command, verb: string, language?: Language): readonly string[] {
  const own = wordsOf(`verb.${command.name}.${verb}`, language);
  return own.length > 0 ? own : wordsOf(`verb.${verb}`, language);
}

const commandWords = (name: string): readonly string[] => [...new Set([name, ...wordsOf(`command.${name}`)].map(fold))];

function wordsOfLine(line: Line, agreements: readonly Agreement[], mistakes: string[], runs: string): LineWords {
  const keys = new Map<string, string>();
  const flags = new Map<string, string>();
  const names = new Map<string, readonly string[]>();
  for (const [name, field] of shownFieldsOf(line)) {
    const { kind } = field;
    if (kind.titled === undefined && !isPhraseId(`field.${name}`)) mistakes.push(`${runs}: no label field.${name}`);
    for (const word of new Set([name, ...keyWords(name, kind)].map(fold))) {
      const taken = keys.get(word) ?? (line.project === "required" && projectKeys.has(word) ? projectKey : undefined);
      if (taken !== undefined && taken !== name) mistakes.push(`${runs}: key "${word}" is both ${taken} and ${name}`);
      keys.set(word, name);
      if (kind.bare === true) flags.set(word, name);
    }
    if (kind.wordy === true) names.set(name, namesOf(agreements.flatMap((agreement) => kind.named?.(agreement) ?? [])));
  }
  const positional = shownFieldsOf(line)
    .filter(([, field]) => field.positional && field.kind.bare !== true)
    .map(([name]) => name);
  return { keys, flags, positional, names };
}

/** The lines that take files, in order; two of one order would leave it to chance what a file means. */
function takingLines(lines: Iterable<readonly [string, Line]>, mistakes: string[]): readonly TakingLine[] {
  const orders = new Map<string, string>();
  const found: TakingLine[] = [];
  for (const [runs, line] of lines) {
    const takes: TakesFiles | undefined = line.takes;
    if (takes === undefined) continue;
    found.push({ line, takes });
    const place = `${takes.come} files, order ${takes.order}`;
    const other = orders.get(place);
    if (other !== undefined) mistakes.push(`${place}: both ${other} and ${runs}`);
    orders.set(place, runs);
    for (const kind of takes.kinds ?? [])
      if (!endings.includes(`.${kind}`)) mistakes.push(`${runs}: no file of the kind ${kind} is taken`);
  }
  return found.sort((one, other) => one.takes.order - other.takes.order);
}

/** The line of everything that the engine needs one for. */
function servingLines(lines: Iterable<readonly [string, Line]>, mistakes: string[]): ReadonlyMap<Serves, Line> {
  const serving = new Map<Serves, Line>();
  for (const [runs, line] of lines) {
    if (line.serves === undefined) continue;
    if (serving.has(line.serves)) mistakes.push(`${runs}: another line serves ${line.serves} already`);
    serving.set(line.serves, line);
  }
  return serving;
}

const namesOf = (all: readonly Named[]): readonly string[] =>
  all.flatMap(({ id, name, aliases = [] }) => [id, name.sv, name.en, ...aliases]).map(fold);

/**
 * The registry of some commands; `agreements`: those whose days and steps people name. Throws an Error that names every
 * clash: two commands, verbs or keys of one word, a field without its label.
 */
export function createRegistry(commands: readonly Command[], agreements: readonly Agreement[] = []): Registry {
  const mistakes: string[] = [];
  const byWord = new Map<string, Command>();
  const byRuns = new Map<string, { readonly command: Command; readonly line: Line }>();
  const verbs = new Map<Command, Map<string, Line>>();
  const words = new Map<Line, LineWords>();
  const owners = new Map<Line, Command>();

  for (const command of commands) {
    for (const word of commandWords(command.name)) {
      const taken = byWord.get(word);
      if (taken !== undefined) mistakes.push(`command "${word}" is both ${taken.name} and ${command.name}`);
      byWord.set(word, command);
    }
    const ofCommand = new Map<string, Line>();
    verbs.set(command, ofCommand);
    for (const line of command.lines) {
      const runs = runsOf(command, line);
      if (byRuns.has(runs)) mistakes.push(`two lines are ${runs}`);
      byRuns.set(runs, { command, line });
      owners.set(line, command);
      words.set(line, wordsOfLine(line, agreements, mistakes, runs));
      for (const word of line.verb === undefined
        ? []
        : new Set([line.verb, ...verbWords(command, line.verb)].map(fold))) {
        const taken = ofCommand.get(word);
        if (taken !== undefined)
          mistakes.push(`${command.name}: verb "${word}" is both ${taken.verb} and ${line.verb}`);
        ofCommand.set(word, line);
      }
    }
    if (command.bare !== undefined && !command.lines.some((line) => line.verb === command.bare)) {
      mistakes.push(`${command.name}: no line of its bare verb ${command.bare}`);
    }
  }
  const lines = [...byRuns].map(([runs, { line }]) => [runs, line] as const);
  const taking = takingLines(lines, mistakes);
  const serving = servingLines(lines, mistakes);
  if (mistakes.length > 0) throw new Error(`The commands do not fit together:\n${mistakes.join("\n")}`);

  function known<T>(found: T | undefined): T {
    if (found === undefined) throw new Error("a line outside the registry");
    return found;
  }
  const commandOf = (line: Line): Command => known(owners.get(line));

  return {
    commands,
    agreements,
    command: (word) => byWord.get(fold(word)),
    nearestCommand(word) {
      const found = nearest(word, byWord.keys());
      // They are known without their dots, and said with them.
      const said = commands.flatMap(({ name }) => wordsOf(`command.${name}`));
      return said.find((one) => fold(one) === found) ?? found;
    },
    verb(command, typed) {
      for (let count = Math.min(typed.length, 3); count > 0; count -= 1) {
        const line = verbs.get(command)?.get(fold(typed.slice(0, count).join(" ")));
        if (line !== undefined) return { line, count };
      }
      return undefined;
    },
    nearestVerb(command, word) {
      const typed = [...(verbs.get(command) ?? [])].filter(([, line]) => line.by !== "card");
      const found = nearest(
        word,
        typed.map(([verb]) => verb),
      );
      // They are known without their dots, and said with them.
      const said = typed.flatMap(([, line]) => (line.verb === undefined ? [] : verbWords(command, line.verb)));
      return said.find((verb) => fold(verb) === found) ?? found;
    },
    wordsFor: (line) => known(words.get(line)),
    runsOf: (line) => runsOf(commandOf(line), line),
    commandOf,
    serving: (what) => serving.get(what),
    taking: (come) => taking.filter(({ takes }) => takes.come === come),
    line: (runs) => byRuns.get(runs),
  };
}
