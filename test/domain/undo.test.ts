import { describe, expect, test } from "vitest";
import type { By, PortingEntry, ProjectFacts, Trip, WorkEntry } from "../../src/domain/facts.ts";
import { latestUndoable, undoableNamed } from "../../src/domain/undo.ts";
import type { UndoDecision } from "../../src/domain/undoable.ts";
import {
  anna,
  change,
  checkIn,
  day,
  karin,
  milestone,
  minutesOf,
  noon,
  projectFacts,
  request,
  requirement,
  said,
  task,
} from "../fixtures/project-facts.ts";

const erik = { id: "erik", name: "Erik Lund" };
const work = (ref: string, on: string, more: Partial<WorkEntry> = {}): WorkEntry => ({
  id: ref,
  ref,
  target: { kind: "package", package: "configuration" },
  minutes: 60,
  note: "",
  on: day(on),
  recordedAt: noon(on),
  by: anna,
  undone: false,
  ...more,
});
const trip = (ref: string, on: string, more: Partial<Trip> = {}): Trip => ({
  id: ref,
  ref,
  what: { kind: "city", city: "goteborg" },
  on: day(on),
  recordedAt: noon(on),
  by: anna,
  undone: false,
  ...more,
});
const step = (name: PortingEntry["step"], by: By): PortingEntry => ({
  id: name,
  step: name,
  on: day("2026-11-20"),
  by,
  undone: false,
});
const kickoff = milestone("2026-11-23");
const live = { kickoff, goLive: milestone("2026-12-10") };
const basis = (entry: string, closedOn: string) => ({
  number: 1,
  closedOn: day(closedOn),
  parts: [{ entry, bucket: "included", minutes: 60, amount: 0 }],
});

function outcome(decision: UndoDecision): string {
  if (!decision.ok) return decision.refused.kind;
  const { what } = decision;
  switch (what.kind) {
    case "work":
      return what.entry.ref;
    case "trip":
      return what.trip.ref;
    case "requirement":
      return `${what.requirement.ref} → ${what.to}`;
    case "change":
      return `${what.change.ref} → ${what.to}`;
    case "task":
      return what.task.ref;
    case "porting":
      return what.entry.step;
    case "check-in":
      return `${what.checkIn.ref} → ${what.to}`;
    case "data":
      return `${what.entry.area} ${what.entry.kind}`;
    default:
      return what.kind;
  }
}

describe("the actor's own latest reversible fact", () => {
  test.each<[string, Parameters<typeof projectFacts>[0], string]>([
    ["nothing recorded", {}, "nothing"],
    [
      "by the time of recording, not by the day worked",
      { work: [work("H1", "2026-11-20", { recordedAt: noon("2026-11-28") }), work("H2", "2026-11-25")] },
      "H1",
    ],
    ["never another's", { work: [work("H1", "2026-11-20"), work("H2", "2026-11-25", { by: erik })] }, "H1"],
    ["not one undone before", { work: [work("H1", "2026-11-20"), work("H2", "2026-11-25", { undone: true })] }, "H1"],
    [
      "across kinds",
      {
        work: [work("H1", "2026-11-20")],
        trips: [trip("V1", "2026-11-21")],
        data: [said("fax", "approved", "2026-11-22")],
      },
      "fax approved",
    ],
    [
      "a held call",
      {
        work: [work("H1", "2026-11-20")],
        checkIns: [checkIn("C1", "2026-11-24", { state: "held", heldBy: anna, recordedAt: noon("2026-11-24") })],
      },
      "C1 → scheduled",
    ],
    ["kickoff", { project: { kickoff }, work: [work("H1", "2026-11-20")] }, "kickoff"],
    ["go-live, then not kickoff", { project: live }, "go-live"],
    [
      "what something depends on is passed over",
      { project: live, deliveries: [request("approved")], work: [work("H1", "2026-11-20")] },
      "H1",
    ],
    [
      "nothing in a cancelled project",
      { project: { state: "cancelled" }, work: [work("H1", "2026-11-20")] },
      "closed-project",
    ],
    [
      "after the handover what money hangs on",
      { project: { ...live, state: "closed" }, work: [work("H1", "2026-11-20")] },
      "H1",
    ],
    [
      "after the handover nothing else",
      { project: { state: "closed" }, data: [said("fax", "approved", "2026-11-22")] },
      "closed-project",
    ],
  ])("%s", (_, more, expected) => expect(outcome(latestUndoable(projectFacts(more), "anna"))).toBe(expected));

  test("C1: a call that they booked, as the newest; not one that another booked", () => {
    const booked = (by?: typeof anna) =>
      latestUndoable(
        projectFacts({
          work: [work("H1", "2026-11-20", { recordedAt: noon("2026-11-20") })],
          checkIns: [checkIn("C1", "2026-12-01", { recordedAt: noon("2026-11-21"), ...(by && { bookedBy: by }) })],
        }),
        "anna",
      );
    expect([booked(anna), booked(karin), booked()].map(outcome)).toEqual(["C1 → cancelled", "H1", "H1"]);
  });

  test("a customer's answer never", () => {
    expect(
      outcome(
        latestUndoable(
          projectFacts({ data: [said("fax", "received", "2026-11-22", { bySide: "customer" })] }),
          karin.id,
        ),
      ),
    ).toBe("nothing");
  });
});

describe("what is named", () => {
  const offer = { text: "…", digest: "d", sentOn: day("2026-11-25"), revision: 1 };
  test.each<[string, string, Parameters<typeof projectFacts>[0], string]>([
    ["another's hours, whatever the case", " h1 ", { work: [work("H1", "2026-11-20", { by: erik })] }, "H1"],
    ["undone hours", "H1", { work: [work("H1", "2026-11-20", { undone: true })] }, "already"],
    ["a trip", "V1", { trips: [trip("V1", "2026-11-20")] }, "V1"],
    ["a requirement", "R1", { requirements: [requirement("R1", { baseline: false })] }, "R1 → undone"],
    [
      "C1: a wish that was agreed on waits to be agreed on again",
      "R1",
      { requirements: [requirement("R1", { baseline: false, wished: { on: day("2026-11-19"), by: karin } })] },
      "R1 → wished",
    ],
    [
      "C1: R delivered is agreed again",
      "R1",
      { requirements: [requirement("R1", { state: "delivered" })] },
      "R1 → agreed",
    ],
    [
      "C1: R verified is delivered again",
      "R1",
      { requirements: [requirement("R1", { state: "verified" })] },
      "R1 → delivered",
    ],
    ["S5: R not when frozen", "R1", { requirements: [requirement("R1")] }, "frozen"],
    [
      "S5: R not when a change made it",
      "R1",
      { requirements: [requirement("R1", { baseline: false, change: "X1" })] },
      "frozen",
    ],
    [
      "C1: R left out by staff alone is agreed again",
      "R1",
      { requirements: [requirement("R1", { state: "dropped" })] },
      "R1 → agreed",
    ],
    [
      "C1: R left out with the customer's yes stays out",
      "R1",
      {
        requirements: [requirement("R1", { state: "dropped" })],
        changes: [change("X1", { state: "approved", effect: { kind: "drop-requirement", ref: "R1", reason: "no" } })],
      },
      "customers-answer",
    ],
    ["R undone before", "R1", { requirements: [requirement("R1", { state: "undone" })] }, "already"],
    ["X while not sent", "X1", { changes: [change("X1", { state: "priced" })] }, "X1 → undone"],
    ["C1: X done is approved again", "X1", { changes: [change("X1", { state: "done", offer })] }, "X1 → approved"],
    [
      "C1: X agreed at the sale, typed wrong, is gone",
      "X1",
      { changes: [change("X1", { state: "approved", agreed: "order 118" })] },
      "X1 → undone",
    ],
    [
      "C1: X approved by the customer stands",
      "X1",
      { changes: [change("X1", { state: "approved", offer })] },
      "customer-decided",
    ],
    [
      "C1: X declined by the customer stands",
      "X1",
      { changes: [change("X1", { state: "declined", offer })] },
      "customer-decided",
    ],
    [
      "C1: a task that staff marked done",
      "T1",
      { tasks: [task("T1", { doneOn: day("2026-11-24"), doneBy: anna })] },
      "T1",
    ],
    [
      "C1: a task that the customer did",
      "T1",
      { tasks: [task("T1", { doneOn: day("2026-11-24"), doneBy: karin })] },
      "customers-answer",
    ],
    ["a task that is not done", "T1", { tasks: [task("T1")] }, "not-done"],
    ["C1: a step of the porting by staff", "fullmakt", { porting: [step("fullmakt", anna)] }, "fullmakt"],
    [
      "C1: a step of the porting by the customer",
      "fullmakt",
      { porting: [step("fullmakt", karin)] },
      "customers-answer",
    ],
    [
      "S2: that nobody came to a call",
      "C1",
      { checkIns: [checkIn("C1", "2026-11-20", { state: "no-show" })] },
      "C1 → scheduled",
    ],
    ["S9: X not when sent", "X1", { changes: [change("X1", { state: "sent", offer })] }, "sent"],
    [
      "S9: X not when sent before and priced anew",
      "X1",
      { changes: [change("X1", { state: "priced", offer })] },
      "sent",
    ],
    ["a scheduled call", "C1", { checkIns: [checkIn("C1", "2026-12-01")] }, "C1 → cancelled"],
    [
      "a call with approved minutes",
      "C1",
      {
        checkIns: [checkIn("C1", "2026-12-01", { state: "held" })],
        minutes: [minutesOf("M1", "C1", { state: "approved" })],
      },
      "has-minutes",
    ],
    [
      "a scheduled call with approved minutes",
      "C1",
      { checkIns: [checkIn("C1", "2026-12-01")], minutes: [minutesOf("M1", "C1", { state: "approved" })] },
      "has-minutes",
    ],
    [
      "a scheduled call with a draft",
      "C1",
      { checkIns: [checkIn("C1", "2026-12-01")], minutes: [minutesOf("M1", "C1")] },
      "C1 → cancelled",
    ],
    [
      "a call with a draft",
      "C1",
      { checkIns: [checkIn("C1", "2026-12-01", { state: "held" })], minutes: [minutesOf("M1", "C1")] },
      "C1 → scheduled",
    ],
    [
      "S6: a call on a closed basis",
      "C1",
      { checkIns: [checkIn("C1", "2026-12-01", { state: "held" })], closedBases: [basis("C1", "2026-12-31")] },
      "C1 → scheduled",
    ],
    [
      "an area",
      "fax",
      { data: [said("fax", "received", "2026-11-18"), said("fax", "approved", "2026-11-20")] },
      "fax approved",
    ],
    [
      "an area that the customer answered for",
      "fax",
      { data: [said("fax", "approved", "2026-11-20"), said("fax", "received", "2026-11-21", { bySide: "customer" })] },
      "customers-answer",
    ],
    ["kickoff", "kickoff", { project: { kickoff } }, "kickoff"],
    ["go-live, in one word", "golive", { project: live }, "go-live"],
    ["L1: kickoff not after go-live", "kickoff", { project: live }, "go-live-follows"],
    [
      "S5: kickoff not once a change was sent after it",
      "kickoff",
      { project: { kickoff }, changes: [change("X1", { state: "withdrawn", offer })] },
      "changes-follow",
    ],
    [
      "S5: nor once one was agreed after it",
      "kickoff",
      {
        project: { kickoff },
        changes: [change("X1", { state: "approved", agreed: "order 118", decidedAt: noon("2026-11-24") })],
      },
      "changes-follow",
    ],
    [
      "S5: a change settled before kickoff is no matter",
      "kickoff",
      {
        project: { kickoff },
        changes: [
          change("X1", {
            state: "approved",
            offer: { ...offer, sentOn: day("2026-11-20") },
            decidedAt: noon("2026-11-21"),
          }),
        ],
      },
      "kickoff",
    ],
    ["S5: nor is one only wished for", "kickoff", { project: { kickoff }, changes: [change("X1")] }, "kickoff"],
    [
      "L2: go-live not once the delivery is approved",
      "golive",
      { project: live, deliveries: [request("approved")] },
      "approval-follows",
    ],
    [
      "C1: go-live while the approval is only asked for",
      "golive",
      { project: live, deliveries: [request("asked")] },
      "go-live",
    ],
    ["nothing of that name", "H7", {}, "unknown"],
  ])("%s", (_, target, more, expected) => expect(outcome(undoableNamed(projectFacts(more), target))).toBe(expected));

  test("S6: hours and trips on a closed basis are reversed on the next", () => {
    const facts: ProjectFacts = projectFacts({
      work: [work("H1", "2026-11-20"), work("H2", "2026-11-21")],
      closedBases: [basis("H1", "2026-11-30")],
    });
    expect(undoableNamed(facts, "H1")).toMatchObject({ ok: true, what: { invoiced: true } });
    expect(undoableNamed(facts, "H2")).toMatchObject({ ok: true, what: { invoiced: false } });
  });

  test.each([
    {
      why: "the package's price",
      part: { entry: "p1", bucket: "package-price", minutes: 0, amount: 100 },
      invoiced: true,
    },
    {
      why: "travel closed on that very day",
      part: { entry: "V1", bucket: "travel-flat", minutes: 0, amount: 100 },
      invoiced: false,
    },
  ])("S6: undoing go-live is a reversal when a basis has its price: $why", ({ part, invoiced }) => {
    const facts = projectFacts({
      project: live,
      closedBases: [{ number: 1, closedOn: live.goLive.on, parts: [part] }],
    });
    expect(undoableNamed(facts, "golive")).toMatchObject({ ok: true, what: { kind: "go-live", invoiced } });
  });
  test("S6: what was reversed on a closed basis since is no longer invoiced", () => {
    const charged = { entry: "H1", bucket: "cover:X1", minutes: 60, amount: 100 };
    const closedBases = [charged, { ...charged, minutes: -60, amount: -100 }].map((part, index) => {
      return { number: index + 1, closedOn: day("2026-12-01"), parts: [part] };
    });
    expect(undoableNamed(projectFacts({ work: [work("H1", "2026-11-20")], closedBases }), "H1")).toMatchObject({
      what: { invoiced: false },
    });
  });

  test("an earlier entry of an area is not taken back from under a later one", () => {
    const facts = projectFacts({
      data: [said("fax", "received", "2026-11-18"), said("fax", "approved", "2026-11-20", { by: erik })],
    });
    expect(outcome(latestUndoable(facts, "anna"))).toBe("nothing");
  });
});
