import { describe, expect, test } from "vitest";
import type { PortingEntry, PortingStep } from "../../src/domain/facts.ts";
import { canFinishStep, portingStatus } from "../../src/domain/porting.ts";
import { agreement, day, karin, project } from "../fixtures/project-facts.ts";

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
