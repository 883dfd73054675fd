import { expect, test } from "vitest";
import { shownFieldsOf } from "../../../src/bot/inputs.ts";
import { readValues } from "../../../src/bot/lines/read.ts";
import { FieldErrors } from "../../../src/bot/refusal.ts";
import { createRegistry } from "../../../src/bot/registry.ts";
import { agreements, commands } from "../../support/commands.ts";
import { envOf } from "../sample.ts";

const lines = createRegistry(commands, agreements).commands.flatMap((command) => command.lines);
const env = envOf({});

/** What is said of a field. */
async function saidOf(line: (typeof lines)[number], name: string, typed: string): Promise<string | undefined> {
  try {
    await readValues(line, { [name]: typed }, env);
    return undefined;
  } catch (problem) {
    if (problem instanceof FieldErrors) return problem.errors[name]?.say;
    throw problem;
  }
}

test.each(["<name>", "<reason>", "<day> <time>", "<mindre|större>", " <namn på kund> "])(
  "%s is never taken for what is to stand in its place, in any field",
  async (typed) => {
    for (const line of lines)
      for (const [name] of shownFieldsOf(line)) expect(await saidOf(line, name, typed)).toBe("field.placeholder");
  },
);

test("what only holds one, and what people mention, is read as it is typed", async () => {
  const add = lines.find(({ input, verb }) => verb === "add" && Object.hasOwn(input, "title"));
  if (add === undefined) return expect.fail();
  for (const typed of ["Call <name> on Friday", "<@U0123>", "<https://example.se|here>", "<>"])
    expect(await saidOf(add, "title", typed)).toBeUndefined();
});
