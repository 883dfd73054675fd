import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { largestAmount, parseKronor, percent, perHour, printKronor, share } from "../../src/domain/money.ts";

const plain = (text: string) => text.replaceAll(" ", "_");

describe("P2: money is integer öre, rounded half up", () => {
  test.each([
    { rate: 49_000, minutes: 210, amount: 171_500, why: "3 h 30 min at 490 kr" },
    { rate: 49_000, minutes: 1, amount: 817, why: "816.67 öre" },
    { rate: 30, minutes: 1, amount: 1, why: "half an öre is rounded up" },
    { rate: 29, minutes: 1, amount: 0, why: "less than half is not" },
    { rate: 30, minutes: -1, amount: -1, why: "a reversal mirrors what was charged" },
    { rate: 120_000, minutes: 0, amount: 0, why: "no time" },
  ])("$why: $amount öre", ({ rate, minutes, amount }) => expect(perHour(rate, minutes)).toBe(amount));

  test.each([
    { percentage: 10, of: 120_000, amount: 12_000 },
    { percentage: 25, of: 11_000, amount: 2_750 },
    { percentage: 10, of: 5, amount: 1 },
    { percentage: 10, of: 4, amount: 0 },
    { percentage: 12.5, of: 1_000, amount: 125 },
    { percentage: 0.07, of: 100_000, amount: 70 },
    { percentage: 25, of: -2, amount: -1 },
  ])("$percentage % of $of öre is $amount", ({ percentage, of, amount }) =>
    expect(percent(percentage, of)).toBe(amount),
  );

  test("is exact where floating point is not", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: largestAmount }), fc.integer({ min: 0, max: 60_000 }), (rate, minutes) => {
        const exact = (BigInt(rate) * BigInt(minutes) * 2n + 60n) / 120n;
        expect(BigInt(perHour(rate, minutes))).toBe(exact);
        expect(perHour(rate, -minutes) + perHour(rate, minutes)).toBe(0);
      }),
    );
  });

  test("a share of the whole is the whole", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1e6 }), (amount, whole) => {
        expect(share(amount, whole, whole)).toBe(amount);
      }),
    );
  });
});

describe("kronor as people type them", () => {
  test.each([
    ["4500", 450_000],
    ["4 500,50", 450_050],
    ["4\u00a0500,5", 450_050],
    ["1200.5", 120_050],
    ["1 200 kr", 120_000],
    ["1200kr", 120_000],
    ["4500 exkl. moms", 450_000],
    ["4 500 kr exkl moms", 450_000],
    ["4500,50 kr, ex VAT", 450_050],
    ["4500 kr utan moms", 450_000],
    ["490:-", 49_000],
    ["12 000 000", 1_200_000_000],
    ["0", 0],
    ["0,01 SEK", 1],
    ["1 000 000 000", largestAmount],
  ])("%s is %d öre", (typed, ore) => expect(parseKronor(typed)).toBe(ore));

  test.each([
    "",
    "-5",
    "−5",
    "4.500",
    "1,234",
    "4 50",
    "45 00",
    "1.200,50",
    "1e3",
    "abc",
    "kr",
    "1000000000,01",
    "99999999999999999999",
    "1200 €",
    "12,",
    "٣",
  ])("%s is none", (typed) => expect(parseKronor(typed)).toBeUndefined());

  test.each([
    [303_500, "3_035,00_kr"],
    [0, "0,00_kr"],
    [5, "0,05_kr"],
    [-171_500, "−1_715,00_kr"],
    [100_000_00, "100_000,00_kr"],
    [largestAmount, "1_000_000_000,00_kr"],
  ])("%d öre is written %s, with plain spaces", (ore, text) => expect(plain(printKronor(ore))).toBe(text));

  test("what is printed reads back as the same amount", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: largestAmount }), (ore) => {
        expect(parseKronor(printKronor(ore))).toBe(ore);
      }),
    );
  });
});
