import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, businessCalendar } from "../../src/domain/calendar.ts";
import type { DayScene } from "../../src/domain/day-scene.ts";
import { judgeDays } from "../../src/domain/day-use.ts";
import type { Plan, Project } from "../../src/domain/facts.ts";
import { dataDay, lastDays, missingDays, movedDays, planThatHolds } from "../../src/domain/plan-dates.ts";
import { agreement, day, milestone, project, projectFacts } from "../fixtures/project-facts.ts";

const calendar = businessCalendar(agreement.calendar);
const scene = (today: string, more: Partial<Project> = {}) => ({
  project: project(more),
  agreement,
  calendar,
  today: day(today),
});
const dayScene = (of: { plan: Plan }): DayScene => ({
  facts: { project: project(of), checkIns: [] },
  ...{ agreement, calendar, today: day("2026-11-23") },
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
  expect(missingDays(days, scene("2026-12-17"))).toEqual({ data: "2026-12-18", workshop: "2026-12-29" });
  expect(missingDays(days, scene("2026-12-18"))).toEqual({ workshop: "2026-12-29" });
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
  const after = planThatHolds(before, [wanted], dayScene({ plan: before })) ?? before;
  expect(Object.fromEntries(movedDays(before, after).map(({ which, to }) => [which, to]))).toEqual(moves);
});

const on = fc.integer({ min: -20, max: 120 }).map((count) => addDays(day("2026-11-23"), count));
const someDays = fc.record({ data: on, workshop: on, porting: on, golive: on }, { requiredKeys: [] });

test("K2: the nearest plan holds, whatever was wanted, and puts nothing on today or a day that has passed", () => {
  fc.assert(
    fc.property(someDays, fc.constantFrom("data", "workshop", "porting", "golive"), on, (stored, which, to) => {
      const today = day("2026-11-23");
      const wanted = { ...stored, [which]: to };
      const of = dayScene({ plan: stored });
      const after = planThatHolds(wanted, [which], of);
      const judged = judgeDays({ [which]: to }, of);
      const isFine = judged.questions.length === 0 && judged.days.every(({ refusals }) => refusals.length === 0);
      if (isFine) return;
      // There is always one: what comes after it can go as far ahead as it needs.
      const moves = movedDays(stored, after ?? expect.fail());
      for (const move of moves) expect(move.to > today).toBe(true);
      const again = judgeDays(Object.fromEntries(moves.map((move) => [move.which, move.to])), of);
      expect([again.questions, again.days.flatMap(({ refusals }) => refusals)]).toEqual([[], []]);
    }),
    { numRuns: 300 },
  );
});

test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
  ["as it is planned", { data: "2026-12-04", golive: "2027-01-15" }, "2026-12-04"],
  ["counted back from the workshop", { workshop: "2026-12-14", golive: "2027-02-26" }, "2026-12-07"],
  ["counted back from go-live, and earlier for the workshop that leads to it", { golive: "2027-02-26" }, "2027-02-05"],
  ["nothing follows it", {}, undefined],
  ["it had passed when the project was opened: somebody has to set one", { workshop: "2026-11-05" }, undefined],
])("D2, C2: the day for the data, %s", (_, days, expected) => {
  expect(dataDay(projectFacts({ project: { plan: plan(days) } }), agreement, calendar)).toBe(expected);
});
