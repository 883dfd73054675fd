import { expect, test } from "vitest";
import { eventTypeOf, inItsChannel, tenantsIn } from "../../../src/platforms/teams/in/update.ts";

test("what happened is read in whatever case Teams writes it", () => {
  expect(eventTypeOf({ channelData: { eventType: "teamRestored" } })).toBe("teamrestored");
  expect(eventTypeOf({})).toBe("");
});

test("a channel is told of in the General channel: it is the channel that is meant", () => {
  const conversation = { id: "19:general", tenantId: "t" };
  const update = { conversation, channelData: { channel: { id: "19:new" } } };
  expect(inItsChannel(update).conversation).toEqual({ id: "19:new", tenantId: "t" });
  expect(inItsChannel({ conversation }).conversation).toEqual(conversation);
  expect(inItsChannel({})).toEqual({});
});

test.each([
  { told: "two teams", teams: [{ tenantId: "a" }, { tenantId: "b" }], tenants: ["a", "b"] },
  { told: "a team without its tenant", teams: [{ name: "Partner" }, null], tenants: ["unknown", "unknown"] },
  { told: "nothing", teams: undefined, tenants: ["unknown"] },
])("A1: a channel is shared, told of $told: whoever is not said counts as from outside", ({ teams, tenants }) =>
  expect(tenantsIn(teams)).toEqual(tenants),
);
