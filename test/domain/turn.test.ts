import { expect, test } from "vitest";
import { businessCalendar } from "../../src/domain/calendar.ts";
import { late } from "../../src/domain/late.ts";
import { mayBeTurnOf, turnOf, turnSubjects } from "../../src/domain/turn.ts";
import { partyOfSubject } from "../../src/domain/turn-party.ts";
import { waiting } from "../../src/domain/waiting.ts";
import {
  agreement,
  anna,
  change,
  day,
  member,
  milestone,
  portingAnswers,
  portingEntry,
  projectFacts,
  said,
  task,
} from "../fixtures/project-facts.ts";

const calendar = businessCalendar(agreement.calendar);
const members = [
  member("anna", "lead"),
  member("erik", "staff"),
  member("karin", "approver"),
  member("johan", "customer"),
  member("petra", "partner"),
  member("gone", "customer", { reachable: false, closed: true }),
];
const turn = (subject: string, person: string) => ({
  subject,
  person: { id: person, handle: person, name: person },
  on: day("2026-12-01"),
  by: anna,
});
const given = (ref: string) => portingEntry("given", { ref, answers: { ...portingAnswers, signer: "" } });

test.each([
  ["data", "customer", "johan", "johan"],
  ["data", "customer", "erik", "erik"],
  ["data/fax", "customer", "johan", "johan"],
  ["porting/fullmakt", "customer", "petra", "petra"],
  ["go-live-near", "supplier", "erik", "erik"],
  ["go-live-near", "supplier", "johan", undefined],
  ["data", "customer", "gone", undefined],
  ["data", "customer", "stranger", undefined],
] as const)("D5: %s, which waits for the %s, waits for %s: %s", (subject, party, person, expected) => {
  const facts = projectFacts({ members, turns: [turn(subject.split("/")[0] ?? "", person)] });
  expect(turnOf(facts, subject, party)?.id).toBe(expected);
});

test("D5: what is said of a part holds for it alone", () => {
  const facts = projectFacts({ members, turns: [turn("data", "johan"), turn("data/fax", "karin")] });
  expect(turnOf(facts, "data", "customer")?.id).toBe("johan");
  expect(turnOf(facts, "data/fax", "customer")?.id).toBe("karin");
  expect(turnOf(facts, "data/other", "customer")?.id).toBe("johan");
  expect(turnOf(facts, "porting", "customer")).toBeUndefined();
});

test("D4, D5: a number that is ported is a part of the porting, and may wait for somebody of its own", () => {
  const turns = [turn("porting", "johan"), turn("number/P2", "petra")];
  const facts = projectFacts({ members, turns, portingRequests: ["P1", "P2"].map(given) });
  expect(turnOf(facts, "number/P1", "customer")?.id).toBe("johan");
  expect(turnOf(facts, "number/P2", "customer")?.id).toBe("petra");
  expect(turnOf(facts, "number/P1", "supplier"), "asking the operator is ours").toBeUndefined();
  expect(turnSubjects(facts, agreement)).toContain("number/P2");
  expect(partyOfSubject("number/P1", facts, agreement, calendar, day("2026-12-01"))).toBe("customer");
  const waits = waiting(facts, agreement, day("2026-12-01")).filter(({ what }) => what.kind === "number");
  expect(waits.map(({ person }) => person?.id)).toEqual(["johan", "petra"]);
});

test.each([
  { person: "johan", party: "customer", staff: false, expected: "yes" },
  { person: "anna", party: "customer", staff: false, expected: "yes" },
  { person: "anna", party: "supplier", staff: false, expected: "ours" },
  { person: "johan", party: "supplier", staff: true, expected: "not-ours" },
  { person: "erik", party: "supplier", staff: true, expected: "yes" },
  { person: "stranger", party: "customer", staff: true, expected: "not-on-project" },
  { person: "gone", party: "customer", staff: true, expected: "not-ours" },
] as const)("A1: $person may be said to be waited for: $expected", ({ expected, ...asked }) => {
  expect(mayBeTurnOf(projectFacts({ members }), asked)).toBe(expected);
});

test.each([
  ["data", {}, "customer"],
  ["data/fax", {}, "customer"],
  ["offer/X1", {}, "customer"],
  ["confirm-delivery", {}, "customer"],
  ["porting", { project: { plan: { porting: day("2027-01-15") } } }, "customer"],
  ["preparation", { project: { plan: { workshop: day("2026-12-07") } } }, "customer"],
  ["preparation", { project: { plan: { workshop: day("2026-11-30") } } }, "supplier"],
  ["task/T1", { tasks: [task("T1", { who: { id: "johan", handle: "johan", name: "johan" } })] }, "customer"],
  ["task/T1", { tasks: [task("T1")] }, "supplier"],
  ["handover", {}, "supplier"],
  ["minutes-missing", { project: { kickoff: milestone("2026-11-30") } }, "supplier"],
] as const)("whose side %s waits for by the rules: %j", (subject, more, expected) => {
  const facts = projectFacts({ members, ...(more as object) });
  expect(partyOfSubject(subject, facts, agreement, calendar, day("2026-12-01"))).toBe(expected);
});

test("what nobody in particular does has no turn", () => {
  const all = turnSubjects({ tasks: [task("T1")], changes: [change("X1", { state: "sent" })] }, agreement);
  expect(all).toEqual(
    expect.arrayContaining(["data", "data/fax", "task/T1", "offer/X1", "porting", "plan/preparation"]),
  );
  for (const none of ["hours", "stuck", "late", "untouched", "task-due", "customer-data"])
    expect(all).not.toContain(none);
});

test("C2: who was said to prepare the workshop is waited for until that was done, also when its day has passed", () => {
  for (const subject of ["preparation", "plan/preparation"]) {
    const facts = projectFacts({
      project: { plan: { workshop: day("2026-12-07") } },
      members,
      turns: [turn(subject, "karin")],
    });
    const today = day("2026-12-15");
    const [one] = late(facts, agreement, calendar, today).filter(({ what }) => what.kind === "kickoff");
    expect(one?.person?.id, subject).toBe("karin");
    expect(waiting(facts, agreement, today).find(({ what }) => what.kind === "kickoff")?.person?.id).toBe("karin");
    // What is ours to record before that waits for nobody of theirs.
    const before = waiting(facts, agreement, day("2026-12-01")).find(({ what }) => what.kind === "kickoff");
    expect(before?.person).toBeUndefined();
  }
});

test("C2, D5: what is late and what waits names the person; a part's reason names the part's", () => {
  const plan = { data: day("2026-12-04"), golive: day("2026-12-18") };
  const stuck = agreement.areas.map(({ id }) => said(id, "stuck", "2026-12-01", { note: "HR" }));
  const facts = projectFacts({
    project: { plan },
    members,
    turns: [turn("data", "johan"), turn("go-live-near", "erik")],
  });
  const today = day("2027-01-04");
  const namesOf = (all: typeof facts) =>
    late(all, agreement, calendar, today).map(({ subject, person }) => `${subject}: ${person?.id}`);
  expect(namesOf(facts)).toEqual(expect.arrayContaining(["data: johan", "go-live-near: erik"]));
  expect(namesOf({ ...facts, data: stuck, turns: [turn("data/main-number", "karin")] })).toContain("data: karin");
  const waits = waiting({ ...facts, turns: [turn("data", "anna")] }, agreement, today);
  expect(waits.find(({ what }) => what.kind === "data")).toMatchObject({ who: "supplier", person: { id: "anna" } });
});
