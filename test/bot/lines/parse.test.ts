import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printLine } from "../../../src/bot/lines/line-text.ts";
import { type Parsed, parseLine } from "../../../src/bot/lines/parse.ts";
import { allErrors, readValues } from "../../../src/bot/lines/read.ts";
import { FieldErrors } from "../../../src/bot/refusal.ts";
import { cleanText } from "../../../src/bot/tokens.ts";
import { commands, envOf, registry } from "../sample.ts";

/** `log {"time":"2h"}`: what a line runs, with what was typed for its fields. */
function parsed(typed: string): unknown {
  const found = parseLine(registry, typed);
  if (!("line" in found)) return found.kind;
  const { kind, line, raw, project } = found;
  return { kind, runs: registry.runsOf(line), raw, ...(project === undefined ? {} : { project }) };
}
const runs = (name: string, raw: Record<string, string>, project?: string): unknown => ({
  kind: "run",
  runs: name,
  raw,
  ...(project === undefined ? {} : { project }),
});
const errorsOf = (typed: string): Record<string, string> => {
  const found = parseLine(registry, typed);
  return found.kind === "problem"
    ? Object.fromEntries(Object.entries(found.errors).map(([name, one]) => [name, one.say]))
    : { kind: found.kind };
};

const hunt = { time: "2h30", activity: "configuration", note: "hunt groups" };
describe("a line in either language", () => {
  test.each([
    ['log 2h30 configuration "hunt groups"', runs("log", hunt)],
    ["log 2h30 configuration hunt groups", runs("log", hunt)],
    ['logga 2h30 configuration "hunt groups"', runs("log", hunt)],
    ['LOGGA 2h30 configuration "hunt groups"', runs("log", hunt)],
    ['/startklar log 2h30 configuration "hunt groups"', runs("log", hunt)],
    ['@Startklar log 2h30 configuration "hunt groups"', runs("log", hunt)],
    ['<at>Startklar</at> log 2h30 configuration "hunt groups"', runs("log", hunt)],
    ['Startklar, log 2h30 configuration "hunt groups"', runs("log", hunt)],
    ["log 2:30 configuration hunt groups", runs("log", { ...hunt, time: "2:30" })],
    ["log :30 configuration hunt groups", runs("log", { ...hunt, time: ":30" })],
    ["log ,5h configuration hunt groups", runs("log", { ...hunt, time: ",5h" })],
    ["log 2½h configuration hunt groups", runs("log", { ...hunt, time: "2½h" })],
    ["log 2h30 configuration ”hunt groups”", runs("log", hunt)],
    ["log 2h30 configuration “hunt groups”", runs("log", hunt)],
    ["log 2h30 configuration „hunt groups“", runs("log", hunt)],
    ["log 2h30 configuration „hunt groups”", runs("log", hunt)],
    ["log 2h30 configuration »hunt groups»", runs("log", hunt)],
    ["log 2h30 configuration »hunt groups«", runs("log", hunt)],
    ["log 2h30 configuration «hunt groups»", runs("log", hunt)],
    ['log 2h30 configuration "hunt groups”', runs("log", hunt)],
    ['log 2 h 30 min configuration "hunt groups"', runs("log", { ...hunt, time: "2 h 30 min" })],
    ["log on:fri 2h30 configuration by:erik hunt groups", runs("log", { ...hunt, on: "fri", by: "erik" })],
    ["logga 2h30 configuration hunt groups den:fre av:erik", runs("log", { ...hunt, on: "fre", by: "erik" })],
    ["log 2h30 configuration hunt groups on: fri", runs("log", { ...hunt, on: "fri" })],
    ['log 2h30 configuration note:"hunt groups"', runs("log", hunt)],
    ["log 2h30 configuration note:”hunt groups”", runs("log", hunt)],
    [
      "log 2h30 configuration call at 10:00 see https://x.se/a:b",
      runs("log", { ...hunt, note: "call at 10:00 see https://x.se/a:b" }),
    ],
    ['log 2h30 configuration "the on:fri rule"', runs("log", { ...hunt, note: "the on:fri rule" })],
    ['log 2h30 configuration "two\nlines"', runs("log", { ...hunt, note: "two\nlines" })],
    ["log in:solbacken 2h30 configuration hunt groups", runs("log", hunt, "solbacken")],
    ["logga 2h30 configuration hunt groups i:solbacken", runs("log", hunt, "solbacken")],
    ["krav", runs("require show", {})],
    ["require in:solbacken", runs("require show", {}, "solbacken")],
    ["require in:solbacken add Main number", runs("require add", { text: "Main number" }, "solbacken")],
    ["krav lägg till ”Huvudnummer” avvikelse", runs("require add", { text: "Huvudnummer", deviation: "yes" })],
    ["krav lagg till Huvudnummer", runs("require add", { text: "Huvudnummer" })],
    ["krav lägg till Huvudnummer", runs("require add", { text: "Huvudnummer" })],
    ["krav ny Huvudnummer", runs("require add", { text: "Huvudnummer" })],
    [
      "require edit R2 Main number answers 07–18",
      runs("require edit", { ref: "R2", text: "Main number answers 07–18" }),
    ],
    ['change "Two more queues" fixed:4500', runs("change", { title: "Two more queues", fixed: "4500" })],
    ["change Two more queues fixed:4 500,50 kr", runs("change", { title: "Two more queues", fixed: "4 500,50 kr" })],
    ["ändring Två köer till fast:4500", runs("change", { title: "Två köer till", fixed: "4500" })],
    [
      "change New call flow running estimate:6 h",
      runs("change", { title: "New call flow", running: "yes", estimate: "6 h" }),
    ],
    ["change", runs("change list", {})],
    ["ändring in:solbacken", runs("change list", {}, "solbacken")],
    ["change withdraw x1", runs("change withdraw", { ref: "x1" })],
    ['change "withdraw" fixed:1', runs("change", { title: "withdraw", fixed: "1" })],
    ["minutes M1", runs("minutes show", { ref: "M1" })],
    ["protokoll m1", runs("minutes show", { ref: "m1" })],
    ["checkin schedule 2026-12-01 10:00", runs("checkin schedule", { at: "2026-12-01 10:00" })],
    ["avstämning boka fre 10.00", runs("checkin schedule", { at: "fre 10.00" })],
    [
      "checkin schedule 2026-12-01T10:00 in:solbacken",
      runs("checkin schedule", { at: "2026-12-01T10:00" }, "solbacken"),
    ],
    ["checkin hold C1", runs("checkin hold", { ref: "C1" })],
    ["checkin hold C1 50 min", runs("checkin hold", { ref: "C1", time: "50 min" })],
    ["fault no incoming calls urgent", runs("fault", { text: "no incoming calls", urgent: "yes" })],
    ["fel akut inga samtal in", runs("fault", { text: "inga samtal in", urgent: "yes" })],
    ["fault we have an urgent need", runs("fault", { text: "we have an urgent need" })],
    [
      'fault "no incoming calls" urgent on:"Yealink T54W"',
      runs("fault", { text: "no incoming calls", urgent: "yes", on: "Yealink T54W" }),
    ],
    [
      "fel orsak F1 kunden ”kabeln av” debitera",
      runs("fault cause", { ref: "F1", cause: "kunden", reason: "kabeln av", bill: "yes" }),
    ],
    ["fault cause F1 tredje part åskan", runs("fault cause", { ref: "F1", cause: "tredje part", reason: "åskan" })],
    ["team add Karin Berg approver", runs("team add", { name: "Karin Berg", role: "approver" })],
    ["team add Karin Berg", runs("team add", { name: "Karin Berg" })],
    ["travel city:göteborg", runs("travel", { city: "göteborg" })],
    ["resa 3h30 kostnader:1200 till:Uppsala", runs("travel", { time: "3h30", costs: "1200", to: "Uppsala" })],
    ["portfölj", runs("portfolio", {})],
  ])("%s", (typed, expected) => expect(parsed(typed)).toEqual(expected));
});

describe("notes take everything that follows, verbatim", () => {
  test.each([
    [
      'minutes C1 Decided: call at 10:00\n- on:fri "Anna" sends  the plan',
      'Decided: call at 10:00\n- on:fri "Anna" sends  the plan',
    ],
    ['minutes C1 "We agreed" was said, "ok"', '"We agreed" was said, "ok"'],
    ['minutes C1 "all of it"', "all of it"],
    ['minutes C1 "not closed', '"not closed'],
    ["minutes C1 in:other is text here", "in:other is text here"],
  ])("%s", (typed, notes) => {
    const found = parseLine(registry, typed);
    expect("raw" in found && found.raw).toEqual(
      typed.includes("in:other") ? { ref: "C1", notes: "is text here" } : { ref: "C1", notes },
    );
  });
});

describe("nothing given where something is needed opens a form", () => {
  test.each([
    ["log", { kind: "form", runs: "log", raw: {} }],
    ["log in:solbacken", { kind: "form", runs: "log", raw: {}, project: "solbacken" }],
    ["require add", { kind: "form", runs: "require add", raw: {} }],
    ["minutes C1", { kind: "form", runs: "minutes", raw: { ref: "C1" } }],
  ])("%s", (typed, expected) => expect(parsed(typed)).toEqual(expected));
});

describe("half right: what is wrong", () => {
  test.each([
    ["log 2h30", { activity: "field.choose.activity", note: "field.missing" }],
    ["log 2h30 configuration x on:", { on: "parse.noValue" }],
    ["log 2h30 configuration x on:fri on:thu", { on: "parse.twice" }],
    ['log 2h30 configuration "hunt groups', { "*": "parse.unclosed" }],
    ['log 2h30 configuration x by:"erik', { by: "parse.unclosed" }],
    ['log 2h30 configuration "x" byy:erik', { "*": "parse.extraNear" }],
    ['log 2h30 configuration "x" whatever', { "*": "parse.extra" }],
    ["change withdraw X1 X2", { "*": "parse.extra" }],
    ["portfolio in:solbacken", { "*": "parse.extra" }],
    ["log in:a in:b 1h config x", { "*": "parse.projectTwice" }],
  ])("%s", (typed, expected) => expect(errorsOf(typed)).toEqual(expected));

  test.each([
    ["", "empty"],
    ["  /startklar  ", "empty"],
    ["@startklar", "empty"],
    ["\u202E", "empty"],
    ["loga 2h", "unknown"],
    ["blah", "unknown"],
    ["team", "refused"],
    ["team ad karin", "refused"],
    ["change approve X1", "card"],
    // A line that takes no word has no text to be put in quotes: the command's help says what it has.
    ["require drpo R1", "refused"],
    ["require fax 08-123 45 01", "refused"],
  ])("%s is %s", (typed, kind) => expect(parseLine(registry, typed).kind).toBe(kind));

  test.each([
    ["loggga 2h", { nearest: "logga 2h" }],
    ["lgo 2h", { nearest: "log 2h" }],
    ["startklars", { word: "startklars" }],
    ["__proto__", { word: "__proto__" }],
  ])("%s: what may have been meant", (typed, expected) => expect(parseLine(registry, typed)).toMatchObject(expected));
  test.each([
    ["team ad karin", "parse.verbNear"],
    ["team", "parse.verb"],
    ["team sing", "parse.verbUnknown"],
    ["change approve X1", "parse.card"],
  ])("%s: %s", (typed, say) => expect(parseLine(registry, typed)).toMatchObject({ why: { say } }));
});

describe("reading", () => {
  const lineOf = (runsAs: string) => registry.line(runsAs)?.line ?? expect.fail(runsAs);

  test("everything that is wrong is said at once, with what may have been meant", async () => {
    const problem = await readValues(
      lineOf("log"),
      { time: "0h", activity: "lunch", on: "2026-02-30", bogus: "1" },
      envOf(),
    ).catch((error) => error);
    expect(problem).toBeInstanceOf(FieldErrors);
    const { errors, instead } = problem as FieldErrors;
    expect(Object.fromEntries(Object.entries(errors).map(([name, one]) => [name, one.say]))).toEqual({
      "*": "parse.unknownField",
      time: "field.duration.zero",
      activity: "field.activity.unknown",
      note: "field.missing",
      on: "field.day.date",
    });
    expect(instead).toEqual({ on: "2026-02-27" });
  });
  test("a line that could not be parsed is read as far as it goes", async () => {
    const found = parseLine(registry, "log 0h");
    expect(found.kind).toBe("problem");
    const { errors } = await allErrors(found as Parsed & { kind: "problem" }, envOf());
    expect(Object.keys(errors).sort()).toEqual(["activity", "note", "time"]);
  });
  test("an empty box of a form is one that was not filled in", async () =>
    expect(await readValues(lineOf("require add"), { text: "Main number", deviation: " " }, envOf())).toEqual({
      text: "Main number",
      deviation: false,
    }));
  test("what is left out is read as its default, and an optional value is left out", async () =>
    expect(await readValues(lineOf("log"), { time: "1h", activity: "ws", note: "x" }, envOf())).toEqual({
      time: 60,
      activity: { kind: "package", package: "workshop" },
      note: "x",
      on: "2026-11-20",
    }));
  test("a name of the language itself is no field", async () => {
    const raw = JSON.parse('{"text":"x","__proto__":"y"}') as Record<string, string>;
    await expect(readValues(lineOf("require add"), raw, envOf())).rejects.toBeInstanceOf(FieldErrors);
  });
});

describe("parse ↔ print", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
    fc.stringMatching(/^[a-z"”“„»«\\: \n]{1,30}$/u),
    fc.constantFrom("urgent", "on:fri", "in:x", "withdraw", 'say "hi"', "C:\\", '\\"', "”", "add", "R1", "10:00", "2h"),
  );
  // What people type is trimmed and cleaned before it is kept, so only such text can come back the same.
  const kept = text.map((one) => cleanText(one).trim()).filter((one) => one !== "");
  const typedLines = fc.oneof(
    fc
      .record({
        time: fc.constantFrom("2h30", "1,5h"),
        activity: fc.constantFrom("config", "X1"),
        note: kept,
        on: fc.constantFrom("fri", "20/11"),
        by: kept,
      })
      .map((raw) => ["log", raw] as const),
    fc
      .record({ text: kept, urgent: fc.constantFrom("yes", "no"), on: kept }, { requiredKeys: ["text"] })
      .map((raw) => ["fault", raw] as const),
    fc
      .record(
        {
          title: kept,
          fixed: fc.constantFrom("4 500,50", "12"),
          running: fc.constantFrom("yes"),
          estimate: fc.constantFrom("6 h", "2h30"),
        },
        { requiredKeys: ["title"] },
      )
      .map((raw) => ["change", raw] as const),
    fc
      .record(
        {
          ref: fc.constant("F1"),
          cause: fc.constantFrom("customer", "third-party"),
          reason: kept,
          bill: fc.constant("yes"),
        },
        { requiredKeys: ["ref", "cause", "reason"] },
      )
      .map((raw) => ["fault cause", raw] as const),
    fc.record({ name: kept, role: fc.constantFrom("approver", "partner") }).map((raw) => ["team add", raw] as const),
    fc.record({ ref: fc.constant("C2"), notes: kept }).map((raw) => ["minutes", raw] as const),
    fc.record({ ref: fc.constant("M3") }).map((raw) => ["minutes show", raw] as const),
    fc
      .record({ at: fc.constantFrom("2026-12-01 10:00", "2026-12-01T10:00") })
      .map((raw) => ["checkin schedule", raw] as const),
    fc
      .record({ time: fc.constant("3h"), costs: fc.constantFrom("1 200", "5"), to: kept }, { requiredKeys: ["costs"] })
      .map((raw) => ["travel", raw] as const),
    fc
      .record(
        {
          customer: kept,
          code: fc.constant("ab-1"),
          variant: fc.constantFrom("smaller", "larger"),
          hours: fc.constant("workshop=1,5h, docs=2 h"),
        },
        { requiredKeys: ["customer"] },
      )
      .map((raw) => ["open", raw] as const),
  );

  test.each(["en", "sv"] as const)("what is printed in %s parses to the same values", (language) =>
    fc.assert(
      fc.property(typedLines, fc.option(fc.constant("solbacken")), ([runsAs, raw], project) => {
        const found = registry.line(runsAs) ?? expect.fail(runsAs);
        const inProject = found.line.project === "required" && project !== null ? { project } : {};
        const given = Object.fromEntries(
          Object.entries(raw).filter(([name, value]) => !(found.line.input[name].kind.bare && value === "no")),
        );
        const printed = printLine(found.command, found.line, given, { language, ...inProject });
        const again = parseLine(registry, printed);
        if (!("raw" in again)) return expect.fail(`${printed} is ${again.kind}`);
        const ids = Object.fromEntries(
          Object.entries(again.raw).map(([name, value]) => [name, idOf(found.line.input[name].kind, value)]),
        );
        expect(
          { kind: again.kind, runs: registry.runsOf(again.line), raw: ids, project: again.project },
          printed,
        ).toEqual({
          kind: "run",
          runs: runsAs,
          raw: given,
          project: found.line.project === "required" && project !== null ? project : undefined,
        });
      }),
      { numRuns: 500 },
    ),
  );
  function idOf(
    kind: { readonly values?: readonly string[]; read(raw: string, env: ReturnType<typeof envOf>): unknown },
    value: string,
  ): unknown {
    return kind.values === undefined ? value : kind.read(value, envOf());
  }
});

describe("nonsense never does more than a known problem", () => {
  const known = ["empty", "unknown", "refused", "form", "problem", "run"];
  async function survives(typed: string): Promise<void> {
    const found = parseLine(registry, typed);
    expect(known).toContain(found.kind);
    if (!("line" in found)) return;
    const read = await readValues(found.line, found.raw, envOf()).catch((error) => error);
    if (read instanceof Error) expect(read).toBeInstanceOf(FieldErrors);
  }
  const starts = ["", "log ", "krav ny ", "minutes C1 ", "open ", "checkin schedule ", "travel costs:", "change "];
  test.each([
    ["10,000 characters", "x".repeat(10_000)],
    ["10,000 words", "x ".repeat(5000)],
    ["10,000 quotes", '"'.repeat(10_000)],
    ["10,000 backslashes", `"${"\\".repeat(10_000)}`],
    ["10,000 keys", "on:".repeat(3333)],
    ["10,000 commas", "workshop=1,".repeat(900)],
    ["10,000 digits", "9".repeat(10_000)],
    ["emoji", "👩‍👩‍👧🏳️‍🌈 🇸🇪"],
    ["markup", '<script>alert("1")</script>'],
    ["direction marks", "\u202Elog\u202C \u2066abc\u2069"],
    ["a lone surrogate", "\ud800 log \udfff"],
    ["control characters", "\u0000\u0001\u001b[31m"],
    ["names of the language itself", "__proto__ constructor:toString hasOwnProperty"],
    ["an ICU message", "{x, plural, other {#}} '{"],
  ])("%s", async (_, nonsense) => {
    const from = performance.now();
    for (const start of starts) await survives(start + nonsense);
    expect(performance.now() - from).toBeLessThan(3000);
  });
  test("anything at all", () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...starts), fc.string({ unit: "binary", maxLength: 80 }), async (start, typed) =>
        survives(start + typed),
      ),
      { numRuns: 500 },
    ));
  test("a command word hidden among direction marks is still that command", () =>
    expect(parsed("\u200Eportfolio\u200F")).toEqual(runs("portfolio", {})));
});

test("the sample's commands are all reachable by what the registry calls their lines", () => {
  for (const command of commands)
    for (const line of command.lines) expect(registry.line(registry.runsOf(line))).toEqual({ command, line });
});

describe("several lines in one message", () => {
  const linesOf = (typed: string): unknown => {
    const found = parseLine(registry, typed);
    return found.kind === "several" ? found.lines : found.kind;
  };
  test.each<[string, unknown]>([
    ["log 2h configuration\nlog 1h travel", ["log 2h configuration", "log 1h travel"]],
    ["log 2h configuration\r\n\r\n@Startklar log 1h travel", ["log 2h configuration", "log 1h travel"]],
    ["@Startklar\nlog 2h configuration\nlogga 1h restid", ["log 2h configuration", "logga 1h restid"]],
    ["- log 2h configuration\n- log 1h", ["log 2h configuration", "log 1h"]],
    ["1. log 2h configuration\n2) `log 1h`", ["log 2h configuration", "log 1h"]],
    // One of them is a slip: it is no note either.
    [
      "log 2h configuration\nlgo 1h travel\nlog 3h configuration",
      ["log 2h configuration", "lgo 1h travel", "log 3h configuration"],
    ],
    // A note goes on over its lines, whatever they begin with.
    ['log 2h configuration "hunt groups\nlog of the switch"', "run"],
    ["log 2h configuration hunt groups\nand the queue", "run"],
    ["log 2h configuration\nhunt groups\nhelp of the switch", "run"],
    ['log 2h configuration "hunt groups"', "run"],
    ['@Startklar\nlog 2h configuration "hunt groups"', "run"],
  ])("%j", (typed, expected) => expect(linesOf(typed)).toEqual(expected));
});
