import { expect, test } from "vitest";
import type { Block } from "../../src/messages/content.ts";
import { raw } from "../../src/messages/phrase.ts";
import { saysNothing } from "../../src/messages/says-nothing.ts";
import { messagesIn, Wordless } from "../../src/store/records/messages.ts";
import type { Tx } from "../../src/store/records/values.ts";

const silent: readonly (readonly Block[])[] = [
  [],
  [{ kind: "list", items: [] }],
  [
    { kind: "buttons", buttons: [] },
    { kind: "table", columns: [], rows: [] },
  ],
  [{ kind: "facts", rows: [] }],
];

test.each(silent.map((blocks) => ({ blocks })))("$blocks says nothing", ({ blocks }) => {
  expect(saysNothing({ blocks })).toBe(true);
  expect(saysNothing({ blocks: [...blocks, { kind: "text", text: raw("klart") }] })).toBe(false);
});

test("what says nothing is not posted, whoever posts it", async () => {
  const { post } = messagesIn({} as Tx, () => undefined);
  const empty = { conversation: "solbacken-kund", content: { audience: "public", blocks: [] }, saidAt: 0 } as const;
  await expect(post(empty)).rejects.toBeInstanceOf(Wordless);
});
