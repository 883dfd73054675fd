import { expect, test } from "vitest";
import { correctedLine, printLine } from "../../../src/bot/lines/line-text.ts";
import { parseLine } from "../../../src/bot/lines/parse.ts";
import { allErrors, readValues } from "../../../src/bot/lines/read.ts";
import { FieldErrors } from "../../../src/bot/refusal.ts";
import { envOf, registry } from "../sample.ts";

test.each([
  [
    "log",
    { time: "2h30", activity: "config", note: "hunt groups", on: "fri" },
    "en",
    'log 2h30 config "hunt groups" on:fri',
  ],
  [
    "log",
    { time: "2h30", activity: "config", note: "hunt groups", on: "fri" },
    "sv",
    'logga 2h30 config "hunt groups" den:fri',
  ],
  ["require show", {}, "sv", "krav"],
  ["require add", { text: "Main", deviation: "yes" }, "sv", 'krav lägg till "Main" avvikelse'],
  ["require add", { text: "Main", deviation: "no" }, "en", 'require add "Main"'],
  ["minutes show", { ref: "M1" }, "en", "minutes M1"],
  [
    "fault cause",
    { ref: "F1", cause: "third-party", reason: "thunder", bill: "yes" },
    "sv",
    'fel orsak F1 tredje part "thunder" debitera',
  ],
  ["travel", { costs: "1 200", to: "Uppsala" }, "en", "travel costs:1 200 to:Uppsala"],
  ["change", { title: 'say "hi"' }, "en", 'change "say \\"hi\\""'],
] as const)("%s %o in %s", (runs, raw, language, printed) => {
  const { command, line } = registry.line(runs) ?? expect.fail();
  expect(printLine(command, line, raw, { language })).toBe(printed);
});

test("a line for another channel names its project", () => {
  const { command, line } = registry.line("minutes") ?? expect.fail();
  expect(printLine(command, line, { ref: "C1", notes: "all of it" }, { project: "solbacken" })).toBe(
    'minutes C1 in:solbacken "all of it"',
  );
});

/** The corrected line that a refused line is answered with. */
async function corrected(typed: string, language: "en" | "sv" = "en"): Promise<string> {
  const parsed = parseLine(registry, typed);
  if (!("raw" in parsed)) return expect.fail(parsed.kind);
  const problem =
    parsed.kind === "problem"
      ? await allErrors(parsed, envOf())
      : await readValues(parsed.line, parsed.raw, envOf()).catch((error) => error);
  if (!(problem instanceof FieldErrors)) return expect.fail(`${typed} is fine`);
  const more = { instead: problem.instead, ...(parsed.project === undefined ? {} : { project: parsed.project }) };
  return correctedLine(registry, parsed.line, parsed.raw, problem.errors, language, more);
}
test.each([
  ["log 2h30", "en", "log 2h30 <package|X1|F1> <note>"],
  ["log config hunt groups", "en", 'log <time> <package|X1|F1> "groups"'],
  ["log 3 config hunt groups", "en", 'log 3h config "hunt groups"'],
  ["log 3h config hunt groups on:2026-02-30", "en", 'log 3h config "hunt groups" on:2026-02-27'],
  ["log 3h config hunt groups on:someday", "sv", 'logga 3h config "hunt groups" den:<dag>'],
  ["log 3 config hunt groups in:solbacken", "sv", 'logga 3h config "hunt groups" i:solbacken'],
] as const)("%s (%s) is answered with %s", async (typed, language, line) => {
  expect(await corrected(typed, language)).toBe(line);
});
