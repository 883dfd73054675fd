import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken("rate:1200");
});
afterEach(() => house.close());

test.each([
  { typed: "training", title: "Training", why: "by its id" },
  { typed: '"Löpande projektledning"', title: "Running project management", why: "by its Swedish name" },
  { typed: "kurs", title: "Training", why: "by an alias" },
  { typed: '"Phone etiquette coaching"', title: "Phone etiquette coaching", why: "and anything else by its own words" },
])("T1: the list is open: $typed, $why", async ({ typed, title }) => {
  const said = await house.anna.says(`addon ${typed} fixed:12000`);
  expect(said.outcome, said.text).toBe("done");
  expect(said.text).toContain(`X1, an add-on, is priced: ${title}.`);
  expect((await house.facts()).changes[0]).toMatchObject({ kind: "addon", title, pricing: { kind: "fixed", price: 1_200_000 } });
});

test("S9, T1: an add-on can be offered before kickoff, and takes an approver's yes", async () => {
  await house.anna.says('addon "extra workshop" running estimate:8h');
  await house.anna.presses("change send");
  const card = (await house.messages("solbacken-kund")).at(-1);
  expect(card?.text).toContain("Offer X1, add-on: Extra workshop");
  expect(card?.text).toContain("Estimate: 8 h, 9 600,00 kr");
  await house.karin.approves();
  await house.anna.says('log 2h X1 "prepared it"');
  expect((await house.anna.says("invoice")).text).toContain("X1 Extra workshop (H1) | – | 2 h | 1 200,00 kr per hour | 25 % | 2 400,00 kr");
});

test("S9: a handed-over or cancelled project takes no new offers", async () => {
  await house.anna.says('project cancel "changed their mind"');
  const said = await house.anna.says("addon training fixed:12000");
  expect(said.outcome).toBe("refused");
  expect((await house.facts()).changes).toEqual([]);
});
