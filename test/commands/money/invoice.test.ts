import { afterEach, beforeEach, expect, test } from "vitest";
import { annaTypes } from "../../support/delivered.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken();
});
afterEach(() => house.close());

test("R1, R2, R3: each line with its rule, its time, its rate and its amount, and the totals without and with VAT", async () => {
  await annaTypes(house, "travel 3h30 costs:1200 to:Uppsala", "travel city:göteborg");
  const { text } = await annaTypes(house, "invoice");
  expect(text).toContain("Rule | What | Day | Time | Rate | Amount");
  expect(text).toContain("R1 | V1 travel time to Uppsala | Mon 23 Nov 2026 | 3 h 30 min | 490,00 kr per hour | 1 715,00 kr");
  expect(text).toContain("R1 | V1 actual travel costs to Uppsala | Mon 23 Nov 2026 | – | – | 1 200,00 kr");
  expect(text).toContain("R1 | V1 administration, 10 % | Mon 23 Nov 2026 | – | – | 120,00 kr");
  expect(text).toContain("R2 | V2 trip within Gothenburg | Mon 23 Nov 2026 | – | – | 690,00 kr");
  expect(text).toContain("Total excluding VAT: 3 725,00 kr");
  expect(text).toContain("VAT 25 %: 931,25 kr");
  expect(text).toContain("Total including VAT: 4 656,25 kr");
});

test("S2b: a package price that is not set is said so, and never 0", async () => {
  const { text } = await annaTypes(house, "invoice");
  expect(text).toContain("Nothing is billable now.");
  expect(text).toContain("S2b | Fixed price, Custom implementation smaller | – | – | package price not set");
  expect(text).toContain("project set price:<kr>");
  expect(text).not.toContain("0,00 kr");
});

test("S6: hours outside the package are named as not agreed, and not billed", async () => {
  await annaTypes(house, "project set rate:1200", "log 9h configuration");
  const { text } = await annaTypes(house, "invoice");
  expect(text).toContain("S6 | Configuration | 1 h | – | not agreed");
  expect(text).toContain("Nothing is billable now.");
});

test("A1: it is for staff in internal places only", async () => {
  expect((await house.karin.says("invoice")).outcome).toBe("refused");
  const said = await house.anna.says("invoice", { in: "solbacken-kund" });
  expect(said.outcome).toBe("refused");
  expect(said.messages.every((message) => message.visibleTo !== undefined)).toBe(true);
  expect((await house.anna.says("invoice in:solbacken", { in: "dm-anna" })).outcome).toBe("done");
});

test("S6: a closed basis is frozen; what is undone after it comes as a reversal on the next", async () => {
  expect((await house.anna.says("invoice close")).text).toContain("Nothing is billable now, so there is no basis to close.");
  await annaTypes(house, "travel city:göteborg");
  const closed = await annaTypes(house, "invoice close");
  expect(closed.text).toContain("Invoice basis 1 is closed Mon 23 Nov 2026: 1 line, 690,00 kr excluding VAT, 862,50 kr including VAT.");
  const next = await annaTypes(house, "invoice");
  expect(next.text).toContain("1 basis has been closed before, the last Mon 23 Nov 2026");
  expect(next.text).not.toContain("690,00 kr");
  const project = (await house.facts()).project.id;
  await house.test.database.transaction((store) => store.travel.undo(project, "V1"));
  expect((await annaTypes(house, "invoice")).text).toContain("S6 | Reversal, V1: trip within the city | – | – | – | −690,00 kr");
});
