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

test("A1: when one of us is away is not said in the customer's channel, nor told to the customer", async () => {
  expect((await ws.anna.says("away until:2026-12-07", { in: "solbacken-kund" })).outcome).toBe("refused");
  expect((await ws.anna.says("away", { in: "solbacken-kund" })).outcome).toBe("refused");
  await ws.anna.says("away until:2026-12-14 stand-in:erik", { in: "dm-anna" });
  for (const where of ["solbacken-kund", "dm-karin"])
    expect((await ws.karin.says("away", { in: where })).text).toBe(
      "You are not away. Say so with “away until:<day> stand-in:<person>”.",
    );
});

test("D5: a customer says for themself that they are away, and their own side is asked meanwhile", async () => {
  const johan = () => ws.facts().then(({ members }) => members.find(({ handle }) => handle === "johan"));
  const reminded = async () => (await ws.messages("solbacken-kund")).map(({ text }) => text).join("\n");
  // Who is none of theirs is nobody to them, known to us or not.
  for (const typed of ["erik", "anna", "nobody"])
    expect((await ws.johan.says(`away until:2026-12-14 stand-in:${typed}`)).text).toContain(
      `“${typed}” is nobody of yours on the project.`,
    );
  expect((await ws.johan.says("away until:2026-12-14 stand-in:johan")).outcome).toBe("refused");
  expect((await johan())?.away).toBeUndefined();
  expect((await ws.johan.says("away until:2026-12-14 stand-in:karin")).text).toBe(
    "You are away, and back on Mon 14 Dec 2026. Until then reminders turn to Karin Ek where they would have turned to you.\nKarin Ek reads it in the channel, in the reminders that turn to them.",
  );
  expect(await johan()).toMatchObject({ away: { standIn: { handle: "karin" } } });
  await ws.anna.says('task add "Floor plan" who:johan due:2026-12-01', { in: "solbacken" });
  await ws.playTo("2026-12-02T09:00");
  expect(await reminded()).toContain("Karin Ek (for Johan Berg, who is away until Mon 14 Dec 2026)");
  // What is ours about being away, the customer's people see nothing of, and we nothing of theirs among us.
  expect((await ws.erik.says("away", { in: "dm-erik" })).text).not.toContain("Johan");
  expect((await ws.johan.says("borta till:idag")).outcome).toBe("done");
  expect((await johan())?.away).toBeUndefined();
});

/** The lines to copy of an answer. */
const linesOf = (text: string) => text.split("\n").filter((line) => line.startsWith("checkin "));

test("K2: what is booked or proposed meanwhile is named, with lines that move it as they stand", async () => {
  await ws.anna.says("checkin schedule 2026-12-01 10:00");
  await ws.anna.says("checkin schedule 2026-12-02 10:00");
  await ws.anna.says("checkin schedule 2026-12-15 10:00");
  await ws.anna.says("checkin propose from:2026-12-03");
  await ws.conversation("akero");
  await ws.erik.says('open "Åkerö Bygg AB" code:akero internal:akero', { in: "akero" });
  await ws.erik.says("checkin schedule 2026-12-01 14:00", { in: "akero" });
  const said = await ws.anna.says("away until:2026-12-12 stand-in:erik", { in: "dm-anna" });
  expect(said.text).toContain("booked or proposed while you are away");
  expect(said.text).toContain("Solbacken Vård AB: C1 Tue 1 Dec 2026 10:00");
  expect(said.text).toMatch(/Solbacken Vård AB: proposed Thu 3 Dec 2026/u);
  expect(said.text).not.toMatch(/C3|Åkerö/u);
  const lines = linesOf(said.text);
  expect(lines).toEqual([
    "checkin move C1 2026-12-14 10:00 in:solbacken",
    "checkin move C2 2026-12-14 11:00 in:solbacken",
    "checkin propose in:solbacken",
  ]);
  expect(linesOf((await ws.anna.says("away", { in: "dm-anna" })).text)).toEqual(lines);
  for (const line of lines) {
    const moved = await ws.anna.says(line, { in: "dm-anna" });
    expect([line, moved.outcome, moved.text.includes("Nothing is saved")]).toEqual([line, "done", false]);
  }
  expect((await ws.anna.says("away", { in: "dm-anna" })).text).not.toContain("booked or proposed");
  await ws.house.jobs.drain();
  const { rows } = await ws.test.pool.query<{ said: string }>(
    "select content::text as said from messages where content::text like '%standingIn%'",
  );
  expect(rows.map(({ said: one }) => one.includes("Åkerö"))).toEqual([false]);
});

test("K2: a customer who will be away hears which call is booked then, and our lead is told how to move it", async () => {
  await ws.anna.says("checkin schedule 2026-12-01 10:00");
  const said = await ws.johan.says("away until:2026-12-12 stand-in:karin");
  expect(said.text).toContain(
    "C1 (Tue 1 Dec 2026 10:00) is booked while you are away, and stands for now. Anna Lind will be told.",
  );
  const { form } = await ws.johan.presses("checkin other", { on: said.messages.at(-1) });
  await ws.johan.fills(form, { suits: "any morning from 14 December" });
  expect((await ws.messages("solbacken")).at(-1)?.text).toContain("any morning from 14 December");
  await ws.house.jobs.drain();
  const { rows } = await ws.test.pool.query<{ said: string }>(
    "select content::text as said from messages where content::text like '%away.calls.told%'",
  );
  expect(rows.map(({ said: one }) => /checkin move C1 2026-12-14 10:00 in:solbacken/u.test(one))).toEqual([true]);
});
