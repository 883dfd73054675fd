import { describe, expect, test } from "vitest";
import { isLarge } from "../../src/domain/pricing.ts";
import { canRecordWork } from "../../src/domain/work.ts";
import { agreement, day, projectFacts } from "../fixtures/project-facts.ts";

const today = day("2026-12-01");
const decide = (
  minutes: number,
  more: { on?: string; before?: number; facts?: ReturnType<typeof projectFacts> } = {},
) => {
  const { on = "2026-12-01", before = 0, facts = projectFacts() } = more;
  return canRecordWork({ minutes, on: day(on), before }, facts, agreement, today);
};
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

  test.each([
    { before: 650, minutes: 310, expected: [] },
    { before: 650, minutes: 311, expected: ["long-day"] },
    { before: 95 * 60, minutes: 5 * 60 + 1, expected: "too-much" },
  ])("a person's whole day counts: $before minutes before and $minutes more", ({ before, minutes, expected }) =>
    expect(asks(minutes, { before })).toEqual(expected),
  );

  test("a project that is cancelled takes no hours", () => {
    expect(asks(60, { facts: projectFacts({ project: { state: "cancelled" } }) })).toBe("cancelled");
  });
  test("L4: late work after the handover is asked about, and taken", () => {
    expect(asks(60, { facts: projectFacts({ project: { state: "closed" } }) })).toEqual(["handed-over"]);
  });
  test.each([
    { amount: 100_000_000, expected: false },
    { amount: 100_000_001, expected: true },
  ])("K2: $amount öre is a lot: $expected", ({ amount, expected }) =>
    expect(isLarge(amount, agreement)).toBe(expected),
  );
  test("how much money is asked about is a setting", () => {
    expect(isLarge(101, { limits: { ...agreement.limits, amountAsk: 100 } })).toBe(true);
  });
});
