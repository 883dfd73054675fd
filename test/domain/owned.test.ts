import { expect, test } from "vitest";
import { ownedBy } from "../../src/domain/owned.ts";
import { agreement, change, day, member, milestone, projectFacts, request, task } from "../fixtures/project-facts.ts";

const today = day("2026-12-16");
const who = (id: string) => ({ id, handle: id, name: id });

/** One of each that waits, with everybody whom it may wait for. */
const facts = projectFacts({
  project: { kickoff: milestone("2026-11-19"), goLive: milestone("2026-12-10") },
  members: [
    member("anna", "lead"),
    member("karin", "approver"),
    member("johan", "customer"),
    member("petra", "partner"),
    member("siv", "sponsor"),
  ],
  changes: [change("X1", { state: "sent" }), change("X2", { state: "asked" })],
  tasks: [task("T1", { who: who("karin") }), task("T2", { who: who("petra") }), task("T3")],
  deliveries: [request("asked")],
});
const owned = (id: string) =>
  ownedBy(facts, agreement, today, id).map(({ what }) => ("ref" in what ? what.ref : what.kind));

test("what waits for one person: their tasks, what only an approver answers, and what they answer for", () => {
  expect(owned("karin")).toEqual(expect.arrayContaining(["T1", "X1", "approval"]));
  expect(owned("karin")).not.toContain("data");
  expect(owned("johan")).toEqual(["data"]);
  expect(owned("petra")).toEqual(["T2"]);
  expect(owned("siv")).toEqual([]);
  expect(owned("anna")).toEqual(expect.arrayContaining(["T3", "X2"]));
  expect(owned("anna")).not.toContain("T1");
});
