import { expect, test } from "vitest";
import { parseLine } from "../../../src/bot/lines/parse.ts";
import { createRegistry } from "../../../src/bot/registry.ts";
import { cleanText, quote, tokensOf } from "../../../src/bot/tokens.ts";
import { draftFromNotes } from "../../../src/domain/minutes-reader.ts";
import { keepable } from "../../../src/domain/outside-text.ts";
import { spokenDays } from "../../../src/domain/spoken-day.ts";
import { fold } from "../../../src/language/fold.ts";
import { addressed } from "../../../src/platforms/addressed.ts";
import { safe } from "../../../src/platforms/slack/draw/text.ts";
import { partedByMention, typedText as slackText } from "../../../src/platforms/slack/in/typed.ts";
import { htmlPieces, textPieces } from "../../../src/platforms/teams/in/markup.ts";
import { typedText as teamsText } from "../../../src/platforms/teams/in/typed.ts";
import { day } from "../../fixtures/project-facts.ts";
import { agreements, commands } from "../../support/commands.ts";
import { processorTime, steepAt } from "../../support/growth.ts";

/** What costs the square of its length takes many seconds at this one; what is linear takes a moment. */
const long = 100_000;

const registry = createRegistry(commands, agreements);
const nobody = { user: async () => undefined, channel: async () => undefined };
const noOne = { person: async () => undefined, channel: async () => undefined };
const asTyped = (text: string) =>
  teamsText({ text, recipient: { id: "28:bot" } } as Parameters<typeof teamsText>[0], noOne);
const asHtml = (content: string) =>
  teamsText({ attachments: [{ contentType: "text/html", content }], recipient: { id: "28:bot" } } as never, noOne);

/** Pieces of text that were seen, or might be thought, to make a reader look at what it has looked at before. */
const pieces = [
  ...[
    '"a ',
    '"',
    'a:"b ',
    '"a »b “c ',
    "\\",
    '\\"',
    "»a ",
    "a:",
    "on: ",
    "urgent ",
    "x ",
    ":",
    " ",
    "\n",
    "\t\n",
    "@",
    "#a",
    "#a:b ",
  ],
  ...[
    "\u0301\u0316",
    "a\u0301\u200b",
    "*",
    "_*",
    "**a",
    "> ",
    ",",
    ",a",
    "(",
    "( ",
    "- ",
    "[ ] ",
    "@a_",
    "@a.",
    "a.",
    "'",
    "senast ",
    "1 jan",
  ],
  ...[
    "4/12 ",
    "fre ",
    "4    ",
    "<",
    "<a",
    '<a "',
    "<a '",
    "<@U1>",
    "<@BOT|",
    "<#C1|a",
    "<at>",
    "<at",
    "</at>",
    "<!--",
    "&",
    "&a",
    "&#1",
    "1t",
    "2h ",
  ],
  ...[
    "log 2h configuration ",
    "<p>",
    "<div><p>",
    "<a href='",
    "<blockquote>",
    '<a b="',
    "alt ",
    "</p>",
    "<img alt=x>",
    "\u{1F600}",
    "ß",
    "\ufdfa",
  ],
];

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  "a command's words": (text) => tokensOf(cleanText(text)),
  "a line": (text) => parseLine(registry, `log 2h configuration ${text}`),
  "a line of free text": (text) => parseLine(registry, `change ask ${text}`),
  "a line of notes": (text) => parseLine(registry, `minutes ${text}`),
  "a word": (text) => [fold(keepable(text)), quote(text), parseLine(registry, text)],
  notes: (text) => draftFromNotes(cleanText(`åtgärd: a ${text} b`), day("2026-11-23"), []),
  days: (text) => spokenDays(text, day("2026-11-23")),
  "Slack's markup": (text) => slackText(addressed(partedByMention(text, "BOT")).text, nobody),
  "what Slack shows": safe,
  "Teams' text": (text) => [textPieces(text), asTyped(text)],
  "Teams' rich text": (text) => [htmlPieces(text), asHtml(text)],
};

const lengths = [long / 64, long / 16, long / 4, long];

test.each(Object.entries(readers))(
  "%s is read in the time of its length, whatever stands in it",
  async (_, read) => {
    const slow: string[] = [];
    for (const piece of pieces) {
      const found = await steepAt((length) => {
        const text = `${piece.repeat(Math.ceil(length / piece.length))}!`;
        return processorTime(() => read(text));
      }, lengths);
      if (found !== undefined) slow.push(`${JSON.stringify(piece)}: ${found}`);
    }
    expect(slow).toEqual([]);
  },
  300_000,
);

test.each<[string, (length: number) => number, boolean]>([
  ["quadratic", (length) => length ** 2 / 1e6, true],
  ["quadratic beside what every call costs", (length) => 20 + length ** 2 / 1e6, true],
  ["linear on a machine that is twenty times as slow", (length) => length / 40, false],
  ["linear and sorted", (length) => (length * Math.log(length)) / 200, false],
  ["quadratic and still little at the full length", (length) => length ** 2 / 1e8, false],
])("a reader that is %s is told by its growth", async (_, cost, found) => {
  expect((await steepAt(async (length) => cost(length), lengths)) !== undefined).toBe(found);
});

test("a reader that a neighbour held up once is not taken for a steep one", async () => {
  let held = 1;
  const cost = async (length: number) => length / 1_000 + (length === long && held-- > 0 ? 5_000 : 0);
  expect(await steepAt(cost, lengths)).toBeUndefined();
});
