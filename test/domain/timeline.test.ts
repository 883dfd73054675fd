import { describe, expect, test } from "vitest";
import { businessCalendar } from "../../src/domain/calendar.ts";
import type { Plan } from "../../src/domain/facts.ts";
import { type Step, stepsOf, weightiest } from "../../src/domain/timeline.ts";
import { agreement, checkIn, day, member, milestone, projectFacts, said, task } from "../fixtures/project-facts.ts";

const calendar = businessCalendar(agreement.calendar);
const plan = {
  data: "2026-12-04",
  workshop: "2026-12-07",
  porting: "2026-12-17",
  golive: "2026-12-18",
} as unknown as Plan;
const short = (steps: readonly Step[]): readonly string[] =>
  steps.map(({ what, on, state, late, who }) => {
    const called =
      what.kind === "plan"
        ? what.name.en
        : "ref" in what
          ? what.ref
          : what.kind === "porting-step"
            ? what.step
            : what.kind;
    return [called, on, state, late, who].filter((part) => part !== undefined).join(" ");
  });
const stepsOn = (today: string, more: Parameters<typeof projectFacts>[0] = {}) =>
  short(stepsOf(projectFacts({ ...more, project: { plan, ...more.project } }), agreement, calendar, day(today)));

describe("C2: what has a day is done, late or ahead", () => {
  test("today is not late; the day after is, from the next business day on with a number", () => {
    const first = (today: string) => stepsOn(today).find((step) => step.startsWith("Customer data"));
    expect(first("2026-12-04")).toBe("Customer data 2026-12-04 ahead customer");
    expect(first("2026-12-05")).toBe("Customer data 2026-12-04 late 0 customer");
    expect(first("2026-12-07")).toBe("Customer data 2026-12-04 late 1 customer");
    expect(first("2026-12-14")).toBe("Customer data 2026-12-04 late 6 customer");
  });

  test("eight weeks in which nobody did anything: everything is late, and whose turn it is is said", () => {
    expect(stepsOn("2027-01-29")).toEqual([
      "fullmakt 2026-12-03 late 36 customer",
      "termination 2026-12-03 late 36 customer",
      "Customer data 2026-12-04 late 35 customer",
      "Workshop 2026-12-07 late 34 supplier",
      "Number porting 2026-12-17 late 26 customer",
      "Go-live 2026-12-18 late 25 supplier",
    ]);
  });

  test("what happened stands on the day when it did, and complete data is done", () => {
    const data = agreement.areas.map(({ id }) => said(id, "approved", "2026-12-03"));
    const done = stepsOn("2026-12-19", {
      data,
      project: { kickoff: milestone("2026-12-08"), goLive: milestone("2026-12-18") },
    });
    expect(done).toEqual([
      "fullmakt 2026-12-03 late 11 customer",
      "termination 2026-12-03 late 11 customer",
      "Customer data 2026-12-04 done",
      "Workshop 2026-12-08 done",
      "Number porting 2026-12-17 late 1 customer",
      "Go-live 2026-12-18 done",
      "ask-approval 2026-12-23 ahead supplier",
    ]);
  });

  test("calls and tasks have their days too; what was done or called off, and what has no day, is not ahead", () => {
    const checkIns = [
      checkIn("C4", "2026-12-03"),
      checkIn("C1", "2026-12-01", { state: "held" }),
      checkIn("C2", "2026-12-03", { state: "cancelled" }),
      checkIn("C3", "2026-12-02"),
    ];
    const tasks = [
      task("T1", { due: day("2026-12-02"), who: member("karin", "approver") }),
      task("T2", { due: day("2026-12-02"), doneOn: day("2026-12-01") }),
      task("T3"),
    ];
    expect(stepsOn("2026-12-03", { checkIns, tasks, project: { plan: {} } })).toEqual([
      "C1 2026-12-01 done",
      "C3 2026-12-02 late 1 supplier",
      "T1 2026-12-02 late 1 customer",
      "C4 2026-12-03 ahead",
    ]);
  });

  test("nothing is late in a project that has ended, and nothing stands where nothing is planned", () => {
    expect(stepsOn("2027-01-29", { project: { state: "cancelled" } }).some((step) => step.includes("late"))).toBe(
      false,
    );
    expect(stepsOn("2027-01-29", { project: { plan: {} } })).toEqual([]);
  });
});

test("of forty the late come first, then the next, then what was done last; their order stays that of the days", () => {
  const steps = Array.from({ length: 40 }, (_, index): Step => {
    const state = index < 20 ? "done" : index < 25 ? "late" : "ahead";
    return {
      what: { kind: "check-in", ref: `C${index}` },
      on: day(`2026-12-${String(1 + (index % 28)).padStart(2, "0")}`),
      state,
    };
  });
  const { shown, rest } = weightiest(steps, 12);
  expect(shown.map(({ what }) => (what.kind === "check-in" ? what.ref : ""))).toEqual(
    [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31].map((index) => `C${index}`),
  );
  expect(rest).toHaveLength(28);
  expect(weightiest(steps.slice(0, 3), 12)).toEqual({ shown: steps.slice(0, 3), rest: [] });
  expect(weightiest(steps.slice(0, 22), 4).shown).toEqual([...steps.slice(18, 20), ...steps.slice(20, 22)]);
});

test("however much is late, what is next and the day on which the plan ends are shown", () => {
  const name = { sv: "Driftsättning", en: "Go-live" };
  const late = Array.from({ length: 20 }, (_, index): Step => {
    return { what: { kind: "check-in", ref: `C${index}` }, on: day("2026-12-01"), state: "late" };
  });
  const next: Step = { what: { kind: "check-in", ref: "C20" }, on: day("2026-12-15"), state: "ahead" };
  const later: Step = { what: { kind: "check-in", ref: "C21" }, on: day("2026-12-16"), state: "ahead" };
  const live: Step = { what: { kind: "plan", name }, on: day("2026-12-18"), state: "ahead" };
  const { shown, rest } = weightiest([...late, next, later, live], 12);
  expect(shown).toEqual([...late.slice(0, 10), next, live]);
  expect(rest).toHaveLength(11);
});
