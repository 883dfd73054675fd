import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken("workshop:2026-12-08 porting:2026-12-17");
});
afterEach(() => house.close());

/** What a line asks before it moves a day, and says once somebody has said yes. */
async function moves(
  line: string,
  options: { readonly in?: string } = {},
): Promise<{ readonly asked: string; readonly said: string }> {
  const asked = await house.anna.says(line, options);
  return { asked: asked.text, said: (await house.anna.presses("plan move-anyway", options)).text };
}

describe("C2: what of the plan is recorded", () => {
  test("what is done before a day, by its name; a second time, or what is ours by a customer, changes nothing", async () => {
    const done = await house.anna.says("plan done preparation");
    expect([done.outcome, done.text]).toEqual(["done", expect.stringContaining("Preparation of the workshop: done")]);
    const again = await house.anna.says("plan done preparation");
    expect([again.outcome, again.text]).toEqual(["refused", expect.stringContaining("already done")]);
    expect((await house.facts()).porting.map(({ step }) => step)).toEqual(["preparation"]);
    expect((await house.karin.says("plan done check-ins")).outcome).toBe("refused");
    expect((await house.anna.says("undo preparation")).outcome).toBe("done");
    expect((await house.facts()).porting.filter(({ undone }) => !undone)).toEqual([]);
  });

  test("D7: a porting that is recorded is history", async () => {
    await house.playTo("2026-12-17T09:00");
    await house.anna.says("porting done porting");
    const moved = await house.anna.says("plan move porting 2027-01-15");
    expect([moved.outcome, moved.text]).toEqual(["refused", expect.stringContaining("cannot be moved")]);
    expect((await house.anna.says("status")).text).not.toContain("letter of authority for the porting");
  });
});

describe("K2: a proposal that was replaced", () => {
  const questions = async () =>
    (await house.messages("solbacken")).filter(({ text }) => /would be (?:moved|planned)/u.test(text));
  const press = async (at: number) => {
    const on = (await questions()).at(at) ?? expect.fail("no question");
    const [button = expect.fail("no button")] = [...on.buttons, ...(on.content.retired ?? [])].filter(({ runs }) =>
      runs.startsWith("plan "),
    );
    // A press that was on its way when the buttons went.
    const { outcome, text } = await house.anna.presses(button.runs, { on: { ...on, buttons: [button] } });
    return [outcome, text] as const;
  };
  const golive = async () => (await house.facts()).project.plan.golive;

  test.each([
    ["by a newer one", ["plan move golive 2027-01-15", "plan move golive 2027-01-22"]],
    ["by one of another day", ["plan move golive 2027-01-15", "plan set porting=2026-12-22,golive=2027-01-22"]],
  ])("%s: it changes nothing and says so, and its buttons are gone; the newer one is taken", async (_, lines) => {
    for (const line of lines) await house.anna.says(line);
    const [older, newer] = await questions();
    expect(older?.text).toContain("This holds no more");
    expect(older?.buttons).toEqual([]);
    expect(newer?.buttons.length).toBeGreaterThan(0);
    expect(await press(0)).toEqual(["refused", expect.stringContaining("This proposal has been replaced")]);
    expect(await golive()).toBe("2026-12-18");
    expect((await press(1))[0]).toBe("done");
    expect(await golive()).toBe("2027-01-22");
    expect((await questions()).flatMap(({ buttons }) => buttons)).toEqual([]);
    expect((await press(1))[0]).toBe("refused");
  });

  test("the first day of a project that has none is asked about, and the yes is taken", async () => {
    await house.anna.says('open "Tomma AB"', { in: "tomma" });
    await house.anna.says("bind shared in:tomma", { in: "solbacken-nya" });
    const { asked, said } = await moves("plan move data 2026-12-21", { in: "tomma" });
    expect(asked).toContain("would be planned");
    expect(said).not.toContain("This proposal has been replaced");
    expect((await house.facts("tomma")).project.plan).toEqual({ data: "2026-12-21" });
  });
});

test("D4: what the customer was told of the porting asks no more once the day has been moved again", async () => {
  const told = async () =>
    (await house.messages("solbacken-kund")).filter(({ text }) => /porting is moved/iu.test(text));
  await moves("plan move porting 2026-12-21");
  await moves("plan move porting 2026-12-22");
  const [first, second] = await told();
  expect(first?.text).toContain("The porting day has been moved again");
  expect([first?.buttons.length, (second?.buttons.length ?? 0) > 0]).toEqual([0, true]);
});

describe("K1: the planned days", () => {
  test("everybody sees them", async () => {
    const said = await house.karin.says("plan");
    expect(said.text).toContain("Customer data: Fri 4 Dec 2026 – next");
    expect(said.text).toContain("Workshop: Tue 8 Dec 2026");
    expect(said.text).toContain("Number porting: Thu 17 Dec 2026");
    expect(said.text).toContain("Go-live: Fri 18 Dec 2026");
  });

  test("moving one says from when to when, here and to the customer", async () => {
    const before = (await house.messages("solbacken-kund")).length;
    const { text: asked } = await house.anna.says("plan move golive 2027-01-15");
    expect(asked).toContain("Go-live would be moved from Fri 18 Dec 2026 to Fri 15 Jan 2027.");
    expect(asked).toContain("Last check-in call: by Tue 12 Jan 2027 instead of Tue 15 Dec 2026");
    expect(asked).toContain("Nothing is saved, and the customer has not been told yet.");
    expect((await house.facts()).project.plan.golive).toBe("2026-12-18");
    expect(await house.messages("solbacken-kund")).toHaveLength(before);
    const { text: said } = await house.anna.presses("plan move-anyway");
    expect(said).toContain("Go-live is moved from Fri 18 Dec 2026 to Fri 15 Jan 2027.");
    expect(said).toContain("The shared channel has been told.");
    expect((await house.facts()).project.plan.golive).toBe("2027-01-15");
    expect((await house.messages("solbacken-kund")).at(-1)?.text).toBe(
      "Go-live is moved from Fri 18 Dec 2026 to Fri 15 Jan 2027.",
    );
  });

  test("a day is written with the month's name as well", async () => {
    expect((await moves("plan move golive 15 jan")).said).toContain("to Fri 15 Jan 2027.");
    expect((await moves("plan move golive 18 januari 2027")).said).toContain("to Mon 18 Jan 2027.");
    expect((await house.anna.says("checkin schedule 3 dec 10:00")).text).toContain(
      "C1 is booked for Thu 3 Dec 2026 10:00.",
    );
    expect((await house.anna.says("log 1h config on:20 nov")).text).toContain(
      "Fri 20 Nov 2026 is before the project was opened",
    );
  });

  test("moved in the shared channel itself, it is said once", async () => {
    const forAll = async () =>
      (await house.messages("solbacken-kund")).filter(({ visibleTo }) => visibleTo === undefined).length;
    const before = await forAll();
    await moves("plan move golive 2027-01-15", { in: "solbacken-kund" });
    expect(await forAll()).toBe(before + 1);
  });

  test("D4: a porting day reminds that the old contract runs until after it", async () => {
    await moves("plan move porting 2027-01-14");
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
    expect((await house.anna.says("plan move golive 2027-01-06")).text).toContain(
      "Go-live: Wed 6 Jan 2027 is not a business day.",
    );
  });

  test("a workshop that has been held is history", async () => {
    await house.playTo("2026-12-08T15:00");
    await house.anna.says('require add "Main number"');
    await house.anna.says("kickoff");
    expect((await house.anna.says("plan move workshop 2026-12-15")).text).toContain(
      "The workshop was on Tue 8 Dec 2026",
    );
  });

  test("K2: a day that is planned already changes nothing: nothing is posted, and the answer says so", async () => {
    const before = (await house.messages("solbacken-kund")).map(({ id, text }) => [id, text]);
    const said = await house.anna.says("plan set porting=2026-12-17");
    expect(said.text).toContain("The number porting is planned for Thu 17 Dec 2026 already.");
    expect(said.text).toContain("Nothing has been changed, and nobody has been told anything.");
    expect(said.text).not.toContain("The shared channel has been told");
    expect((await house.messages("solbacken-kund")).map(({ id, text }) => [id, text])).toEqual(before);
  });

  test.each([
    [
      "tomorrow",
      "2026-11-24",
      "too soon for the porting",
      "plan set workshop=2026-12-11,porting=2026-12-29,golive=2026-12-29",
    ],
    [
      "Christmas Day",
      "2026-12-25",
      "business days only",
      "plan set workshop=2026-12-11,porting=2026-12-29,golive=2026-12-29",
    ],
  ])("D7: a porting for %s is refused before anybody is told", async (_, on, why, instead) => {
    const before = (await house.messages("solbacken-kund")).length;
    const said = await house.anna.says(`plan move porting ${on}`);
    expect([said.outcome, said.text]).toEqual(["refused", expect.stringContaining(why)]);
    expect(said.text).toContain(instead);
    expect((await house.facts()).project.plan.porting).toBe("2026-12-17");
    expect(await house.messages("solbacken-kund")).toHaveLength(before);
  });

  test("K2: what cannot hold, and the nearest plan that can, taken with one press", async () => {
    const said = await house.anna.says("plan move workshop 2026-12-22");
    expect(said.text).toContain("Go-live is planned before the workshop.");
    expect(said.text).toContain(
      "The nearest plan that holds: the workshop Tue 22 Dec 2026, the number porting Tue 12 Jan 2027 and go-live Tue 12 Jan 2027",
    );
    await house.anna.presses("plan set-anyway");
    expect((await house.facts()).project.plan).toEqual({
      data: "2026-12-04",
      workshop: "2026-12-22",
      porting: "2027-01-12",
      golive: "2027-01-12",
    });
  });

  test("C2: what is late, by how much, what is next, and what had to be done before", async () => {
    await house.playTo("2026-12-10T09:00");
    const { text } = await house.anna.says("plan");
    expect(text).toContain("Customer data: Fri 4 Dec 2026 – late, 4 business days");
    expect(text).toContain("Workshop: Tue 8 Dec 2026 – late, 2 business days");
    expect(text).toContain(
      "Number porting: Thu 17 Dec 2026 (cannot hold, as the letter of authority is too late: Mon 28 Dec 2026 is the first day that can)",
    );
    expect(text).toContain(
      "Letter of authority: was due Thu 3 Dec 2026, so that the operator has a complete request in time",
    );
    expect(text).toContain("Last check-in call: by Tue 15 Dec 2026, so that what comes up can be put right");
  });

  test("customers look, and move nothing", async () => {
    expect((await house.karin.says("plan move golive 2027-01-15")).outcome).toBe("refused");
  });

  test("in Swedish", async () => {
    await moves("plan flytta driftsättning 2027-01-15");
    expect((await house.facts()).project.plan.golive).toBe("2027-01-15");
  });
});
