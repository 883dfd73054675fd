import { afterEach, beforeEach, expect, test } from "vitest";
import { annaTypes } from "../../support/delivered.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken("rate:1200 options:ko-premium");
  await annaTypes(house, 'require add "Main number answers 07–18"', "kickoff", 'change "Two more queues" fixed:4500');
});
afterEach(() => house.close());

test.each([
  "travel 1h costs:1000000000",
  "project set price:1000000000",
  "project set rate:1000000000",
  "project set options:ko-premium=1000000000",
  'change "Another queue" fixed:1000000000',
  "change price X1 fixed:1000000000",
  "addon training fixed:1000000000",
  'addon training fixed:1000000000 agreed:"order 118"',
  "extend configuration 4h fixed:1000000000",
  'open "Nya Vård AB" price:1000000000',
  'open "Nya Vård AB" options:ko-premium=1000000000',
])("K2: an amount that looks like a typing mistake is asked about before anything is done: %s", async (line) => {
  const before = [await house.facts(), await house.anna.says("portfolio", { in: "dm-anna" })];
  const asked = await house.anna.says(line, { in: "dm-anna" });
  const typed = asked.outcome === "done" ? asked : await house.anna.says(line);
  const where = asked.outcome === "done" ? "dm-anna" : "solbacken";
  expect(typed.text).toContain("1 000 000 000,00 kr is a lot of money. Is that right?");
  expect((await house.facts()).changes).toEqual((before[0] as (typeof before)[0] & { changes: unknown }).changes);
  const on = typed.messages.find(({ buttons }) => buttons.length > 0);
  const [button] = on?.buttons ?? [];
  if (on === undefined || button === undefined) throw new Error("Nothing was asked");
  const said = await house.anna.presses(button.runs, { on, in: where });
  expect(said.outcome, said.text).toBe("done");
  expect(said.text).not.toContain("a lot of money");
  expect((await house.anna.presses(button.runs, { on, in: where })).outcome).toBe("refused");
});

test("K2: a form's amount is asked about too, and an ordinary one is not", async () => {
  const form = (await house.anna.says("project set")).form;
  expect((await house.anna.fills(form, { price: "1000000000" })).text).toContain("a lot of money");
  expect((await house.facts()).project.price).toBeUndefined();
  await house.anna.presses("project set");
  expect((await house.facts()).project.price).toBe(100_000_000_000);
  expect((await house.anna.says("project set price:1000000")).text).toContain("Price: 1 000 000,00 kr");
});
