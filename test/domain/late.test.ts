import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, businessCalendar } from "../../src/domain/calendar.ts";
import type { CheckIn, Plan, ProjectFacts, Snooze } from "../../src/domain/facts.ts";
import { late, lateAfter, owed, unexplained } from "../../src/domain/late.ts";
import { dataDay } from "../../src/domain/plan-dates.ts";
import type { Day } from "../../src/domain/units.ts";
import {
  agreement,
  approved,
  checkIn,
  day,
  milestone,
  minutesOf,
  projectFacts,
  request,
  said,
  task,
} from "../fixtures/project-facts.ts";

const calendar = businessCalendar(agreement.calendar);
const plan: Plan = {
  data: day("2026-12-04"),
  workshop: day("2026-12-07"),
  porting: day("2026-12-17"),
  golive: day("2026-12-18"),
};
type Given = Parameters<typeof projectFacts>[0];
const lateOn = (today: string, given: Given = {}, terms = agreement) =>
  late(projectFacts(given), terms, calendar, day(today));
const named = (today: string, given: Given = {}) =>
  lateOn(today, given).map(({ what, days }) => `${what.kind} ${days}`);
const snoozed = (subject: string, until: string, reason = "semester"): Snooze => {
  return { id: subject, subject, until: day(until), reason, by: { id: "anna", name: "Anna Berg" } };
};
const all = agreement.areas.map(({ id }) => said(id, "approved", "2026-12-01"));

describe("C2: a day that has passed without its deed", () => {
  const live = { project: { kickoff: milestone("2026-12-07"), goLive: milestone("2026-12-14") }, data: all };
  const asked = request("asked", { askedOn: day("2026-12-15") });
  const answered = request("approved", { askedOn: day("2026-12-15"), decidedOn: day("2026-12-16") });
  test.each<[string, Given, string, string, ProjectFacts["snoozes"] | undefined]>([
    // what, facts, the last day on which it is not late, the day after
    ["data", { project: { plan: { data: plan.data } as Plan } }, "2026-12-04", "2026-12-05", undefined],
    [
      "kickoff",
      { project: { plan: { workshop: plan.workshop } as Plan }, data: all },
      "2026-12-07",
      "2026-12-08",
      undefined,
    ],
    [
      "go-live",
      { project: { plan: { golive: plan.golive } as Plan }, data: all },
      "2026-12-18",
      "2026-12-19",
      undefined,
    ],
    ["porting-step", { project: { plan: { porting: plan.porting } as Plan } }, "2026-12-03", "2026-12-04", undefined],
    ["check-in", { checkIns: [checkIn("C1", "2026-12-08")] }, "2026-12-08", "2026-12-09", undefined],
    ["minutes", { checkIns: [checkIn("C1", "2026-12-08", { state: "held" })] }, "2026-12-11", "2026-12-12", undefined],
    ["task", { tasks: [task("T1", { due: day("2026-12-08") })] }, "2026-12-08", "2026-12-09", undefined],
    ["data-review", { data: [said("fax", "received", "2026-12-08")] }, "2026-12-11", "2026-12-12", undefined],
    ["ask-approval", live, "2026-12-17", "2026-12-18", undefined],
    ["approval", { ...live, deliveries: [asked] }, "2026-12-22", "2026-12-23", undefined],
    ["handover", { ...live, deliveries: [answered] }, "2026-12-23", "2026-12-24", undefined],
  ])("%s: not on its day, and on every one after", (kind, given, its, after) => {
    const kinds = (today: string) => lateOn(today, given).map(({ what }) => what.kind as string);
    expect(kinds(its)).not.toContain(kind);
    expect(kinds(after)).toContain(kind);
    expect(kinds("2027-08-30")).toContain(kind);
    expect(lateOn("2027-08-30", { ...given, project: { ...given?.project, state: "cancelled" } })).toEqual([]);
  });

  test("D5: what was handed in later is not late with the others", () => {
    const data = [said("fax", "received", "2026-12-08"), said("hardware", "received", "2026-12-11")];
    const reviews = (today: string) =>
      lateOn(today, { data }).flatMap(({ what, on }) => (what.kind === "data-review" ? [[on, ...what.areas]] : []));
    expect(reviews("2026-12-14")).toEqual([["2026-12-11", "fax"]]);
    expect(reviews("2026-12-17")).toEqual([["2026-12-11", "fax", "hardware"]]);
  });

  test("ends when it is done", () => {
    const project = { plan, kickoff: milestone("2026-12-07"), goLive: milestone("2026-12-18") };
    const steps = ["fullmakt", "termination", "check-ins"].map((step) => ({
      id: step,
      step,
      on: day("2026-12-01"),
      by: project.kickoff.by,
      undone: false,
    }));
    const minutes = [minutesOf("M1", "kickoff", { state: "approved" })];
    expect(named("2026-12-21", { project, data: all, porting: steps, minutes })).toEqual([]);
    const ported = [{ ...steps[0], id: "p", step: "porting" }, ...steps] as ProjectFacts["porting"];
    const before = { plan, kickoff: project.kickoff };
    expect(named("2026-12-18", { project: before, data: all, porting: steps, minutes })).toEqual(["porting 1"]);
    expect(named("2026-12-18", { project: before, data: all, porting: ported, minutes })).toEqual([]);
    expect(
      named("2026-12-18", {
        checkIns: [
          checkIn("C1", "2026-12-08", { state: "no-show" }),
          checkIn("C2", "2026-12-08", { state: "cancelled" }),
        ],
      }),
    ).toEqual([]);
  });

  test("is late by business days, and by none while only days off have passed", () => {
    const given = { project: { plan: { data: plan.data } as Plan } };
    expect(["2026-12-05", "2026-12-06", "2026-12-07", "2026-12-08"].map((today) => named(today, given))).toEqual([
      ["data 0"],
      ["data 0"],
      ["data 1"],
      ["data 2"],
    ]);
  });

  test("waits for whoever owes it", () => {
    const who = (given: Given) => lateOn("2027-01-29", given).map((one) => `${one.what.kind} ${one.who}`);
    expect(who({ project: { plan } })).toEqual([
      "porting-step customer",
      "porting-step customer",
      "data customer",
      "kickoff supplier",
      "porting customer",
      "go-live supplier",
    ]);
    const sent = { ...approved("X1", { kind: "fixed", price: 100 }), state: "sent" as const };
    expect(
      who({
        changes: [sent],
        tasks: [task("T1", { due: day("2026-12-08"), who: { id: "karin", handle: "karin", name: "Karin" } })],
      }),
    ).toEqual([...(sent.offer === undefined ? [] : ["offer customer"]), "task customer"]);
  });
});

describe("C2: a reason", () => {
  const given = { project: { plan: { data: plan.data, golive: plan.golive } as Plan } };
  test("explains what is late until its day, and it is late all the while", () => {
    const until = (today: string) =>
      lateOn(today, { ...given, snoozes: [snoozed("go-live-near", "2027-01-11")], data: all });
    expect(until("2027-01-08")).toMatchObject([
      { what: { kind: "go-live" }, because: { reason: "semester", until: "2027-01-11" } },
    ]);
    expect(unexplained(until("2027-01-08"))).toEqual([]);
    expect(unexplained(until("2027-01-11"))).toHaveLength(1);
  });

  test("is told of every missing area, or the data is late without", () => {
    const stuck = agreement.areas.map(({ id }) => said(id, "stuck", "2026-12-03", { note: "HR", bySide: "customer" }));
    const data = (entries: ProjectFacts["data"], snoozes: readonly Snooze[] = []) =>
      lateOn("2026-12-14", { ...given, data: entries, snoozes }).find(({ what }) => what.kind === "data")?.because;
    // What they are stuck with is ours to deal with (D5); what we put off still waits for them.
    expect(data(stuck)).toEqual({ reason: "HR", until: undefined, waitsFor: "supplier" });
    expect(data(stuck.slice(1))).toBeUndefined();
    expect(data(stuck.slice(1), [snoozed(`data/${agreement.areas[0]?.id}`, "2026-12-16")])).toEqual({
      reason: "semester",
      until: "2026-12-16",
      waitsFor: "customer",
    });
    expect(data([], [snoozed("data", "2026-12-16")])).toEqual({
      reason: "semester",
      until: "2026-12-16",
      waitsFor: "customer",
    });
  });

  test("puts it behind what nobody has explained", () => {
    const tasks = [task("T1", { due: day("2026-11-27") })];
    const kinds = (snoozes: readonly Snooze[]) =>
      lateOn("2027-01-08", { ...given, tasks, snoozes }).map(({ what }) => what.kind);
    expect(kinds([])).toEqual(["task", "data", "go-live"]);
    expect(kinds([snoozed("data", "2027-02-01")])).toEqual(["task", "go-live", "data"]);
  });

  test("leaves the longest late first, and of one day what is of the project's own course", () => {
    const tasks = [task("T1", { due: plan.golive }), task("T2", { due: day("2026-11-27") })];
    const subjects = (snoozes: readonly Snooze[] = []) =>
      lateOn("2027-01-08", { ...given, tasks, snoozes }).map(({ subject }) => subject);
    expect(subjects()).toEqual(["task/T2", "data", "go-live-near", "task/T1"]);
    expect(subjects([snoozed("task/T2", "2027-02-01"), snoozed("data", "2027-02-01")])).toEqual([
      ...["go-live-near", "task/T1"],
      ...["task/T2", "data"],
    ]);
  });

  test("C2: a reason given for all that is late is that of each, and of nothing that is only ahead", () => {
    const tasks = [task("T1", { due: day("2026-11-27") }), task("T2", { due: day("2027-01-11") })];
    const facts = { ...given, tasks, snoozes: [snoozed("late", "2027-02-01")] };
    expect(unexplained(lateOn("2027-01-08", facts))).toEqual([]);
    const all = owed(projectFacts(facts), agreement, calendar, day("2027-01-08"));
    expect(all.filter(({ because }) => because === undefined).map(({ subject }) => subject)).toContain("task/T2");
  });
});

describe("C2: over random plans and facts", () => {
  const first = day("2026-11-23");
  const when = fc.integer({ min: 0, max: 90 }).map((count) => addDays(first, count));
  const maybe = fc.option(when, { nil: undefined });
  const some = fc.record({
    plan: fc.record({ data: when, workshop: when, porting: when, golive: when }, { requiredKeys: [] }),
    kickoff: maybe,
    goLive: maybe,
    dataDone: fc.boolean(),
    ported: fc.boolean(),
    calls: fc.array(fc.record({ on: when, state: fc.constantFrom("scheduled", "held", "no-show", "cancelled") }), {
      maxLength: 3,
    }),
    tasks: fc.array(fc.record({ due: maybe, isDone: fc.boolean() }), { maxLength: 3 }),
    snoozed: fc.option(fc.constantFrom("data", "preparation", "porting", "go-live-near", "check-in/C0", "task/T0"), {
      nil: undefined,
    }),
    today: when,
  });

  test("nothing is silent because its day has passed, and nothing is late that is done, ahead, or cancelled", () => {
    fc.assert(
      fc.property(some, ({ plan: days, kickoff, goLive, dataDone, ported, calls, tasks, snoozed: silent, today }) => {
        const by = { id: "anna", name: "Anna Berg" };
        const facts = projectFacts({
          project: { plan: days, kickoff: kickoff && milestone(kickoff), goLive: goLive && milestone(goLive) },
          data: dataDone ? all : [],
          porting: ported ? [{ id: "p", step: "porting", on: first, by, undone: false }] : [],
          checkIns: calls.map(({ on, state }, index) => checkIn(`C${index}`, on, { state: state as CheckIn["state"] })),
          tasks: tasks.map(({ due, isDone }, index) => task(`T${index}`, { due, doneOn: isDone ? first : undefined })),
          snoozes: silent === undefined ? [] : [snoozed(silent, "2027-06-01")],
        });
        const hasPassed = (on: string | undefined): boolean => on !== undefined && on < today;
        const back = (on: Day | undefined, count: number) => on && calendar.addBusinessDays(on, -count);
        const isLive = goLive !== undefined;
        const owed = [
          ...(hasPassed(dataDay(facts, agreement, calendar)) && !dataDone ? ["data"] : []),
          ...(!ported && hasPassed(back(days.porting, 10)) ? ["porting-step", "porting-step"] : []),
          ...(kickoff === undefined && hasPassed(back(days.workshop, 2)) && !hasPassed(days.workshop)
            ? ["deadline"]
            : []),
          ...(!isLive &&
          hasPassed(back(days.golive, 3)) &&
          !hasPassed(days.golive) &&
          !calls.some(({ state }) => state === "held")
            ? ["deadline"]
            : []),
          ...(hasPassed(days.workshop) && kickoff === undefined ? ["kickoff"] : []),
          ...(hasPassed(days.porting) && !ported ? ["porting"] : []),
          ...(hasPassed(days.golive) && goLive === undefined ? ["go-live"] : []),
          ...calls.flatMap(({ on, state }, index) =>
            hasPassed(on) && state === "scheduled" ? [`check-in C${index}`] : [],
          ),
          ...tasks.flatMap(({ due, isDone }, index) => (hasPassed(due) && !isDone ? [`task T${index}`] : [])),
        ];
        const asked = new Set([
          "data",
          "kickoff",
          "porting-step",
          "deadline",
          "porting",
          "go-live",
          "check-in",
          "task",
        ]);
        const found = late(facts, agreement, calendar, today);
        const names = found
          .filter(({ what }) => asked.has(what.kind))
          .map(({ what }) => ("ref" in what ? `${what.kind} ${what.ref}` : what.kind));
        expect(names.toSorted()).toEqual(owed.toSorted());
        // A reason explains what it was given for, and nothing else.
        for (const { subject, because } of found)
          expect(because !== undefined).toBe(subject === silent || subject.startsWith(`${silent}/`));
        const cancelled = { ...facts, project: { ...facts.project, state: "cancelled" as const } };
        expect(late(cancelled, agreement, calendar, today)).toEqual([]);
        // Lists go by the same, whatever reasons are given: what is late is so from the day after.
        const lateDays = found.map(({ on }) => on);
        const from = lateAfter(facts, agreement, calendar, today);
        if (lateDays.length > 0) expect(from).toBe(lateDays.toSorted()[0]);
        else expect(from === undefined || from >= today).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
