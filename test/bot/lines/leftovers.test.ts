import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Line } from "../../../src/bot/command.ts";
import { parseLine } from "../../../src/bot/lines/parse.ts";
import { createRegistry } from "../../../src/bot/registry.ts";
import { fold } from "../../../src/language/fold.ts";
import { agreements, commands, examplesOf } from "../../support/commands.ts";
import { openWorkspace, type Said, type Workspace } from "../../support/workspace.ts";

const registry = createRegistry(commands, agreements);
let ws: Workspace;
const lineToCopy = ({ answer }: Said): string | undefined =>
  answer.reply?.blocks.find((block) => block.kind === "line")?.line;

beforeAll(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("rate:1200");
});
afterAll(() => ws.close());

describe("what was not understood is never dropped from the line to copy", () => {
  test.each([
    ["travel 3h30 utlgg:1200", "travel 3h30 costs:1200"],
    ["travel 3h30 costs 1200", "travel 3h30 costs:1200"],
    ["travel 3h30 cots 1200", "travel 3h30 costs:1200"],
    ["travel 2h göteborg", "travel 2h to:göteborg"],
    ["travel 3h30 zzz:1200", undefined],
    ["travel 3h30 costs:100 utlgg:1200", undefined],
    ["project set price", undefined],
    ["project set price 1000", "project price:1000"],
    ["data approve hardware zzz:1", undefined],
    ["log 1h nonsense note in:solbacken", 'log 1h <package|X1|F1> "note" in:solbacken'],
    ["log 1h config onn:fri", "log 1h config on:fri"],
    ["log 1h config hunt groups onn:fri", 'log 1h config "hunt groups" on:fri'],
    ["lgo 2h configuration", "log 2h configuration"],
    ["require edti R1 text", "require edit R1 text"],
    ["chekin schedule fri 10:00", "checkin schedule fri 10:00"],
  ])("%s", async (typed, line) => {
    const said = await ws.anna.says(typed);
    expect([said.outcome, lineToCopy(said)]).toEqual(["refused", line]);
  });

  test("what is suggested for a word is never that word", async () => {
    const { text } = await ws.anna.says("project set price");
    expect(text).toContain("I do not understand “price” here. Did you mean price:<kr>?");
  });
  test("of a key that there is not, it is said which there are", async () => {
    const { text } = await ws.anna.says("travel 3h30 zzz:1200 people:2");
    expect(text).toContain(
      "I do not understand “zzz:1200” here. What can be given: costs:, to:, city:, return, on: and by:.",
    );
    expect(text).not.toContain("people:");
  });
  test.each([
    ['ändrra "x" fast:4500', 'ändra "x" fast:4500'],
    ["oppnna x", "öppna x"],
  ])("a command is offered as it is spelt: %s", async (typed, line) => {
    expect(lineToCopy(await ws.anna.says(typed))).toBe(line);
  });
  test("a key that is there twice is said with both of its values", async () => {
    expect((await ws.anna.says("log 2h config on:fri on:thu")).text).toContain("“fri” and “thu”");
  });
  test("what looks like a key in the middle of a text is asked about; in quotes, and where no key is near, it is text", async () => {
    const { text } = await ws.anna.says("log 1h config call karin onn:fri");
    expect(text).toContain("“onn:fri” looks like a field: did you mean on:fri? If it is text, put the text in quotes.");
    for (const note of ['"call karin onn:fri"', "see https://x.se/a", "phones at 10:00", "ratio:3 and obs:2"])
      expect((await ws.anna.says(`log 5m config ${note}`)).outcome, note).toBe("done");
  });
  test("a number that is refused is said, where another stands in the line to copy", async () => {
    const said = await ws.anna.says("checkin propose 15");
    expect(said.text).toContain("15 is too many: at most 10 times");
    expect(lineToCopy(said)).toBe("checkin propose 10");
  });
  test("what stands where a telephone number is meant is said", async () => {
    const said = await ws.anna.says('porting add zzz:1200 "08-123 45 00" rest:none');
    expect(said.text).toContain("“zzz:1200”: It is no telephone number.");
  });
  test("a note is said back, so that nobody logs a word by mistake", async () => {
    expect((await ws.anna.says("log 1h config config")).text).toContain("“config”");
  });
});

const examples = commands.flatMap(({ lines }) => lines.flatMap(examplesOf));
const words = fc.constantFrom(
  "zzz:1200",
  "göteborg",
  "1200",
  "price",
  "costs",
  "cots:1200",
  "utläg:900",
  "urgnt",
  "constructor",
  "on:someday",
  "x:",
  "15",
);

/** The line that a text runs, as far as it can be told. */
function lineOf(text: string): Line | undefined {
  const parsed = parseLine(registry, text);
  return "line" in parsed ? parsed.line : undefined;
}

test("every word that was typed is in the line to copy, or the answer says it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...examples),
      fc.array(words, { minLength: 1, maxLength: 3 }),
      fc.nat(),
      async (example, more, at) => {
        const parts = example.match(/\S*"[^"]*"|\S+/gu) ?? [];
        const where = 1 + (at % parts.length);
        const typed = [...parts.slice(0, where), ...more, ...parts.slice(where)].join(" ");
        const said = await ws.anna.says(typed);
        const line = lineToCopy(said);
        if (said.outcome !== "refused" || line === undefined || said.answer.reply === undefined) return;
        const [meant, offered] = [lineOf(typed), lineOf(line)];
        // What to do instead or first is another line, and no correction of what was typed: `require add` for a change
        // before kickoff.
        if (meant !== undefined && offered !== undefined && meant !== offered) return;
        const all = fold(said.text);
        const unsaid = typed
          .split(/[\s"]+/u)
          // The verb that a bare command has by itself: `project price:1000`.
          .filter((word) => meant?.verb === undefined || word !== meant.verb || meant !== offered)
          .filter((word) => !all.includes(fold(word)) && !all.includes(fold(word.replace(/^[^:]+:/u, ""))));
        expect([typed, said.text, unsaid]).toEqual([typed, said.text, []]);
      },
    ),
    { numRuns: 150 },
  );
});
