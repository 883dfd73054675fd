import { expect, test } from "vitest";
import { isSnoozed, snoozedPast, snoozeSubjects } from "../../src/domain/snooze.ts";
import { agreement, approved, day, projectFacts } from "../fixtures/project-facts.ts";

const snooze = (subject: string) => [
  { id: "s", subject, until: day("2026-12-04"), reason: "semester", by: { id: "anna", name: "Anna" } },
];

test.each([
  { subject: "data/fax", snoozed: "data/fax", today: "2026-12-03", silent: true, why: "by itself" },
  { subject: "data/fax", snoozed: "data", today: "2026-12-03", silent: true, why: "with what it is part of" },
  {
    subject: "data",
    snoozed: "data/fax",
    today: "2026-12-03",
    silent: false,
    why: "the whole is not silent for a part",
  },
  { subject: "data/hardware", snoozed: "data/fax", today: "2026-12-03", silent: false, why: "another part" },
  { subject: "task/T11", snoozed: "task/T1", today: "2026-12-03", silent: false, why: "a reference is whole" },
  {
    subject: "data/fax",
    snoozed: "data/fax",
    today: "2026-12-04",
    silent: false,
    why: "up to and not including the day",
  },
  { subject: "data/fax", snoozed: "data/fax", today: "2026-12-05", silent: false, why: "the day after" },
])("$subject under $snoozed on $today: $why", ({ subject, snoozed, today, silent }) => {
  expect(isSnoozed(snooze(snoozed), subject, day(today))).toBe(silent);
});

test("what can be snoozed: data and its areas, open tasks, offers that wait, and every reminder", () => {
  const task = { id: "t", ref: "T1", title: "", source: "person", createdOn: day("2026-11-02") } as const;
  const facts = projectFacts({
    tasks: [task, { ...task, ref: "T2", doneOn: day("2026-11-03") }],
    changes: [
      { ...approved("X1", { kind: "fixed", price: 100 }), state: "sent" },
      approved("X2", { kind: "fixed", price: 100 }),
    ],
  });
  const subjects = snoozeSubjects(facts, agreement);
  expect(subjects).toEqual(
    expect.arrayContaining(["data", "data/fax", "task/T1", "offer/X1", "porting", "confirm-delivery"]),
  );
  expect(subjects).not.toContain("task/T2");
  expect(subjects).not.toContain("offer/X2");
});

test.each([
  ["data", "2026-12-04", undefined],
  ["data", "2026-12-05", "2026-12-04"],
  ["customer-data", "2026-12-05", "2026-12-04"],
  ["data/fax", "2026-12-05", undefined],
  ["porting", "2026-12-04", "2026-12-03"],
  ["porting/fullmakt", "2026-12-04", "2026-12-03"],
  ["task/T1", "2026-12-30", undefined],
  ["hours", "2026-12-30", undefined],
])("K2: %s until %s reaches past %s", (subject, until, past) => {
  const owed = [
    { subject: "data", on: day("2026-12-04") },
    { subject: "porting/fullmakt", on: day("2026-12-03") },
    { subject: "porting", on: day("2026-12-17") },
    // It is late already: there is nothing ahead to reach past.
    { subject: "task/T1", on: day("2026-11-20") },
  ];
  expect(snoozedPast(subject, day(until), owed, day("2026-11-25"))).toBe(past);
});
