import { describe, expect, test } from "vitest";
import { requirementList } from "../../../src/commands/requirements/requirements-table.ts";
import type { Block, Content } from "../../../src/messages/content.ts";
import { type Language, languages } from "../../../src/messages/language.ts";
import { raw } from "../../../src/messages/phrase.ts";
import { plainText } from "../../../src/messages/plain.ts";
import { createWords } from "../../../src/messages/words.ts";
import { renderMessage, type SlackMessage } from "../../../src/platforms/slack/draw/render.ts";
import { count, long, longContents, unpictured } from "../../fixtures/long-contents.ts";
import { acceptBlocks } from "../../support/slack/blocks.ts";

const words = createWords();
const render = (content: Content, language: Language = "sv"): readonly SlackMessage[] =>
  renderMessage(words, language, { id: "m1", content });

/** The most messages of Slack's that each takes, in their order. */
const most = [13, 5, 2, 1, 1, 6, 70, 67, 2, 4, 1, 2];
const contents = longContents.map(([name, content], index) => [name, content, most[index] ?? 0] as const);

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
    const lines = plainText(words, "sv", unpictured(content)).split("\n");
    for (const line of table === undefined ? lines : lines.flatMap((one) => one.split(" | ")))
      expect(drawn).toContain(letters(line.replace(/^([^:]*): /u, "$1: ")));
  });
  test("buttons stand on the last message only, each once", () => {
    const wanted = content.blocks.flatMap((block) =>
      block.kind === "buttons" ? block.buttons.map(({ id }) => `press:${id}`) : [],
    );
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
  expect(textsIn(messages[0]?.blocks[1])).toEqual([
    "Två                 kr\nResa            490,00\nÖvernattning  1 200,00",
  ]);
});
test("a heading goes with what it stands above", () => {
  const filler = count(49, (number): Block => ({ kind: "text", text: raw(`${number}`) }));
  const messages = render({
    audience: "public",
    blocks: [...filler, { kind: "heading", text: raw("Sist") }, { kind: "text", text: raw("slut") }],
  });
  expect(messages.map(({ blocks }) => blocks.length)).toEqual([49, 2]);
});
