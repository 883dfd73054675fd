import { expect, test } from "vitest";
import { addonOfOption, coverOf } from "../../src/domain/pricing.ts";
import { agreement, approved, change, project } from "../fixtures/project-facts.ts";

test.each([
  { pricing: { kind: "running", estimate: 90, cap: 120 } as const, capacity: 120 },
  { pricing: { kind: "running", estimate: 90 } as const, capacity: 90 },
  { pricing: { kind: "fixed", price: 100 } as const, capacity: undefined },
])("S6: $pricing covers $capacity minutes", ({ pricing, capacity }) =>
  expect(coverOf(approved("X1", pricing), project(), agreement)?.capacity).toBe(capacity),
);

test.each([
  { state: "sent", is: true },
  { state: "approved", is: true },
  { state: "withdrawn", is: false },
  { state: "undone", is: false },
] as const)("S4: an add-on for a sold option that is $state settles its price: $is", ({ state, is }) => {
  const addon = change("X1", { state, effect: { kind: "option", option: "ko-premium" } });
  expect(addonOfOption("ko-premium", [addon]) !== undefined).toBe(is);
});
