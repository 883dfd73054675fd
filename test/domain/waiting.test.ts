import { describe, expect, test } from "vitest";
import { businessCalendar } from "../../src/domain/calendar.ts";
import type { By, ProjectFacts } from "../../src/domain/facts.ts";
import { stepsOf } from "../../src/domain/timeline.ts";
import { waiting } from "../../src/domain/waiting.ts";
import {
  agreement,
  anna,
  change,
  day,
  fault,
  karin,
  member,
  milestone,
  minutesOf,
  projectFacts,
  request,
  requirement,
  said,
  task,
} from "../fixtures/project-facts.ts";

const today = day("2026-11-20");
const all = agreement.areas.map(({ id }) => said(id, "approved", "2026-11-18"));
const kickoff = milestone("2026-11-19");
const live = { kickoff, goLive: milestone("2026-11-20") };
const complete = (more: Parameters<typeof projectFacts>[0] = {}): ProjectFacts => projectFacts({ data: all, ...more });
const brief = (facts: ProjectFacts): readonly string[] =>
  waiting(facts, agreement, today).map(({ who, what }) => `${who}: ${what.kind}`);

test("a new project: the customer's data first, then our kickoff", () => {
  const facts = projectFacts({ project: { plan: { data: day("2026-11-27"), workshop: day("2026-12-01") } } });
  expect(waiting(facts, agreement, today)).toEqual([
    {
      who: "customer",
      what: { kind: "data", areas: agreement.areas.map(({ id }) => id), stuck: [] },
      due: "2026-11-27",
    },
    { who: "supplier", what: { kind: "kickoff" }, due: "2026-12-01" },
  ]);
});

test("D5: what they are stuck with waits for us in the list and on the line of time, as in the words of what is late", () => {
  const snooze = (by: By) => ({
    id: "s",
    subject: "porting",
    until: day("2026-12-16"),
    reason: "the boss is away",
    by,
  });
  const facts = (by: By) =>
    complete({ project: { kickoff, plan: { porting: day("2026-12-17") } }, snoozes: [snooze(by)] });
  const calendar = businessCalendar(agreement.calendar);
  const whose = (by: By) =>
    ["2026-11-30", "2026-12-14"].map(day).map((on) => {
      const listed = waiting(facts(by), agreement, on).filter(({ what }) => what.kind === "porting");
      const drawn = stepsOf(facts(by), agreement, calendar, on).filter(({ what }) => what.kind === "porting-step");
      return [...new Set([...listed, ...drawn].map(({ who }) => who))];
    });
  expect(whose(karin)).toEqual([["supplier"], ["supplier"]]);
  expect(whose(anna)).toEqual([["customer"], ["customer"]]);
});

test("D2, D5: what is rejected or stuck waits for the customer, what is received for us", () => {
  const facts = complete({
    project: { kickoff },
    data: [
      ...all,
      said("fax", "rejected", "2026-11-19", { note: "number missing" }),
      said("hardware", "received", "2026-11-19"),
      said("voicemail", "missing", "2026-11-19"),
      said("voicemail", "stuck", "2026-11-20", { note: "waiting for HR" }),
    ],
  });
  expect(waiting(facts, agreement, today)).toEqual([
    { who: "customer", what: { kind: "data", areas: ["voicemail", "fax"], stuck: ["voicemail"] } },
    { who: "supplier", what: { kind: "data-review", areas: ["hardware"] }, since: "2026-11-19" },
    { who: "supplier", what: { kind: "go-live" } },
  ]);
});

test.each<[string, ProjectFacts, readonly string[]]>([
  [
    "D4: porting steps are the customer's",
    complete({ project: { kickoff, plan: { porting: day("2026-12-10") } } }),
    ["customer: porting", "customer: porting", "supplier: go-live"],
  ],
  [
    "S9: an offer sent waits for the customer",
    complete({ project: { kickoff }, changes: [change("X1", { state: "sent" })] }),
    ["customer: offer", "supplier: go-live"],
  ],
  [
    "S5: a wish waits for our price, a price for our offer",
    complete({ project: { kickoff }, changes: [change("X1"), change("X2", { state: "priced" })] }),
    ["supplier: change-price", "supplier: change-send", "supplier: go-live"],
  ],
  [
    "settled changes wait for nobody",
    complete({ project: { kickoff }, changes: [change("X1", { state: "declined" }), change("X2", { state: "done" })] }),
    ["supplier: go-live"],
  ],
  [
    "S1: requirements wait to be delivered, then verified",
    complete({ project: { kickoff }, requirements: [requirement("R1"), requirement("R2", { state: "delivered" })] }),
    ["supplier: deliver", "supplier: verify", "supplier: go-live"],
  ],
  [
    "F2: a fault of a project bought directly waits for us",
    complete({ project: { kickoff }, faults: [fault("F1")] }),
    ["supplier: fault", "supplier: go-live"],
  ],
  [
    "F2: bought through a partner, for the partner",
    complete({ project: { kickoff, via: { kind: "partner", name: "Partner AB" } }, faults: [fault("F1")] }),
    ["partner: fault", "supplier: go-live"],
  ],
  [
    "F4: a fault whose cause is known waits for nobody",
    complete({ project: { kickoff }, faults: [fault("F1", { cause: "customer" })] }),
    ["supplier: go-live"],
  ],
  [
    "minutes drafted wait for our approval",
    complete({
      project: { kickoff },
      minutes: [
        minutesOf("M1", "C1"),
        minutesOf("M2", "C2", { state: "approved" }),
        minutesOf("M3", "C3", { state: "drafting" }),
      ],
    }),
    ["supplier: minutes", "supplier: go-live"],
  ],
  ["L2: live, and nothing blocks: ask", complete({ project: live }), ["supplier: ask-approval"]],
  [
    "L2: live, and a requirement blocks: deliver it",
    complete({ project: live, requirements: [requirement("R1")] }),
    ["supplier: deliver"],
  ],
  [
    "L2: asked: the customer's answer",
    complete({ project: live, deliveries: [request("asked")] }),
    ["customer: approval"],
  ],
  [
    "L3: declined: the remarks are ours",
    complete({ project: live, deliveries: [request("declined")], tasks: [task("T1", { source: "remark" })] }),
    ["supplier: task"],
  ],
  [
    "L4: approved: the handover",
    complete({ project: live, deliveries: [request("approved")] }),
    ["supplier: handover"],
  ],
  ["L4: nothing waits in a closed project", projectFacts({ project: { ...live, state: "closed" } }), []],
  ["nor in a cancelled one", projectFacts({ project: { state: "cancelled" } }), []],
])("%s", (_, facts, expected) => expect(brief(facts)).toEqual(expected));

describe("a task waits for the side of its owner", () => {
  const members = [member("anna", "lead"), member("karin", "approver"), member("petra", "partner")];
  test.each([
    ["karin", "customer"],
    ["petra", "partner"],
    ["anna", "supplier"],
    ["somebody", "supplier"],
    [undefined, "supplier"],
  ])("%s: %s", (id, who) => {
    const owned = task("T1", id === undefined ? {} : { who: { id, handle: id, name: id } });
    expect(brief(complete({ project: { kickoff }, members, tasks: [owned, task("T2", { doneOn: today })] }))).toContain(
      `${who}: task`,
    );
    expect(
      brief(complete({ project: { kickoff }, members, tasks: [owned, task("T2", { doneOn: today })] })),
    ).toHaveLength(2);
  });

  test("the soonest due comes first, one without a day last", () => {
    const facts = complete({
      project: { kickoff },
      tasks: [task("T1"), task("T2", { due: day("2026-12-02") }), task("T3", { due: day("2026-12-01") })],
    });
    const refs = waiting(facts, agreement, today).flatMap(({ what }) => (what.kind === "task" ? [what.ref] : []));
    expect(refs).toEqual(["T3", "T2", "T1"]);
  });
});

test("S9: an offer waits since the day it was sent", () => {
  const offer = { text: "…", digest: "d", sentOn: day("2026-11-25"), revision: 1 };
  const facts = complete({ project: { kickoff }, changes: [change("X1", { state: "sent", offer })] });
  expect(waiting(facts, agreement, today)[0]).toEqual({
    who: "customer",
    what: { kind: "offer", ref: "X1", title: "Change X1" },
    since: "2026-11-25",
  });
});
