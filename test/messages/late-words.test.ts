import { expect, test } from "vitest";
import { businessCalendar } from "../../src/domain/calendar.ts";
import type { ProjectFacts } from "../../src/domain/facts.ts";
import { late } from "../../src/domain/late.ts";
import { lateBlocks, lateForAll, lateInShort } from "../../src/messages/late-words.ts";
import { plainText } from "../../src/messages/plain.ts";
import { createWords } from "../../src/messages/words.ts";
import { sharedDigest } from "../../src/scheduler/digests/shared.ts";
import { snapshotOf } from "../../src/scheduler/due.ts";
import { agreement, anna, checkIn, day, milestone, noon, projectFacts, said } from "../fixtures/project-facts.ts";

const words = createWords();
const calendar = businessCalendar(agreement.calendar);
const plan = {
  data: day("2026-12-04"),
  workshop: day("2026-12-07"),
  porting: day("2026-12-17"),
  golive: day("2026-12-18"),
};
const silent = (more: Partial<Omit<ProjectFacts, "project">> = {}) => projectFacts({ project: { plan }, ...more });
const today = day("2027-01-18");
const lines = (facts: ProjectFacts, forAll = false) => {
  const all = late(facts, agreement, calendar, today);
  const blocks = lateBlocks(forAll ? lateForAll(all) : all, facts, agreement);
  return plainText(words, "sv", { blocks }, today).split("\n");
};
const snoozed = {
  id: "s",
  subject: "go-live-near",
  until: day("2027-02-01"),
  reason: "väntar på operatören",
  by: anna,
};

test("C2: eight weeks in which nobody did anything: each thing since when, and whom it waits for", () => {
  expect(lines(silent())).toEqual([
    "Solbacken Vård AB: försenat sedan tors 3 dec 2026 (27 arbetsdagar)",
    "• fullmakten, inför porteringen – sedan tors 3 dec 2026; väntar på Solbacken Vård AB",
    "• uppsägningen hos tidigare leverantör, inför porteringen – sedan tors 3 dec 2026; väntar på Solbacken Vård AB",
    "• kunddata, alla 13 områden – sedan fre 4 dec 2026; väntar på Solbacken Vård AB",
    "• uppstartsmötet, inte registrerat – sedan mån 7 dec 2026; väntar på iCentrex",
    "• porteringen – sedan tors 17 dec 2026; väntar på Solbacken Vård AB",
    "• driftsättningen – sedan fre 18 dec 2026; väntar på iCentrex",
  ]);
});

test("C2: in a row of a list: since when, what, whom it waits for, and the reason where there is one", () => {
  const row = (facts: ProjectFacts) =>
    lateInShort(late(facts, agreement, calendar, today), facts, agreement).map((one) => words.text("sv", one, today));
  const fullmakt =
    "försenat (27 arbetsdagar): fullmakten, inför porteringen – sedan tors 3 dec 2026; väntar på Solbacken Vård AB";
  expect(row(silent())).toEqual([`${fullmakt}; och 5 till`]);
  expect(row(silent({ snoozes: [snoozed] }))).toEqual([
    `${fullmakt}; och 4 till`,
    "försenat (16 arbetsdagar): driftsättningen – sedan fre 18 dec 2026; väntar på iCentrex: väntar på operatören (till mån 1 feb)",
  ]);
  expect(row(projectFacts())).toEqual([]);
});

test("C2: a digest whose days have passed never says that no dates are planned", () => {
  const digest = plainText(
    words,
    "sv",
    sharedDigest(snapshotOf(silent(), agreement, noon("2027-01-18")), { year: 2027, number: 3 }),
    today,
  );
  expect(digest).toContain("driftsättningen – sedan fre 18 dec 2026; väntar på iCentrex");
  expect(digest).toContain("Närmast: Ingen dag framöver. Det som är försenat behöver en ny dag eller ett skäl");
  expect(digest).not.toContain("Inga datum planerade");
});

test("A1: why something is late is said to staff; everybody else hears that it is known, and the customer's own words", () => {
  const facts = silent({ snoozes: [snoozed] });
  expect(lines(facts).slice(-2)).toEqual([
    "Försenat, och varför:",
    "• driftsättningen – sedan fre 18 dec 2026; väntar på iCentrex: väntar på operatören (till mån 1 feb)",
  ]);
  expect(lines(facts, true).at(-1)).toBe(
    "• driftsättningen – sedan fre 18 dec 2026; väntar på iCentrex, och vi vet varför (till mån 1 feb)",
  );
  const stuck = agreement.areas.map(({ id }) =>
    said(id, "stuck", "2026-12-03", { note: "HR svarar inte", bySide: "customer" }),
  );
  expect(lines(silent({ data: stuck }), true)).toContain(
    "• kunddata, alla 13 områden – sedan fre 4 dec 2026; väntar på iCentrex: HR svarar inte",
  );
});

test("A1: minutes are ours until they are approved; a call that nobody has recorded is everybody's", () => {
  const facts = projectFacts({
    project: { kickoff: milestone("2026-12-07") },
    checkIns: [checkIn("C1", "2026-12-14")],
  });
  expect(lines(facts)).toHaveLength(3);
  expect(lines(facts, true).slice(1)).toEqual([
    "• avstämningsmöte C1, varken hållet eller inställt – sedan mån 14 dec 2026; väntar på iCentrex",
  ]);
});
