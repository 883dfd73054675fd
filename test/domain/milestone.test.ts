import { describe, expect, test } from "vitest";
import type { Project } from "../../src/domain/facts.ts";
import { canGoLive, canKickOff, handoverBlockers, handoverWarnings } from "../../src/domain/milestone.ts";
import {
  agreement,
  change,
  checkIn,
  day,
  milestone,
  minutesOf,
  project,
  projectFacts,
  request,
  task,
} from "../fixtures/project-facts.ts";

const today = day("2026-12-11");
const outcome = (
  decision: { readonly ok: true } | { readonly ok: false; readonly refused: { readonly kind: string } },
): string => (decision.ok ? "ok" : decision.refused.kind);

const workshop = { plan: { workshop: day("2026-11-23") } };
test.each<[string, Partial<Project>, string, string]>([
  ["on the workshop's day", workshop, "2026-11-23", "ok"],
  ["later", workshop, "2026-12-01", "ok"],
  ["before it", workshop, "2026-11-22", "before-day"],
  ["the day after it", workshop, "2026-11-24", "ok"],
  ["today", workshop, "2026-12-11", "ok"],
  ["in the future", workshop, "2026-12-12", "future"],
  ["without a planned workshop", {}, "2026-11-22", "ok"],
  ["twice", { ...workshop, kickoff: milestone("2026-11-23") }, "2026-12-01", "already"],
  ["of a cancelled project", { ...workshop, state: "cancelled" }, "2026-12-01", "project-not-open"],
])("K1: kickoff %s", (_, more, on, kind) =>
  expect(outcome(canKickOff(project(more), agreement, day(on), today))).toBe(kind),
);

const kickoff = milestone("2026-11-23");
test.each<[string, Partial<Project>, string, string]>([
  ["today", { kickoff }, "2026-12-11", "ok"],
  ["on kickoff's day", { kickoff }, "2026-11-23", "ok"],
  ["the day after kickoff", { kickoff }, "2026-11-24", "ok"],
  ["before kickoff", { kickoff }, "2026-11-22", "before-kickoff"],
  ["without kickoff", {}, "2026-12-11", "no-kickoff"],
  ["in the future", { kickoff }, "2026-12-12", "future"],
  ["twice", { kickoff, goLive: milestone("2026-12-10") }, "2026-12-11", "already"],
])("L1: go-live %s", (_, more, on, kind) => expect(outcome(canGoLive(project(more), day(on), today))).toBe(kind));

describe("L4: handover", () => {
  const live = { kickoff, goLive: milestone("2026-12-10") };
  test.each<[string, Partial<Project>, "asked" | "approved", string, readonly string[]]>([
    ["after the approval", live, "approved", "2026-12-11", []],
    ["no documentation hours are needed, on go-live's own day", live, "approved", "2026-12-10", []],
    ["before the delivery", { kickoff }, "approved", "2026-12-11", ["not-live"]],
    ["before the approval", live, "asked", "2026-12-11", ["not-approved"]],
    ["dated before go-live", live, "asked", "2026-12-09", ["before-go-live", "not-approved"]],
    ["in the future", live, "approved", "2026-12-12", ["future"]],
    ["twice", { ...live, handover: milestone("2026-12-11"), state: "closed" }, "approved", "2026-12-11", ["already"]],
  ])("%s", (_, more, state, on, kinds) => {
    const facts = projectFacts({ project: more, deliveries: [request(state)] });
    expect(handoverBlockers(facts, day(on), today).map(({ kind }) => kind)).toEqual(kinds);
  });

  test("says what it leaves behind", () => {
    const facts = projectFacts({
      minutes: [minutesOf("M1", "C1", { state: "approved" }), minutesOf("M2", "C2")],
      checkIns: [
        checkIn("C1", "2026-12-01", { state: "held" }),
        checkIn("C3", "2026-12-03", { state: "held" }),
        checkIn("C4", "2026-12-04", { state: "cancelled" }),
      ],
      tasks: [task("T1"), task("T2", { doneOn: today })],
      changes: [change("X1", { state: "sent" }), change("X2", { state: "done" }), change("X3", { state: "withdrawn" })],
    });
    expect(handoverWarnings(facts)).toEqual([
      { kind: "minutes-not-approved", refs: ["M2"] },
      { kind: "no-minutes", refs: ["C3"] },
      { kind: "open-tasks", refs: ["T1"] },
      { kind: "open-changes", refs: ["X1"] },
    ]);
    expect(handoverWarnings(projectFacts())).toEqual([]);
  });
});
