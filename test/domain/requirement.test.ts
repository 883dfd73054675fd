import { describe, expect, test } from "vitest";
import { variantOf } from "../../src/domain/agreement.ts";
import type { RequirementState } from "../../src/domain/facts.ts";
import {
  changesAreCharged,
  counts,
  openRequirements,
  type RequirementMove,
  requirementAddition,
  requirementMove,
} from "../../src/domain/requirement.ts";
import { agreement, change, milestone, project, requirement } from "../fixtures/project-facts.ts";

const kickedOff = { kickoff: milestone("2026-11-23") };
const uncharged = {
  ...agreement,
  variants: {
    ...agreement.variants,
    larger: { ...variantOf({ variant: "larger" }, agreement), chargesChangesAfterKickoff: false },
  },
};

test.each([
  { rule: "S5: before kickoff nothing is a change", project: project(), on: agreement, charged: false },
  { rule: "S5: after kickoff in the smaller variant", project: project(kickedOff), on: agreement, charged: true },
  {
    rule: "S8: after kickoff in the larger one, by setting",
    project: project({ ...kickedOff, variant: "larger" }),
    on: agreement,
    charged: true,
  },
  {
    rule: "S8: the larger one with the setting off",
    project: project({ ...kickedOff, variant: "larger" }),
    on: uncharged,
    charged: false,
  },
  {
    rule: "S5: the larger one's setting leaves the smaller alone",
    project: project(kickedOff),
    on: uncharged,
    charged: true,
  },
])("$rule: changes are charged: $charged", ({ project, on, charged }) => {
  expect(changesAreCharged(project, on)).toBe(charged);
});

test.each([
  {
    rule: "S5: before kickoff, agreed at once; kickoff makes the baseline",
    at: project(),
    on: agreement,
    taken: { as: "direct", baseline: false },
  },
  { rule: "S5: after kickoff, a change", at: project(kickedOff), on: agreement, taken: { as: "change" } },
  {
    rule: "S8: after kickoff uncharged, part of the baseline",
    at: project({ ...kickedOff, variant: "larger" }),
    on: uncharged,
    taken: { as: "direct", baseline: true },
  },
])("a new requirement. $rule", ({ at, on, taken }) => expect(requirementAddition(at, on)).toEqual(taken));

describe("S1: agreed, then delivered, then verified", () => {
  test.each<[RequirementState, RequirementMove, string]>([
    ["agreed", "deliver", "delivered"],
    ["agreed", "verify", "not-delivered"],
    ["delivered", "deliver", "already"],
    ["delivered", "verify", "verified"],
    ["verified", "verify", "already"],
    ["verified", "deliver", "already"],
    ["dropped", "deliver", "gone"],
    ["dropped", "verify", "gone"],
    ["dropped", "edit", "gone"],
    ["dropped", "drop", "already"],
    ["undone", "deliver", "gone"],
    ["undone", "drop", "gone"],
    ["agreed", "edit", "agreed"],
    ["verified", "edit", "agreed"],
    ["delivered", "drop", "dropped"],
  ])("%s, %s: %s", (state, move, becomes) => {
    const decision = requirementMove({ state }, move, { changesAreCharged: false, reason: "not needed" });
    expect(decision.ok ? decision.as === "direct" && decision.state : decision.refused.kind).toBe(becomes);
  });
});

test.each(["edit", "drop"] as const)("S5: once changes are charged, to %s is a change", (move) => {
  expect(requirementMove({ state: "agreed" }, move, { changesAreCharged: true, reason: "merged" })).toEqual({
    ok: true,
    as: "change",
  });
});

test("S5: delivering and verifying is no change", () => {
  expect(requirementMove({ state: "agreed" }, "deliver", { changesAreCharged: true })).toEqual({
    ok: true,
    as: "direct",
    state: "delivered",
  });
});

test.each([undefined, "", "  "])("a requirement is not dropped without a reason (%j)", (reason) => {
  const drop = requirementMove({ state: "agreed" }, "drop", {
    changesAreCharged: false,
    ...(reason !== undefined && { reason }),
  });
  expect(drop).toEqual({ ok: false, refused: { kind: "reason-missing" } });
});

describe("L2: what the delivery is measured by", () => {
  const changes = [
    change("X1", { state: "approved" }),
    change("X2", { state: "sent" }),
    change("X3", { state: "done" }),
  ];
  test.each([
    { what: "the baseline's", it: requirement("R1"), yes: true },
    { what: "an approved change's", it: requirement("R2", { baseline: false, change: "X1" }), yes: true },
    { what: "a done change's", it: requirement("R3", { baseline: false, change: "X3" }), yes: true },
    { what: "an unanswered change's", it: requirement("R4", { baseline: false, change: "X2" }), yes: false },
    { what: "neither", it: requirement("R5", { baseline: false }), yes: false },
    { what: "a dropped one of the baseline", it: requirement("R6", { state: "dropped" }), yes: false },
    { what: "an undone one", it: requirement("R7", { state: "undone" }), yes: false },
  ])("$what: $yes", ({ it, yes }) => expect(counts(it, changes)).toBe(yes));

  test("open are those to deliver and those to verify", () => {
    const requirements = [
      requirement("R1", { state: "verified" }),
      requirement("R2", { state: "delivered" }),
      requirement("R3"),
      requirement("R4", { baseline: false, change: "X2" }),
    ];
    const open = openRequirements({ requirements, changes });
    expect([open.toDeliver.map(({ ref }) => ref), open.toVerify.map(({ ref }) => ref)]).toEqual([["R3"], ["R2"]]);
  });
});
