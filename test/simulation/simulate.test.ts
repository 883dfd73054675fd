import { expect, test } from "vitest";
import { simulate } from "./simulate.ts";

const asked = { projects: 12, days: 100, seed: 7 };

test("C2: over whole onboardings nothing late is silent, nobody is told twice, on a day off, or of what was done", () => {
  const report = simulate(asked);
  expect(report.wrong).toEqual([]);
  expect(report.weeks.reduce((sum, { shared }) => sum + shared, 0)).toBeGreaterThan(20);
  // What goes on beside the plan is in it, else nothing of it could be wrong.
  const { calls, minutes, offers, absences } = report.beside;
  const seen = [calls.held, calls["no-show"], minutes.late, offers.answered, offers.late, absences.standIns];
  expect(Math.min(...seen)).toBeGreaterThan(0);
});

test("the same seed gives the same story, and without reminders data comes later", () => {
  expect(simulate({ ...asked, days: 40 })).toEqual(simulate({ ...asked, days: 40 }));
  const [with_, without] = [false, true].map((quiet) => simulate({ ...asked, quiet }).complete.length);
  expect(with_).toBeGreaterThan(without ?? 0);
});
