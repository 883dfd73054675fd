import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken("rate:1200");
});
afterEach(() => house.close());

const anna = async (line: string) => {
  const said = await house.anna.says(line);
  expect(said.outcome, said.text).toBe("done");
  return said;
};

test("S3, S6: an extension covers what is outside its package, earlier work too, once an approver has said yes", async () => {
  await anna("log 8h30 configuration");
  expect((await anna("invoice")).text).toContain("S6 | Configuration | 30 min | – | not agreed");
  const priced = await anna("extend configuration 4h running");
  expect(priced.text).toContain("X1, an extension, is priced: Configuration 4 h.");
  expect(priced.text).toContain("Approving it also covers 30 min of work already done.");
  await anna("change send X1");
  const card = (await house.messages("solbacken-kund")).at(-1);
  expect(card?.text).toContain("Configuration is extended by 4 h.");
  expect(card?.text).toContain("Estimate: 4 h, 4 800,00 kr");
  await house.karin.approves();
  const invoice = await anna("invoice");
  expect(invoice.text).toContain(
    "S6 | X1 Configuration 4 h (H1) | – | 30 min | 1 200,00 kr per hour | 25 % | 600,00 kr",
  );
  expect(invoice.text).not.toContain("not agreed");
});

test("S9: agreed at the sale, at a fixed price", async () => {
  const said = await anna('extend documentation 2h fixed:2500 agreed:"order 118"');
  expect(said.text).toContain("X1 is approved by what was agreed at the sale (order 118): Documentation 2 h.");
  expect((await house.facts()).changes[0]).toMatchObject({
    kind: "extension",
    state: "approved",
    agreed: "order 118",
    pricing: { kind: "fixed", price: 250_000 },
    extends: { package: "documentation", minutes: 120 },
  });
});

test.each([
  { line: "extend configuration 4h", says: "running, or fixed:2500" },
  { line: "extend configuration 4h running fixed:2500", says: "either a fixed price or the running rate" },
])("S3: $line is refused", async ({ line, says }) => {
  const said = await house.anna.says(line);
  expect(said.outcome).toBe("refused");
  expect(said.text).toContain(says);
  expect((await house.facts()).changes).toEqual([]);
});

test("S3: an extension's own time is its estimate: pricing it anew takes no other", async () => {
  await anna("extend configuration 4h running");
  expect((await house.anna.says("change price X1 running estimate:6h")).text).toContain("The extension is of 4 h");
  await anna("change price X1 fixed:4000");
  expect((await house.facts()).changes[0]).toMatchObject({
    state: "priced",
    pricing: { kind: "fixed", price: 400_000 },
  });
});
