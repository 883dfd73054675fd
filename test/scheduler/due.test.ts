import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import { reminderNames } from "../../src/domain/snooze.ts";
import { dueIn, nagContent } from "../../src/scheduler/nag.ts";
import { daysAfter, daysBefore, reached } from "../../src/scheduler/nudge.ts";
import { reminders } from "../../src/scheduler/reminders/index.ts";
import { calendar, dataMissing, day, projectFacts, snapshot, swedish, task, team } from "./support.ts";

test("every reminder that can be snoozed by its name is one, and the other way round", () => {
  expect(reminders.map(({ name }) => name).toSorted()).toEqual([...reminderNames].toSorted());
});

describe("nudges", () => {
  const nudges = [...daysBefore([1, 3, 5]), { name: "on", at: 0 }, ...daysAfter([1, 3, 8])];

  test("the first asks, the second brings in the lead, further ones the sponsor", () => {
    expect(daysAfter([2, 5, 8, 10]).map(({ name, escalates }) => [name, escalates])).toEqual([
      ["after-2", undefined],
      ["after-5", "lead"],
      ["after-8", "sponsor"],
      ["after-10", "sponsor"],
    ]);
  });

  test("a nudge that was left never comes back, so that it is never doubled", () => {
    const days = fc.integer({ min: 0, max: 800 }).map((count) => addDays(day("2026-01-01"), count));
    fc.assert(
      fc.property(days, days, fc.integer({ min: 0, max: 60 }), (due, today, later) => {
        const now = reached(nudges, due, today, calendar)?.at ?? Number.NEGATIVE_INFINITY;
        const then = reached(nudges, due, addDays(today, later), calendar)?.at ?? Number.NEGATIVE_INFINITY;
        expect(then).toBeGreaterThanOrEqual(now);
      }),
    );
  });
});

describe("a channel's message of the day", () => {
  const facts = projectFacts({
    project: { plan: { data: day("2026-12-01"), workshop: day("2026-12-08") } },
    members: team,
    data: dataMissing("fax"),
  });
  const shot = snapshot(facts, "2026-12-02");
  const [late, workshop] = ["customer-data/2026-12-01/after-1", "preparation/2026-12-08/before-5"];

  test("several things are counted, each with its own buttons", () => {
    const blocks = nagContent(shot, "shared", [workshop, late]).blocks;
    expect(blocks.map(({ kind }) => kind)).toEqual(["text", "text", "buttons", "text", "buttons"]);
    const buttons = blocks.flatMap((block) =>
      block.kind === "buttons" ? [block.buttons.map(({ runs, values }) => [runs, values?.what])] : [],
    );
    expect(buttons).toEqual([
      [
        ["data hand-in", undefined],
        ["data say-stuck", undefined],
        ["reminders who", "data"],
      ],
      [
        ["plan confirm", "preparation"],
        ["snooze tell", "preparation"],
        ["reminders who", "preparation"],
      ],
    ]);
  });
  test("one thing is said without a count", () => {
    expect(nagContent(shot, "shared", [workshop]).blocks.map(({ kind }) => kind)).toEqual(["text", "buttons"]);
  });
  test("C2: what is late comes first, five things are named, and the others are one press away", () => {
    const tasks = Array.from({ length: 13 }, (_, index) =>
      task(`T${index + 1}`, { due: day(index === 12 ? "2026-12-01" : "2026-12-03"), who: team[1] }),
    );
    const many = snapshot({ ...facts, tasks }, "2026-12-02");
    const keys = dueIn(many, "shared").map(({ key }) => key);
    const { blocks } = nagContent(many, "shared", keys);
    const said = blocks.flatMap((block) => (block.kind === "text" ? [swedish(block.text)] : []));
    expect(said[0]).toBe("15 saker att göra:");
    expect(said.slice(1).map((text) => /kunddata|T\d+|workshopen/u.exec(text)?.[0])).toEqual([
      "kunddata",
      "T13",
      "workshopen",
      "T1",
      "T2",
    ]);
    const last = blocks.at(-1);
    expect(last?.kind === "buttons" && last.buttons.map(({ label, runs }) => [swedish(label), runs])).toEqual([
      ["och 10 till", "reminders"],
    ]);
    expect(
      new Set(blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons.map(({ id }) => id) : []))).size,
    ).toBe(16);
  });
  test("files are handed in at it while it asks for customer data", () => {
    expect(nagContent(shot, "shared", [late, workshop]).takesFiles).toBe(true);
    expect(nagContent(shot, "shared", [workshop]).takesFiles).toBeUndefined();
  });
  test("only what was said in it: a notice that is not among its keys stays out", () => {
    expect(JSON.stringify(nagContent(shot, "shared", [workshop]))).not.toContain("remind.data");
  });
  test("an internal one names the customer, as a channel may have several projects", () => {
    expect(nagContent(shot, "internal", []).blocks[0]).toEqual({ kind: "heading", text: { raw: "Solbacken Vård AB" } });
  });
});
