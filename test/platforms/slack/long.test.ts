import { describe, expect, test } from "vitest";
import { dataTable } from "../../../src/commands/cards/area.ts";
import { invoiceContent } from "../../../src/commands/cards/invoice.ts";
import { ledgerBlocks } from "../../../src/commands/cards/ledger.ts";
import { draftContent } from "../../../src/commands/cards/minutes.ts";
import { requirementList } from "../../../src/commands/cards/requirement.ts";
import { areaStates } from "../../../src/domain/customer-data.ts";
import type { ProjectFacts } from "../../../src/domain/facts.ts";
import type { Block, Content } from "../../../src/messages/content.ts";
import { type Language, languages } from "../../../src/messages/language.ts";
import { raw } from "../../../src/messages/phrase.ts";
import { plainText } from "../../../src/messages/plain.ts";
import { createWords } from "../../../src/messages/words.ts";
import { renderMessage, type SlackMessage } from "../../../src/platforms/slack/render.ts";
import { agreement, day, minutesOf, projectFacts, requirement, said, worked } from "../../fixtures/project-facts.ts";
import { acceptBlocks } from "../../support/slack/blocks.ts";

const words = createWords();
const render = (content: Content, language: Language = "sv"): readonly SlackMessage[] =>
  renderMessage(words, language, { id: "m1", content });

/** What people really type, at its worst: 3 000 characters of it. */
const nasty =
  "<!channel> <@U1> *fet* _kursiv_ `kod` > citat & <https://evil.example|banken> 👨‍👩‍👧‍👦🇸🇪 שלום עולם مرحبا \u202Ebakvänt @here ";
const note = nasty.repeat(40).slice(0, 3000).trim();
const count = <T>(many: number, one: (number: number) => T): readonly T[] => Array.from({ length: many }, (_, index) => one(index + 1));

const long: ProjectFacts = projectFacts({
  project: { customer: `Solbackens Vård- & Omsorgskooperativ <!here> ${"åäö".repeat(20)}`, rate: 120_000 },
  work: count(200, (number) => worked(`H${number}`, "configuration", 90, { note, on: day("2026-11-10") })),
  requirements: count(500, (number) =>
    requirement(`R${number}`, { text: number % 50 === 0 ? note.slice(0, 2000) : `${number}: ${nasty}`, deviation: number % 3 === 0 }),
  ),
  data: agreement.areas.map(({ id }) => said(id, "rejected", "2026-11-12", { note })),
  minutes: [minutesOf("M1", "C1", { content: { decisions: [{ text: note, lines: [1] }], actions: [], questions: [] } })],
});
const longNamed = {
  ...agreement,
  areas: agreement.areas.map((area) => ({ ...area, name: { sv: `${area.name.sv} ${"och allt därtill ".repeat(12)}`, en: area.name.en } })),
};
const buttons: Block = {
  kind: "buttons",
  buttons: count(30, (number) => ({ id: `b${number}`, label: raw(`${number} ${note}`), runs: "status" })),
};

const contents: readonly [string, Content, number][] = [
  ["500 requirements", requirementList(long, true), 13],
  [
    "13 areas with long names and a finding of 3 000 characters each",
    { audience: "public", blocks: [dataTable(areaStates(long, longNamed))] },
    5,
  ],
  ["the invoice basis of 200 hours", invoiceContent(long, agreement, day("2026-11-20")), 2],
  ["the hours' ledger", { audience: "ledger", blocks: ledgerBlocks(long, agreement) }, 1],
  ["minutes of 3 000 characters", draftContent(long.minutes[0] ?? minutesOf("M1", "C1")), 1],
  ["notes of 50 000 characters", { audience: "ledger", blocks: [{ kind: "quote", text: nasty.repeat(500).slice(0, 50_000) }] }, 6],
  [
    "200 notes of 3 000 characters",
    { audience: "ledger", blocks: [{ kind: "list", items: long.work.map((entry) => raw(entry.note)) }, buttons] },
    70,
  ],
  [
    "200 texts of 3 000 characters",
    { audience: "ledger", blocks: long.work.map((entry): Block => ({ kind: "text", text: raw(entry.note) })) },
    67,
  ],
  [
    "a heading, a fact, a quiet word and a line of 3 000 characters",
    {
      audience: "public",
      blocks: [
        { kind: "heading", text: raw(note) },
        { kind: "facts", rows: [{ label: raw(note), value: raw(note) }] },
        { kind: "text", text: raw(note), tone: "quiet" },
        { kind: "line", line: note },
        buttons,
      ],
    },
    2,
  ],
  [
    "120 blocks and 60 buttons",
    {
      audience: "public",
      blocks: [
        ...count(120, (number): Block => ({ kind: "text", text: raw(`${number}`) })),
        buttons,
        { ...buttons, buttons: buttons.buttons.map((one) => ({ ...one, id: `${one.id}x` })) },
      ],
    },
    4,
  ],
  [
    "a table of 25 columns",
    {
      audience: "public",
      blocks: [{ kind: "table", columns: count(25, (number) => ({ label: raw(`${number}`) })), rows: [count(25, () => raw("x"))] }],
    },
    1,
  ],
  [
    "a row too long for any table",
    {
      audience: "public",
      blocks: [{ kind: "table", columns: [{ label: raw("Vad") }, { label: raw("Text") }], rows: [[raw("a"), raw(note.repeat(4))]] }],
    },
    2,
  ],
];

/** Every text that a person reads, wherever in the blocks it stands. */
function textsIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(textsIn);
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === "string" ? (["text", "fallback"].includes(key) ? [value] : []) : textsIn(value),
  );
}
const letters = (text: string): string => text.replace(/[\s•|>\u2066-\u2069\u202A-\u202E]/gu, "");

describe.each(contents)("%s", (_, content, most) => {
  const messages = languages.flatMap((language) => render(content, language));
  test(`fits what Slack takes, in ${most} messages at most`, () => {
    for (const { text, blocks } of messages) {
      expect(() => acceptBlocks(blocks, "posted")).not.toThrow();
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThanOrEqual(4000);
    }
    expect(render(content).length).toBeLessThanOrEqual(most);
  });
  test("nothing of it acts: no block reads markup, and the text beside them is escaped", () => {
    expect(JSON.stringify(messages)).not.toMatch(/"type":"(mrkdwn|markdown|broadcast|link|usergroup|channel)"/u);
    for (const { text } of messages) expect(text).not.toMatch(/[<>]|@(?:channel|here|everyone)/iu);
  });
  test("nothing of it is lost", () => {
    const drawn = letters(
      render(content)
        .flatMap(({ blocks }) => textsIn(blocks.filter(({ type }) => type !== "actions")))
        .join(""),
    );
    const table = content.blocks.find((block) => block.kind === "table");
    const lines = plainText(words, "sv", content).split("\n");
    for (const line of table === undefined ? lines : lines.flatMap((one) => one.split(" | ")))
      expect(drawn).toContain(letters(line.replace(/^([^:]*): /u, "$1: ")));
  });
  test("buttons stand on the last message only, each once", () => {
    const wanted = content.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons.map(({ id }) => `press:${id}`) : []));
    const rendered = render(content);
    const ids = (message: SlackMessage | undefined) => JSON.stringify(message).match(/press:[a-z0-9-]+/gu) ?? [];
    expect(rendered.slice(0, -1).flatMap(ids)).toEqual([]);
    expect(ids(rendered.at(-1))).toEqual(wanted);
  });
});

test("a long table is a table in every message, each with its headings", () => {
  const messages = render(requirementList(long, true));
  const tables = messages.flatMap(({ blocks }) => blocks.filter(({ type }) => type === "table"));
  expect(tables.length).toBe(messages.length);
  const heads = tables.map((table) => ("rows" in table ? JSON.stringify(table.rows[0]) : ""));
  expect(new Set(heads).size).toBe(1);
  const refs = tables.flatMap((table) => ("rows" in table ? table.rows.slice(1).map((row) => textsIn(row)[0]) : []));
  expect(refs).toEqual(count(500, (number) => `R${number}`));
});

test("a message has one table of Slack's; a short one after it is text of even width", () => {
  const table = (title: string): Block => ({
    kind: "table",
    columns: [{ label: raw(title) }, { label: raw("kr"), align: "right" }],
    rows: [
      [raw("Resa"), raw("490,00")],
      [raw("Övernattning"), raw("1 200,00")],
    ],
  });
  const messages = render({ audience: "ledger", blocks: [table("Ett"), table("Två")] });
  expect(messages).toHaveLength(1);
  expect(messages[0]?.blocks.map(({ type }) => type)).toEqual(["table", "rich_text"]);
  expect(textsIn(messages[0]?.blocks[1])).toEqual(["Två                 kr\nResa            490,00\nÖvernattning  1 200,00"]);
});
test("a heading goes with what it stands above", () => {
  const filler = count(49, (number): Block => ({ kind: "text", text: raw(`${number}`) }));
  const messages = render({
    audience: "public",
    blocks: [...filler, { kind: "heading", text: raw("Sist") }, { kind: "text", text: raw("slut") }],
  });
  expect(messages.map(({ blocks }) => blocks.length)).toEqual([49, 2]);
});
