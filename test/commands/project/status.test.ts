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
    expect(text).toMatch(/customer data: Main number, .*Company-wide options and Other \(by Fri 4 Dec 2026\)/);
    expect(text).toContain("review of customer data: Fax solutions");
    expect(text).toContain("1 of 13 settled, 1 to review");
  });

  test("the standing card's button gives the same", async () => {
    const pressed = await house.karin.presses("status");
    expect(pressed.text).toBe((await house.karin.says("status")).text);
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
    for (const ledger of ["Work package", "not agreed", "package price", "2 h"]) expect(shared.text).not.toContain(ledger);
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
