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

/** What costs the square of its length takes many seconds at this one; what is linear takes a moment. */
const long = 100_000;
const hangs = 600;

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

test.each(Object.entries(readers))(
  "%s is read in the time of its length, whatever stands in it",
  async (_, read) => {
    const slow: string[] = [];
    for (const piece of pieces) {
      // Short enough to be told from a hang at once: what doubles fourfold is not tried at its full length.
      for (const length of [long / 16, long / 4, long]) {
        const text = `${piece.repeat(Math.ceil(length / piece.length))}!`;
        // Of the processor, in milliseconds: a machine with neighbours takes longer by the clock.
        const began = process.cpuUsage();
        await read(text);
        const { user, system } = process.cpuUsage(began);
        const took = (user + system) / 1_000;
        if (took > hangs / (length === long ? 1 : 4)) {
          slow.push(`${JSON.stringify(piece)} × ${length}: ${Math.round(took)} ms`);
          break;
        }
      }
    }
    expect(slow).toEqual([]);
  },
  300_000,
);
