import { describe, expect, test } from "vitest";
import { requirementList } from "../../../src/commands/requirements/requirements-table.ts";
import type { Block, Content } from "../../../src/messages/content.ts";
import { type Language, languages } from "../../../src/messages/language.ts";
import { raw } from "../../../src/messages/phrase.ts";
import { plainText } from "../../../src/messages/plain.ts";
import { createWords } from "../../../src/messages/words.ts";
import { cardAttachment, renderMessage, type TeamsMessage } from "../../../src/platforms/teams/draw/render.ts";
import { count, long, longContents, unpictured } from "../../fixtures/long-contents.ts";
import { acceptCard, problemsOf } from "../../support/teams/cards.ts";

const words = createWords();
const render = (content: Content, language: Language = "sv"): readonly TeamsMessage[] =>
  renderMessage(words, language, { id: "m1", content });

/** The most messages of Teams' that each takes, in their order; every button has its fallback with it. */
const most = [10, 3, 1, 1, 1, 3, 34, 34, 2, 2, 1, 1];
const contents = longContents.map(([name, content], index) => [name, content, most[index] ?? 0] as const);

/** Every text that a person reads, wherever in the card it stands, as it is read. */
function textsIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(textsIn);
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === "string"
      ? ["text", "value"].includes(key) || (key === "title" && !("data" in part))
        ? [value]
        : []
      : textsIn(value),
  );
}
const letters = (text: string): string => text.replace(/\\([\\*_`~])/gu, "$1").replace(/[^\p{L}\p{N}]/gu, "");
const ids = (message: TeamsMessage | undefined): readonly string[] =>
  // A button and its fallback for clients without Action.Execute are one.
  [
    ...JSON.stringify(message?.card, (name, value) => (name === "fallback" ? undefined : value)).matchAll(
      /"button":"([^"]+)"/gu,
    ),
  ].map(([, id = ""]) => id);

describe.each(contents)("%s", (_, content, atMost) => {
  const messages = languages.flatMap((language) => render(content, language));
  test(`fits what Teams takes, in ${atMost} messages at most`, () => {
    for (const { summary, card } of messages) {
      expect(problemsOf(card)).toEqual([]);
      expect(summary.length).toBeGreaterThan(0);
      const activity = { type: "message", summary, attachments: [cardAttachment(card)] };
      expect(Buffer.byteLength(JSON.stringify(activity))).toBeLessThanOrEqual(27_000);
    }
    expect(render(content).length).toBeLessThanOrEqual(atMost);
  });
  test("nothing of it mentions anybody", () => {
    expect(messages.some(({ card }) => card.msteams?.entities !== undefined)).toBe(false);
    expect(JSON.stringify(messages)).not.toMatch(/<\/?at>/u);
  });
  test("nothing of it is lost", () => {
    const drawn = letters(
      render(content)
        .flatMap(({ card }) => textsIn(card.body.filter(({ type }) => type !== "ActionSet")))
        .join(""),
    );
    // A stacked row begins with what it is about, which needs no name; a fact's name and its value stand apart.
    const unnamed = content.blocks.flatMap((block) => (block.kind === "table" ? block.columns.slice(0, 2) : []));
    const skipped = new Set(unnamed.map(({ label }) => words.text("sv", label)));
    const said = plainText(words, "sv", unpictured(content))
      .split("\n")
      .flatMap((line) => line.split(" | "));
    for (const text of said.filter((one) => !skipped.has(one))) {
      const whole = drawn.includes(letters(text));
      expect(whole || text.split(": ").every((part) => drawn.includes(letters(part))), text.slice(0, 200)).toBe(true);
    }
  });
  test("buttons stand on the last message only, each once", () => {
    const wanted = content.blocks.flatMap((block) =>
      block.kind === "buttons" ? block.buttons.map(({ id }) => id) : [],
    );
    const rendered = render(content);
    expect(rendered.slice(0, -1).flatMap(ids)).toEqual([]);
    expect(ids(rendered.at(-1))).toEqual(wanted);
  });
});

test("500 requirements are 500 rows, in their order", () => {
  const bodies = render(requirementList(long, true)).flatMap(({ card }) => card.body);
  const refs = bodies.flatMap((element) => /^R\d+/u.exec(textsIn(element)[0] ?? "")?.[0] ?? []);
  expect(refs).toEqual(count(500, (number) => `R${number}`));
});
test("a long table is a table in every message, each with its headings", () => {
  const rows = count(400, (number) => [raw(`R${number}`), raw("öppettider i växeln ".repeat(3))]);
  const table: Block = { kind: "table", columns: [{ label: raw("Ref") }, { label: raw("Vad") }], rows };
  const messages = render({ audience: "public", blocks: [{ kind: "heading", text: raw("Krav") }, table] });
  const tables = messages.flatMap(({ card }) => card.body.filter(({ type }) => type === "Table"));
  expect(messages.length).toBeGreaterThan(1);
  expect(tables.length).toBe(messages.length);
  const texts = tables.map((one) => ("rows" in one ? (one.rows ?? []).map((row) => textsIn(row)[0]) : []));
  expect(texts.every(([first]) => first === "Ref")).toBe(true);
  expect(texts.flatMap(([, ...rest]) => rest)).toEqual(count(400, (number) => `R${number}`));
  expect(messages[0]?.card.body[0]?.type).toBe("TextBlock");
});
test("a card that holds many mentions counts them", () => {
  const people = count(200, (number) => ({
    person: `p${number}`,
    id: `29:${"x".repeat(120)}${number}`,
    name: `Förnamn Efternamn ${number}`,
  }));
  const messages = renderMessage(words, "sv", {
    id: "m1",
    mentions: new Map(people.map(({ person, id, name }) => [person, { id, name }])),
    content: {
      audience: "public",
      blocks: people.map(({ person }) => ({
        kind: "text",
        text: { say: "offer.to", with: { who: { person: person as never, called: "@x" } } },
      })),
    },
  });
  expect(messages.length).toBeGreaterThan(1);
  for (const { card } of messages) {
    expect(() => acceptCard(card)).not.toThrow();
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThanOrEqual(26_000);
  }
  expect(messages.flatMap(({ card }) => card.msteams?.entities ?? [])).toHaveLength(200);
});
