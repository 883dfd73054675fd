import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken();
  await ws.erik.says("help");
});
afterEach(() => ws.close());

const anna = async () => (await ws.facts()).members.find(({ handle }) => handle === "anna");

test("who is away says until when and who stands in: the stand-in is told, reminders turn to them, the customer's card says so", async () => {
  const said = await ws.anna.says("away until:2026-12-14 stand-in:erik", { in: "dm-anna" });
  expect(said.text).toBe(
    "You are away, and back on Mon 14 Dec 2026. Until then reminders turn to Erik Holm where they would have turned to you.\nErik Holm will be told.",
  );
  expect(await anna()).toMatchObject({
    away: { from: "2026-11-23", until: "2026-12-14", standIn: { handle: "erik" } },
  });
  expect((await ws.erik.says("away", { in: "dm-erik" })).text).toContain(
    "Anna Lind: away from Mon 23 Nov 2026, back on Mon 14 Dec 2026; Erik Holm stands in",
  );
  await ws.house.jobs.drain();
  const { rows } = await ws.test.pool.query<{ content: unknown }>(
    "select m.content from messages m join conversations c on c.id = m.conversation_id where c.private and m.content::text like '%standingIn%'",
  );
  expect(rows).toHaveLength(1);
  await ws.anna.says('task add "Order the handsets" who:anna due:2026-12-01');
  await ws.playTo("2026-12-02T09:00");
  const reminded = (await ws.messages("solbacken"))
    .map(({ text }) => text)
    .filter((text) => text.includes("Order the handsets"));
  expect(reminded.at(-1)).toContain("Erik Holm (for Anna Lind, who is away until Mon 14 Dec 2026)");
  const card = (await ws.messages("solbacken-kund")).find(({ content }) => content.pinned === true);
  expect(card?.text).toContain("Erik Holm (for Anna Lind, who is away until Mon 14 Dec 2026)");
  expect((await ws.anna.says("away until:today")).text).toContain("Welcome back");
  expect((await anna())?.away).toBeUndefined();
  expect((await ws.anna.says("away until:today")).outcome).toBe("refused");
});

test.each([
  ["borta till:2026-12-07 ersättare:erik", "done"],
  ["away until:2026-12-07", "done"],
  ["away from:2026-12-01 until:2026-12-07", "done"],
  ["away until:2026-11-20", "refused"],
  ["away from:2026-12-07 until:2026-12-01", "refused"],
  ["away until:2026-12-07 stand-in:anna", "refused"],
  ["away until:2026-12-07 stand-in:karin", "refused"],
  ["away until:2026-12-07 stand-in:nobody", "refused"],
  ["away stand-in:erik", "refused"],
])("%s: %s", async (line, outcome) => {
  expect((await ws.anna.says(line, { in: "dm-anna" })).outcome).toBe(outcome);
  expect((await anna())?.away === undefined).toBe(outcome === "refused");
});

test("A1: not in the customer's channel, and not for the customer", async () => {
  expect((await ws.anna.says("away until:2026-12-07", { in: "solbacken-kund" })).outcome).toBe("refused");
  expect((await ws.karin.says("away")).outcome).toBe("refused");
});
