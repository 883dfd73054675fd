import { afterEach, beforeEach, expect, test } from "vitest";
import { annaTypes } from "../../support/delivered.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace({ clock: "2026-12-18T09:00" });
});
afterEach(() => house.close());

const openSolbacken = async (more = "") => {
  await house.conversation("solbacken");
  await house.conversation("solbacken-kund", { outsiders: true });
  await annaTypes(
    house,
    `open "Solbacken Vård AB" internal:solbacken shared:solbacken-kund language:en ${more}`,
    "team add karin approver",
  );
};

test("L1, S2b: go-live is the delivery date and makes the package price billable; the shared channel hears only the date", async () => {
  await openSolbacken("price:45000");
  await annaTypes(house, 'require add "Main number answers 07–18"', "kickoff on:2026-12-14");
  expect((await annaTypes(house, "invoice")).text).toContain("45 000,00 kr | billable at go-live");
  const said = await annaTypes(house, "golive on:2026-12-17");
  expect(said.text).toContain("Solbacken Vård AB went live Thu 17 Dec 2026: that is the delivery date.");
  expect(said.text).toContain("The package price is now billable: 45 000,00 kr.");
  expect(said.text).toContain("Not delivered: R1.");
  expect(said.text).toContain("require deliver R1");
  const told = said.messages.find((message) => message.in === "solbacken-kund");
  expect(told?.text).toContain("went live Thu 17 Dec 2026");
  expect(told?.text).not.toContain("45 000");
  expect((await house.facts()).project.goLive).toMatchObject({ on: "2026-12-17", by: { name: "Anna Lind" } });
  expect((await annaTypes(house, "invoice")).text).toContain(
    "S2b | Fixed price, Custom implementation smaller | Thu 17 Dec 2026 | – | – | 25 % | 45 000,00 kr",
  );
});

test("S2b: without a package price it says so, never 0", async () => {
  await openSolbacken();
  await annaTypes(house, 'require add "Main number answers 07–18"', "kickoff");
  expect((await annaTypes(house, "golive")).text).toContain("it is not set: project set price:<kr>");
  const invoice = await annaTypes(house, "invoice");
  expect(invoice.text).toContain("package price not set");
  expect(invoice.text).not.toMatch(/\b0,00 kr/);
});

test("A1: typed in the shared channel it says nothing of the price, and says it once", async () => {
  await openSolbacken("price:45000");
  await annaTypes(house, 'require add "Main number answers 07–18"', "kickoff");
  const asked = await house.anna.says("golive", { in: "solbacken-kund" });
  expect(asked.answer.alone).toBe(true);
  const said = await house.anna.presses("golive anyway", { in: "solbacken-kund", on: asked.messages.at(-1) });
  expect(said.outcome).toBe("done");
  expect(said.text).not.toContain("45 000");
  expect(
    said.messages.filter((message) => message.in === "solbacken-kund" && message.text.includes("went live")),
  ).toHaveLength(1);
});

test("L1: what is open is asked about before it, and nothing is recorded until it is said anyway", async () => {
  await openSolbacken("rate:1200 porting:2027-01-15");
  await annaTypes(
    house,
    'require add "Main number answers 07–18"',
    "kickoff",
    "log 9h config",
    'fault "no sound" urgent',
    "data receive fax",
  );
  const asked = await house.anna.says("golive");
  for (const open of [
    "urgent fault: F1",
    "requirement not delivered: R1",
    "numbers are ported Fri 15 Jan 2027",
    "customer data missing: Main number",
    "customer data to review: Fax solutions",
    "1 h of work not agreed",
  ])
    expect(asked.text).toContain(open);
  expect((await house.facts()).project.goLive).toBeUndefined();
  const here = await house.anna.says("golive", { in: "solbacken-kund" });
  expect(here.text).toContain("urgent fault: F1");
  expect(here.text, "A1").not.toContain("not agreed");
  await house.anna.presses("golive anyway");
  expect((await house.facts()).project.goLive).toMatchObject({ on: "2026-12-18" });
});

test("L1: with nothing open it is recorded at once", async () => {
  await openSolbacken();
  await annaTypes(
    house,
    'require add "Main number answers 07–18"',
    "kickoff",
    "require deliver R1",
    "require verify R1",
  );
  for (const { id } of house.agreement.areas) await annaTypes(house, `data na ${id} "not used"`);
  expect((await house.anna.says("golive")).text).toContain("went live");
});

test.each([
  { why: "without a kickoff", lines: [], line: "golive", says: "Kickoff is not recorded" },
  {
    why: "before kickoff",
    lines: ["kickoff on:2026-12-14"],
    line: "golive on:2026-12-11",
    says: "Kickoff was Mon 14 Dec",
  },
  { why: "ahead of time", lines: ["kickoff"], line: "golive on:2026-12-21", says: "has not come yet" },
  {
    why: "twice",
    lines: ["kickoff", "golive"],
    line: "golive",
    says: "Go-live was Fri 18 Dec 2026, recorded by Anna Lind",
  },
])("L1: $why it is refused", async ({ lines, line, says }) => {
  await openSolbacken();
  await annaTypes(house, 'require add "Main number answers 07–18"', ...lines);
  const before = (await house.facts()).project.goLive;
  const said = await house.anna.says(line);
  expect(said.outcome).toBe("refused");
  expect(said.text).toContain(says);
  expect((await house.facts()).project.goLive).toEqual(before);
});

test("S2b, S6: recorded anew after it was billed, it says what is left to bill", async () => {
  await openSolbacken();
  const name = "golive";
  await annaTypes(
    house,
    'require add "Main number answers 07–18"',
    "kickoff",
    "project set price:45000",
    name,
    "invoice close",
  );
  await house.anna.presses("invoice confirm");
  await annaTypes(house, "undo golive");
  expect((await annaTypes(house, name)).text).toContain("The package price has been billed already.");
  await annaTypes(house, "undo golive", "project set price:50000");
  expect((await annaTypes(house, name)).text).toContain("what is left to bill is the difference, 5 000,00 kr.");
});

test("L1, D4: going live past a porting that nobody recorded says that it counts as done, and how to move it instead", async () => {
  await openSolbacken("porting:2027-01-15 golive:2027-01-18");
  await annaTypes(house, 'require add "Main number answers 07–18"', "kickoff");
  await annaTypes(house, "porting done fullmakt", "porting done termination");
  await house.playTo("2027-01-18T10:00");
  const asked = (await house.anna.says("golive")).text;
  expect(asked).toContain("porting was planned for Fri 15 Jan 2027, and is not done");
  expect(asked).toContain("Recording go-live counts the porting of Fri 15 Jan 2027 as done.");
  expect(asked).toContain("plan move porting <day>");
});
