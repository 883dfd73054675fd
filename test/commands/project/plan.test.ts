import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken("workshop:2026-12-08 porting:2026-12-17");
});
afterEach(() => house.close());

describe("K1: the planned days", () => {
  test("everybody sees them", async () => {
    const said = await house.karin.says("plan");
    expect(said.text).toContain("Customer data: Fri 4 Dec 2026");
    expect(said.text).toContain("Workshop: Tue 8 Dec 2026");
    expect(said.text).toContain("Number porting: Thu 17 Dec 2026");
    expect(said.text).toContain("Go-live: Fri 18 Dec 2026");
  });

  test("moving one says from when to when, here and to the customer", async () => {
    const said = await house.anna.says("plan move golive 2027-01-15");
    expect(said.text).toContain("Go-live is moved from Fri 18 Dec 2026 to Fri 15 Jan 2027.");
    expect(said.text).toContain("The shared channel has been told.");
    expect((await house.facts()).project.plan.golive).toBe("2027-01-15");
    expect((await house.messages("solbacken-kund")).at(-1)?.text).toBe("Go-live is moved from Fri 18 Dec 2026 to Fri 15 Jan 2027.");
  });

  test("a day is written with the month's name as well", async () => {
    expect((await house.anna.says("plan move golive 15 jan")).text).toContain("to Fri 15 Jan 2027.");
    expect((await house.anna.says("plan move golive 18 januari 2027")).text).toContain("to Mon 18 Jan 2027.");
    expect((await house.anna.says("checkin schedule 3 dec 10:00")).text).toContain("C1 is booked for Thu 3 Dec 2026 10:00.");
    expect((await house.anna.says("log 1h config on:20 nov")).text).toContain("Fri 20 Nov 2026 is before the project was opened");
  });

  test("moved in the shared channel itself, it is said once", async () => {
    const before = (await house.messages("solbacken-kund")).length;
    await house.anna.says("plan move golive 2027-01-15", { in: "solbacken-kund" });
    expect(await house.messages("solbacken-kund")).toHaveLength(before + 1);
  });

  test("D4: a porting day reminds that the old contract runs until after it", async () => {
    await house.anna.says("plan move porting 2027-01-14");
    expect((await house.messages("solbacken-kund")).at(-1)?.text).toContain(
      "Let the contract with the previous supplier run until after Thu 14 Jan 2027",
    );
  });

  test.each([
    { line: "plan move golive 2026-11-20", says: "that day has passed" },
    { line: "plan move golive 2026-12-18", says: "Go-live is planned for Fri 18 Dec 2026 already." },
    { line: "plan move golive 2027-02-30", says: "28 days" },
    { line: "plan move party 2027-01-15", says: "party" },
  ])("$line is refused and moves nothing", async ({ line, says }) => {
    const said = await house.anna.says(line);
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain(says);
    expect((await house.facts()).project.plan.golive).toBe("2026-12-18");
  });

  test("P2: a day that is no business day is said to staff", async () => {
    expect((await house.anna.says("plan move golive 2027-01-06")).text).toContain("Go-live: Wed 6 Jan 2027 is not a business day.");
  });

  test("a workshop that has been held is history", async () => {
    await house.playTo("2026-12-08T15:00");
    await house.anna.says('require add "Main number"');
    await house.anna.says("kickoff");
    expect((await house.anna.says("plan move workshop 2026-12-15")).text).toContain("The workshop was on Tue 8 Dec 2026");
  });

  test("customers look, and move nothing", async () => {
    expect((await house.karin.says("plan move golive 2027-01-15")).outcome).toBe("refused");
  });

  test("in Swedish", async () => {
    const said = await house.anna.says("plan flytta driftsättning 2027-01-15");
    expect(said.outcome).toBe("done");
    expect((await house.facts()).project.plan.golive).toBe("2027-01-15");
  });
});
