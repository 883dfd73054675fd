import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases } from "../../support/databases.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

/** At most one version of a line takes effect. */
describe.each(databases)("edited lines, on $name", ({ open, stop }) => {
  let ws: Workspace;
  const says = (text: string, version?: string) =>
    ws.house.dispatch.handle({
      account: { platform: "local", tenant: "local", user: "anna", name: ws.anna.name, staff: true, handle: "anna" },
      conversation: {
        platform: "local",
        tenant: "local",
        external: "solbacken",
        name: "solbacken",
        private: false,
        outsiders: false,
      },
      key: version === undefined ? "line/1" : `line/1/${version}`,
      edits: version === undefined ? undefined : "line/1",
      intent: { kind: "line", text },
    });
  const work = async () => (await ws.facts()).work.length;
  beforeEach(async () => {
    ws = await openWorkspace({ open });
    await ws.openSolbacken("rate:1200");
  });
  afterEach(() => ws.close());
  afterAll(stop);

  test("all versions at the same time: one takes effect, and each of the others hears so", async () => {
    const said = await Promise.all([
      says("log 1h configuration"),
      ...["a", "b", "c"].map((one) => says("log 2h configuration", one)),
    ]);
    expect(await work()).toBe(1);
    expect(said.filter(({ outcome, repeated }) => outcome === "done" && !repeated)).toHaveLength(1);
  });

  test("after a refusal, edits at the same time: one takes effect", async () => {
    expect((await says("log 1x configuration")).outcome).toBe("refused");
    const said = await Promise.all(["a", "b", "c"].map((one) => says("log 2h configuration", one)));
    expect(said.map(({ outcome }) => outcome).sort()).toEqual(["done", "refused", "refused"]);
    expect(await work()).toBe(1);
  });

  test("a question is no effect: the line may be edited until one is", async () => {
    expect((await says("undo")).outcome).toBe("refused");
    await ws.anna.says("log 3h configuration");
    expect((await says("undo", "a")).reply?.question).toBe(true);
    expect((await says("log 1h configuration", "b")).outcome).toBe("done");
    expect((await says("log 2h configuration", "c")).outcome).toBe("refused");
    expect(await work()).toBe(2);
  });

  test("when it is no longer kept what the first version did, an edit does nothing", async () => {
    await says("log 2h configuration");
    await ws.test.database.purge((await ws.test.database.now()) + 1_000);
    const edit = await says("log 3h configuration", "a");
    expect([edit.outcome, await work()]).toEqual(["refused", 1]);
    expect(JSON.stringify(edit.reply)).toMatch(/request.tooOld.*edit.anew/);
  });
});
