import { afterEach, beforeEach, describe, expect, test } from "vitest";
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
  expect((await house.facts()).changes[0]).toMatchObject({
    kind: "addon",
    title,
    pricing: { kind: "fixed", price: 1_200_000 },
  });
});

test("S9, T1: an add-on can be offered before kickoff, and takes an approver's yes", async () => {
  await house.anna.says('addon "extra workshop" running estimate:8h');
  await house.anna.presses("change send");
  const card = (await house.messages("solbacken-kund")).at(-1);
  expect(card?.text).toContain("Offer X1, add-on: Extra workshop");
  expect(card?.text).toContain("Estimate: 8 h, 9 600,00 kr");
  await house.karin.approves();
  await house.anna.says('log 2h X1 "prepared it"');
  expect((await house.anna.says("invoice")).text).toContain(
    "X1 Extra workshop (H1) | – | 2 h | 1 200,00 kr per hour | 25 % | 2 400,00 kr",
  );
});

test("S9: what was agreed once and is entered twice is said, with its way out; another agreement is another", async () => {
  await house.anna.says('addon training fixed:12000 agreed:"order 118"');
  for (const other of [
    'addon training fixed:9000 agreed:"order 119"',
    'addon statistics fixed:9000 agreed:"order 118"',
  ])
    expect((await house.anna.says(other)).text, other).not.toContain("the same");
  const again = await house.anna.says('addon training fixed:12000 agreed:"Order 118"');
  expect(again.text).toContain("It says the same as X1. If it is one and the same, undo X4.\nundo X4");
  expect((await house.anna.says("undo X4")).outcome).toBe("done");
});

test("S9: a handed-over or cancelled project takes no new offers", async () => {
  await house.anna.says('project cancel "changed their mind"');
  const said = await house.anna.says("addon training fixed:12000");
  expect(said.outcome).toBe("refused");
  expect((await house.facts()).changes).toEqual([]);
});

describe("S4: an option has one price", () => {
  beforeEach(() => house.anna.says("project set options:ko-premium"));
  const typed = 'addon "Kö Premium" fixed:9000';

  test("one that was sold with a price takes no add-on of its name", async () => {
    await house.anna.says("project set options:ko-premium=8750");
    const said = await house.anna.says(typed);
    expect([said.outcome, (await house.facts()).changes]).toEqual(["refused", []]);
    expect(said.text).toContain("Kö Premium was sold with a price already, 8 750,00 kr");
    expect(said.text).toContain("project set options:ko-premium=<kr>");
  });
  test("one that is offered is not offered twice: its offer gets another price", async () => {
    await house.anna.says(typed);
    const said = await house.anna.says(typed);
    expect([said.outcome, said.text.includes("change price X1 fixed:<kr>")]).toEqual(["refused", true]);
    await house.anna.says("change withdraw X1");
    expect((await house.anna.says(typed)).outcome).toBe("done");
  });
  test.each([
    { add: typed, line: "change withdraw X1" },
    { add: `${typed} agreed:order`, line: "undo X1" },
  ])("one that an add-on is the price of gets no other: $add", async ({ add, line }) => {
    await house.anna.says(add);
    const said = await house.anna.says("project set options:ko-premium=8750");
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("X1");
    expect(said.text).toContain("billed twice");
    expect(said.text).toContain(line);
    expect((await house.facts()).project.options).toEqual([{ id: "ko-premium" }]);
    await house.anna.says(line);
    expect((await house.anna.says("project set options:ko-premium=8750")).outcome).toBe("done");
  });
});
