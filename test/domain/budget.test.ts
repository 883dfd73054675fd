import { describe, expect, test } from "vitest";
import { passedMark } from "../../src/domain/budget.ts";
import type { PackageUse } from "../../src/domain/hours.ts";

const use = (included: number, used: number, outside = 0): PackageUse => ({
  ...{ package: "configuration", included, used, outside },
  ...{ left: Math.max(0, included - used), covered: outside, notAgreed: 0 },
});

describe("S6: a mark of a work package's hours is told by the work that reaches it", () => {
  test.each([
    { case: "just below", before: use(480, 300), after: use(480, 359), is: undefined },
    { case: "on the minute", before: use(480, 359), after: use(480, 360), is: 75 },
    { case: "already reached", before: use(480, 360), after: use(480, 400), is: undefined },
    { case: "the last minute", before: use(480, 479), after: use(480, 480), is: 100 },
    { case: "both at once", before: use(480, 0), after: use(480, 480), is: 100 },
    { case: "into what is outside", before: use(480, 479), after: use(480, 480, 30), is: 100 },
    { case: "outside from before", before: use(480, 480, 30), after: use(480, 480, 90), is: undefined },
    { case: "nothing included", before: use(0, 0), after: use(0, 0, 60), is: undefined },
    { case: "taken back and reached anew", before: use(480, 300), after: use(480, 420), is: 75 },
  ])("$case", ({ before, after, is }) => {
    expect(passedMark(before, after, [100, 75])).toBe(is);
  });
});
