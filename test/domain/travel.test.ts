import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Trip } from "../../src/domain/facts.ts";
import { sum } from "../../src/domain/money.ts";
import { travelPrice } from "../../src/domain/travel.ts";
import { agreement, trip } from "../fixtures/project-facts.ts";

const { travel } = agreement;
const amounts = (what: Trip["what"], prices = travel) =>
  travelPrice(trip("V1", what), prices).map((line) => [line.kind, line.amount]);
const away = (minutes: number, costs: number): Trip["what"] => ({ kind: "trip", minutes, costs });

describe("R1: travel time, actual costs and an administration fee on the costs", () => {
  test("3 h 30 min and 1 200 kr train: 1 715 + 1 200 + 120 = 3 035 kr", () => {
    const lines = travelPrice(trip("V1", away(210, 120_000)), travel);
    expect(lines).toEqual([
      { kind: "time", rule: "R1", minutes: 210, rate: 49_000, amount: 171_500 },
      { kind: "costs", rule: "R1", amount: 120_000 },
      { kind: "fee", rule: "R1", percent: 10, of: 120_000, amount: 12_000 },
    ]);
    expect(sum(lines.map((line) => line.amount))).toBe(303_500);
  });

  test.each([
    { why: "time is counted to the minute", what: away(1, 0), lines: [["time", 817]] },
    {
      why: "costs alone",
      what: away(0, 10_000),
      lines: [
        ["costs", 10_000],
        ["fee", 1_000],
      ],
    },
    {
      why: "each line is rounded half up",
      what: away(7, 5),
      lines: [
        ["time", 5_717],
        ["costs", 5],
        ["fee", 1],
      ],
    },
    {
      why: "a fee that rounds to nothing is no line",
      what: away(60, 4),
      lines: [
        ["time", 49_000],
        ["costs", 4],
      ],
    },
  ])("$why", ({ what, lines }) => expect(amounts(what)).toEqual(lines));

  test("the other reading of the fee is a setting: time and costs together", () => {
    expect(amounts(away(210, 120_000), travel && { ...travel, adminFeeOn: "trip" })).toEqual([
      ["time", 171_500],
      ["costs", 120_000],
      ["fee", 29_150],
    ]);
  });

  test("lines are whole öre", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(100_000_000), (minutes, costs) => {
        for (const line of travelPrice(trip("V1", away(minutes, costs)), travel))
          expect(Number.isSafeInteger(line.amount)).toBe(true);
      }),
    );
  });
});

describe("R2: a trip within Stockholm or Göteborg costs 690 kr and nothing else", () => {
  test.each(["stockholm", "goteborg"])("%s", (city) =>
    expect(travelPrice(trip("V1", { kind: "city", city }), travel)).toEqual([
      { kind: "flat", rule: "R2", city, amount: 69_000 },
    ]),
  );
  test("two trips inside Göteborg: 1 380 kr", () => {
    const both = ["V1", "V2"].flatMap((ref) => travelPrice(trip(ref, { kind: "city", city: "goteborg" }), travel));
    expect(sum(both.map((line) => line.amount))).toBe(138_000);
  });
});
