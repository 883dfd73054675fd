import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dayOf } from "../../../src/domain/calendar.ts";
import { listedBy } from "../../../src/domain/listed.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeAll(async () => {
  house = await openWorkspace();
  await house.openSolbacken("rate:1200 price:30000");
});
afterAll(() => house.close());

/** Lines that change what a list goes by, some of them at a time: what is refused changes nothing. */
const lines = [
  "log 9h configuration",
  "log 30m X1",
  "undo H1",
  "travel costs:250",
  "plan move workshop 2026-12-01",
  "plan move porting 2026-12-15",
  'task add "Send floor plan" due:2026-11-24',
  "task done T1",
  'change "Two more queues" fixed:4500',
  'change "New call flow" running estimate:1h cap:4h',
  "change send X1",
  "change done X1",
  "log 3h X2",
  'extend configuration 2h running agreed:"order 118"',
  "data receive fax",
  "data approve fax",
  "kickoff",
  "invoice close",
  'project cancel "paused"',
] as const;

async function kept(): Promise<unknown> {
  const { rows } = await house.test.pool.query(
    `select owed_on::text as "owedOn", not_agreed as "notAgreed", over_budget as "overBudget", to_invoice::float8 as "toInvoice", to_close as "toClose" from projects`,
  );
  return rows[0];
}
async function computed(): Promise<unknown> {
  const { agreement, facts, now } = await house.test.database.transaction(async (store) => {
    const project = await store.projects.find("solbacken");
    const id = project?.id ?? "";
    return { facts: await store.projects.facts(id), agreement: await store.agreements.of(id), now: await store.now() };
  });
  const { owedOn = "9999-12-31", ...more } = listedBy(facts, agreement, dayOf(now, "Europe/Stockholm"));
  return { owedOn, ...more };
}

test("what lists go by is what the facts say, after each command and after each night", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.subarray([...lines], { minLength: 14 }), async (some) => {
      for (const line of some) {
        const { outcome } = await house.anna.says(line);
        const now = await kept();
        expect(now, `${line}: ${outcome}`).toEqual(await computed());
        seen.add(JSON.stringify(now));
      }
      const tomorrow = dayOf((await house.test.database.now()) + 86_400_000, "Europe/Stockholm");
      await house.test.pool.query("update projects set owed_on = '2020-01-01'");
      await house.playTo(`${tomorrow}T09:00`);
      const state = (await house.facts()).project.state;
      if (state === "open") expect(await kept(), "after the night").toEqual(await computed());
      await house.anna.says("project reopen");
    }),
    { numRuns: 3, seed: 5, endOnFailure: true },
  );
  expect(seen.size).toBeGreaterThan(10);
});
