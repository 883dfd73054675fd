import { expect, test } from "vitest";
import { agendaOf } from "../../src/domain/agenda.ts";
import { waitingForAll } from "../../src/domain/waiting.ts";
import { agreement, change, checkIn, day, projectFacts, task } from "../fixtures/project-facts.ts";

const today = day("2026-12-07");
const facts = projectFacts({
  project: { plan: { data: day("2026-12-04"), golive: day("2026-12-18") } },
  checkIns: [checkIn("C1", "2026-12-07"), checkIn("C2", "2026-12-14")],
});
const said = (of = facts) =>
  agendaOf(of, agreement, today, "C1").map((item) =>
    item.kind === "waits" ? item.waiting.what.kind : item.date.kind === "plan" ? item.date.which : item.date.ref,
  );

test("S2: what is late first, then what waits, then the days ahead without the call itself", () => {
  expect(said()).toEqual(["data", "kickoff", "C2", "golive"]);
});

test("S2: that a call should have been held is not what the call is about", () => {
  const plan = { ...facts, project: { ...facts.project, plan: { golive: day("2026-12-08") } } };
  const waits = waitingForAll(plan, agreement, today).map(({ what }) => (what.kind === "plan" ? what.id : what.kind));
  expect(waits).toContain("check-ins");
  expect(
    agendaOf(plan, agreement, today, "C1").some(
      (item) => item.kind === "waits" && item.waiting.what.kind === "plan" && item.waiting.what.id === "check-ins",
    ),
  ).toBe(false);
});

test("S2: at most five", () => {
  const tasks = ["T1", "T2", "T3", "T4", "T5", "T6"].map((ref) =>
    task(ref, { due: day("2026-12-10"), doneOn: undefined }),
  );
  expect(said({ ...facts, tasks })).toHaveLength(5);
  expect(said({ ...facts, tasks })[0]).toBe("data");
});

test("A1: nothing of a change that the customer does not know of", () => {
  const unknown = change("X1", { state: "priced", pricing: { kind: "fixed", price: 100 } });
  expect(said({ ...facts, changes: [unknown] })).toEqual(said());
});
