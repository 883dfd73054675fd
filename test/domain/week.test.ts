import { expect, test } from "vitest";
import { readAgreement } from "../../src/composition/agreements.ts";
import type { Day } from "../../src/domain/units.ts";
import { mondayOf, workWeek } from "../../src/domain/week.ts";

const agreement = await readAgreement();
const on = (day: string) => day as Day;
const work = (day: string, minutes: number, project = "solbacken") => ({
  ...{ on: on(day), minutes, project },
  customer: project,
});

test.each([
  ["2026-11-23", "2026-11-23"],
  ["2026-11-29", "2026-11-23"],
  ["2026-11-30", "2026-11-30"],
  ["2027-01-03", "2026-12-28"],
  ["2027-01-04", "2027-01-04"],
])("the week of %s begins on %s, week 53 too", (day, monday) => {
  expect(mondayOf(on(day))).toBe(monday);
});

test("a week has its business days, empty where they have come, and other days that were worked", () => {
  const days = workWeek(
    on("2026-12-21"),
    [work("2026-12-21", 60), work("2026-12-21", 30, "granen"), work("2026-12-24", 15)],
    agreement,
    on("2026-12-22"),
  );
  expect(days.map(({ on: day, minutes, isEmpty }) => [day, minutes, isEmpty])).toEqual([
    ["2026-12-21", 90, false],
    ["2026-12-22", 0, true],
    ["2026-12-23", 0, false],
    ["2026-12-24", 15, false],
  ]);
});
