import { describe, expect, test } from "vitest";
import { businessCalendar } from "../../src/domain/calendar.ts";
import { comingDates } from "../../src/domain/coming.ts";
import { oddDays } from "../../src/domain/day-use.ts";
import type { Plan, PlanDay, Project } from "../../src/domain/facts.ts";
import { openPlan, planMove } from "../../src/domain/plan.ts";
import { agreement, checkIn, day, milestone, project, projectFacts } from "../fixtures/project-facts.ts";

/** An agreement that asks for no lead times: the order of the days alone. */
const ordered = { ...agreement, plan: agreement.plan.map((one) => ({ ...one, lead: [] })) };
const odd = (days: Plan) =>
  oddDays(days, {
    facts: { project: project({ plan: days }), checkIns: [] },
    agreement: ordered,
    calendar: businessCalendar(agreement.calendar),
    today: day("2026-11-20"),
  });
const plan = (days: Readonly<Partial<Record<PlanDay, string>>>): Plan => days as Plan;
const today = day("2026-11-20");

test.each<[string, PlanDay, string, Partial<Project>, string]>([
  ["a first day", "workshop", "2026-11-27", {}, "ok"],
  ["today", "workshop", "2026-11-20", {}, "ok"],
  ["tomorrow", "workshop", "2026-11-21", {}, "ok"],
  ["yesterday", "workshop", "2026-11-19", {}, "past"],
  ["the same day", "workshop", "2026-11-27", { plan: plan({ workshop: "2026-11-27" }) }, "same-day"],
  ["a workshop that was held", "workshop", "2026-11-27", { kickoff: milestone("2026-11-19") }, "happened"],
  ["a go-live that has been", "golive", "2026-12-27", { goLive: milestone("2026-11-19") }, "happened"],
  ["go-live after kickoff", "golive", "2026-12-27", { kickoff: milestone("2026-11-19") }, "ok"],
  ["a closed project's", "golive", "2026-12-27", { state: "closed" }, "project-not-open"],
])("K1: planning %s", (_, which, to, more, kind) => {
  const decision = planMove(project(more), agreement, which, day(to), today);
  expect(decision.ok ? "ok" : decision.refused.kind).toBe(kind);
});

test("K1: moving a day keeps the others and remembers where it was", () => {
  const before = plan({ data: "2026-11-20", workshop: "2026-11-27" });
  expect(planMove(project({ plan: before }), agreement, "workshop", day("2026-12-01"), today)).toEqual({
    ok: true,
    plan: { data: "2026-11-20", workshop: "2026-12-01" },
    from: "2026-11-27",
  });
});

test.each<[string, Plan, readonly unknown[]]>([
  ["nothing planned", {}, []],
  ["in order", plan({ data: "2026-11-20", workshop: "2026-11-27", porting: "2026-12-10", golive: "2026-12-10" }), []],
  [
    "all on one day",
    plan({ data: "2026-11-27", workshop: "2026-11-27", porting: "2026-11-27", golive: "2026-11-27" }),
    [],
  ],
  [
    "a day apart",
    plan({ data: "2026-11-26", workshop: "2026-11-27", golive: "2026-11-30", porting: "2026-11-30" }),
    [],
  ],
  [
    "D3: data after the workshop that it prepares",
    plan({ data: "2026-11-27", workshop: "2026-11-26" }),
    [{ kind: "order", which: "workshop", other: "data" }],
  ],
  [
    "go-live before the workshop",
    plan({ golive: "2026-11-26", workshop: "2026-11-27" }),
    [{ kind: "order", which: "golive", other: "workshop" }],
  ],
  [
    "porting before the workshop",
    plan({ porting: "2026-11-26", workshop: "2026-11-27" }),
    [{ kind: "order", which: "porting", other: "workshop" }],
  ],
  [
    "P2: a Sunday and Christmas Eve",
    plan({ workshop: "2026-11-29", golive: "2026-12-24" }),
    [
      { kind: "closed", which: "workshop", on: "2026-11-29", why: "weekend" },
      { kind: "closed", which: "golive", on: "2026-12-24", why: "holiday" },
    ],
  ],
])("K1: warnings, %s", (_, days, warnings) => expect(odd(days)).toEqual(warnings));

describe("what comes next", () => {
  test("soonest first; what has been, and what was cancelled, is left out", () => {
    const facts = projectFacts({
      project: {
        kickoff: milestone("2026-11-19"),
        plan: plan({ data: "2026-11-19", workshop: "2026-11-20", golive: "2026-12-11", porting: "2026-12-10" }),
      },
      checkIns: [
        checkIn("C2", "2026-12-10"),
        checkIn("C1", "2026-11-20"),
        checkIn("C3", "2026-11-23", { state: "cancelled" }),
        checkIn("C4", "2026-11-19"),
      ],
    });
    expect(comingDates(facts, agreement, today).map((date) => (date.kind === "plan" ? date.which : date.ref))).toEqual([
      "C1",
      "porting",
      "C2",
      "golive",
    ]);
  });
});

describe("K1: what can still be put right", () => {
  test("a go-live before the customer data is due looks wrong", () => {
    const planned: Plan = { data: day("2026-12-18"), golive: day("2026-12-04") };
    expect(odd(planned)).toEqual([{ kind: "order", which: "golive", other: "data" }]);
    expect(odd({ data: day("2026-12-04"), golive: day("2026-12-04") })).toEqual([]);
  });

  test("a workshop that was held, and a go-live that was reached, are no longer planned", () => {
    const planned: Plan = { data: day("2026-12-04"), workshop: day("2026-12-08"), golive: day("2026-12-18") };
    expect(openPlan({ plan: planned }, agreement)).toEqual(planned);
    expect(openPlan({ plan: planned, kickoff: milestone("2026-12-08") }, agreement)).toEqual({
      data: "2026-12-04",
      golive: "2026-12-18",
    });
    expect(
      openPlan({ plan: planned, kickoff: milestone("2026-12-08"), goLive: milestone("2026-12-18") }, agreement),
    ).toEqual({
      data: "2026-12-04",
    });
  });
});
