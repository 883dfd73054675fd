import { afterEach, beforeEach, expect, test } from "vitest";
import { createRegistry } from "../../../src/bot/registry.ts";
import { runsWords } from "../../../src/bot/turn/audit-details.ts";
import { agreements, commands } from "../../support/commands.ts";
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
  expect(rows[1]).toMatch(/^Mon 23 Nov 2026 09:\d\d \| Erik Holm \| Marked a requirement delivered \| R1$/);
  expect(rows[2]).toMatch(/\| Anna Lind \| Added a requirement \| R1$/);
  expect(rows.at(-1)).toContain("Opened the project, after being asked: ");
});

test("of one reference", async () => {
  await house.anna.says('require add "Main number"');
  await house.anna.says('require add "Voicemail"');
  await house.anna.says("require deliver R1");
  const rows = rowsOf((await house.anna.says("history R1")).text).slice(1);
  expect(rows.map((row) => row.split(" | ")[3])).toEqual(["R1", "R1"]);
});

test("thirty are shown, and of thirty-one it is said that there are more", async () => {
  const { id } = (await house.facts()).project;
  const more = async (count: number) => {
    await house.test.database.transaction(async (store) => {
      const [latest] = await store.audit.of(id, { limit: 1 });
      for (let added = 0; latest !== undefined && added < count; added += 1) await store.audit.add(latest);
    });
    const { text } = await house.anna.says("history");
    return [rowsOf(text).length - 1, text.includes("The latest 30 are shown.")];
  };
  const [before = 0] = await more(0);
  expect(await more(30 - Number(before))).toEqual([30, false]);
  expect(await more(1)).toEqual([30, true]);
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

/** A day that the customer knows of is moved once somebody has said yes. */
async function moved(line: string) {
  await house.anna.says(line);
  return house.anna.presses("plan move-anyway");
}

test("L3: amounts, times, days, areas and choices are said, and what they were before", async () => {
  for (const line of [
    "project set price:25000 rate:1200",
    "project set price:30000",
    "plan move golive 2026-12-22",
    'log 2h30 configuration "secret hunt groups"',
    'data receive hardware "secret serial numbers"',
    "travel 3h30 costs:1200 to:Uppsala",
    "checkin schedule 2026-12-01 10:00",
    "checkin move C1 2026-12-02 09:00",
  ])
    expect((await (line.startsWith("plan") ? moved(line) : house.anna.says(line))).outcome, line).toBe("done");
  const what = rowsOf((await house.anna.says("history")).text).map((row) => row.split(" | ")[2]);
  expect(what.slice(1, 9).reverse()).toEqual([
    "Changed what was agreed: price 25 000,00 kr, rate 1 200,00 kr",
    "Changed what was agreed: price 25 000,00 kr → 30 000,00 kr",
    "Moved a day of the plan, after being asked: go-live, Fri 18 Dec 2026 → Tue 22 Dec 2026",
    "Logged hours: 2 h 30 min, Configuration",
    "Took in customer data: Hardware",
    "Recorded a trip: 3 h 30 min, costs 1 200,00 kr",
    "Booked a check-in call: Tue 1 Dec 2026 10:00",
    "Moved a check-in call: Tue 1 Dec 2026 10:00 → Wed 2 Dec 2026 09:00",
  ]);
});

test("every line that changes something has words for what it did", () => {
  const registry = createRegistry(commands, agreements);
  const lines = commands.flatMap((command) => command.lines).filter((line) => line.reads !== true);
  expect(
    lines.map((line) => registry.runsOf(line)).filter((runs) => runsWords(runs, "history.did") === undefined),
  ).toEqual([]);
});

test("what was taken back is said with its amount, and why an offer was declined in the approver's own words", async () => {
  const anna = (line: string) => house.anna.says(line);
  for (const line of [
    "log 2h30 configuration",
    "travel 1h costs:1200",
    "undo H1",
    "undo V1",
    "addon training fixed:900 agreed:order",
    "undo X1",
  ])
    expect((await anna(line)).outcome, line).toBe("done");
  const { text } = await anna("history");
  expect(text).toContain("Took something back: 2 h 30 min, Mon 23 Nov 2026 | H1");
  expect(text).toContain("Took something back: 1 h, costs 1 200,00 kr, Mon 23 Nov 2026 | V1");
  expect(text).toContain("Took something back: fixed 900,00 kr | X1");
  await anna("addon training fixed:900");
  await anna("change send X2");
  const { form } = await house.karin.presses("change decline");
  await house.karin.fills(form, { reason: "too expensive" });
  expect((await anna("history X2")).text).toContain("Karin Ek declined the offer X2:\n> too expensive");
});

test("a long history is read a page at a time; what comes in meanwhile moves nothing of it, and a reference has pages of its own", async () => {
  await house.test.pool.query(
    `insert into audit (id, at, platform, project_id, runs, outcome, refs, fields, digest)
     select gen_random_uuid(), i, 'local', (select id from projects where code = 'solbacken'), 'log', 'done',
       array['H' || i, 'X' || i % 2], '{}'::text[], '' from generate_series(1, 100) i`,
  );
  const refsOf = (text: string) => rowsOf(text).flatMap((row) => /\| (H\d+)/u.exec(row)?.[1] ?? []);
  const from = (first: number, step = 1) => Array.from({ length: 30 }, (_, index) => `H${first - index * step}`);
  const first = await house.anna.says("history");
  expect(refsOf(first.text)).toEqual(from(100));
  await house.anna.says('require add "Meanwhile"');
  const second = await house.anna.presses("history", { on: first.messages.at(-1) });
  expect(refsOf(second.text)).toEqual(from(70));
  const odd = await house.test.database.transaction((store) =>
    store.projects.find("solbacken").then((project) => store.audit.of(project?.id ?? "", { ref: "X1", limit: 30 })),
  );
  expect(odd.map(({ refs }) => refs[0])).toEqual(from(99, 2));
  const next = await house.test.database.transaction((store) =>
    store.projects
      .find("solbacken")
      .then((project) => store.audit.of(project?.id ?? "", { ref: "X1", limit: 30, before: odd.at(-1)?.seq })),
  );
  expect(next.map(({ refs }) => refs[0])).toEqual(from(39, 2).slice(0, 20));
  const last = await house.anna.says(`history after:${next.at(-1)?.seq}`);
  expect(last.text).not.toContain("H1 ");
  expect(last.messages.at(-1)?.buttons).toEqual([]);
  expect((await house.anna.says("history after:soon")).outcome).toBe("refused");
});
