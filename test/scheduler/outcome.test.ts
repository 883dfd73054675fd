import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CheckIn } from "../../src/domain/facts.ts";
import type { Content } from "../../src/messages/content.ts";
import { plainText } from "../../src/messages/plain.ts";
import { createWords } from "../../src/messages/words.ts";
import { nagContent } from "../../src/scheduler/nag.ts";
import { outcomes } from "../../src/scheduler/outcome.ts";
import { checkIn, milestone } from "../fixtures/project-facts.ts";
import { annaTypes } from "../support/delivered.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";
import { day, projectFacts, snapshot, swedish, task } from "./support.ts";

describe("C2: what became of a call", () => {
  const call = (on: string, state: CheckIn["state"]): CheckIn => checkIn("C1", on, { state });
  const kickoff = milestone("2026-11-23");
  const became = (key: string, one: CheckIn) =>
    outcomes([key], snapshot(projectFacts({ project: { kickoff }, checkIns: [one] }), "2026-12-07 09:00")).map(
      ({ text, done }) => [swedish(text), done],
    );

  test.each<{ on?: string; state: CheckIn["state"]; expected: readonly unknown[] }>([
    { state: "held", expected: [["Avstämning C1 har hållits.", true]] },
    { state: "no-show", expected: [["Avstämning C1 blev inte av: ingen kom.", false]] },
    { state: "cancelled", expected: [["Avstämning C1 är inställd.", false]] },
    // It still waits: nothing became of it.
    { state: "scheduled", expected: [] },
    { on: "2026-12-10", state: "held", expected: [["Något som stod här gäller inte längre.", false]] },
  ])("reminded of 4 Dec, $state on $on", ({ on = "2026-12-04", state, expected }) => {
    expect(became("check-in-tomorrow/C1/2026-12-04", call(on, state))).toEqual(expected);
  });

  test.each([
    { on: "2026-12-06", booked: false },
    { on: "2026-12-07", booked: true },
    { on: "2026-12-08", booked: true },
  ])("none was booked; one of $on is: $booked", ({ on, booked }) => {
    expect(became("check-in-not-booked/2026-11-23/5", call(on, "scheduled"))).toEqual(
      booked ? [["Ett avstämningsmöte är bokat.", true]] : [],
    );
  });
});

describe("C2: a reminder that passes from ahead to late says what became of it, or nothing at all", () => {
  const plan = { workshop: day("2026-12-07"), golive: day("2026-12-18") };
  const by = { id: "karin", name: "Karin" };
  const prepared = { id: "p", step: "preparation", on: day("2026-12-02"), by, undone: false } as const;
  const live = { plan, kickoff: milestone("2026-12-07"), goLive: milestone("2026-12-18") };
  const key = "preparation/2026-12-07/before-2";
  test.each<[string, Parameters<typeof projectFacts>[0], readonly string[]]>([
    [key, { project: { plan } }, []],
    [key, { project: { plan: { workshop: day("2026-12-14") } } }, ["Workshopen: flyttad till mån 14 dec."]],
    [key, { project: { plan }, porting: [prepared] }, ["Förberedelse av workshopen: klart."]],
    [key, { project: { plan, kickoff: milestone("2026-12-07") } }, ["Uppstartsmötet har hållits."]],
    [key, { project: { plan: {} } }, ["Något som stod här gäller inte längre."]],
    [
      "late/plan/preparation/2026-12-03/after-1",
      { project: { ...live, goLive: undefined } },
      ["Uppstartsmötet har hållits."],
    ],
    ["late/plan/check-ins/2026-12-15/after-1", { project: live }, ["Tjänsten är driftsatt."]],
    ["check-in-not-booked/2026-12-07/5", { project: live }, ["Tjänsten är driftsatt."]],
    ["go-live-near/2026-12-18/before-1", { project: { plan } }, []],
    ["minutes-missing/kickoff/2026-12-07/after-1", { project: live }, []],
    ["minutes-missing/kickoff/2026-12-07/after-1", { project: { plan } }, ["Något som stod här gäller inte längre."]],
    ["task-due/T1/2026-12-04/before-1", { tasks: [task("T1", { due: day("2026-12-04") })] }, []],
  ])("%s", (about, facts, expected) => {
    const said = outcomes([about], snapshot(projectFacts(facts), "2026-12-21 09:00"));
    expect(said.map(({ text }) => swedish(text))).toEqual(expected);
  });

  test("what it leaves is no thanks: it still waits, in another message", () => {
    const facts = projectFacts({ project: { plan } });
    const said = (on: string) => plain(nagContent(snapshot(facts, on), "shared", [key]));
    expect(said("2026-12-03 09:00")).toContain("workshopen är mån 7 dec");
    expect(said("2026-12-08 09:00")).toBe("Det som stod här väntar fortfarande.");
  });
});
const plain = (content: Content) => plainText(createWords(), "sv", content, day("2026-12-01"));

let house: Workspace;
const openHouse = async () => {
  house = await openWorkspace();
  await house.openSolbacken("price:45000 rate:1200");
  await annaTypes(
    house,
    'require add "Main number answers 07–18"',
    "kickoff",
    'change "Two more queues" fixed:4500',
    "change send X1",
  );
  await house.playTo("2026-12-07T09:00");
};

/** The last reminder that names something, by what it names. */
const naming = async (what: string) =>
  (await house.messages("solbacken-kund")).findLast(
    ({ text }) => text.includes(what) && !/^Offer|approve or decline this/u.test(text),
  );
const reminder = async (is: string) => (await house.messages("solbacken-kund")).find(({ id }) => id === is)?.text ?? "";

describe("C2: a reminder says what became of each thing, and thanks only for what was done", () => {
  beforeEach(openHouse);
  afterEach(() => house.close());

  test("data that is missing at go-live is still asked for, and handed in it is said to be", async () => {
    const { id, text } = (await naming("customer data was due")) ?? { id: "", text: "" };
    await annaTypes(house, "require deliver R1", "require verify R1", "golive");
    expect(await reminder(id)).toBe(text);
    for (const area of house.agreement.areas) await annaTypes(house, `data receive ${area.id}`);
    expect(await reminder(id)).toContain("The customer data that was missing has been handed in.");
  });

  test("a project that is cancelled is said to be, and taken up again it asks as before", async () => {
    const before = await naming("customer data was due");
    expect(before?.text).toContain("all 13 areas");
    await annaTypes(house, 'project cancel reason:"the customer was sold"');
    expect(await reminder(before?.id ?? "")).toMatch(
      /\nThe project is cancelled: nothing here is waited for any more\.$/u,
    );
    expect(await reminder(before?.id ?? "")).not.toContain("customer data was due");
    await annaTypes(house, "project reopen in:SOLBACKEN");
    expect(await reminder(before?.id ?? "")).toBe(before?.text);
  });

  test("an offer that was answered or withdrawn is said for what it is", async () => {
    const id = (await naming("X1 “Two"))?.id ?? "";
    await annaTypes(house, "change withdraw X1");
    expect(await reminder(id)).toContain("X1 Two more queues: the offer was withdrawn.");
    expect(await reminder(id)).not.toContain("All clear");
  });

  test("an offer that still waits, and was nudged about while nothing could be sent, is not said to be a new one", async () => {
    const { text } = (await naming("X1 “Two")) ?? { text: "" };
    expect(text).toContain("offer X1 “Two more queues”");
    expect(text).not.toContain("a new offer has been sent");
    expect(text).not.toContain("What stood here holds no more");
  });
});
