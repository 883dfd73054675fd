import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readAgreements } from "../../../src/composition/agreements.ts";
import { addDays } from "../../../src/domain/calendar.ts";
import type { Day } from "../../../src/domain/units.ts";
import type { Text } from "../../../src/messages/phrase.ts";
import { openWorkspace, type Said, type Workspace } from "../../support/workspace.ts";

const today = "2026-11-23" as Day;
let ws: Workspace;
beforeAll(async () => {
  const all = await readAgreements();
  ws = await openWorkspace({ agreements: () => all });
  await ws.openSolbacken("workshop:2026-12-08 porting:2027-01-15 orgno:556036-0793");
  await ws.anna.says('porting add "08-123 45 00" operator:"Exempeltele AB"');
  await ws.conversation("nord");
  await ws.conversation("nord-kund", { outsiders: true });
  const opens = 'open "Nord AB" agreement:web-launch shared:nord-kund launch:2027-01-15';
  expect((await ws.anna.says(opens, { in: "nord" })).text).toContain("Opened Nord AB");
});
afterAll(() => ws.close());

const day = fc.oneof(
  // Christmas with its bridge days, Epiphany, a weekend, tomorrow, today, the past, and far ahead.
  fc
    .constantFrom(
      ...["2026-12-24", "2026-12-25", "2026-12-31", "2027-01-06", "2026-11-28", "2026-11-24", today, "2026-11-20"],
      ...["2027-03-26", "2028-02-29", "2026-12-30", "2026-11-22"],
    )
    .map((on) => on as Day),
  fc.integer({ min: -3, max: 60 }).map((ahead) => addDays(today, ahead)),
);
const hour = fc.constantFrom("09:00", "07:00", "09:30", "22:00", "16:00");
const days = (names: readonly string[], join: (which: string, on: Day) => string, by: string) =>
  fc
    .tuple(fc.shuffledSubarray([...names], { minLength: 1 }), fc.array(day, { minLength: 5, maxLength: 5 }))
    .map(([which, on]) => which.map((one, at) => join(one, on[at] ?? today)).join(by));

const ours = ["data", "workshop", "porting", "golive"];
const web = ["material", "start", "sketch", "preview", "launch"];
const opened = (names: readonly string[], rest: string) =>
  days(names, (which, on) => `${which}:${on}`, " ").map((some) => ({
    line: `open "Solbacken AB"${rest} ${some}`,
    place: "",
  }));
const planned = (names: readonly string[], place: string) =>
  fc.oneof(
    fc.tuple(fc.constantFrom(...names), day).map(([which, on]) => ({ line: `plan move ${which} ${on}`, place })),
    days(names, (which, on) => `${which}=${on}`, ",").map((some) => ({ line: `plan set ${some}`, place })),
  );
const typed = fc.oneof(
  opened(ours, ""),
  opened(web, " agreement:web-launch"),
  planned(ours, "solbacken"),
  planned(web, "nord"),
  fc.tuple(day, hour).map(([on, time]) => ({ line: `porting set P1 when:"${on} ${time}"`, place: "solbacken" })),
  fc.tuple(day, hour).map(([on, time]) => ({
    line: `porting add "08-123 46 00" operator:"Exempeltele AB" when:"${on} ${time}"`,
    place: "solbacken",
  })),
  fc.constantFrom({ line: "plan", place: "nord" }, { line: "plan", place: "solbacken" }),
  day.map((on) => ({ line: `kickoff on:${on}`, place: "solbacken" })),
);

const blocksOf = ({ answer }: Said) => answer.reply?.blocks ?? [];
/** What it says to copy, as it stands: what has a gap is to be filled in first. */
const suggested = (said: Said): readonly string[] =>
  blocksOf(said).flatMap((block) => (block.kind === "line" && !block.line.includes("<") ? [block.line] : []));
const idOf = (text: Text): string => ("say" in text ? text.say : "");
/** What looks odd about the days, by what it is. */
const oddities = (said: Said): readonly string[] =>
  blocksOf(said).flatMap((block) =>
    block.kind === "text" && block.tone === "warning" ? [`${idOf(block.text)}: ${ws.words(block.text)}`] : [],
  );

/** Not that the code is taken alone, or that kickoff is before the workshop. */
const isOfDays = ({ text }: Said): boolean => !/^(?:The code|Kickoff is held) /u.test(text);

test("K2: every line that a day's refusal or question gives to copy is taken as it stands, with nothing odd about it", {
  timeout: 120_000,
}, async () => {
  const wrong: string[] = [];
  let copied = 0;
  const samples = fc.sample(typed, { numRuns: 150, seed: 14 });
  for (const [at, one] of samples.entries()) {
    const where = { in: one.place === "" ? `new-${at}` : one.place };
    const said = await ws.anna.says(one.line, where);
    for (const line of suggested(said)) {
      copied += 1;
      const then = await ws.anna.says(line, where);
      // What was about something else may have days that look odd: those are asked about for the first time then.
      const again = isOfDays(said) ? oddities(then) : [];
      if (then.outcome !== "done" || again.length > 0)
        wrong.push([one.line, said.text, `=> ${line}`, then.outcome, ...again, then.text].join("\n  "));
      if (line.startsWith("porting add")) await ws.anna.says("undo", where);
    }
  }
  expect(wrong.join("\n----\n")).toBe("");
  expect(copied).toBeGreaterThan(60);
});
