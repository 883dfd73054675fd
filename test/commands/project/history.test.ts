import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken();
});
afterEach(() => house.close());
const rowsOf = (text: string) => text.split("\n").filter((line) => line.includes(" | "));

test("newest first, in words: who, what and which reference", async () => {
  await house.anna.says('require add "Main number"');
  await house.erik.says("require deliver R1");
  const rows = rowsOf((await house.anna.says("history")).text);
  expect(rows[1]).toMatch(/^Mon 23 Nov 2026 09:\d\d \| Erik Holm \| Mark a requirement delivered \(.*\) \| R1$/);
  expect(rows[2]).toMatch(/\| Anna Lind \| Add a requirement \(.*\) \| R1$/);
  expect(rows.at(-1)).toContain("Open an onboarding project");
});

test("of one reference", async () => {
  await house.anna.says('require add "Main number"');
  await house.anna.says('require add "Voicemail"');
  await house.anna.says("require deliver R1");
  const rows = rowsOf((await house.anna.says("history R1")).text).slice(1);
  expect(rows.map((row) => row.split(" | ")[3])).toEqual(["R1", "R1"]);
});

test("L3: what somebody tried and may not is there", async () => {
  await house.karin.says("kickoff");
  const rows = rowsOf((await house.anna.says("history")).text);
  expect(rows[1]).toContain("Karin Ek | Refused: Record the kickoff, which freezes the requirements");
});

test("A1: people's own words are not in it, and it is for staff in internal places", async () => {
  await house.anna.says('require add "Secret phrase"');
  expect((await house.anna.says("history")).text).not.toContain("Secret phrase");
  expect((await house.anna.says("history", { in: "solbacken-kund" })).outcome).toBe("refused");
  expect((await house.karin.says("history", { in: "dm-karin" })).outcome).toBe("refused");
});
