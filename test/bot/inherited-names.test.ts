import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shownFieldsOf } from "../../src/bot/inputs.ts";
import { commands, examplesOf } from "../support/commands.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

let ws: Workspace;
beforeAll(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("rate:1200");
});
afterAll(() => ws.close());

/** One that is a function, and the one that is not even a property. */
const inherited = ["constructor", "__proto__"];

/** Every line with one of the words in every place where a word can stand, typed in place and by its key. */
const typed = commands.flatMap(({ name, lines }) =>
  lines
    .filter(({ by }) => by !== "card")
    .flatMap((line) => {
      const head = line.verb === undefined ? name : `${name} ${line.verb}`;
      const parts = (examplesOf(line)[0] ?? head).slice(head.length).match(/\S*"[^"]*"|\S+/gu) ?? [];
      return inherited.flatMap((word) => [
        `${head} ${word}`,
        `${head} ${word}:x`,
        ...parts.map((_, at) => [head, ...parts.slice(0, at), word, ...parts.slice(at + 1)].join(" ")),
        ...shownFieldsOf(line).flatMap(([key]) => [`${head} ${key}:${word}`, `${head} ${key}:${word}=1`]),
      ]);
    }),
);

test("a name that every object has is a word like any other: done or refused, never an unexpected error", async () => {
  const failed: string[] = [];
  for (const text of typed) {
    const { outcome } = await ws.anna.says(text);
    if (outcome === "failed") failed.push(text);
  }
  expect(failed).toEqual([]);
}, 300_000);

test.each(["undo constructor", "undo __proto__"])("%s is refused in words", async (text) => {
  expect((await ws.anna.says(text)).outcome).toBe("refused");
});

test("in a form too", async () => {
  const { form } = await ws.anna.says("fault");
  for (const word of inherited) {
    const answer = await ws.house.dispatch.handle({
      account: { platform: "local", tenant: "local", user: "anna", name: "Anna", staff: true, handle: "anna" },
      conversation: {
        platform: "local",
        tenant: "local",
        external: "solbacken",
        name: "solbacken",
        private: false,
        outsiders: false,
      },
      key: randomUUID(),
      intent: { kind: "form", form: form?.id ?? "", values: { [word]: word, problem: word, on: word, urgent: word } },
    });
    expect(answer.outcome).not.toBe("failed");
  }
});
