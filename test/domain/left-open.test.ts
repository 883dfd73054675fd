import { describe, expect, test } from "vitest";
import { keepsHandoverBack, leftOpen } from "../../src/domain/left-open.ts";
import { agreement, day, fault, milestone, minutesOf, project, projectFacts } from "../fixtures/project-facts.ts";

const today = day("2026-12-10");
const kindsIn = (facts: Parameters<typeof projectFacts>[0]): readonly string[] =>
  leftOpen(projectFacts(facts), agreement, today).map(({ kind }) => kind);

describe("L1, L4: what is open at go-live and at the handover", () => {
  test.each([
    { what: "an urgent fault that nobody knows the cause of", faults: [fault("F1", { urgent: true })], open: true },
    { what: "one whose cause is known", faults: [fault("F1", { urgent: true, cause: "supplier" })], open: false },
    { what: "one that is not urgent", faults: [fault("F1", { urgent: false })], open: false },
  ])("$what: $open", ({ faults, open }) => expect(kindsIn({ faults }).includes("urgent-faults")).toBe(open));

  test.each([
    { on: "2026-12-09", steps: "not done", open: true, back: true },
    { on: "2026-12-10", steps: "not done", open: true, back: false },
    { on: "2026-12-11", steps: "not done", open: true, back: true },
    { on: "2026-12-11", steps: "done", open: true, back: true },
    { on: "2026-12-10", steps: "done", open: false, back: false },
  ])(
    "D4: porting on $on with its steps $steps is open: $open, and keeps the handover back: $back",
    ({ on, steps, open, back }) => {
      const porting =
        steps === "done"
          ? (["fullmakt", "termination"] as const).map((step) => ({
              ...{ id: step, step, on: day("2026-11-20"), undone: false },
              by: { id: "karin", name: "Karin" },
            }))
          : [];
      const found = leftOpen(
        projectFacts({ project: project({ plan: { porting: day(on) } }), porting }),
        agreement,
        today,
      );
      const one = found.find(({ kind }) => kind === "porting");
      expect(one !== undefined).toBe(open);
      expect(one !== undefined && keepsHandoverBack(one)).toBe(back);
    },
  );

  test.each([
    { minutes: [], back: true },
    { minutes: [minutesOf("M1", "kickoff", { state: "approved" })], back: false },
  ])("L4: the kickoff's minutes, approved $minutes.length, keep the handover back: $back", ({ minutes, back }) => {
    const facts = projectFacts({ project: project({ kickoff: milestone("2026-11-23") }), minutes });
    expect(
      leftOpen(facts, agreement, today).some((one) => one.kind === "no-kickoff-minutes" && keepsHandoverBack(one)),
    ).toBe(back);
  });
});
