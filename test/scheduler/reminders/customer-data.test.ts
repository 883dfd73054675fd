import { describe, expect, test } from "vitest";
import { data, dataMissing, day, dueOf, keysOf, member, projectFacts, swedish, team } from "../support.ts";

const due = day("2026-12-01");
const facts = projectFacts({
  project: { plan: { data: due } },
  members: [...team, member("maria", "sponsor")],
  data: dataMissing("fax", "hardware"),
});
const key = (nudge: string) => `customer-data/2026-12-01/${nudge}`;

test.each([
  { today: "2026-11-23", why: "six business days before is too soon", sent: [] },
  { today: "2026-11-24", why: "five business days before", sent: [key("before-5")] },
  { today: "2026-11-25", why: "still the first nudge", sent: [key("before-5")] },
  { today: "2026-11-26", why: "three business days before", sent: [key("before-3")] },
  { today: "2026-11-29", why: "a Sunday does not count", sent: [key("before-3")] },
  { today: "2026-11-30", why: "one business day before", sent: [key("before-1")] },
  { today: "2026-12-01", why: "on its day", sent: [key("on")] },
  { today: "2026-12-02", why: "one business day after", sent: [key("after-1")] },
  { today: "2026-12-04", why: "three business days after", sent: [key("after-3")] },
  { today: "2026-12-07", why: "the weekend does not count", sent: [key("after-3")] },
  {
    today: "2026-12-08",
    why: "five: the lead comes in, and is told inside",
    sent: [key("lead-5"), key("lead-5/lead")],
  },
  { today: "2026-12-03", why: "two: still the first after", sent: [key("after-1")] },
  { today: "2026-12-14", why: "nine: still the lead", sent: [key("lead-5"), key("lead-5/lead")] },
  { today: "2026-12-15", why: "ten: the sponsor comes in", sent: [key("sponsor-10"), key("sponsor-10/sponsor")] },
  {
    today: "2026-12-18",
    why: "the sponsor has been brought in this week",
    sent: [key("sponsor-10"), key("sponsor-10/sponsor")],
  },
  {
    today: "2026-12-21",
    why: "C2: then again with each week's digest, and the lead hears it",
    sent: [key("again-14"), key("again-14/again")],
  },
  { today: "2026-12-23", why: "once a week", sent: [key("again-14"), key("again-14/again")] },
  { today: "2027-02-02", why: "for as long as it is late", sent: [key("again-39"), key("again-39/again")] },
])("D2: $today: $why", ({ today, sent }) => expect(keysOf("customer-data", facts, today)).toEqual(sent));

test.each([
  { today: "2026-12-22", why: "the day before", sent: ["customer-data/2026-12-23/before-1"] },
  {
    today: "2026-12-28",
    why: "Christmas Eve and Christmas Day do not count",
    sent: ["customer-data/2026-12-23/after-1"],
  },
  { today: "2026-12-23", why: "on its day", sent: ["customer-data/2026-12-23/on"] },
  { today: "2026-12-25", why: "Christmas Day is no business day after", sent: ["customer-data/2026-12-23/on"] },
])("P2: $today: $why", ({ today, sent }) => {
  const christmas = projectFacts({ project: { plan: { data: day("2026-12-23") } }, data: dataMissing("fax") });
  expect(keysOf("customer-data", christmas, today)).toEqual(sent);
});

describe("D2, D5: what it says", () => {
  const said = (more: Partial<typeof facts>, today = "2026-12-02") =>
    dueOf("customer-data", { ...facts, ...more }, today).map(({ text }) => swedish(text));

  test("the contact by name, the day and the areas that are missing", () => {
    expect(said({})).toEqual([
      "karin: kunddata skulle ha varit inne tis 1 dec. Vi väntar fortfarande på: Faxlösningar och Hårdvara.",
    ]);
  });
  test("while the contact is away their stand-in of their own side, else who speaks for it, else that they are away", () => {
    const away = { from: day("2026-11-30"), until: day("2026-12-07") };
    const standIn = { id: "maria", handle: "maria", name: "maria" };
    const of = (absence: object, ...others: readonly (typeof team)[number][]) =>
      said({
        members: [member("anna", "lead"), { ...member("karin", "customer"), away: { ...away, ...absence } }, ...others],
      })[0];
    const [johan, maria] = [member("johan", "approver"), member("maria", "sponsor")];
    expect(of({ standIn }, johan, maria)).toMatch(/^maria \(i stället för karin, som är borta till mån 7 dec\): /u);
    expect(of({ standIn }, johan)).toMatch(/^johan \(i stället för karin/u);
    expect(of({}, johan, maria)).toMatch(/^johan \(i stället för karin/u);
    expect(of({}, maria)).toMatch(/^karin \(borta till mån 7 dec\): /u);
    expect(of({ standIn, until: day("2026-12-02") }, maria)).toMatch(/^karin: /u);
  });
  test("a sponsor who is away is asked through who stands in for them", () => {
    const maria = { ...member("maria", "sponsor"), away: { from: day("2026-12-01"), until: day("2027-01-04") } };
    const [shared] = said({ members: [...team, maria] }, "2026-12-15");
    expect(shared).toContain("karin (i stället för maria, som är borta till mån 4 jan 2027), vi behöver din hjälp");
  });
  test("the customer, while no contact is named", () => {
    expect(said({ members: [] })[0]).toMatch(/^Solbacken Vård AB: /);
  });
  test("why an area came back, and why one is stuck", () => {
    const entries = [
      ...dataMissing("fax", "hardware"),
      data("fax", "rejected", "saknar nummer\nfel adress"),
      data("hardware", "stuck", "väntar på HR"),
    ];
    expect(said({ data: entries })[0]).toContain(
      "Faxlösningar (att komplettera: saknar nummer; fel adress) och Hårdvara (har kört fast: väntar på HR)",
    );
  });
  test("an area handed in is not named, and all of them handed in end it", () => {
    expect(said({ data: [...dataMissing("fax", "hardware"), data("fax", "received")] })[0]).toMatch(/på: Hårdvara\.$/);
    expect(
      said({ data: [...dataMissing("fax", "hardware"), data("fax", "received"), data("hardware", "not-applicable")] }),
    ).toEqual([]);
  });
  test("the customer hands in or says stuck from it", () => {
    const [item] = dueOf("customer-data", facts, "2026-12-02");
    expect(item?.buttons?.map(({ runs, asks }) => ({ runs, asks }))).toEqual([
      { runs: "data hand-in", asks: true },
      { runs: "data say-stuck", asks: true },
    ]);
  });
  test("the lead is named at the lead's step, and no sponsor yet", () => {
    const [shared, internal] = said({}, "2026-12-08");
    expect(shared).toMatch(/anna hör av sig för att hjälpa till\.$/);
    expect(internal).toMatch(/^anna: inget svar från Solbacken Vård AB/);
    expect(`${shared}${internal}`).not.toContain("maria");
  });
  test("the sponsor is named at the last step", () => {
    const [shared, internal] = said({}, "2026-12-15");
    expect(shared).toMatch(/maria, vi behöver din hjälp för att hålla planen\.$/);
    expect(internal).toContain("frågan har gått till maria");
  });
  test("without a sponsor the customer reads it again, and the lead that there is nobody to turn to", () => {
    const items = dueOf("customer-data", { ...facts, members: team }, "2026-12-15");
    expect(items.map(({ to }) => to)).toEqual(["shared", "internal"]);
    expect(items.map(({ text }) => swedish(text))[0]).toMatch(/Faxlösningar och Hårdvara\.$/u);
    expect(items.map(({ text }) => swedish(text))[1]).toContain("ingen sponsor är utsedd");
  });
});

describe("snoozed", () => {
  const snoozed = (subject: string, until: string) => ({
    ...facts,
    snoozes: [{ id: "s", subject, until: day(until), reason: "HR är borta", by: { id: "anna", name: "Anna" } }],
  });

  test("a snoozed area is left out", () => {
    const [item] = dueOf("customer-data", snoozed("data/fax", "2026-12-09"), "2026-12-02");
    expect(item && swedish(item.text)).toMatch(/på: Hårdvara\.$/);
  });
  test("the day that ends a snooze is not silent", () => {
    const [item] = dueOf("customer-data", snoozed("data/fax", "2026-12-02"), "2026-12-02");
    expect(item && swedish(item.text)).toMatch(/på: Faxlösningar och Hårdvara\.$/);
  });
  test.each(["data", "customer-data"])("all of it is silent under %s", (subject) => {
    expect(keysOf("customer-data", snoozed(subject, "2026-12-09"), "2026-12-02")).toEqual([]);
  });
  test("another subject silences nothing", () => {
    expect(keysOf("customer-data", snoozed("porting", "2026-12-09"), "2026-12-02")).toEqual([key("after-1")]);
  });
});

test("D2: what is missing when the service goes live is chased all the same", () => {
  const goLive = { on: day("2026-12-01"), by: { id: "anna", name: "Anna" }, recordedAt: 1 };
  expect(keysOf("customer-data", { ...facts, project: { ...facts.project, goLive } }, "2026-12-02")).toEqual([
    key("after-1"),
  ]);
});

test("a day that is moved is reminded about anew", () => {
  const moved = { ...facts, project: { ...facts.project, plan: { data: day("2026-12-08") } } };
  expect(keysOf("customer-data", moved, "2026-12-07")).toEqual(["customer-data/2026-12-08/before-1"]);
});

test("nothing on a project that is not open", () => {
  expect(
    keysOf("customer-data", { ...facts, project: { ...facts.project, state: "cancelled" } }, "2026-12-02"),
  ).toEqual([]);
});

describe("C2, D2: data without a day of its own", () => {
  test("is chased by the day that leaves what follows its time", () => {
    const counted = { ...facts, project: { ...facts.project, plan: { workshop: day("2026-12-08") } } };
    expect(keysOf("customer-data", counted, "2026-12-01")).toEqual(["customer-data/2026-12-01/on"]);
    expect(keysOf("customer-data", counted, "2026-12-02")).toEqual(["customer-data/2026-12-01/after-1"]);
  });

  const without = { ...facts, project: { ...facts.project, plan: {} } };
  test.each([
    { today: "2026-11-02", why: "the day it was opened", sent: [] },
    { today: "2026-11-03", why: "the day after", sent: ["customer-data/no-day/after-1"] },
    { today: "2026-11-10", why: "the next week again, with the digest", sent: ["customer-data/no-day/again-5"] },
    { today: "2026-11-17", why: "and the week after that", sent: ["customer-data/no-day/again-10"] },
  ])("with nothing to count from, the lead is asked for one: $today, $why", ({ today, sent }) => {
    expect(keysOf("customer-data", without, today)).toEqual(sent);
  });

  test("the lead sets it with a press; what is all in asks nobody", () => {
    const [item] = dueOf("customer-data", without, "2026-11-03");
    expect(item).toMatchObject({ to: "internal", buttons: [{ runs: "plan move", values: { which: "data" } }] });
    expect(item && swedish(item.text)).toBe(
      "anna: ingen dag är satt för kunddata, och kvar att få in är Faxlösningar och Hårdvara. Sätt en dag, så att kunden påminns i tid.",
    );
    expect(keysOf("customer-data", { ...without, data: dataMissing() }, "2026-11-03")).toEqual([]);
  });
});
