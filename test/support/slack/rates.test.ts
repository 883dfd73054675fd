import { expect, test } from "vitest";
import { createRates } from "./rates.ts";

/** How many of so many calls pass, one each so many milliseconds. */
function passed(
  calls: number,
  every: number,
  call: (rates: ReturnType<typeof createRates>) => number | undefined,
  kind: "strict" | "tiers" | "none",
) {
  let now = 0;
  const rates = createRates(kind, () => now);
  let count = 0;
  for (let one = 0; one < calls; one += 1, now += every) if (call(rates) === undefined) count += 1;
  return count;
}

test.each([
  { what: "a burst of five", kind: "strict", calls: 20, every: 0, passes: 5 },
  { what: "one a second for good", kind: "strict", calls: 100, every: 1000, passes: 100 },
  { what: "two a second: the burst, then every other", kind: "strict", calls: 100, every: 500, passes: 54 },
  { what: "as many as you like", kind: "none", calls: 100, every: 0, passes: 100 },
] as const)("messages in a channel, $kind: $what", ({ kind, calls, every, passes }) =>
  expect(passed(calls, every, (rates) => rates.message("C1"), kind)).toBe(passes),
);

test.each([
  { tier: 1, passes: 1 },
  { tier: 2, passes: 20 },
  { tier: 3, passes: 50 },
  { tier: 4, passes: 100 },
] as const)("tier $tier lets $passes through at once, only where tiers are kept", ({ tier, passes }) => {
  expect(passed(300, 0, (rates) => rates.call("a.method", tier), "tiers")).toBe(passes);
  expect(passed(300, 0, (rates) => rates.call("a.method", tier), "strict")).toBe(300);
});

test("one channel's patience is not another's", () => {
  const rates = createRates("strict", () => 0);
  for (let one = 0; one < 5; one += 1) rates.message("C1");
  expect(rates.message("C1")).toBe(1);
  expect(rates.message("C2")).toBeUndefined();
});
