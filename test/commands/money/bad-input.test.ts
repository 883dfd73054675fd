import { expect, test } from "vitest";
import { annaTypes } from "../../support/delivered.ts";
import { openWorkspace } from "../../support/workspace.ts";

/** What nobody can have meant, about hours and money: each is refused in words, and nothing is stored. */
const lines = [
  "log -2h configuration",
  "log 0m configuration",
  "log 300h configuration",
  "log 2,3456h configuration",
  "log 1h configuration on:2027-01-01",
  "log 1h nothing",
  "log 1h X9",
  "travel -3h30",
  "travel 0m",
  "travel 3h costs:-100",
  "travel 3h costs:12.345",
  "travel costs:100EUR",
  'travel costs:"100 euro"',
  "travel costs:$100",
  'travel costs:"1200 inkl moms"',
  "travel costs:1e3",
  "travel costs:99999999999999",
  "travel 1h on:2027-01-01",
  "travel city:malmö",
  "travel 1h city:göteborg",
  "project set price:-1",
  "project set price:45.000,00",
  "project set price:100USD",
  "project set rate:12,345",
  "addon training fixed:1.234",
  "addon training fixed:-1",
  "addon training fixed:99999999999999",
  'change "More" fixed:4500 running estimate:2h',
  'change "More" running estimate:0h',
  'change "More" running estimate:-2h',
  'change "More" running estimate:6h cap:4h',
  "extend configuration 0h running",
  "extend configuration 2h fixed:2500kronor,50",
  "invoice 0",
  "invoice send 7",
  "invoice close until:2027-01-01",
  "invoice close until:2026-02-30",
  "invoice close all until:2027-01-01",
];

test("P2, K2, I1: what cannot be meant about hours and money is refused in words, and nothing is stored", async () => {
  const house = await openWorkspace();
  try {
    await house.openSolbacken();
    await annaTypes(house, "travel city:göteborg");
    const before = await house.facts();
    for (const line of lines) {
      const said = await house.anna.says(line);
      expect([line, said.outcome, said.form === undefined], said.text).toEqual([line, "refused", true]);
      expect(said.text.length, line).toBeGreaterThan(20);
      expect(said.text, line).not.toMatch(/went wrong/u);
    }
    const { touchedAt: _, ...after } = await house.facts();
    expect(after).toEqual((({ touchedAt: __, ...same }) => same)(before));
    const asked = await house.anna.says("log 1h configuration on:2026-11-20");
    expect(asked.text).toContain("before the project");
    expect((await house.facts()).work).toEqual([]);
  } finally {
    await house.close();
  }
});
