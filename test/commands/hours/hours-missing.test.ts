import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("rate:1200");
  await ws.anna.says('require add "Main number answers"');
  await ws.anna.says("kickoff");
});
afterEach(() => ws.close());

const asked = async () =>
  (await ws.messages("dm-anna")).filter(({ text }) => text.includes("you have logged no hours"));
const at = async (when: string) => {
  await ws.playTo(when);
  // What one job leaves is another's.
  for (let round = 0; round < 2; round += 1) await ws.house.jobs.drain();
};

test("S6: the day after a held meeting without hours, whoever held it is asked once, privately, with a form filled in", async () => {
  await at("2026-11-23T16:00");
  expect(await asked()).toEqual([]);
  await at("2026-11-24T08:05");
  await at("2026-11-25T08:05");
  expect((await asked()).map(({ text }) => text)).toEqual([
    "Kickoff with Solbacken Vård AB was Mon 23 Nov 2026, and you have logged no hours for that day.",
  ]);
  const { form } = await ws.anna.presses("log", { in: "dm-anna" });
  expect(form?.fields.flatMap(({ name, value }) => (value === undefined ? [] : [`${name}:${value}`]))).toEqual([
    "activity:workshop",
    "on:2026-11-23",
  ]);
  const said = await ws.anna.fills(form, { time: "8h" }, { in: "dm-anna" });
  expect([said.outcome, (await ws.facts()).work.map(({ minutes, on }) => [minutes, on])]).toEqual([
    "done",
    [[480, "2026-11-23"]],
  ]);
});

test.each([
  { line: "log 8h workshop", why: "they are logged" },
  { line: 'snooze hours until:2026-12-01 "summed on Friday"', why: "hours are snoozed" },
  { line: 'project cancel "no deal"', why: "the project is cancelled" },
])("quiet when $why", async ({ line }) => {
  expect((await ws.anna.says(line)).outcome).toBe("done");
  await at("2026-11-24T08:05");
  expect(await asked()).toEqual([]);
});

test("who is away is asked when they are back", async () => {
  await ws.anna.says("away until:2026-11-30 stand-in:erik", { in: "dm-anna" });
  await at("2026-11-27T10:00");
  expect(await asked()).toEqual([]);
  await at("2026-11-30T08:05");
  expect(await asked()).toHaveLength(1);
});
