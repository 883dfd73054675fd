import { type Agreement, offers } from "../../domain/agreement.ts";
import type { Block, Content } from "../../messages/content.ts";
import type { Language } from "../../messages/language.ts";
import { name, type Phrase, phrase, type Text } from "../../messages/phrase.ts";
import { isPhraseId, locales, wordsOf } from "../../messages/vocabulary.ts";
import { type Command, examplesOf, type Line } from "../command.ts";
import { shorten } from "../field.ts";
import type { Registry } from "../registry.ts";
import { printLine } from "./line-text.ts";
import { parseLine } from "./parse.ts";

/** Whether the person who asks may run a line in the place where they ask. */
export type May = (line: Line, command: Command) => boolean;

/**
 * Help that lists only what you may type here: every command, or the lines of one with their examples in the reader's
 * language.
 */
export function helpContent(
  registry: Registry,
  may: May,
  topic: string | undefined,
  language: Language,
  agreement: Agreement,
): Content {
  const allowed = registry.commands
    .map((command) => ({ command, lines: command.lines.filter((line) => line.by !== "card" && may(line, command)) }))
    .filter(({ lines }) => lines.length > 0);
  if (topic === undefined) return { audience: "public", blocks: overview(allowed.map(({ command }) => command)) };
  const command = registry.command(topic);
  const found = allowed.find((one) => one.command === command);
  if (found !== undefined)
    return { audience: "public", blocks: about(registry, found.command, found.lines, language, agreement) };
  const known = allowed.map((one) => one.command);
  const said = command === undefined ? phrase("help.unknown", { word: shorten(topic) }) : whyNot(command, agreement);
  return { audience: "public", blocks: [{ kind: "text", text: said, tone: "warning" }, ...overview(known)] };
}

/** Why nothing of a command may be typed here: the agreement has nothing that it is about, or it is somebody else's. */
function whyNot(command: Command, agreement: Agreement): Phrase {
  const [needs] = command.lines.flatMap((line) =>
    line.needs === undefined || offers(agreement, line.needs) ? [] : [line.needs],
  );
  if (needs !== undefined) return phrase(`refusal.notOffered.${needs}`, { agreement: name(agreement.title) });
  return phrase("help.notHere", { word: name(commandName(command)) });
}

function overview(commands: readonly Command[]): readonly Block[] {
  if (commands.length === 0) return [{ kind: "text", text: phrase("help.nothing") }];
  const items = commands.map(
    (command): Text => phrase("help.item", { word: name(commandName(command)), summary: phrase(command.summary) }),
  );
  return [
    { kind: "heading", text: phrase("help.heading") },
    { kind: "list", items },
    { kind: "text", text: phrase("help.more"), tone: "quiet" },
  ];
}

function commandName(command: Command): { readonly sv: string; readonly en: string } {
  return { en: command.name, sv: wordsOf(`command.${command.name}`, "sv")[0] ?? command.name };
}

function about(
  registry: Registry,
  command: Command,
  lines: readonly Line[],
  language: Language,
  agreement: Agreement,
): readonly Block[] {
  return [
    {
      kind: "heading",
      text: phrase("help.item", { word: name(commandName(command)), summary: phrase(command.summary) }),
    },
    ...lines.flatMap((line): readonly Block[] => [
      // What the heading has said already.
      ...(line.summary === command.summary ? [] : [{ kind: "text", text: phrase(line.summary) } as const]),
      ...examplesOf(line, agreement).map(
        (example): Block => ({ kind: "line", line: exampleIn(registry, example, language, agreement) }),
      ),
    ]),
  ];
}

/** An example as it is shown in a language, with what people might write in it. */
export function exampleIn(registry: Registry, example: string, language: Language, agreement?: Agreement): string {
  return lineIn(registry, example, language, agreement, exampleText);
}

/** What people might write in an example, in a language. */
function exampleText(text: string, language: Language): string {
  const key = `example.${text.toLowerCase().replace(/[^a-z0-9]+/gu, "-")}`;
  return isPhraseId(key) ? locales[language][key] : text;
}

/** An English line with the commands', keys' and fixed values' words of a language; people's own words stay. */
export function lineIn(
  registry: Registry,
  line: string,
  language: Language,
  agreement?: Agreement,
  text: (typed: string, language: Language) => string = (typed) => typed,
): string {
  const parsed = language === "en" ? undefined : parseLine(registry, line);
  if (parsed?.kind !== "run" && parsed?.kind !== "form") return line;
  const raw = Object.fromEntries(Object.entries(parsed.raw).map(([field, typed]) => [field, text(typed, language)]));
  return printLine(parsed.command, parsed.line, raw, { language, agreement, project: parsed.project });
}
