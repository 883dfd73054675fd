import { expect, test } from "vitest";
import { shownFieldsOf } from "../../src/bot/inputs.ts";
import { printLine } from "../../src/bot/lines/line-text.ts";
import { parseLine } from "../../src/bot/lines/parse.ts";
import { createRegistry } from "../../src/bot/registry.ts";
import { isPhraseId, locales } from "../../src/messages/vocabulary.ts";
import { agreements, commands } from "../support/commands.ts";

/** What people may type, in either language: words, not sentences. */
const isVocabulary = (key: string): boolean =>
  /^(?:command|key|verb|value|placeholder)\./u.test(key) && !key.endsWith(".label");

/** A message's own words, without what ICU reads of it. */
function wordsOf(message: string): readonly string[] {
  const plain = message
    .replace(/\{\w+, (?:select|plural|selectordinal|number),?/gu, " ")
    .replace(/(?:=\d+|\bone|\bother|\byes|\bno|\b[a-z-]+) ?(?=\{)/gu, " ")
    .replace(/\{\w+\}/gu, " ")
    .replace(/https?:\S+/gu, " ");
  return (plain.match(/\p{L}+/gu) ?? []).map((word) => word.toLowerCase());
}

const english = new Set(
  "the and with your you have has are were not this that from what when please nothing could must should would an of it its been write set project package price hours customer reminder requirement kickoff history change task data".split(
    " ",
  ),
);
const swedish = new Set(
  "och att det är inte som med har kan på av från vi ni du din ingen inget när vad blir raden skriv ska eller också ett krav uppgift timmar kunden kunddata projektet ändring".split(
    " ",
  ),
);
/** Why a word of the other language may stand in a message. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  // Words that are Swedish too.
  sv: ["data", "package"],
  // The line that the page shows to whoever has chosen English names channels as they are called in the samples.
  en: [],
};

test.each([
  ["sv", english],
  ["en", swedish],
] as const)("no message of %s holds a word of the other language", (language, other) => {
  const found = Object.entries(locales[language])
    .filter(([key]) => !isVocabulary(key))
    .flatMap(([key, message]) => {
      const strange = wordsOf(message).filter((word) => other.has(word) && !allowed[language]?.includes(word));
      return strange.length === 0 ? [] : [`${key}: ${strange.join(" ")}`];
    });
  expect(found).toEqual([]);
});

const registry = createRegistry(commands, agreements);
const toType = (["sv", "en"] as const).flatMap((language) =>
  Object.entries(locales[language])
    .filter(([key]) => /^(?:remind|digest)\./u.test(key))
    .flatMap(([key, message]) =>
      [...message.matchAll(/[”“]([^”“{}]+)”/gu)].map(([, line = ""]) => ({ language, key, line })),
    ),
);

test.each(toType)("$key says to type “$line”, a line in the words of $language", ({ language, line }) => {
  const parsed = parseLine(registry, line);
  if (parsed.kind !== "run" && parsed.kind !== "form") return expect.fail(parsed.kind);
  expect(printLine(parsed.command, parsed.line, parsed.raw, { language })).toBe(line);
});

test("what is to be chosen is asked for in words of its own", () => {
  const fields = commands
    .flatMap(({ lines }) => lines.flatMap((line) => shownFieldsOf(line)))
    .filter(([, { kind, required }]) => required && kind.form === "select")
    .map(([name]) => name);
  expect([...new Set(fields)].filter((name) => !isPhraseId(`field.choose.${name}`))).toEqual([]);
});
