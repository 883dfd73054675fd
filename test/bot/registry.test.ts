import { describe, expect, test } from "vitest";
import { defineCommand, freeLine, type Line, projectLine } from "../../src/bot/command.ts";
import { field } from "../../src/bot/fields.ts";
import { createRegistry } from "../../src/bot/registry.ts";
import { distance, nearest } from "../../src/language/nearest.ts";
import { phrase } from "../../src/messages/phrase.ts";
import { registry } from "./sample.ts";

const common = {
  summary: "help.heading",
  examples: [],
  allow: ["anyone"],
  audience: "public",
  run: async () => ({ audience: "public" as const, blocks: [{ kind: "text" as const, text: phrase("help.heading") }] }),
} as const;
const command = (name: string, ...lines: readonly Line[]) => defineCommand({ name, summary: "help.heading", lines });

test.each([
  ["change", "change"],
  ["ändring", "change"],
  ["andring", "change"],
  ["ÄNDRING", "change"],
  ["ändring", "change"],
  ["avstamning", "checkin"],
  ["check-in", "checkin"],
])("%s is the command %s", (word, name) => expect(registry.command(word)?.name).toBe(name));

test("a verb of several words goes before its first word", () => {
  const require = registry.command("krav") ?? expect.fail();
  expect(registry.verb(require, ["lägg", "till", "text"])).toMatchObject({ count: 2, line: { verb: "add" } });
  expect(registry.verb(require, ["Lagg", "text"])).toMatchObject({ count: 1, line: { verb: "add" } });
  expect(registry.verb(require, ["constructor"])).toBeUndefined();
});

describe("what does not fit together stops the boot, all of it named", () => {
  test.each([
    [
      "two commands of one word",
      [command("log", freeLine({ ...common, input: {} })), command("logga", freeLine({ ...common, input: {} }))],
      /"logga" is both log and logga/,
    ],
    [
      "two lines of one name",
      [command("log", freeLine({ ...common, input: {} }), freeLine({ ...common, input: {} }))],
      /two lines are log/,
    ],
    [
      "two verbs of one word",
      [command("log", freeLine({ ...common, verb: "add", input: {} }), freeLine({ ...common, verb: "ny", input: {} }))],
      /log: verb "ny" is both add and ny/,
    ],
    [
      "two keys of one word",
      [command("log", freeLine({ ...common, input: { on: field.text(), datum: field.text() } }))],
      /key "datum" is both on and datum/,
    ],
    [
      "a field named as the project's key",
      [command("log", projectLine({ ...common, input: { in: field.text() } }))],
      /key "in" is both in and in|no label/,
    ],
    [
      "a field without a label",
      [command("log", freeLine({ ...common, input: { unnamed: field.text() } }))],
      /no label field\.unnamed/,
    ],
    [
      "a bare verb without a line",
      [defineCommand({ name: "log", summary: "help.heading", bare: "show", lines: [] })],
      /no line of its bare verb show/,
    ],
    [
      "two lines for one need of the engine",
      [
        command("log", freeLine({ ...common, serves: "undo", input: {} })),
        command("plan", freeLine({ ...common, serves: "undo", input: {} })),
      ],
      /plan: another line serves undo already/,
    ],
  ])("%s", (_, commands, message) => expect(() => createRegistry(commands)).toThrow(message));
});

describe("the word that was probably meant", () => {
  test.each([
    ["lgo", "log", 1],
    ["confguration", "configuration", 1],
    ["abc", "abc", 0],
    ["", "abc", 3],
    ["abc", "xyz", 3],
  ])("%s is %3$i from %s", (one, other, away) => {
    expect(distance(one, other)).toBe(away);
    expect(distance(other, one)).toBe(away);
  });
  test.each([
    ["invocie", "invoice"],
    ["fakturra", "faktura"],
    ["ad", "add"],
    ["x", undefined],
    ["zzz", undefined],
    ["y".repeat(10_000), undefined],
  ])("%s", (typed, meant) => expect(nearest(typed, ["add", "invoice", "faktura", "na"])).toBe(meant));
});
