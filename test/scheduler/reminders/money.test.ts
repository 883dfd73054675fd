import { describe, expect, test } from "vitest";
import type { Change } from "../../../src/domain/facts.ts";
import { approved, worked } from "../../fixtures/project-facts.ts";
import { day, dueOf, keysOf, member, projectFacts, swedish, team } from "../support.ts";

describe("S6: hours of a work package", () => {
  test.each([
    { minutes: 383, why: "just below 80 %", sent: [] },
    { minutes: 384, why: "80 % of 8 hours", sent: ["hours/configuration/80"] },
    { minutes: 480, why: "all of it", sent: ["hours/configuration/80"] },
    { minutes: 481, why: "a minute beyond", sent: ["hours/configuration/beyond"] },
  ])("$minutes min: $why", ({ minutes, sent }) => {
    expect(keysOf("hours", projectFacts({ work: [worked("H1", "configuration", minutes)] }), "2026-12-01")).toEqual(
      sent,
    );
  });

  test.each([
    { minutes: 479, says: "Konfiguration: 7 h 59 min av 8 h använt, 1 min kvar." },
    { minutes: 480, says: "Konfiguration: hela paketet, 8 h, är använt." },
    { minutes: 481, says: "Konfiguration: 1 min utöver det som ingår (8 h), varav 1 min inte är avtalat." },
  ])("$minutes min are told as what they are", ({ minutes, says }) => {
    const [item] = dueOf("hours", projectFacts({ work: [worked("H1", "configuration", minutes)] }), "2026-12-01");
    expect(item && swedish(item.text)).toBe(says);
  });

  test("A1: never in the shared channel", () => {
    const items = dueOf(
      "hours",
      projectFacts({ work: [worked("H1", "configuration", 600), worked("H2", "workshop", 400)] }),
      "2026-12-01",
    );
    expect(items.map(({ to }) => to)).toEqual(["internal", "internal"]);
  });

  test("what is beyond, and how much of it nobody has agreed to", () => {
    const extension = approved(
      "X1",
      { kind: "running", estimate: 60 },
      { extends: { package: "configuration", minutes: 60 } },
    );
    const [item] = dueOf(
      "hours",
      projectFacts({ work: [worked("H1", "configuration", 570)], changes: [extension] }),
      "2026-12-01",
    );
    expect(item && swedish(item.text)).toBe(
      "Konfiguration: 1 h 30 min utöver det som ingår (8 h), varav 30 min inte är avtalat.",
    );
  });
});

describe("S9: an offer that has no answer", () => {
  const offer: Change = {
    ...approved("X1", { kind: "fixed", price: 450_000 }),
    title: "Två köer till",
    state: "sent",
    offer: { text: "", digest: "", sentOn: day("2026-12-03"), revision: 1 },
  };
  const facts = projectFacts({ members: team, changes: [offer] });
  test.each([
    { today: "2026-12-06", why: "one business day, then a weekend", sent: [] },
    { today: "2026-12-07", why: "two business days", sent: ["offer-waiting/X1/1/after-2"] },
    { today: "2026-12-09", why: "four: still the first nudge", sent: ["offer-waiting/X1/1/after-2"] },
    {
      today: "2026-12-10",
      why: "five: the lead",
      sent: ["offer-waiting/X1/1/after-5", "offer-waiting/X1/1/after-5/lead"],
    },
  ])("$today: $why", ({ today, sent }) => expect(keysOf("offer-waiting", facts, today)).toEqual(sent));

  test("A1: it names the approver and the offer, and no price", () => {
    const [item] = dueOf("offer-waiting", facts, "2026-12-07");
    expect(item && swedish(item.text)).toBe(
      "johan: offert X1 ”Två köer till”, skickad tors 3 dec, väntar på ert svar.",
    );
    expect(JSON.stringify(item)).not.toContain("money");
  });
  test("L3: of the approvers those who are there are asked; nobody else could answer", () => {
    const away = {
      from: day("2026-12-01"),
      until: day("2026-12-14"),
      standIn: { id: "karin", handle: "karin", name: "karin" },
    };
    const members = team.map((one) => (one.role === "approver" ? { ...one, away } : one));
    const asked = (all: typeof team) => {
      const [item] = dueOf("offer-waiting", { ...facts, members: all }, "2026-12-07");
      return item && swedish(item.text);
    };
    expect(asked([...members, member("sara", "approver")])).toMatch(/^sara: offert X1/u);
    expect(asked(members)).toMatch(/^johan \(borta till mån 14 dec\): offert X1/u);
  });
  test("an offer sent anew is counted anew", () => {
    const again = { ...offer, offer: { text: "", digest: "", sentOn: day("2026-12-09"), revision: 2 } };
    expect(keysOf("offer-waiting", { ...facts, changes: [again] }, "2026-12-10")).toEqual([]);
    expect(keysOf("offer-waiting", { ...facts, changes: [again] }, "2026-12-11")).toEqual([
      "offer-waiting/X1/2/after-2",
    ]);
  });
  test.each(["priced", "approved", "declined", "withdrawn"] as const)("silent when it is %s", (state) => {
    expect(keysOf("offer-waiting", { ...facts, changes: [{ ...offer, state }] }, "2026-12-07")).toEqual([]);
  });
});
