import { expect, test } from "vitest";
import { listedBy } from "../../src/domain/listed.ts";
import { agreement, anna, change, day, projectFacts, task, worked } from "../fixtures/project-facts.ts";

const today = day("2026-12-01");
const running = (more: object = {}) =>
  change("X1", { state: "approved", pricing: { kind: "running", estimate: 60, cap: 240, rate: 120_000 }, ...more });

test("C2: a project stands by the earliest day by which something is owed, whoever owes it; what is done owes nothing", () => {
  const facts = projectFacts({
    project: { plan: { data: day("2026-12-04") } },
    tasks: [
      task("T1", { due: day("2026-11-20"), doneOn: day("2026-11-19") }),
      task("T2", { due: day("2026-11-30"), doneOn: undefined }),
    ],
  });
  expect(listedBy(facts, agreement, today).owedOn).toBe("2026-11-30");
  expect(listedBy(projectFacts(), agreement, today).owedOn).toBeUndefined();
  expect(
    listedBy(projectFacts({ project: { state: "cancelled", plan: { data: day("2026-12-04") } } }), agreement, today)
      .owedOn,
  ).toBeUndefined();
  const explained = [{ id: "s", subject: "task/T2", until: day("2026-12-02"), reason: "semester", by: anna }];
  expect(listedBy({ ...facts, snoozes: explained }, agreement, today).owedOn, "a reason hides nothing").toBe(
    "2026-11-30",
  );
});

test("S6: more hours than were sold: what nobody has agreed to, and what running work took beyond its estimate, agreed to or not", () => {
  const listed = (...minutes: readonly number[]) =>
    listedBy(
      projectFacts({ changes: [running()], work: minutes.map((time, at) => worked(`H${at + 1}`, "X1", time)) }),
      agreement,
      today,
    );
  expect(listed(60)).toMatchObject({ notAgreed: 0, overBudget: 0 });
  expect(listed(60, 30)).toMatchObject({ notAgreed: 0, overBudget: 30 });
  expect(listed(240, 60)).toMatchObject({ notAgreed: 60, overBudget: 240 });
  const packaged = listedBy(projectFacts({ work: [worked("H1", "configuration", 9 * 60)] }), agreement, today);
  expect(packaged).toMatchObject({ notAgreed: 60, overBudget: 60 });
});
