import { expect, test } from "vitest";
import { createRates } from "./rates.ts";

/** How many of so many messages pass, one each so many milliseconds. */
function passed(messages: number, every: number, kind: "strict" | "none" = "strict", second = 1): number {
  let now = 0;
  const rates = createRates({ rates: kind, second }, () => now);
  let count = 0;
  for (let one = 0; one < messages; one += 1, now += every) if (rates.message("19:a") === undefined) count += 1;
  return count;
}

test.each([
  { what: "seven at once", messages: 20, every: 0, passes: 7 },
  { what: "seven in the first second, eight in two", messages: 20, every: 100, passes: 8 },
  { what: "sixty in thirty seconds", messages: 100, every: 299, passes: 60 },
  { what: "one each half second for a quarter of an hour", messages: 1800, every: 500, passes: 1800 },
  { what: "eighteen hundred an hour", messages: 3500, every: 1000, passes: 1800 },
])("$what", ({ messages, every, passes }) => expect(passed(messages, every)).toBe(passes));

test("as many as you like without rates; shorter seconds when a test cannot wait", () => {
  expect(passed(5000, 0, "none")).toBe(5000);
  expect(passed(20, 10, "strict", 0.1)).toBe(8);
});

test("who is refused is told when the next one passes", () => {
  let now = 0;
  const rates = createRates({ rates: "strict" }, () => now);
  for (let one = 0; one < 7; one += 1) rates.message("19:a");
  now = 400;
  expect(rates.message("19:a")).toBeCloseTo(0.6);
  expect(rates.message("19:b")).toBeUndefined();
  now = 1000;
  expect(rates.message("19:a")).toBeUndefined();
});
