import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseLine } from "../../src/bot/lines/parse.ts";
import { createRegistry } from "../../src/bot/registry.ts";
import { agreements, commands } from "../support/commands.ts";

const registry = createRegistry(commands, agreements);
const wordsOf = (language: string): readonly (readonly [string, string])[] =>
  Object.entries(JSON.parse(readFileSync(`locales/${language}.json`, "utf8")) as Record<string, string>).filter(
    ([id]) => /^(?:remind|digest)\./u.test(id),
  );

test.each(["en", "sv"])(
  "no reminder and no digest is given a line to quote, as none has its words put into the language (%s)",
  (language) => {
    expect(wordsOf(language).filter(([, text]) => /\{lines?[,}]/u.test(text))).toEqual([]);
  },
);

test("what a reminder quotes as a line to type is one, in its own language, and the same in both", () => {
  const quoted = (language: string) =>
    wordsOf(language).flatMap(([id, text]) =>
      [...text.matchAll(/[“”]([^{}“”]+)”/gu)].map(([, line = ""]) => [id, line] as const),
    );
  const read = (language: string) =>
    quoted(language).map(([id, typed]) => {
      const parsed = parseLine(registry, typed);
      return [id, "line" in parsed ? registry.runsOf(parsed.line) : `${typed} is no line`];
    });
  expect(read("en")).toContainEqual(["remind.checkin.notBooked", "checkin schedule"]);
  expect(read("en").filter(([, runs]) => runs?.endsWith("is no line"))).toEqual([]);
  expect(read("sv")).toEqual(read("en"));
});
