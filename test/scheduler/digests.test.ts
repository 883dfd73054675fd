import { describe, expect, test } from "vitest";
import { waiting, waitingForAll } from "../../src/domain/waiting.ts";
import { plainText } from "../../src/messages/plain.ts";
import { createWords } from "../../src/messages/words.ts";
import { digestDue, digestSubject } from "../../src/scheduler/digests/due.ts";
import { internalDigest } from "../../src/scheduler/digests/internal.ts";
import { sharedDigest } from "../../src/scheduler/digests/shared.ts";
import { agreement, approved, held, trip, worked } from "../fixtures/project-facts.ts";
import { data, dataMissing, day, instant, projectFacts, snapshot, task, team } from "./support.ts";

const week = { year: 2026, number: 49 };
const words = createWords();

describe("when a digest has come", () => {
  const subjectAt = (when: string, openedOn = "2026-11-02") => {
    const due = digestDue(snapshot(projectFacts({ project: { openedOn: day(openedOn) } }), when));
    return due && digestSubject(due, "shared");
  };
  test.each([
    { when: "2026-11-30 08:00", why: "Monday, before its time", subject: undefined },
    { when: "2026-11-30 08:30", why: "Monday at its time", subject: "digest/2026-W49/shared" },
    { when: "2026-12-04 16:30", why: "made up until the week ends", subject: "digest/2026-W49/shared" },
    { when: "2026-12-07 08:00", why: "an old week is not made up", subject: undefined },
    { when: "2026-12-29 09:00", why: "the last week of the year", subject: "digest/2026-W53/shared" },
    { when: "2027-01-07 09:00", why: "after Epiphany, in the first week", subject: "digest/2027-W01/shared" },
  ])("$when: $why", ({ when, subject }) => expect(subjectAt(when)).toBe(subject));

  test("not in the week that a project was opened, unless before the day", () => {
    expect(subjectAt("2026-12-03", "2026-11-30")).toBeUndefined();
    expect(subjectAt("2026-12-03", "2026-11-29")).toBe("digest/2026-W49/shared");
  });
});

const kickoff = { on: day("2026-11-24"), by: { id: "anna", name: "Anna" }, recordedAt: 1 };
const facts = projectFacts({
  project: { kickoff, plan: { data: day("2026-12-01"), golive: day("2026-12-15") } },
  members: team,
  data: [...dataMissing("fax", "hardware", "mobile"), data("mobile", "received")],
  tasks: [
    task("T1", { due: day("2026-11-27"), who: { id: "karin", handle: "karin", name: "Karin" } }),
    task("T2", { due: day("2026-12-10") }),
    task("T3", { doneOn: day("2026-11-27") }),
  ],
  work: [worked("H1", "configuration", 570)],
  trips: [
    trip("V1", { kind: "trip", minutes: 210, costs: 120_000 }),
    trip("V2", { kind: "city", city: "goteborg" }, { undone: true }),
  ],
  checkIns: [
    held("C1", 60),
    { ...held("C2", 0), state: "scheduled", at: instant("2026-12-03 10:00"), on: day("2026-12-03") },
  ],
  changes: [
    {
      ...approved("X1", { kind: "fixed", price: 450_000 }),
      title: "Två köer till",
      state: "sent",
      offer: { text: "", digest: "", sentOn: day("2026-11-27"), revision: 1 },
    },
    { ...approved("X2", { kind: "fixed", price: 990_000 }), title: "Nytt flöde", state: "priced" },
  ],
  minutes: [{ id: "m", ref: "M1", meeting: "C1", on: day("2026-11-12"), state: "draft", drafter: "template" }],
});
const today = day("2026-11-30");
const shot = snapshot(facts, "2026-11-30 09:00");
const shared = plainText(words, "sv", sharedDigest(shot, week), today);
const internal = plainText(words, "sv", internalDigest(shot, week), today);

describe("the shared digest", () => {
  test.each([
    "Solbacken Vård AB: vecka 49",
    "Fas: Konfiguration",
    "Kunddata: 10 av 13 klara, 1 att granska, 2 saknas",
    "Öppna uppgifter: 2, varav 1 försenad",
    "Närmast: kunddata tis 1 dec, avstämning C2 tors 3 dec 10:00 och driftsättning tis 15 dec",
    "Solbacken Vård AB | Svar på offert X1 Två köer till | –",
    "iCentrex | Granska kunddata: 1 område | –",
    "iCentrex | Driftsättning | tis 15 dec",
  ])("says: %s", (line) => expect(shared.split("\n")).toContain(line));

  test("C2: what waits for whom is all of it, by the rule of the status, whatever is reminded about below", () => {
    const rows = (text: string) =>
      text.split("\n").filter((line) => / \| .* \| /u.test(line) && !/\d+ (h|min)\b/u.test(line));
    expect(rows(shared).length - 1).toBe(waitingForAll(facts, agreement, shot.today).length);
    expect(shared).toContain("T1 Skicka planritning");
  });

  test("L2, L4: once the service is live, by when the approval and the handover are due", () => {
    const { project } = facts;
    const live = { on: day("2026-11-27"), by: { id: "anna", name: "Anna" }, recordedAt: 1 };
    const after = snapshot({ ...facts, checkIns: [], project: { ...project, goLive: live } }, "2026-11-30 08:30");
    const text = plainText(words, "sv", sharedDigest(after, week), today);
    expect(text).toMatch(
      /begäran om leveransgodkännande senast ons 2 dec.*, leveransgodkännande senast .*överlämning till förvaltning senast/u,
    );
    expect(text).not.toContain("Ingen dag framöver");
  });

  test("the names of the missing areas are the reminder's to say", () => {
    expect(shared).not.toMatch(/Faxlösningar|Hårdvara|Mobila/);
  });
  test("A1: nothing of the ledger: no time, no money, no offer in the making, no draft of minutes", () => {
    expect(sharedDigest(shot, week).audience).toBe("public");
    expect(JSON.stringify(sharedDigest(shot, week))).not.toMatch(/"(money|time)"/);
    expect(shared).not.toMatch(/X2|Nytt flöde|M1|kr\b|Resor|Arbetspaket/);
  });
});

describe("the internal digest", () => {
  test("A1: is ledger", () => expect(internalDigest(shot, week).audience).toBe("ledger"));
  test.each([
    { rule: "S6", line: "Ej avtalat: 1 h 30 min till löpande debitering: 1 800,00 kr" },
    { rule: "R1", line: "Resor: 1 resa: 3 035,00 kr" },
    { rule: "S9", line: "Offerter som väntar: X1 Två köer till, 4 500,00 kr" },
    { rule: "S2", line: "Konfiguration | 8 h | 8 h | 0 min | 1 h 30 min" },
    { rule: "S2", line: "Avstämningsmöten per telefon | 4 h | 1 h | 3 h | 0 min" },
    { rule: "S9", line: "iCentrex | Skicka offert X2 Nytt flöde | –" },
    { rule: "S2", line: "iCentrex | Godkänn protokoll M1 | –" },
  ])("$rule: says: $line", ({ line }) => expect(internal.split("\n")).toContain(line));

  test("S7: without a running rate, what is not agreed has no amount", () => {
    const { rate: _, ...unrated } = facts.project;
    const text = plainText(
      words,
      "sv",
      internalDigest(snapshot({ ...facts, project: unrated }, "2026-11-30"), week),
      today,
    );
    expect(text).toContain("Ej avtalat: 1 h 30 min, inget timpris för löpande debitering satt");
  });

  test("more than a glance is counted", () => {
    const tasks = Array.from({ length: 20 }, (_, index) => task(`T${index + 1}`));
    const text = plainText(words, "sv", internalDigest(snapshot({ ...facts, tasks }, "2026-11-30"), week), today);
    // 12 are shown.
    const count = waiting({ ...facts, tasks }, agreement, today).length - 12;
    expect(text).toMatch(new RegExp(`och ${count} till$`, "u"));
  });
});
