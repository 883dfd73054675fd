import { describe, expect, test } from "vitest";
import { canRecordWork, dayTotal } from "../../src/domain/work.ts";
import { agreement, anna, day, held, projectFacts, worked } from "../fixtures/project-facts.ts";

const today = day("2026-12-01");
const decide = (minutes: number, more: { on?: string; by?: string; facts?: ReturnType<typeof projectFacts> } = {}) =>
  canRecordWork({ minutes, on: day(more.on ?? "2026-12-01"), by: more.by ?? "anna" }, more.facts ?? projectFacts(), agreement, today);
const asks = (minutes: number, more: Parameters<typeof decide>[1] = {}) => {
  const decision = decide(minutes, more);
  return decision.ok ? decision.ask.map(({ kind }) => kind) : decision.refused.kind;
};

describe("S6: nothing is silently billed, a typing mistake neither", () => {
  test.each([
    { minutes: 150, why: "an ordinary piece of work", expected: [] },
    { minutes: 16 * 60, why: "as much as the agreement lets pass", expected: [] },
    { minutes: 16 * 60 + 1, why: "a minute more is asked about", expected: ["long-day"] },
    { minutes: 27 * 60, why: "27 h are asked about", expected: ["long-day"] },
    { minutes: 100 * 60, why: "still asked", expected: ["long-day"] },
    { minutes: 100 * 60 + 1, why: "beyond any doubt", expected: "too-much" },
  ])("$minutes minutes: $why", ({ minutes, expected }) => expect(asks(minutes)).toEqual(expected));

  test.each([
    { on: "2026-12-01", why: "today", expected: [] },
    { on: "2026-12-02", why: "tomorrow has not been", expected: "future" },
    { on: "2026-11-02", why: "the day the project was opened", expected: [] },
    { on: "2026-11-01", why: "before that", expected: ["before-opening"] },
    { on: "2026-10-02", why: "60 days ago, before the opening", expected: ["before-opening"] },
    { on: "2026-10-01", why: "61 days ago is asked once, not twice", expected: ["long-ago"] },
  ])("$on: $why", ({ on, expected }) => expect(asks(60, { on })).toEqual(expected));

  test("a person's whole day counts: hours that stand and calls held, of that day only", () => {
    const facts = projectFacts({
      work: [
        worked("H1", "configuration", 600, { on: today }),
        worked("H2", "configuration", 600, { on: today, undone: true }),
        worked("H3", "configuration", 600, { on: day("2026-11-30") }),
        worked("H4", "configuration", 600, { on: today, by: { id: "erik", name: "Erik" } }),
      ],
      checkIns: [held("C1", 50, { on: today, heldBy: anna })],
    });
    expect(dayTotal(facts, "anna", today)).toBe(650);
    expect(asks(310, { facts })).toEqual([]);
    expect(asks(311, { facts })).toEqual(["long-day"]);
    expect(asks(311, { facts, by: "erik" })).toEqual([]);
  });

  test.each(["closed", "cancelled"] as const)("a project that is %s takes no hours", (state) => {
    expect(asks(60, { facts: projectFacts({ project: { state } }) })).toBe("project-not-open");
  });
});
