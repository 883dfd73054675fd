import type { Language } from "../../messages/language.ts";
import type { PhraseId } from "../../messages/phrase.ts";
import { wordsOf } from "../../messages/vocabulary.ts";
import type { Command, Line } from "../command.ts";
import { type Registry, verbWords } from "../registry.ts";

/** The beginning of a line that somebody may type: a command, or one with its verb. */
export interface Typeable {
  readonly line: string;
  readonly about: PhraseId;
}

/** Who types, and where: staff or not, and whether nobody from outside reads along. */
export interface Typist {
  readonly staff: boolean;
  readonly internal: boolean;
}

/**
 * What may be offered while a line is typed, in a language: only a help to the memory, since who may do what is asked
 * when the line arrives. Ledger lines are named in internal places alone (A1).
 */
export function typeable(
  registry: Pick<Registry, "commands">,
  { staff, internal }: Typist,
  language: Language,
): readonly Typeable[] {
  const mayBeTyped = (line: Line): boolean =>
    line.by !== "card" &&
    line.allow.some((allowed) =>
      staff ? allowed === "staff" || allowed === "anyone" : allowed !== "staff" && allowed !== "system",
    ) &&
    (line.audience !== "ledger" || (staff && internal));
  return registry.commands.flatMap((command) => {
    const lines = command.lines.filter(mayBeTyped);
    if (lines.length === 0) return [];
    const name = inLanguage(wordsOf(`command.${command.name}`, language), command.name, language);
    return [
      { line: name, about: command.summary },
      ...lines.flatMap((line) => withVerb(command, name, line, language)),
    ];
  });
}

function withVerb(command: Command, name: string, line: Line, language: Language): readonly Typeable[] {
  if (line.verb === undefined) return [];
  const verb = inLanguage(verbWords(command, line.verb, language), line.verb, language);
  return [{ line: `${name} ${verb}`, about: line.summary }];
}

const inLanguage = (words: readonly string[], english: string, language: Language): string =>
  language === "en" ? english : (words[0] ?? english);
