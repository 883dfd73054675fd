import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("porting:2027-01-15");
});
afterEach(() => ws.close());

const steps = async () => (await ws.facts()).porting.map(({ step, by }) => `${step} ${by.name}`);

test("D4: both steps, and that the contract ends after the porting day", async () => {
  const said = await ws.anna.says("porting", { in: "solbacken-kund" });
  expect(said.text).toContain("Letter of authority: outstanding");
  expect(said.text).toContain(
    "must end after the porting day, Fri 15 Jan 2027: a number that is no longer active cannot be ported",
  );
});

test("D4: a step is done once; the second hears who did it and when", async () => {
  const said = await ws.anna.says("porting done fullmakt");
  expect(said.text).toContain("Outstanding: Termination with the previous supplier.");
  const again = await ws.erik.says("porting done fullmakt");
  expect([again.outcome, again.text.includes("Anna Lind, Mon 23 Nov")]).toEqual(["refused", true]);
  expect((await ws.anna.says("porting done uppsägning")).text).toContain("Both steps are done.");
  expect(await steps()).toEqual(["fullmakt Anna Lind", "termination Anna Lind"]);
});

test("D4: a termination of which nobody has said when it takes effect says so, with a line; the day is told later, and holds", async () => {
  const said = await ws.anna.says("porting done termination");
  expect(said.text).toContain("We do not know the day that the old contract ends.");
  const [line = ""] = /porting done termination ends:<day>/.exec(said.text) ?? [];
  // Before the porting it would lose a number, whoever has said that it is done.
  const early = await ws.anna.says(line.replace("<day>", "2027-01-10"));
  expect([early.outcome, early.text]).toEqual([
    "refused",
    expect.stringContaining("a number that is no longer active cannot be ported"),
  ]);
  const told = await ws.anna.says(line.replace("<day>", "2027-01-31"));
  expect([told.outcome, told.text.includes("We do not know")]).toEqual(["done", false]);
  expect((await ws.facts()).porting.map(({ step, ends }) => [step, ends])).toEqual([
    ["termination", undefined],
    ["termination", "2027-01-31"],
  ]);
  expect((await ws.anna.says(line.replace("<day>", "2027-02-15"))).outcome).toBe("refused");
  expect((await ws.anna.says("porting")).text.match(/Termination/g)).toHaveLength(1);
});

test("D4: once the numbers are ported nothing is asked for any more, in words or buttons", async () => {
  await ws.anna.says("porting done porting");
  const said = await ws.karin.says("porting");
  expect(said.text).toBe("The numbers were ported Mon 23 Nov 2026.");
  expect(said.messages.flatMap(({ buttons }) => buttons)).toEqual([]);
});

test("the customer confirms by a button; the internal channel hears of it; a second press changes nothing", async () => {
  await ws.karin.says("porting");
  const form = await ws.karin.presses("porting confirm", { values: { step: "termination" } });
  const early = await ws.karin.fills(form.form, { ends: "2027-01-15" });
  expect([early.outcome, JSON.stringify(early)]).toEqual([
    "invalid",
    expect.stringContaining("a number that is no longer active cannot be ported"),
  ]);
  await ws.karin.fills(form.form, { ends: "2027-01-31" });
  expect(await steps()).toEqual(["termination Karin Ek"]);
  expect((await ws.messages("solbacken")).at(-1)?.text).toBe(
    "Karin Ek confirmed: Termination with the previous supplier.",
  );
  const again = await ws.johan.fills(form.form, { ends: "2027-01-31" });
  expect(again.outcome).toBe("refused");
  expect(await steps()).toHaveLength(1);
});

test("a partner or a stranger confirms nothing", async () => {
  await ws.petra.says("help");
  await ws.anna.says("team add petra partner");
  await ws.karin.says("porting");
  for (const person of [ws.petra, ws.olle]) expect((await person.presses("porting confirm")).outcome).toBe("refused");
  expect(await steps()).toEqual([]);
});

test.each(["porting done fullmakt on:2026-11-24", "porting done handstand"])("%s is refused", async (line) => {
  expect((await ws.anna.says(line)).outcome).toBe("refused");
  expect(await steps()).toEqual([]);
});
