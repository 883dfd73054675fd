import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, businessCalendar } from "../../src/domain/calendar.ts";
import { oddDays } from "../../src/domain/day-use.ts";
import type { Plan, Project } from "../../src/domain/facts.ts";
import { lastDays, missingDays, movedDays, nearestPlan } from "../../src/domain/plan-dates.ts";
import { agreement, day, milestone, project } from "../fixtures/project-facts.ts";

const calendar = businessCalendar(agreement.calendar);
const scene = (today: string, more: Partial<Project> = {}) => ({
  project: project(more),
  agreement,
  calendar,
  today: day(today),
});
const plan = (days: Readonly<Record<string, string>>): Plan =>
  Object.fromEntries(Object.entries(days).map(([id, on]) => [id, day(on)]));
const lasts = (days: Readonly<Record<string, string>>, today = "2026-11-23", more: Partial<Project> = {}) =>
  Object.fromEntries(
    lastDays(plan(days), scene(today, more)).map(({ id, last, lead }) => [id, `${last} ${lead.before}`]),
  );

test("K2: the last days are counted back from go-live and the porting, each from the day that leaves it least time", () => {
  expect(lasts({ porting: "2027-01-14", golive: "2027-01-15" })).toEqual({
    data: "2026-12-17 workshop",
    workshop: "2026-12-28 porting",
    preparation: "2026-12-22 workshop",
    "check-ins": "2027-01-12 golive",
    fullmakt: "2026-12-28 porting",
    termination: "2026-12-28 porting",
  });
});

test("K2: from a day where it is planned; from nothing that has been", () => {
  expect(lasts({ workshop: "2026-12-08", golive: "2027-01-15" })).toMatchObject({
    data: "2026-12-01 workshop",
    preparation: "2026-12-04 workshop",
  });
  const held = lasts({ workshop: "2026-12-08", golive: "2027-01-15" }, "2026-12-09", {
    kickoff: milestone("2026-12-08"),
  });
  expect(Object.keys(held)).toEqual(["data", "check-ins"]);
  expect(lasts({})).toEqual({});
});

test("K2: what nobody has planned is proposed at its last day, and not when that has passed", () => {
  const days = plan({ golive: "2027-01-15" });
  expect(missingDays(days, scene("2026-11-23"))).toEqual({ data: "2026-12-18", workshop: "2026-12-29" });
  expect(missingDays(days, scene("2026-12-18"))).toEqual({ data: "2026-12-18", workshop: "2026-12-29" });
  expect(missingDays(days, scene("2026-12-19"))).toEqual({ workshop: "2026-12-29" });
  expect(missingDays(plan({}), scene("2026-11-23"))).toEqual({});
});

test.each([
  ["holds already", { data: "2026-12-01", workshop: "2026-12-08", golive: "2027-01-15" }, "workshop", {}],
  [
    "what leads to it is moved earlier where there is time",
    { data: "2026-12-18", workshop: "2026-12-18", golive: "2027-01-15" },
    "workshop",
    { data: "2026-12-11" },
  ],
  [
    "it is moved itself where there is not",
    { data: "2026-11-25", workshop: "2026-11-27", golive: "2027-01-15" },
    "workshop",
    { workshop: "2026-12-02" },
  ],
  [
    "what comes after it is moved later",
    { data: "2026-12-01", workshop: "2027-01-11", golive: "2027-01-15" },
    "workshop",
    { golive: "2027-01-25" },
  ],
])("K2: the nearest plan that holds: %s", (_, days, wanted, moves) => {
  const before = plan(days);
  const after = nearestPlan(before, wanted, scene("2026-11-23"));
  expect(Object.fromEntries(movedDays(before, after).map(({ which, to }) => [which, to]))).toEqual(moves);
});

test("K2: the nearest plan always holds, whatever was wanted", () => {
  const on = fc.integer({ min: 0, max: 120 }).map((count) => addDays(day("2026-11-23"), count));
  const days = fc.record({ data: on, workshop: on, porting: on, golive: on }, { requiredKeys: [] });
  fc.assert(
    fc.property(days, fc.constantFrom("data", "workshop", "porting", "golive"), (some, wanted) => {
      const after = nearestPlan(some, wanted, scene("2026-11-23"));
      expect(Object.keys(after).toSorted()).toEqual(Object.keys(some).toSorted());
      expect(
        oddDays(after, { facts: { project: project(), checkIns: [] }, agreement, calendar, today: day("2026-11-23") }),
      ).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
