import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { audited } from "../../support/audited.ts";
import { annaTypes } from "../../support/delivered.ts";
import { openWorkspace, type Said, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("rate:1200");
});
afterEach(() => ws.close());

/** What was said beside the answer. */
const inSolbacken = (said: Said) => said.messages.map(({ text }) => text).filter((text) => text !== said.text);

describe("log", () => {
  test("S6: the same work twice is said, with its way out; without a note, by another or undone it is not", async () => {
    for (const line of ["log 1h configuration queues by:erik", "log 1h configuration", "log 1h configuration"]) {
      const said = await ws.anna.says(line);
      expect(said.text).not.toContain("the same");
    }
    await ws.anna.says("log 1h configuration queues");
    const again = await ws.anna.says('log 1h configuration "Queues"');
    expect(again.text).toContain("It says the same as H4. If it is one and the same, undo H5.\nundo H5");
    await ws.anna.says("undo H5");
    await ws.anna.says("undo H4");
    expect((await ws.anna.says("log 1h configuration queues")).text).not.toContain("the same");
  });

  test("S2: time on check-in calls that is no call's is asked about before it is outside, and the call is offered", async () => {
    const said = await ws.anna.says("log 1h checkins");
    expect(said.text).toContain(
      "4 of 4 calls are left. Work logged by itself (1 h) belongs to no call and is outside the package.",
    );
    expect((await ws.facts()).work).toEqual([]);
    await ws.anna.says("checkin schedule 2026-11-23 09:30");
    await ws.playTo("2026-11-23T11:00");
    expect((await ws.anna.says("log 45m checkins")).text).toContain("If it was C1:\ncheckin hold C1 45m");
    await ws.anna.presses("log anyway");
    expect((await ws.facts()).work).toHaveLength(1);
    expect((await ws.anna.says("checkin hold C1 45m")).text).toContain("C1 was held: 45 min.");
  });

  test.each([
    ["log 2h configuration i går", "2026-11-24"],
    ["log 2h configuration mon", "2026-11-23"],
    ['log 2h configuration "24/11"', "2026-11-24"],
  ])("S6: %s: a day where the note stands is asked about, and the line of that day works", async (typed, on) => {
    await ws.playTo("2026-11-25T09:00");
    const said = await ws.anna.says(typed);
    expect(said.text).toContain("Nothing is logged yet. If they were of");
    const line = `log 2h configuration on:${on}`;
    expect(said.text).toContain(line);
    expect((await ws.facts()).work).toEqual([]);
    await ws.anna.says(line);
    expect((await ws.facts()).work).toMatchObject([{ minutes: 120, note: "", on }]);
    await ws.anna.says(typed);
    await ws.anna.presses("log anyway");
    expect((await ws.facts()).work[1]).toMatchObject({ minutes: 120, on: "2026-11-25" });
  });

  test("a day beside other words, and today's own, are a note", async () => {
    await ws.anna.says("log 2h configuration möte i går");
    await ws.anna.says("log 1h configuration today");
    expect((await ws.facts()).work.map(({ note, on }) => [note, on])).toEqual([
      ["möte i går", "2026-11-23"],
      ["today", "2026-11-23"],
    ]);
    expect((await ws.anna.says("log 2h configuration yesterday by:erik")).text).toContain(
      "write the line again with that day",
    );
  });

  test("time and work the other way round: the line that is offered works", async () => {
    const said = await ws.anna.says("log configuration 2h");
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("log 2h configuration");
    expect((await ws.anna.says("log nonsense 2h")).text).not.toContain("log 2h nonsense");
  });

  test("what was logged, and what is left of the package", async () => {
    const said = await ws.anna.says('log 2h30 configuration "hunt groups"');
    expect(said.text).toBe("Logged 2 h 30 min configuration: “hunt groups” (H1).\n5 h 30 min of 8 h are left.");
    const { work } = await ws.facts();
    expect(work).toMatchObject([
      { ref: "H1", minutes: 150, note: "hunt groups", on: "2026-11-23", by: { name: "Anna Lind" } },
    ]);
  });

  test("S6: what exceeds the package is not agreed, with the line that extends it and the one to undo", async () => {
    await ws.anna.says("log 8h configuration");
    const said = await ws.anna.says("log 30m config");
    expect(said.text).toContain("30 min are outside the package and not agreed: extend it, or undo H2.");
    expect(said.text).toContain("extend configuration 30m running");
    const more = await ws.anna.says("log 1h config");
    expect(more.text).toContain("1 h is outside the package and not agreed");
    expect(more.text).toContain("In all, 1 h 30 min of this work are not agreed.");
    expect(more.text).toContain("extend configuration 1h30 running");
  });

  test("S6: work of an earlier day takes the package's hours, and says what it pushes out", async () => {
    await ws.anna.says("log 8h configuration");
    const said = await ws.anna.says("log 1h configuration on:yesterday by:erik");
    expect(said.outcome).toBe("done");
    expect((await ws.anna.presses("log anyway")).text).toContain("1 h is outside the package and not agreed");
  });

  test("a colleague's hours, of another day", async () => {
    await ws.erik.says("help");
    const said = await ws.anna.says("log 1h docs by:erik");
    expect(said.text).toContain("for Erik Holm");
    expect((await ws.facts()).work[0]?.by.name).toBe("Erik Holm");
  });

  test("S6: three quarters of a package are told of once, to whoever logs and to the lead", async () => {
    await ws.anna.says("log 5h59 configuration");
    expect((await ws.anna.says("log 1m configuration")).text).toContain("75 % of the hours of Configuration are used.");
    expect((await ws.anna.says("log 1m configuration")).text).not.toContain("%");
    await ws.anna.says("log 5h59 workshop");
    const erik = await ws.erik.says("log 30m workshop");
    expect(erik.text).toContain("75 % of the hours of");
    expect(inSolbacken(erik)).toEqual([
      expect.stringMatching(/Anna.*75 % of the hours of .* are used in Solbacken.*1 h 31 min are left/),
    ]);
    expect(inSolbacken(await ws.erik.says("log 1h31 workshop"))).toEqual([
      expect.stringMatching(/100 % of the hours of .* are used in Solbacken Vård AB\.$/),
    ]);
  });

  test("log week: a person's own hours by day, calls too, and the days without any", async () => {
    await ws.anna.says("log 2h configuration");
    await ws.erik.says("log 5h configuration");
    await ws.anna.says("log 1h docs on:2026-11-18");
    await ws.anna.presses("log anyway");
    const said = await ws.anna.says("log week");
    expect(said.text).toMatch(/Your week, Mon 23 Nov 2026 to Sun 29 Nov 2026: 2 h\./);
    expect(said.text).toContain("Solbacken Vård AB 2 h");
    expect(said.text).not.toContain("5 h");
    const before = await ws.anna.says("log week on:2026-11-18");
    expect(before.text).toMatch(/Mon 16 Nov 2026 to Sun 22 Nov 2026: 1 h\./);
    expect(before.text).toMatch(
      /Nothing is logged on Mon 16 Nov 2026, Tue 17 Nov 2026, Thu 19 Nov 2026 and Fri 20 Nov 2026\./,
    );
  });

  test("hours of somebody who is not staff are refused", async () => {
    expect((await ws.anna.says("log 1h docs by:karin")).outcome).toBe("refused");
  });

  test.each([
    { line: "log 0h configuration", why: "no time" },
    { line: "log 101h configuration", why: "a typing mistake beyond doubt" },
    { line: "log -2h configuration", why: "a negative time" },
    { line: "log 1h configuration on:2026-11-24", why: "a day to come" },
    { line: "log 1h juggling", why: "no such work" },
    { line: "log 1h X9", why: "no such change" },
  ])("$line is refused: $why", async ({ line }) => {
    expect((await ws.anna.says(line)).outcome).toBe("refused");
    expect((await ws.facts()).work).toEqual([]);
  });

  test("27h on one day is asked about: nothing is stored until the button is pressed, and then once", async () => {
    const said = await ws.anna.says('log 27h configuration "data migration"');
    expect(said.text).toContain("27 h");
    expect((await ws.facts()).work).toEqual([]);
    const pressed = await ws.anna.presses("log anyway");
    expect(pressed.text).toContain("Logged 27 h configuration: “data migration” (H1).");
    expect((await ws.facts()).work).toMatchObject([{ ref: "H1", minutes: 1620, note: "data migration" }]);
    const again = await ws.anna.presses("log anyway");
    expect(again.outcome).toBe("refused");
    expect(again.text).toContain("Anna Lind already did that, Mon 23 Nov 2026");
    expect((await ws.facts()).work).toHaveLength(1);
    expect(await audited(ws)).toEqual(["log anyway"]);
  });

  test("an unanswered question leaves the facts, the audit and the numbering as they were", async () => {
    const before = await ws.facts();
    const asked = await ws.anna.says("log 27h configuration");
    expect(asked.answer.reply?.question).toBe(true);
    expect(await ws.facts()).toEqual(before);
    expect(await audited(ws)).toEqual([]);
    expect((await ws.anna.says("log 1h configuration")).text).toContain("(H1)");
    expect((await ws.anna.presses("log anyway")).text).toContain("(H2)");
  });

  test("the same question asked twice is answered for each", async () => {
    await ws.anna.says("log 27h configuration");
    await ws.anna.says("log 27h docs");
    const asked = (await ws.messages("solbacken")).filter(({ buttons }) =>
      buttons.some(({ runs }) => runs === "log anyway"),
    );
    for (const on of asked) expect((await ws.anna.presses("log anyway", { on })).outcome).toBe("done");
    expect((await ws.facts()).work.map(({ ref }) => ref)).toEqual(["H1", "H2"]);
  });

  test("a day's total counts: 10 h twice is asked about", async () => {
    await ws.anna.says("log 10h configuration");
    expect((await ws.anna.says("log 10h configuration")).text).toContain("20 h");
    expect((await ws.facts()).work).toHaveLength(1);
    // What was undone was not worked.
    await ws.anna.says("undo H1");
    expect((await ws.anna.says("log 10h configuration")).text).toContain("Logged 10 h");
  });

  test.each([
    { on: "2026-11-20", says: "before the project was opened" },
    { on: "2026-09-01", says: "83 days ago" },
  ])("$on: $says, so it is asked", async ({ on, says }) => {
    expect((await ws.anna.says(`log 1h configuration on:${on}`)).text).toContain(says);
    expect((await ws.facts()).work).toEqual([]);
  });

  describe("against a change", () => {
    const change = async (priced: string) => {
      await annaTypes(ws, 'require add "Main number answers 07–18"', "kickoff", `change "New call flow" ${priced}`);
    };
    const approve = async () => {
      await annaTypes(ws, "change send X1");
      expect((await ws.karin.approves()).outcome).toBe("done");
    };

    test("S6, S9: not approved, it is not agreed, and the customer's yes is what is missing", async () => {
      await change("running estimate:6h");
      const { text } = await annaTypes(ws, "log 1h30 X1");
      expect(text).toContain("Logged 1 h 30 min X1 New call flow (H1).");
      expect(text).toContain("X1 is not sent, so 1 h 30 min are not agreed. Get the customer’s yes, or undo H1.");
      expect((await annaTypes(ws, "invoice")).text).toContain("X1 New call flow | 1 h 30 min | – | not agreed");
    });

    test("S6: approved at the running rate, it is covered up to the cap, and what is beyond the cap is not agreed", async () => {
      await change("running estimate:2h cap:3h");
      await approve();
      expect((await annaTypes(ws, "log 2h30 X1")).text).toContain("30 min are left of what X1 covers.");
      expect((await annaTypes(ws, "log 1h X1")).text).toContain(
        "30 min are more than what X1 covers, and not agreed: price more, or undo H2.\nchange price X1 running estimate:3h30",
      );
      const { text } = await annaTypes(ws, "invoice");
      expect(text).toContain("S6 | X1 New call flow (H1 and H2) | – | 3 h | 1 200,00 kr per hour | 25 % | 3 600,00 kr");
      expect(text).toContain("X1 New call flow | 30 min | – | not agreed");
    });

    test("S6: approved at a fixed price, its hours are covered however many, and not billed by the hour", async () => {
      await change("fixed:4500");
      await approve();
      expect((await annaTypes(ws, "log 9h X1")).text).toContain("It is covered by the fixed price of X1.");
      expect((await annaTypes(ws, "invoice")).text).toContain("covered by the fixed price");
    });
  });

  test.each([
    {
      cause: undefined,
      says: "It is billable only if the cause of F1 turns out not to be ours and you choose to bill it.",
    },
    { cause: 'customer "the switch was unplugged" bill', says: "It is billable: you chose to bill F1." },
    { cause: 'customer "the switch was unplugged"', says: "It is not billed: that is what was decided for F1." },
    { cause: 'supplier "a wrong setting"', says: "It is not billed: that is what was decided for F1." },
  ])("F4: against a fault whose cause is $cause: $says", async ({ cause, says }) => {
    await ws.karin.says('fault "no incoming calls"');
    if (cause !== undefined) await annaTypes(ws, `fault cause F1 ${cause}`);
    const { text } = await annaTypes(ws, "log 1h F1");
    expect(text).toContain("Logged 1 h F1 no incoming calls (H1).");
    expect(text).toContain(says);
    const basis = (await annaTypes(ws, "invoice")).text;
    expect(basis.includes("1 h | 1 200,00 kr per hour | 25 % | 1 200,00 kr")).toBe(cause?.endsWith("bill") === true);
  });

  test("A1: in the shared channel it is refused before it has any effect", async () => {
    const said = await ws.anna.says("log 1h configuration", { in: "solbacken-kund" });
    expect(said.outcome).toBe("refused");
    expect((await ws.facts()).work).toEqual([]);
  });

  test("a customer cannot log", async () => {
    expect((await ws.karin.says("log 1h configuration")).outcome).toBe("refused");
  });

  test("a cancelled project takes no hours, nor those that were asked about before it was", async () => {
    await ws.anna.says("log 27h configuration");
    await ws.anna.says('project cancel "the customer changed their mind"');
    expect((await ws.anna.says("log 1h configuration")).outcome).toBe("refused");
    const pressed = await ws.anna.presses("log anyway");
    expect([pressed.outcome, pressed.text.includes("cancelled")]).toEqual(["refused", true]);
    expect((await ws.facts()).work).toEqual([]);
  });
});
