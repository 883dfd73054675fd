import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken();
});
afterEach(() => house.close());

describe("where the project stands", () => {
  test("phase, next dates and what waits for whom", async () => {
    const { text } = await house.karin.says("status");
    expect(text).toContain("Solbacken Vård AB: Preparation");
    expect(text).toContain("Go-live: Fri 18 Dec 2026");
    expect(text).toContain("Waiting for Solbacken Vård AB:");
    expect(text).toContain("customer data: all 13 areas (by Fri 4 Dec 2026)");
    expect(text).toContain("Waiting for iCentrex:");
    expect(text).toContain("kickoff");
    expect(text).toContain("Areas of customer data: 0 of 13 settled");
  });

  test("D2: some areas of many are named", async () => {
    await house.anna.says("data receive fax");
    await house.anna.says("data receive hardware");
    await house.anna.says("data approve hardware");
    const { text } = await house.karin.says("status");
    expect(text).toContain("customer data: all 13 areas but fax solutions and hardware (by Fri 4 Dec 2026)");
    expect(text).toContain("review of customer data: Fax solutions");
    expect(text).toContain("1 of 13 settled, 1 to review");
  });

  test("the standing card's button answers who pressed it, alone and in a few lines: what is next for their side, by when", async () => {
    await house.anna.says("plan move porting 2026-12-16");
    await house.anna.presses("plan move-anyway");
    await house.anna.says('require add "Main number answers 07–18"');
    const pressed = await house.karin.presses("status own");
    expect([pressed.answer.alone, pressed.messages.at(-1)?.visibleTo === undefined]).toEqual([true, false]);
    expect(pressed.text).toBe(
      [
        "Solbacken Vård AB: Preparation",
        "Next for you:",
        "• letter of authority for the number porting (by Wed 2 Dec 2026)",
        "• termination with the previous supplier, to take effect after the porting (by Wed 2 Dec 2026)",
        "• customer data: all 13 areas (by Fri 4 Dec 2026)",
        "Customer data: Fri 4 Dec 2026",
        "Number porting: Wed 16 Dec 2026",
        "Areas of customer data: 0 of 13 settled",
      ].join("\n"),
    );
    expect((await house.petra.presses("status own")).outcome).toBe("refused");
  });

  test("the standing card says who leads, how we are reached and what is next for the customer, and keeps it true", async () => {
    const card = async () =>
      (await house.messages("solbacken-kund")).find(({ text }) => text.startsWith("Onboarding of Solbacken"));
    const before = await card();
    for (const words of [
      "Project lead: Anna Lind",
      "kundcenter@icentrex.se, 020-20 20 22",
      "customer data: all 13 areas (by Fri 4 Dec",
    ])
      expect(before?.text).toContain(words);
    await house.anna.says("data receive hardware");
    await house.erik.says("status");
    await house.anna.says("team lead erik");
    const after = await card();
    expect([after?.id, after?.content.pinned]).toEqual([before?.id, true]);
    for (const words of ["Project lead: Erik Holm", "customer data: all 13 areas but hardware"])
      expect(after?.text).toContain(words);
    await house.anna.says("log 2h configuration");
    expect((await card())?.revision).toBe(after?.revision);
    await house.anna.says('change "HEMLIG 4500 kr" fixed:4500');
    await house.anna.says('project cancel "they went elsewhere"');
    expect((await card())?.text).toContain("The project is cancelled.");
    expect((await card())?.text).not.toMatch(/HEMLIG|4 ?500|elsewhere/);
  });

  test("D4: what is left of the porting is asked with a button each, where her status says it and where the day is told", async () => {
    await house.anna.says("plan move porting 2026-12-16");
    await house.anna.presses("plan move-anyway");
    const told = (await house.messages("solbacken-kund")).at(-1);
    expect(told?.buttons.map(({ runs, values }) => [runs, values?.step])).toEqual([
      ["porting confirm", "fullmakt"],
      ["porting confirm", "termination"],
    ]);
    expect((await house.karin.presses("porting confirm", { on: told ?? expect.fail() })).outcome).toBe("done");
    const own = (await house.karin.presses("status own")).messages.at(-1);
    expect(own?.buttons.map(({ values }) => values?.step)).toEqual(["termination"]);
  });

  test("C2: the standing card says what is late when its day has passed, though nobody has written anything", async () => {
    const card = async () => (await house.messages("solbacken-kund")).find(({ content }) => content.pinned);
    await house.playTo("2026-12-04T16:00");
    expect((await card())?.text).toContain("(by Fri 4 Dec");
    await house.playTo("2026-12-07T09:00");
    expect((await card())?.text).toContain("(was due Fri 4 Dec");
  });

  test("what is late is said to be", async () => {
    await house.playTo("2026-12-07T09:00");
    expect((await house.karin.says("status")).text).toContain("(was due Fri 4 Dec 2026)");
  });

  test("somebody without a part in the project sees nothing of it", async () => {
    expect((await house.olle.says("status")).outcome).toBe("refused");
  });
});

describe("A1: what only staff see", () => {
  test("hours per package, the package price and what is not agreed, in internal places", async () => {
    await house.anna.says("log 10h configuration");
    const internal = await house.anna.says("status");
    expect(internal.answer.reply?.audience).toBe("ledger");
    expect(internal.text).toContain("Configuration | 8 h | 8 h | 0 min | 0 min | 2 h");
    expect(internal.text).toContain("2 h are outside the package and not agreed. No running rate is set.");
    expect(internal.text).toContain("Price: package price not set");
    const shared = await house.anna.says("status", { in: "solbacken-kund" });
    expect(shared.answer.reply?.audience).toBe("public");
    for (const ledger of ["Work package", "not agreed", "package price", "2 h"])
      expect(shared.text).not.toContain(ledger);
  });

  test("S6, S7: what is not agreed has its money where a running rate is set", async () => {
    await house.anna.says("project set rate:1200 price:45000");
    await house.anna.says("log 9h30 configuration");
    const { text } = await house.anna.says("status");
    expect(text).toContain("1 h 30 min are outside the package and not agreed: 1 800,00 kr at 1 200,00 kr per hour.");
    expect(text).toContain("Price: 45 000,00 kr");
  });

  test("a staff member's private chat is an internal place", async () => {
    expect((await house.anna.says("status in:solbacken", { in: "dm-anna" })).text).toContain("Work package");
    expect((await house.karin.says("status in:solbacken", { in: "dm-karin" })).text).not.toContain("Work package");
  });
});
