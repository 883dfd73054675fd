import { describe, expect, test } from "vitest";
import { approvalSubject, canAnswerDelivery, deliveryBlockers, remarkTasks } from "../../src/domain/delivery.ts";
import type { ProjectFacts } from "../../src/domain/facts.ts";
import {
  change,
  day,
  karin,
  member,
  milestone,
  projectFacts,
  request,
  requirement,
  task,
} from "../fixtures/project-facts.ts";

const live = { kickoff: milestone("2026-11-23"), goLive: milestone("2026-12-11") };
const done = { state: "verified", deliveredOn: day("2026-12-09"), verifiedOn: day("2026-12-10") } as const;
const ready = (more: Partial<Omit<ProjectFacts, "project">> = {}): ProjectFacts =>
  projectFacts({ project: live, requirements: [requirement("R1", done)], ...more });
const customer = { id: "karin", staff: false };

test("L2: live, delivered and verified: nothing blocks", () => expect(deliveryBlockers(ready())).toEqual([]));

test.each<[string, ProjectFacts, readonly unknown[]]>([
  ["L1: not live", projectFacts({ project: { kickoff: live.kickoff } }), [{ kind: "not-live" }]],
  [
    "L2: not delivered, not verified",
    ready({ requirements: [requirement("R1", done), requirement("R2"), requirement("R3", { state: "delivered" })] }),
    [
      { kind: "requirements-not-delivered", refs: ["R2"] },
      { kind: "requirements-not-verified", refs: ["R3"] },
    ],
  ],
  [
    "L2: dropped and undone ones block nothing",
    ready({ requirements: [requirement("R1", { state: "dropped" }), requirement("R2", { state: "undone" })] }),
    [],
  ],
  [
    "L2: an approved change's requirement",
    ready({
      changes: [change("X1", { state: "approved" })],
      requirements: [requirement("R2", { baseline: false, change: "X1" })],
    }),
    [{ kind: "requirements-not-delivered", refs: ["R2"] }],
  ],
  [
    "L2: an approved change's verified requirement stands for its work",
    ready({
      changes: [change("X1", { state: "approved" })],
      requirements: [requirement("R2", { ...done, baseline: false, change: "X1" })],
    }),
    [],
  ],
  [
    "L2: an approved change that no requirement stands for",
    ready({ changes: [change("X1", { state: "approved" })] }),
    [{ kind: "changes-not-done", refs: ["X1"] }],
  ],
  ["L2: the same, done", ready({ changes: [change("X1", { state: "done" })] }), []],
  [
    "L2: an approved drop leaves nothing to deliver",
    ready({
      changes: [change("X1", { state: "approved", effect: { kind: "drop-requirement", ref: "R2", reason: "merged" } })],
    }),
    [],
  ],
  [
    "T1, S3: add-ons and extensions hold nothing back, nor does an unanswered offer",
    ready({
      changes: [
        change("X1", { kind: "addon", state: "approved" }),
        change("X2", { kind: "extension", state: "approved" }),
        change("X3", { state: "sent" }),
      ],
    }),
    [],
  ],
  [
    "L3: remarks of a decline",
    ready({
      deliveries: [request("declined")],
      tasks: [
        task("T1", { source: "remark" }),
        task("T2", { source: "remark", doneOn: day("2026-12-15") }),
        task("T3"),
      ],
    }),
    [{ kind: "remarks-open", refs: ["T1"] }],
  ],
  [
    "L3: remarks put right: asked for again",
    ready({ deliveries: [request("declined")], tasks: [task("T1", { source: "remark", doneOn: day("2026-12-15") })] }),
    [],
  ],
  [
    "L3: no approver",
    ready({ members: [member("anna", "lead"), member("anna", "approver")] }),
    [{ kind: "no-approver" }],
  ],
  ["no shared channel", projectFacts({ project: { ...live, shared: undefined } }), [{ kind: "no-shared-channel" }]],
  ["asked already", ready({ deliveries: [request("asked")] }), [{ kind: "already-asked", on: "2026-12-14" }]],
  ["asked, but outdated since", ready({ deliveries: [request("outdated")] }), []],
  [
    "approved already",
    ready({
      deliveries: [request("declined"), request("approved", { decidedOn: day("2026-12-16"), decidedBy: karin })],
    }),
    [{ kind: "already-approved", on: "2026-12-16", by: karin }],
  ],
])("%s", (_, facts, blockers) => expect(deliveryBlockers(facts)).toEqual(blockers));

test.each([
  { now: undefined, blocks: true },
  { now: "d1", blocks: true },
  { now: "d2", blocks: false },
])("L2: asked about d1, with $now to be asked now: blocks $blocks", ({ now, blocks }) => {
  expect(deliveryBlockers(ready({ deliveries: [request("asked")] }), now)).toHaveLength(blocks ? 1 : 0);
});

describe("L2: the approval says exactly what was approved", () => {
  test("requirements with their deviations and days, the go-live day, and the changes", () => {
    const facts = ready({
      requirements: [
        requirement("R1", { ...done, text: "Main number answers 07–18", deviation: true }),
        requirement("R2", { state: "dropped" }),
        requirement("R3", { ...done, text: "Two queues", baseline: false, change: "X1" }),
      ],
      changes: [
        change("X1", { state: "approved", title: "Two more queues" }),
        change("X2", { state: "declined" }),
        change("X3", { kind: "addon", state: "done", title: "Training" }),
        change("X4", { kind: "addon", state: "approved", title: "Manuals" }),
        change("X5", { kind: "extension", state: "approved" }),
      ],
    });
    expect(approvalSubject(facts)).toEqual({
      project: "solbacken",
      customer: "Solbacken Vård AB",
      deliveredOn: "2026-12-11",
      requirements: [
        {
          ref: "R1",
          text: "Main number answers 07–18",
          deviation: true,
          deliveredOn: "2026-12-09",
          verifiedOn: "2026-12-10",
        },
        {
          ref: "R3",
          text: "Two queues",
          deviation: false,
          change: "X1",
          deliveredOn: "2026-12-09",
          verifiedOn: "2026-12-10",
        },
      ],
      changes: [
        { ref: "X1", kind: "change", title: "Two more queues" },
        { ref: "X3", kind: "addon", title: "Training" },
      ],
    });
  });
  test("L1: before go-live there is nothing to approve", () => expect(approvalSubject(projectFacts())).toBeUndefined());
});

test.each([
  { what: "the approver", facts: ready({ deliveries: [request("asked")] }), who: customer, digest: "d1", answer: "ok" },
  {
    what: "anyone else",
    facts: ready({ deliveries: [request("asked")] }),
    who: { id: "johan", staff: false },
    digest: "d1",
    answer: "not-approver",
  },
  {
    what: "staff",
    facts: ready({ deliveries: [request("asked")] }),
    who: { id: "anna", staff: true },
    digest: "d1",
    answer: "not-approver",
  },
  { what: "nothing asked", facts: ready(), who: customer, digest: "d1", answer: "not-asked" },
  {
    what: "an earlier text",
    facts: ready({ deliveries: [request("asked")] }),
    who: customer,
    digest: "d0",
    answer: "outdated",
  },
  {
    what: "a text that was outdated",
    facts: ready({ deliveries: [request("outdated")] }),
    who: customer,
    digest: "d1",
    answer: "outdated",
  },
  {
    what: "a requirement since",
    facts: ready({ deliveries: [request("asked")], requirements: [requirement("R9")] }),
    who: customer,
    digest: "d1",
    answer: "outdated",
  },
  {
    what: "approved before",
    facts: ready({ deliveries: [request("approved")] }),
    who: customer,
    digest: "d1",
    answer: "settled",
  },
  {
    what: "declined before",
    facts: ready({ deliveries: [request("declined")] }),
    who: customer,
    digest: "d1",
    answer: "settled",
  },
])("L3: an answer, $what: $answer", ({ facts, who, digest, answer }) => {
  const decision = canAnswerDelivery(facts, who, digest);
  expect(decision.ok ? "ok" : decision.refused.kind).toBe(answer);
});

test("L2: a text that says something else than what would be approved now is outdated", () => {
  const facts = ready({ deliveries: [request("asked")] });
  expect(canAnswerDelivery(facts, customer, "d1", "d1").ok).toBe(true);
  expect(canAnswerDelivery(facts, customer, "d1", "d2")).toEqual({ ok: false, refused: { kind: "outdated" } });
});

test.each([
  ["The fax is dead", ["The fax is dead"]],
  ["- fax\n* queue\r\n\n• voicemail", ["fax", "queue", "voicemail"]],
  ["1. fax\n2) queue\n3.5 mm jack", ["fax", "queue", "3.5 mm jack"]],
  ["08-123 456 is silent", ["08-123 456 is silent"]],
  [" \n ", []],
])("L3: each remark of %j is a task", (remarks, tasks) => expect(remarkTasks(remarks)).toEqual(tasks));

test("L3: the second to press hears who did it and when", () => {
  const facts = ready({ deliveries: [request("approved", { decidedBy: karin, decidedOn: day("2026-12-16") })] });
  const refused = { kind: "settled", state: "approved", by: karin, on: "2026-12-16" };
  expect(canAnswerDelivery(facts, customer, "d1")).toEqual({ ok: false, refused });
});

test("the approval carries the customer's own reference", () => {
  expect(approvalSubject(projectFacts({ project: { ...live, reference: "PO-77" } }))?.reference).toBe("PO-77");
});
