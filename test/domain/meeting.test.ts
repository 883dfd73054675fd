import { describe, expect, test } from "vitest";
import type { MeetingMinutes } from "../../src/domain/facts.ts";
import { canKeepMinutes } from "../../src/domain/meeting.ts";
import { anna, day, held, projectFacts } from "../fixtures/project-facts.ts";

const today = day("2026-12-01");
const reached = { on: day("2026-11-24"), by: anna, recordedAt: 1 };
const minutes = (state: MeetingMinutes["state"]): MeetingMinutes => ({
  ...{ id: "m1", ref: "M1", meeting: "C1", on: day("2026-11-12"), notes: "", state, drafter: "template" },
  ...(state === "approved" ? { approvedOn: day("2026-11-20") } : {}),
});

describe("S2, L4: minutes are of meetings that have been", () => {
  test.each<{ why: string; facts: Parameters<typeof projectFacts>[0]; meeting?: string; expected: unknown }>([
    { why: "a held call", facts: { checkIns: [held("C1", 50)] }, expected: { ok: true, on: "2026-11-12" } },
    {
      why: "a call of today that nobody has recorded yet",
      facts: { checkIns: [held("C1", 0, { state: "scheduled", on: today })] },
      expected: { ok: true, on: today },
    },
    {
      why: "one of yesterday that nobody has recorded",
      facts: { checkIns: [held("C1", 0, { state: "scheduled", on: day("2026-11-30") })] },
      expected: { ok: true, on: "2026-11-30" },
    },
    {
      why: "a call to come",
      facts: { checkIns: [held("C1", 0, { state: "scheduled", on: day("2026-12-02") })] },
      expected: "future",
    },
    { why: "a cancelled call", facts: { checkIns: [held("C1", 0, { state: "cancelled" })] }, expected: "cancelled" },
    { why: "no such call", facts: {}, expected: "unknown" },
    {
      why: "kickoff",
      facts: { project: { kickoff: reached } },
      meeting: "kickoff",
      expected: { ok: true, on: "2026-11-24" },
    },
    { why: "kickoff before it has been", facts: {}, meeting: "kickoff", expected: "no-kickoff" },
    {
      why: "the handover meeting after go-live",
      facts: { project: { goLive: reached } },
      meeting: "handover",
      expected: { ok: true, on: today },
    },
    { why: "the handover before go-live", facts: {}, meeting: "handover", expected: "no-go-live" },
    {
      why: "the handover of a project that it closed",
      facts: { project: { state: "closed", goLive: reached, handover: reached } },
      meeting: "handover",
      expected: { ok: true, on: "2026-11-24" },
    },
    {
      why: "a cancelled project",
      facts: { project: { state: "cancelled" }, checkIns: [held("C1", 50)] },
      expected: "cancelled-project",
    },
    {
      why: "a draft is written again",
      facts: { checkIns: [held("C1", 50)], minutes: [minutes("draft")] },
      expected: { ok: true, on: "2026-11-12", rewrites: "M1" },
    },
    {
      why: "what the customer has is not",
      facts: { checkIns: [held("C1", 50)], minutes: [minutes("approved")] },
      expected: "approved",
    },
  ])("$why", ({ facts, meeting = "C1", expected }) => {
    const decision = canKeepMinutes(projectFacts(facts), meeting, today);
    expect(decision.ok ? decision : decision.refused.kind).toEqual(expected);
  });
});
