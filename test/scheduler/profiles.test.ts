import { expect, test } from "vitest";
import type { ProjectFacts } from "../../src/domain/facts.ts";
import type { ReminderProfile } from "../../src/domain/reminder-profile.ts";
import { plainText } from "../../src/messages/plain.ts";
import { createWords } from "../../src/messages/words.ts";
import { ahead } from "../../src/scheduler/ahead.ts";
import { allDue, heldBack } from "../../src/scheduler/due.ts";
import { nagContent } from "../../src/scheduler/nag.ts";
import { portingAnswers, portingEntry } from "../fixtures/project-facts.ts";
import { agreement, dataMissing, day, keysOf, projectFacts, snapshot, swedish, task, team } from "./support.ts";

const plan = { data: day("2026-12-04"), porting: day("2027-01-15"), golive: day("2027-01-22") };
const chosen = (profile: ReminderProfile | undefined, more: Partial<Omit<ProjectFacts, "project">> = {}) =>
  projectFacts({
    project: { plan },
    members: team.map((one) => ({ ...one, reminders: profile })),
    data: dataMissing("fax"),
    ...more,
  });
/** What comes of a reminder, and when. */
const comes = (name: string, facts: ProjectFacts) =>
  ahead(snapshot(facts, "2026-11-23 09:00"), new Set(), 30).flatMap(({ on, due }) =>
    due.key.startsWith(`${name}/`) && due.to === "shared" ? [`${on} ${due.key.split("/").at(-1)}`] : [],
  );

test("customer data of a light, a standard and an active person", () => {
  const late = ["2026-12-07 after-1", "2026-12-09 after-3", "2026-12-11 lead-5"];
  expect(comes("customer-data", chosen("light"))).toEqual(
    expect.arrayContaining(["2026-12-03 before-1", "2026-12-04 on", ...late]),
  );
  expect(comes("customer-data", chosen("light"))[0]).toBe("2026-12-03 before-1");
  expect(comes("customer-data", chosen(undefined)).slice(0, 3)).toEqual([
    "2026-11-27 before-5",
    "2026-12-01 before-3",
    "2026-12-03 before-1",
  ]);
  expect(comes("customer-data", chosen("active")).slice(0, 11)).toEqual([
    "2026-11-27 before-5",
    "2026-11-30 before-4",
    "2026-12-01 before-3",
    "2026-12-02 before-2",
    "2026-12-03 before-1",
    "2026-12-04 on",
    "2026-12-07 after-1",
    "2026-12-08 after-2",
    "2026-12-09 after-3",
    "2026-12-10 after-4",
    "2026-12-11 lead-5",
  ]);
});

test("D7: what comes before a porting is said the business day before its own last day", () => {
  // Ten business days before Fri 15 Jan is Tue 29 Dec.
  expect(comes("porting", chosen("light"))[0]).toBe("2026-12-28 before-11");
});

test("D4, D5: what is missing of numbers is asked by whoever's profile, of whom each waits for", () => {
  const asked = (ref: string) =>
    portingEntry("given", { ref, answers: { ...portingAnswers, signer: "", when: "2027-01-15T08:00" } });
  const turn = (subject: string, id: string) => ({
    ...{ subject, on: day("2026-12-02"), by: { id: "karin", name: "Karin" } },
    person: { id, handle: id, name: id },
  });
  const numbers = (profile: ReminderProfile | undefined, ...turns: ReturnType<typeof turn>[]) =>
    ahead(
      snapshot(chosen(profile, { turns, portingRequests: [asked("P1"), asked("P2")] }), "2026-11-23 09:00"),
      new Set(),
      30,
    ).filter(({ due }) => due.key.startsWith("porting/numbers/"));
  const [standard] = numbers(undefined);
  const [light] = numbers("light");
  expect((standard?.on ?? "") < (light?.on ?? "")).toBe(true);
  const says = (one: typeof standard) => (one === undefined ? "" : swedish(one.due.text));
  expect(says(standard)).toMatch(/P2/u);
  expect(says(standard)).not.toMatch(/väntar på/u);
  const [own] = numbers(undefined, turn("porting", "johan"), turn("number/P2", "karin"));
  expect(says(own)).toMatch(/^johan: .*P1 [^P]*P2 [^(]*\(väntar på karin\)/u);
});

test("of a task its owner's choice decides, and nobody else's", () => {
  const facts = chosen("light", {
    members: team.map((one) => (one.id === "johan" ? one : { ...one, reminders: "active" as const })),
    tasks: [task("T1", { due: day("2026-12-11"), who: { id: "johan", handle: "johan", name: "johan" } })],
  });
  expect(comes("task-due", facts)[0]).toBe("2026-12-10 before-1");
});

test("what was said stays in its message when somebody chooses otherwise; what waits is known", () => {
  const [key = ""] = keysOf("customer-data", chosen(undefined), "2026-12-01 09:00");
  const say = (profile: ReminderProfile | undefined) =>
    plainText(
      createWords(),
      "sv",
      nagContent(snapshot(chosen(profile), "2026-12-01 09:00"), "shared", [key]),
      day("2026-12-01"),
    );
  expect(say(undefined)).toBe("karin: kunddata ska vara inne senast fre 4 dec. Kvar att lämna: Faxlösningar.");
  for (const profile of ["light", "standard", "active"] as const) expect(say(profile), profile).toBe(say(undefined));
  const held = (profile: ReminderProfile | undefined) =>
    heldBack(snapshot(chosen(profile), "2026-12-01 09:00")).map(({ subject }) => subject);
  expect(held("light")).toEqual(["data"]);
  expect(held("active")).toEqual([]);
});

test("D5: a nudge goes to whom it waits for, and what waits for one of us is asked inside", () => {
  const turn = (subject: string, id: string) => ({
    subject,
    person: { id, handle: id, name: id },
    on: day("2026-12-02"),
    by: { id: "karin", name: "Karin" },
  });
  const said = (...turns: ReturnType<typeof turn>[]) =>
    allDue(snapshot(chosen(undefined, { turns }), "2026-12-07 09:00"))
      .filter(({ subject }) => subject === "data")
      .map(({ to, text }) => `${to}: ${swedish(text)}`);
  const rest = "kunddata skulle ha varit inne fre 4 dec. Vi väntar fortfarande på: Faxlösningar";
  expect(said()).toEqual([`shared: karin: ${rest}.`]);
  expect(said(turn("data", "johan"))).toEqual([`shared: johan: ${rest}.`]);
  expect(said(turn("data/fax", "johan"))).toEqual([`shared: karin: ${rest} (väntar på johan).`]);
  expect(said(turn("data", "anna"))).toEqual([
    "internal: anna: enligt Karin väntar kunddata på dig (sedan ons 2 dec). Ta det vidare, eller säg vem det väntar på.",
  ]);
  // Ours waits for one of us alone.
  const live = (id: string) =>
    allDue(snapshot(chosen(undefined, { turns: [turn("go-live-near", id)] }), "2027-01-25 09:00"))
      .filter(({ subject }) => subject === "go-live-near")
      .map(({ to, text }) => `${to}: ${swedish(text).slice(0, 30)}`);
  expect(live("johan")).toEqual(["internal: Driftsättningen skulle ha vari"]);
  expect(live("anna")).toEqual(["internal: anna: Driftsättningen skulle h"]);
});

test("C2: what was asked for and waits for one of us since says so", () => {
  const key = "customer-data/2026-12-04/after-1";
  const turns = [
    {
      ...{ subject: "data", on: day("2026-12-07"), by: { id: "karin", name: "Karin" } },
      person: { id: "anna", handle: "anna", name: "anna" },
    },
  ];
  const content = nagContent(snapshot(chosen(undefined, { turns }), "2026-12-07 09:00"), "shared", [key]);
  expect(plainText(createWords(), "sv", content, day("2026-12-07"))).toBe("Det väntar nu på anna.");
  expect(agreement.reminders.profiles).toEqual({ light: { before: 1 }, active: { before: 5 } });
});
