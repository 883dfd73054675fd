import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

let workspace: Workspace;
beforeEach(async () => {
  workspace = await openWorkspace();
  await workspace.openSolbacken();
  await workspace.playTo("2026-12-07T09:00");
});
afterEach(() => workspace.close());

const nags = async () =>
  (await workspace.messages("solbacken-kund")).filter(({ text }) => text.includes("customer data was due"));

test("D2: what is handed in leaves the message of the day, as the command is answered", async () => {
  const [before] = await nags();
  expect(before?.text).toContain("all 13 areas");
  const said = await workspace.anna.says("data receive hardware");
  expect(said.outcome).toBe("done");
  const [nag, ...others] = await nags();
  expect(others).toEqual([]);
  expect(nag?.id).toBe(before?.id);
  expect(nag?.text).toContain("all 13 areas but hardware");
  expect(said.messages.map(({ id }) => id)).toContain(nag?.id);
});

test("D5: the customer hands in from the message itself", async () => {
  const [nag] = await nags();
  const pressed = await workspace.johan.presses("data hand-in", { in: "solbacken-kund", ...(nag && { on: nag }) });
  await workspace.johan.fills(
    pressed.form,
    { area: "fax", note: "No fax numbers but 08-123 45 67" },
    { in: "solbacken-kund" },
  );
  expect((await nags())[0]?.text).toContain("all 13 areas but fax solutions");
});

test("a snooze takes an area out of it", async () => {
  expect((await workspace.anna.says('snooze fax until:2026-12-11 "HR is back then"')).outcome).toBe("done");
  expect((await nags())[0]?.text).toContain("all 13 areas but fax solutions");
});
