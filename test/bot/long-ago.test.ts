import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases } from "../support/databases.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

/** What people meet when what they come back to has been removed (DESIGN: erasure). */
describe.each(databases)("long ago, on $name", ({ open, stop }) => {
  let ws: Workspace;
  const purge = async () => ws.test.database.purge((await ws.test.database.now()) + 1_000);
  beforeEach(async () => {
    ws = await openWorkspace({ open });
    await ws.openSolbacken("rate:1200");
  });
  afterEach(() => ws.close());
  afterAll(stop);

  test("a press on a card that has lost its words hears so, and nothing happens", async () => {
    for (const line of [
      'require add "Main number answers"',
      "kickoff",
      'change "New flow" fixed:100',
      "change send X1",
    ])
      expect((await ws.anna.says(line)).outcome).toBe("done");
    const card = (await ws.messages("solbacken-kund")).findLast(({ buttons }) =>
      buttons.some(({ runs }) => runs === "change approve"),
    );
    await ws.anna.says('project cancel "lost"');
    await ws.test.pool.query("update messages set next_attempt_at = null, delivered_revision = revision");
    expect((await purge()).messages).toBeGreaterThan(0);
    const said = await ws.karin.approves(card === undefined ? {} : { on: card });
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("too old for its buttons");
    expect((await ws.facts()).changes.map(({ state }) => state)).not.toContain("approved");
  });

  test("a repeat of a request whose answer is no longer kept has no second effect, and hears so", async () => {
    await ws.anna.says("log 2h configuration", { key: "evt-1" });
    expect((await purge()).requests).toBeGreaterThan(0);
    const again = await ws.anna.says("log 2h configuration", { key: "evt-1" });
    expect([again.outcome, again.answer.repeated]).toEqual(["refused", true]);
    expect(again.text).toContain("Nothing was stored twice");
    expect((await ws.facts()).work).toHaveLength(1);
  });
});
