import { describe, expect, test } from "vitest";
import type { PortingEntry, PortingStep } from "../../src/domain/facts.ts";
import { canFinishStep, portingStatus } from "../../src/domain/porting.ts";
import { doubtOf, outlasts } from "../../src/domain/porting-outlook.ts";
import { waiting } from "../../src/domain/waiting.ts";
import {
  agreement,
  day,
  karin,
  portingAnswers,
  portingEntry,
  project,
  projectFacts,
} from "../fixtures/project-facts.ts";

const done = (step: PortingStep, undone = false): PortingEntry => ({
  id: step,
  step,
  on: day("2026-11-20"),
  by: karin,
  undone,
});
const facts = (...porting: PortingEntry[]) => ({ project: project({ plan: { porting: day("2026-12-10") } }), porting });

describe("D4: porting", () => {
  test("does not apply without a porting day", () => {
    expect(portingStatus({ project: project(), porting: [] }, agreement, day("2026-11-20"))).toBeUndefined();
    expect(canFinishStep({ project: project(), porting: [] }, agreement, "fullmakt")).toEqual({
      ok: false,
      refused: { kind: "no-porting-day" },
    });
  });

  test.each([
    { entries: [], left: ["fullmakt", "termination"] },
    { entries: [done("fullmakt")], left: ["termination"] },
    { entries: [done("fullmakt", true), done("termination")], left: ["fullmakt"] },
    { entries: [done("fullmakt"), done("termination")], left: [] },
  ])("$entries.length said, outstanding: $left", ({ entries, left }) => {
    expect(portingStatus(facts(...entries), agreement, day("2026-11-20"))?.outstanding).toEqual(left);
  });

  test.each([
    ["2026-11-20", "2026-12-10"],
    ["2026-12-10", "2026-12-10"],
    ["2026-12-11", undefined],
  ])("on %s the termination must take effect after %s", (today, after) => {
    expect(portingStatus(facts(done("termination")), agreement, day(today))?.terminateAfter).toBe(after);
  });

  test("a step is done once", () => {
    expect(canFinishStep(facts(done("fullmakt")), agreement, "termination")).toEqual({ ok: true });
    expect(canFinishStep(facts(done("fullmakt")), agreement, "fullmakt")).toMatchObject({
      ok: false,
      refused: { kind: "already" },
    });
    expect(canFinishStep(facts(done("fullmakt", true)), agreement, "fullmakt")).toEqual({ ok: true });
  });
});

describe("D7: the plan's porting day cannot hold without the letter of authority in its time", () => {
  const numbers = [portingEntry("given", { answers: { ...portingAnswers, when: "2026-12-10T09:00" } })];
  const unsaid = [portingEntry("given", { answers: { ...portingAnswers, when: "", signed: "" } })];
  const signed = (on: string) => [{ ...done("fullmakt"), on: day(on) }];
  const letter = (nearest: string) => ({ refs: [], nearest });

  test.each([
    { why: "on its last day it is in time", today: "2026-11-26", porting: [], doubt: undefined },
    { why: "after its last day it is not", today: "2026-11-27", porting: [], doubt: letter("2026-12-11") },
    { why: "signed on its last day", today: "2026-12-03", porting: signed("2026-11-26"), doubt: undefined },
    { why: "signed too late", today: "2026-12-03", porting: signed("2026-11-30"), doubt: letter("2026-12-14") },
    { why: "taken back", today: "2026-12-01", porting: [done("fullmakt", true)], doubt: letter("2026-12-15") },
    { why: "the notice is another thing", today: "2026-12-01", porting: [...signed("2026-11-20")], doubt: undefined },
    { why: "ported all the same", today: "2026-12-11", porting: [done("porting")], doubt: undefined },
  ])("$why", ({ today, porting, doubt }) => {
    expect(doubtOf(facts(...porting), agreement, day(today))).toEqual(doubt);
  });

  test("each number has its own, by its own lead time; one that nobody has given a day goes by the plan's", () => {
    const at = (portingRequests: typeof numbers, today: string) =>
      doubtOf({ ...facts(), portingRequests }, agreement, day(today));
    expect(at(numbers, "2026-11-26")).toBeUndefined();
    expect(at(unsaid, "2026-11-26")).toBeUndefined();
    expect(at(unsaid, "2026-11-27")).toEqual({ refs: ["P1"], nearest: "2026-12-11" });
  });

  test("nothing is promised by an agreement without a last day for it, and nothing doubted in a project that has ended", () => {
    const terms = { ...agreement, deadlines: [] };
    expect(doubtOf(facts(), terms, day("2026-11-27"))).toEqual(letter("2026-12-11"));
    const waits = waiting(projectFacts(facts()), terms, day("2026-11-20"));
    expect(waits.find(({ what }) => what.kind === "porting" && what.step === "fullmakt")?.due).toBe("2026-11-26");
    const over = { ...facts(), project: project({ plan: { porting: day("2026-12-10") }, state: "cancelled" }) };
    expect(doubtOf(over, agreement, day("2026-12-01"))).toBeUndefined();
  });

  test("D4: the old contract outlasts the day that can hold", () => {
    expect(outlasts(facts(), agreement, day("2026-11-20"))).toBe("2026-12-10");
    expect(outlasts(facts(), agreement, day("2026-12-01"))).toBe("2026-12-15");
  });
});
