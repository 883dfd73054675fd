import { describe, expect, test } from "vitest";
import { awayOn, canBeAway, colleaguesOf, insteadOf, isAway } from "../../src/domain/away.ts";
import { day, member, projectFacts } from "../fixtures/project-facts.ts";

const erik = { id: "erik", handle: "erik", name: "Erik", sameSide: true, reachable: true };
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
    expect(insteadOf(facts, "anna", day(on))?.name).toBe(is ? "Erik" : undefined);
  });

  test("A1, D5: of theirs somebody of their own side who is there; of ours whoever we said", () => {
    const on = day("2026-12-03");
    const of = (standIn: string | undefined, ...others: readonly ReturnType<typeof member>[]) => {
      const standsIn = standIn === undefined ? {} : { standIn: { id: standIn, handle: standIn, name: standIn } };
      const karin = member("karin", "customer", { away: { from: away.from, until: away.until, ...standsIn } });
      return insteadOf(projectFacts({ members: [member("anna", "lead"), karin, ...others] }), "karin", on)?.id;
    };
    const johan = member("johan", "customer");
    const sara = member("sara", "approver");
    expect(of("sara", johan, sara), "their stand-in").toBe("sara");
    expect(of(undefined, sara, johan), "else whoever speaks for them").toBe("johan");
    expect(of(undefined, member("johan", "customer", { away }), sara), "who is away is passed over").toBe("sara");
    expect(of("johan", member("johan", "customer", { away }), sara)).toBe("sara");
    expect(of("johan", member("johan", "customer", { closed: true }), sara), "and whoever has left").toBe("sara");
    expect(of("erik", sara), "nobody of another project or side is named").toBe("sara");
    expect(of("anna"), "and nobody of ours").toBeUndefined();
    expect(of("petra", member("petra", "partner"))).toBeUndefined();
    expect(of(undefined, member("eva", "sponsor")), "a sponsor comes in when it escalates").toBeUndefined();
    // Staff who are listed as theirs too are ours.
    expect(of("anna", member("anna", "customer"))).toBeUndefined();
  });

  test("A1: only who is of their own side may stand in for somebody of theirs", () => {
    const members = [
      member("anna", "lead"),
      member("karin", "customer"),
      member("sara", "sponsor"),
      member("petra", "partner"),
    ];
    const facts = projectFacts({ members: [...members, member("anna", "approver")] });
    expect(colleaguesOf(facts, "karin").map(({ id }) => id)).toEqual(["karin", "sara"]);
    expect(colleaguesOf(facts, "petra").map(({ id }) => id)).toEqual(["petra"]);
    expect(colleaguesOf(facts, "anna")).toEqual([]);
    expect(colleaguesOf(facts, "olle")).toEqual([]);
  });

  const today = day("2026-11-30");
  const asked = { from: day("2026-12-01"), until: day("2026-12-08") };
  test.each([
    ["for a week, with somebody there", { ...asked, standIn: erik }, "ok"],
    ["without a stand-in", asked, "ok"],
    ["until a day before its first", { ...asked, until: day("2026-12-01") }, "backwards"],
    ["with themselves", { ...asked, standIn: { ...erik, id: "anna" } }, "own-stand-in"],
    ["with a customer", { ...asked, standIn: { ...erik, sameSide: false } }, "not-staff"],
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
