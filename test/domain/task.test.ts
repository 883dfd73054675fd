import { describe, expect, test } from "vitest";
import type { Member, Task } from "../../src/domain/facts.ts";
import { openRemarks, openTasks, taskOwner } from "../../src/domain/task.ts";
import { anna, day, projectFacts } from "../fixtures/project-facts.ts";

const task = (ref: string, more: Partial<Task> = {}): Task => ({
  id: ref,
  ref,
  title: ref,
  source: "person",
  createdOn: day("2026-12-01"),
  ...more,
});
const done = { doneOn: day("2026-12-02"), doneBy: anna };

test("open tasks come by their day, those without one last", () => {
  const tasks = [
    task("T1"),
    task("T2", { due: day("2026-12-09") }),
    task("T3", { due: day("2026-12-04") }),
    task("T4", done),
  ];
  expect(openTasks({ tasks }).map(({ ref }) => ref)).toEqual(["T3", "T2", "T1"]);
});

test("L3: only the open remarks hold the approval back", () => {
  const tasks = [
    task("T1", { source: "remark", ...done }),
    task("T2", { source: "remark" }),
    task("T3", { source: "minutes" }),
  ];
  expect(openRemarks({ tasks }).map(({ ref }) => ref)).toEqual(["T2"]);
});

describe("whose side a task's owner is on", () => {
  const member = (id: string, role: Member["role"]): Member => ({ id, handle: id, name: id, role, reachable: true });
  const facts = projectFacts({
    members: [member("karin", "approver"), member("petra", "partner"), member("anna", "lead")],
  });
  test.each([
    { id: "karin", staff: false, expected: "customer" },
    { id: "petra", staff: false, expected: "partner" },
    { id: "anna", staff: true, expected: "supplier" },
    { id: "erik", staff: true, expected: "supplier" },
    { id: "olle", staff: false, expected: undefined },
  ])("$id", ({ id, staff, expected }) => expect(taskOwner(facts, { id, staff })).toBe(expected));
});
