import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.conversation("solbacken");
  await house.conversation("solbacken-kund", { outsiders: true });
});
afterEach(() => house.close());

describe("opening a project", () => {
  test("S2, P1: the channel becomes the internal one, the opener the lead, the agreement's version the project's", async () => {
    const said = await house.anna.says('open "Solbacken Vård AB" price:45000 rate:1200 golive:2027-01-15');
    const { project, members } = await house.facts();
    expect(said.outcome).toBe("done");
    expect(said.text).toContain("Opened Solbacken Vård AB as solbacken: Custom implementation smaller, 24 h.");
    expect(said.text).toContain("Price: 45 000,00 kr");
    expect(said.text).toContain("Running rate: 1 200,00 kr per hour");
    expect(said.text).toContain("Go-live: Fri 15 Jan 2027");
    expect(said.text).toContain("team add <name> approver");
    expect(project).toMatchObject({
      price: 4_500_000,
      rate: 120_000,
      variant: "smaller",
      via: { kind: "direct" },
      plan: { golive: "2027-01-15" },
    });
    expect(members.map(({ handle, role }) => [handle, role])).toEqual([["anna", "lead"]]);
    const bound = await house.test.database.transaction((store) => store.places.get(project.internal ?? ""));
    expect(bound?.external).toBe("solbacken");
    const kept = await house.test.database.transaction((store) => store.agreements.of(project.id));
    expect(kept.version).toBe(house.agreement.version);
  });

  test("S2b: without a price it says so and how to set it, never 0", async () => {
    const said = await house.anna.says('open "Solbacken Vård AB"');
    expect(said.text).toContain("package price not set – set it with: project set price:<kr> in:solbacken");
    expect(said.text).not.toContain("0,00 kr");
  });

  test.each([
    { customer: "Solbacken Vård AB", code: "solbacken" },
    { customer: "AB Åkerö Bygg", code: "akero" },
    { customer: "Öst & Väst", code: "ost" },
  ])("$customer gets the code $code", async ({ customer, code }) => {
    await house.anna.says(`open "${customer}"`);
    expect((await house.facts(code)).project.customer).toBe(customer);
  });

  test("a code that is taken is refused with one that is free, in a line that then works", async () => {
    await house.anna.says('open "Solbacken Vård AB"');
    await house.conversation("nytt");
    const refused = await house.anna.says('open "Solbacken Fastigheter AB" price:1000', { in: "nytt" });
    expect(refused.outcome).toBe("refused");
    expect(refused.text).toContain("solbacken-2 is free");
    const line = refused.answer.reply?.blocks.flatMap((block) => (block.kind === "line" ? [block.line] : []))[0] ?? "";
    expect((await house.anna.says(line, { in: "nytt" })).outcome).toBe("done");
    expect((await house.facts("solbacken-2")).project).toMatchObject({
      customer: "Solbacken Fastigheter AB",
      price: 100_000,
    });
  });

  test("a name that no code can be made of asks for one", async () => {
    const said = await house.anna.says('open "☎☎"');
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("No code can be made of the name ☎☎");
  });

  test("via: a quoted name is the business partner", async () => {
    await house.anna.says('open "Solbacken Vård AB" via:"Nordtele AB"');
    expect((await house.facts()).project.via).toEqual({ kind: "partner", name: "Nordtele AB" });
  });
});

describe("S8: hours of the variants", () => {
  test("the larger one takes hours for every part and sums them", async () => {
    const said = await house.anna.says(
      'open "Solbacken Vård AB" variant:larger hours:workshop=16h,configuration=24h,checkins=6h,documentation=4h,handover=4h',
    );
    expect(said.text).toContain("Custom implementation larger, 54 h");
    expect((await house.facts()).project.hours).toEqual({
      workshop: 960,
      configuration: 1440,
      checkins: 360,
      documentation: 240,
      handover: 240,
    });
  });

  test.each([
    { line: "variant:larger", says: "missing for Workshop at the customer's site, Configuration" },
    {
      line: "variant:larger hours:workshop=16h,configuration=24h,checkins=6h,documentation=4h",
      says: "missing for Follow-up and handover to operations",
    },
    { line: "hours:workshop=16h", says: "are in the agreement" },
  ])("$line is refused, and nothing is opened", async ({ line, says }) => {
    const said = await house.anna.says(`open "Solbacken Vård AB" ${line}`);
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain(says);
    await expect(house.facts()).rejects.toThrow("No project solbacken");
  });
});

describe("days and options", () => {
  test("K1: every day that has passed is named", async () => {
    const said = await house.anna.says('open "Solbacken Vård AB" data:2026-11-20 golive:2026-01-15');
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("The day for the customer data cannot be planned for Fri 20 Nov");
    expect(said.text).toContain("Go-live cannot be planned for Thu 15 Jan");
  });

  test("K2: a day that looks odd is asked about before anything is opened, with the nearest plan that holds", async () => {
    const line = 'open "Solbacken Vård AB" internal:solbacken data:2026-12-01 golive:2026-12-24 price:45000';
    const asked = await house.anna.says(line, { in: "dm-anna" });
    for (const words of [
      "Go-live: Thu 24 Dec 2026 is not a business day.",
      "Nothing is saved yet.",
      "The nearest plan that holds: go-live Mon 28 Dec 2026.",
      'open "Solbacken Vård AB" internal:solbacken data:2026-12-01 golive:2026-12-28 price:45000',
    ])
      expect(asked.text).toContain(words);
    await expect(house.facts()).rejects.toThrow("No project solbacken");
    const [on] = asked.messages;
    expect(on?.buttons.map(({ id }) => id)).toEqual(["take", "anyway"]);
    const said = await house.anna.presses("open anyway", { in: "dm-anna", on, values: { golive: "2026-12-28" } });
    expect(said.text).toContain("Go-live: Mon 28 Dec");
    expect((await house.facts()).project).toMatchObject({
      plan: { data: "2026-12-01", golive: "2026-12-28" },
      price: 4_500_000,
    });
    expect((await house.anna.presses("open anyway", { in: "dm-anna", on })).outcome).toBe("refused");
  });

  test("K2: a day that is today and that nobody doubted moves in the nearest plan with its reason", async () => {
    const asked = await house.anna.says('open "Solbacken Vård AB" data:2026-11-23 golive:2026-12-24');
    expect(asked.text).toContain(
      "What is today comes too soon for anybody to be told, so it moves too: the day for the customer data.",
    );
    const later = await house.anna.says('open "Solbacken Vård AB" data:2026-11-30 golive:2026-12-24');
    expect(later.text).not.toContain("What is today");
  });

  test.each([
    { days: "data:2026-12-18 golive:2026-12-04", says: "Go-live is planned before the customer data is due." },
    { days: "workshop:2026-12-05", says: "Sat 5 Dec 2026 is not a business day." },
    { days: "porting:2026-12-17 golive:2026-12-16", says: "Go-live is planned before the number porting." },
    { days: "porting:2026-12-03", says: "is soon enough for mobile numbers only" },
    { days: "data:2026-12-04 workshop:2026-12-04", says: "It needs" },
  ])("K2, K1, P2, D7: $days is asked about, and taken as it is when that is said", async ({ days, says }) => {
    const asked = await house.anna.says(`open "Solbacken Vård AB" ${days}`);
    expect(asked.text).toContain(says);
    await expect(house.facts()).rejects.toThrow("No project solbacken");
    const anyway = asked.messages.find(({ buttons }) => buttons.some(({ id }) => id === "anyway"));
    const given = Object.fromEntries(days.split(" ").map((one) => one.split(":") as [string, string]));
    expect((await house.anna.presses("open anyway", { on: anyway, values: given })).outcome).toBe("done");
    expect((await house.facts()).project.plan).toEqual(given);
  });

  test("S4: Kö Premium in the smaller variant recommends the larger one, and misses its cost", async () => {
    const said = await house.anna.says('open "Solbacken Vård AB" options:ko-premium');
    expect(said.text).toContain("With Kö Premium, Custom implementation larger is usually to be recommended.");
    expect(said.text).toContain("Custom implementation smaller | 24 h | – |");
    expect(said.text).toContain("Custom implementation larger | – | – |");
    expect(said.text).toContain("Kö Premium brings configuration costs on top of the fixed price, and none is set");
  });

  test("S4: with its agreed cost, the cost is in the receipt", async () => {
    const said = await house.anna.says('open "Solbacken Vård AB" options:ko-premium=9000');
    expect(said.text).toContain("Kö Premium 9 000,00 kr");
    expect(said.text).not.toContain("none is set");
    expect((await house.facts()).project.options).toEqual([{ id: "ko-premium", price: 900_000 }]);
  });
});

describe("A1: channels", () => {
  test("the shared channel gets the card that stays, in the project's language", async () => {
    const said = await house.anna.says('open "Solbacken Vård AB" shared:solbacken-kund');
    const [card] = await house.messages("solbacken-kund");
    expect(card?.content.pinned).toBe(true);
    expect(card?.content.audience).toBe("public");
    expect(card?.buttons.map(({ runs }) => runs)).toEqual([
      "status own",
      "data hand-in",
      "data template",
      "fault report",
      "change ask",
    ]);
    expect(said.messages.map(({ id }) => id)).toContain(card?.id);
  });

  test("an internal channel with people from outside is refused", async () => {
    const said = await house.anna.says('open "Solbacken Vård AB" internal:solbacken-kund');
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("has people from outside in it");
  });

  test("a shared channel has one project", async () => {
    await house.anna.says('open "Solbacken Vård AB" shared:solbacken-kund');
    await house.conversation("nytt");
    const said = await house.anna.says('open "Åkerö Bygg AB" shared:solbacken-kund', { in: "nytt" });
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("is the shared channel of Solbacken Vård AB already");
    await expect(house.facts("akero")).rejects.toThrow();
  });

  test("where people from outside are, nothing is opened", async () => {
    const said = await house.anna.says('open "Solbacken Vård AB"', { in: "solbacken-kund" });
    expect(said.outcome).toBe("refused");
    await expect(house.facts()).rejects.toThrow();
  });

  test("typed elsewhere than in its internal channel, the receipt is for the one who typed it", async () => {
    await house.conversation("torget");
    const said = await house.anna.says('open "Solbacken Vård AB" internal:solbacken', { in: "torget" });
    expect(said.outcome).toBe("done");
    expect(said.text).toContain("team add <name> approver in:solbacken");
    const [receipt] = await house.messages("torget");
    expect(receipt?.visibleTo).toBeDefined();
  });

  test("one channel is not both", async () => {
    const said = await house.anna.says('open "Solbacken Vård AB" internal:solbacken shared:solbacken');
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("cannot be both");
  });

  test("bare, it opens a form that asks for the customer alone", async () => {
    const said = await house.anna.says("open");
    expect(said.form?.fields.filter(({ required }) => required).map(({ name }) => name)).toEqual(["customer"]);
    expect(
      (await house.anna.fills(said.form, { customer: "Solbacken Vård AB", golive: "2026-11-02" })).errors.golive,
    ).toContain("has passed");
    expect((await house.anna.fills(said.form, { customer: "Solbacken Vård AB" })).outcome).toBe("done");
  });

  test("opened in a private chat it asks for an internal channel next", async () => {
    const said = await house.anna.says('open "Solbacken Vård AB"', { in: "dm-anna" });
    expect(said.outcome).toBe("done");
    expect(said.text).toContain("bind internal in:solbacken");
    expect((await house.facts()).project.internal).toBeUndefined();
  });

  test("a customer opens nothing", async () => {
    expect((await house.karin.says('open "Solbacken Vård AB"', { in: "dm-karin" })).outcome).toBe("refused");
  });
});
