import { describe, expect, test } from "vitest";
import { awayOn, canBeAway, isAway, standInFor } from "../../src/domain/away.ts";
import { day, member, projectFacts } from "../fixtures/project-facts.ts";

const erik = { id: "erik", handle: "erik", name: "Erik", staff: true, reachable: true };
const away = { from: day("2026-12-01"), until: day("2026-12-08"), standIn: erik };

describe("away", () => {
  test.each([
    ["2026-11-30", false],
    ["2026-12-01", true],
    ["2026-12-07", true],
    ["2026-12-08", false],
  ])("from its first day up to the one that ends it: %s %s", (on, is) => {
    expect(isAway(away, day(on))).toBe(is);
    const facts = projectFacts({ members: [member("anna", "lead", { away })] });
    expect(awayOn(facts, "anna", day(on)) !== undefined).toBe(is);
    expect(standInFor({ away }, day(on))?.name).toBe(is ? "Erik" : undefined);
  });

  const today = day("2026-11-30");
  const asked = { from: day("2026-12-01"), until: day("2026-12-08") };
  test.each([
    ["for a week, with somebody there", { ...asked, standIn: erik }, "ok"],
    ["without a stand-in", asked, "ok"],
    ["until a day before its first", { ...asked, until: day("2026-12-01") }, "backwards"],
    ["with themselves", { ...asked, standIn: { ...erik, id: "anna" } }, "own-stand-in"],
    ["with a customer", { ...asked, standIn: { ...erik, staff: false } }, "not-staff"],
    ["with somebody who has left", { ...asked, standIn: { ...erik, reachable: false } }, "gone"],
    [
      "with somebody who is away on one of the days",
      { ...asked, standIn: { ...erik, away: { ...away, from: day("2026-12-07") } } },
      "away-too",
    ],
    [
      "with somebody who leaves when they come back",
      { ...asked, standIn: { ...erik, away: { ...away, from: day("2026-12-08"), until: day("2026-12-20") } } },
      "ok",
    ],
    ["until today: back", { from: today, until: today }, "back"],
  ] as const)("%s: %3$s", (_, wanted, outcome) => {
    const decision = canBeAway("anna", wanted, today);
    expect(decision.ok ? (decision.back ? "back" : "ok") : decision.refused.kind).toBe(outcome);
  });
});
