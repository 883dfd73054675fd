import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { annaTypes, toLive } from "../../support/delivered.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken();
});
afterEach(() => house.close());

describe("project set", () => {
  test("S2b, S7: price, running rate, reference and organisation number", async () => {
    const said = await house.anna.says("project set price:45000 rate:1200 reference:PO-77 orgno:5560360793");
    expect(said.text).toContain("Price: 45 000,00 kr");
    expect(said.text).toContain("Running rate: 1 200,00 kr per hour");
    expect((await house.facts()).project).toMatchObject({
      price: 4_500_000,
      rate: 120_000,
      reference: "PO-77",
      organisationNumber: "556036-0793",
    });
  });

  test.each(["price", "rate"])("S2b, S7, K2: a %s of nothing is asked about before it counts", async (term) => {
    await house.anna.says("project set price:45000 rate:1200");
    expect((await house.anna.says(`project set ${term}:0`)).text).toContain("0,00 kr: is it to cost nothing?");
    expect((await house.facts()).project).toMatchObject({ price: 4_500_000, rate: 120_000 });
    await house.anna.presses("project set");
    expect((await house.facts()).project).toMatchObject({ [term]: 0 });
  });

  test("L4, C1: a price is put right after the handover: a line of the difference, and the lead is told", async () => {
    await house.anna.says("project set price:45000");
    await toLive(house);
    await annaTypes(house, "deliver");
    await house.karin.presses("deliver approve");
    await annaTypes(house, "invoice close");
    await house.anna.presses("invoice confirm");
    await annaTypes(house, "handover");
    const said = await house.erik.says("project set price:40000");
    expect(said.outcome, said.text).toBe("done");
    expect((await house.anna.says("invoice")).text).toContain("−5 000,00 kr");
    expect((await house.messages("solbacken")).map(({ text }) => text)).toContainEqual(
      "Anna Lind: Erik Holm recorded what was agreed about the project after the handover. It comes on the next invoice basis.",
    );
  });

  test("what is not named stays as it was", async () => {
    await house.anna.says("project set price:45000 rate:1200");
    await house.anna.says("project set rate:1300");
    expect((await house.facts()).project).toMatchObject({ price: 4_500_000, rate: 130_000 });
  });

  test("a project has one sponsor, of the customer's side", async () => {
    await house.johan.says("help");
    await house.anna.says("project set sponsor:karin");
    await house.anna.says("project set sponsor:johan");
    const { members } = await house.facts();
    expect(members.filter(({ role }) => role === "sponsor").map(({ handle }) => handle)).toEqual(["johan"]);
    expect(members.filter(({ handle }) => handle === "karin").map(({ role }) => role)).toEqual(["approver"]);
    await house.erik.says("help");
    expect((await house.anna.says("project set sponsor:erik")).text).toContain("Erik Holm is one of ours");
  });

  test.each(["project", "projekt", "project set", "project in:solbacken"])(
    "%s alone opens the form; nothing filled in is refused",
    async (line) => {
      const { form } = await house.anna.says(line);
      expect(form?.fields.map(({ name }) => name)).toContain("price");
      expect((await house.anna.fills(form, {})).outcome).toBe("refused");
      expect((await house.anna.fills(form, { price: "45000" })).outcome).toBe("done");
      expect((await house.facts()).project.price).toBe(4_500_000);
    },
  );

  test("without its verb too it sets what is given", async () => {
    expect((await house.anna.says("projekt pris:45000")).outcome).toBe("done");
    expect((await house.facts()).project.price).toBe(4_500_000);
  });

  test("the language of what is said in the project's channels", async () => {
    await house.anna.says("project set language:sv");
    expect((await house.facts()).project.language).toBe("sv");
    expect((await house.anna.says("plan")).answer.language).toBe("sv");
  });

  test("A1: prices are set in internal places only", async () => {
    const said = await house.anna.says("project set price:45000", { in: "solbacken-kund" });
    expect(said.outcome).toBe("refused");
    expect((await house.facts()).project.price).toBeUndefined();
  });
});

describe("cancelling and reopening", () => {
  test("a cancelled project takes no more facts until it is reopened", async () => {
    const said = await house.anna.says('project cancel "chose another supplier"');
    expect(said.text).toContain("cancelled: chose another supplier");
    expect((await house.facts()).project).toMatchObject({ state: "cancelled", stateReason: "chose another supplier" });
    const refused = await house.anna.says('require add "Main number"');
    expect(refused.outcome).toBe("refused");
    expect(refused.text).toContain("project reopen in:solbacken");
    expect((await house.anna.says("project reopen")).text).toContain("is open again");
    expect((await house.anna.says('require add "Main number"')).outcome).toBe("done");
  });

  test("twice is refused", async () => {
    expect((await house.anna.says("project reopen")).text).toContain("The project is open already.");
    await house.anna.says('project cancel "paused"');
    expect((await house.anna.says('project cancel "paused"')).text).toContain("The project is cancelled already.");
  });

  test("cancelling needs a reason", async () => {
    const said = await house.anna.says("project cancel");
    expect(said.form ?? said.outcome).not.toBe("done");
    expect((await house.facts()).project.state).toBe("open");
  });
});

test("S4: options are set after the sale too, and a price with a space is all of it", async () => {
  const said = await house.anna.says("project set options:ko-premium=8 750");
  expect(said.text).toContain("8 750,00 kr");
  expect((await house.facts()).project.options).toEqual([{ id: "ko-premium", price: 875_000 }]);
});
