import { describe, expect, test } from "vitest";
import { storedContent } from "../../src/messages/stored-content.ts";

/** As messages were stored before texts had a role: the very JSON of then, which no rewording changes. */
const then = [
  ["card.typed", { count: 2 }, "instead"],
  ["offer.card.outdated", undefined, "pending"],
  ["outbox.parked", { place: "solbacken-kund" }, "undelivered"],
  ["ask.more", { count: 3 }, { more: 3 }],
] as const;

const stored = (...texts: readonly object[]): unknown => ({
  audience: "public",
  blocks: [
    { kind: "heading", text: { raw: "Hello" } },
    ...texts.map((text) => ({ kind: "text", text, tone: "quiet" })),
  ],
});

describe("a message that was stored before texts had a role", () => {
  test.each(then)("%s has its role", (say, values, role) => {
    const text = values === undefined ? { say } : { say, with: values };
    expect(storedContent(stored(text)).blocks).toEqual([
      { kind: "heading", text: { raw: "Hello" } },
      { kind: "text", text, tone: "quiet", role },
    ]);
  });

  test("other words, and people's own, have none", () => {
    const content = stored(
      { say: "log.done" },
      { raw: "card.typed" },
      { name: { sv: "card.typed", en: "card.typed" } },
    );
    expect(storedContent(content)).toBe(content);
  });

  test("a role that was stored stays, whatever its words are", () => {
    const content = {
      audience: "public",
      blocks: [{ kind: "text", text: { say: "ask.more", with: { count: 3 } }, role: { more: 5 } }],
    };
    expect(storedContent(content)).toBe(content);
  });
});
