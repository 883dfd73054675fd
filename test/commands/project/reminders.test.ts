import { afterEach, beforeEach, expect, test } from "vitest";
import { annaTypes } from "../../support/delivered.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken();
  for (let index = 1; index <= 7; index += 1)
    await annaTypes(ws, `task add "Sketch ${index}" who:johan due:2026-12-04`);
  await ws.playTo("2026-12-08T09:00");
});
afterEach(() => ws.close());

test("what a message left out opens for the one who asks, and each thing is answered there", async () => {
  const digest = (await ws.messages("solbacken-kund")).findLast(({ text }) => text.includes("8 things to do"));
  expect(digest?.buttons.at(-1)?.label, "five of them are named").toEqual({
    say: "remind.button.rest",
    with: { count: 3 },
  });
  const opened = await ws.johan.presses("reminders", { in: "solbacken-kund", ...(digest && { on: digest }) });
  const all = opened.messages.map(({ text }) => text).join("\n");
  expect(all).toContain("all 13 areas");
  for (let index = 1; index <= 7; index += 1) expect(all).toContain(`Sketch ${index}`);
});

test("D5: who says what they wait for is nagged no more meanwhile, and we hear it and are reminded of it", async () => {
  const digest = (await ws.messages("solbacken-kund")).findLast(({ text }) => text.includes("8 things to do"));
  const pressed = await ws.johan.presses("snooze tell", { in: "solbacken-kund", ...(digest && { on: digest }) });
  const done = await ws.johan.fills(pressed.form, { reason: "The architect is away" }, { in: "solbacken-kund" });
  expect(done.outcome).toBe("done");
  const read = async (where: string) => (await ws.messages(where)).map(({ text }) => text).join("\n---\n");
  expect(await read("solbacken")).toMatch(
    /Johan Berg is waiting with task T1\. We remind nobody of it before Tue 15 Dec/u,
  );
  await ws.playTo("2026-12-09T09:00");
  // What has its reason is said last: here it is among what the message leaves out.
  const ours = (await ws.messages("solbacken")).findLast(({ text }) => text.includes("7 things to do"));
  const opened = await ws.anna.presses("reminders", ours && { on: ours });
  expect(opened.messages.map(({ text }) => text).join("\n")).toContain(
    "Johan Berg is waiting with task T1: “The architect is away”. They are reminded again on Tue 15 Dec 2026",
  );
  expect(
    (await ws.messages("solbacken-kund")).findLast(({ text }) => text.includes("things to do"))?.text,
  ).not.toContain("Sketch 1”");
});

test("C2: why each reminder was sent, and when the next comes, for staff", async () => {
  expect((await ws.anna.says("history reminders")).text, "nothing was sent").not.toContain("Mon 7 Dec 2026 | customer");
  await ws.send();
  const { text } = await ws.anna.says("history reminders");
  expect(text).toContain("Mon 7 Dec 2026 | customer data | 1 business day after");
  expect(text).toContain("If nobody does anything, these come next:");
  expect(text).toMatch(/Wed 9 Dec 2026: customer data, 3 business days after/u);
  expect((await ws.johan.says("history reminders", { in: "solbacken-kund" })).outcome).toBe("refused");
});
