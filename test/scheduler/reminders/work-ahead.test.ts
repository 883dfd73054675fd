import { describe, expect, test } from "vitest";
import { data, dataMissing, day, dueOf, keysOf, member, projectFacts, swedish, task, team } from "../support.ts";

describe("a task near its day", () => {
  const karin = { id: "karin", handle: "karin", name: "Karin" };
  const due = day("2026-12-07");
  const facts = projectFacts({ members: team, tasks: [task("T1", { who: karin, due })] });
  test.each([
    { today: "2026-12-03", why: "two business days before", sent: [] },
    { today: "2026-12-04", why: "Friday is one business day before Monday", sent: ["task-due/T1/2026-12-07/before-1"] },
    { today: "2026-12-07", why: "its day: nothing new", sent: ["task-due/T1/2026-12-07/before-1"] },
    { today: "2026-12-08", why: "one after", sent: ["task-due/T1/2026-12-07/after-1"] },
    { today: "2026-12-09", why: "two: nothing new", sent: ["task-due/T1/2026-12-07/after-1"] },
    {
      today: "2026-12-10",
      why: "three: the lead",
      sent: ["task-due/T1/2026-12-07/after-3", "task-due/T1/2026-12-07/after-3/lead"],
    },
  ])("$today: $why", ({ today, sent }) => expect(keysOf("task-due", facts, today)).toEqual(sent));

  test.each([
    { who: "karin", to: "shared" },
    { who: "petra", to: "shared" },
    { who: "anna", to: "internal" },
    { who: undefined, to: "internal" },
  ])("that of $who is said in the $to channel", ({ who, to }) => {
    const owned = task("T1", { due, ...(who !== undefined && { who: { id: who, handle: who, name: who } }) });
    const items = dueOf(
      "task-due",
      projectFacts({ members: [...team, member("petra", "partner")], tasks: [owned] }),
      "2026-12-08",
    );
    expect(items.map((item) => item.to)).toEqual([to]);
  });

  test("done, without a day, or snoozed it is silent", () => {
    expect(keysOf("task-due", { ...facts, tasks: [task("T1", { due, doneOn: due })] }, "2026-12-08")).toEqual([]);
    expect(keysOf("task-due", { ...facts, tasks: [task("T1")] }, "2026-12-08")).toEqual([]);
    const snoozes = [
      { id: "s", subject: "task/T1", until: day("2026-12-09"), reason: "", by: { id: "anna", name: "Anna" } },
    ];
    expect(keysOf("task-due", { ...facts, snoozes }, "2026-12-08")).toEqual([]);
    expect(keysOf("task-due", { ...facts, snoozes }, "2026-12-09")).toEqual(["task-due/T1/2026-12-07/after-1"]);
  });
});

describe("L1: go-live is near", () => {
  const kickoff = { on: day("2026-11-23"), by: { id: "anna", name: "Anna" }, recordedAt: 1 };
  const facts = projectFacts({
    project: { kickoff, plan: { golive: day("2026-12-15") } },
    data: dataMissing("fax", "hardware"),
  });
  test.each([
    { today: "2026-12-07", why: "six business days before", sent: [] },
    { today: "2026-12-08", why: "five business days before", sent: ["go-live-near/2026-12-15/before-5"] },
    { today: "2026-12-14", why: "one business day before", sent: ["go-live-near/2026-12-15/before-1"] },
    { today: "2026-12-15", why: "made up on the day itself", sent: ["go-live-near/2026-12-15/before-1"] },
    { today: "2026-12-16", why: "the day has been", sent: [] },
  ])("$today: $why", ({ today, sent }) => expect(keysOf("go-live-near", facts, today)).toEqual(sent));

  test("it counts what is missing, inside", () => {
    const mixed = {
      ...facts,
      data: [...dataMissing("fax", "hardware", "mobile"), data("fax", "received")],
      tasks: [task("T3")],
    };
    const [item] = dueOf("go-live-near", mixed, "2026-12-08");
    expect(item?.to).toBe("internal");
    expect(item && swedish(item.text)).toBe(
      "Driftsättningen är planerad till tis 15 dec. Kvar att få klart: 2 områden kunddata, 1 inlämnat område att granska och öppna uppgifter (T3).",
    );
  });
  test("silent when nothing is missing", () => {
    expect(keysOf("go-live-near", { ...facts, data: dataMissing() }, "2026-12-08")).toEqual([]);
  });
});
