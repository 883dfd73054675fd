import { expect, test } from "vitest";
import { exampleIn } from "../../src/bot/lines/help.ts";
import { parseLine } from "../../src/bot/lines/parse.ts";
import { createRegistry } from "../../src/bot/registry.ts";
import { agreements, commands, examplesOf } from "../support/commands.ts";

const registry = createRegistry(commands, agreements);
const examples = commands.flatMap((command) =>
  command.lines.flatMap((line) => examplesOf(line).map((example) => ({ example, line }))),
);

test.each(examples)("$example runs its own line, in Swedish too", ({ example, line }) => {
  const swedish = exampleIn(registry, example, "sv");
  for (const typed of [example, swedish]) {
    const parsed = parseLine(registry, typed);
    expect({ kind: parsed.kind, runs: "line" in parsed ? registry.runsOf(parsed.line) : undefined }, typed).toEqual({
      kind: expect.stringMatching(/^(?:run|form)$/u),
      runs: registry.runsOf(line),
    });
  }
});

test("every line that can be typed has an example, and no card's line has one", () => {
  const without = commands.flatMap((command) =>
    command.lines
      .filter((line) => examplesOf(line).length > 0 === (line.by === "card"))
      .map((line) => registry.runsOf(line)),
  );
  expect(without).toEqual([]);
});

test("every command is found by a Swedish word of its own", () => {
  for (const command of commands) expect(registry.command(exampleIn(registry, command.name, "sv"))).toBe(command);
});
