import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeAll(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("rate:1200 workshop:2026-12-07");
  await ws.conversation("akero");
  await ws.anna.says('open "Åkerö Bygg AB" code:akero internal:akero', { in: "akero" });
  await ws.anna.says("checkin schedule 2026-12-09 10:00", { in: "akero" });
  await ws.anna.says("checkin schedule 2026-12-01 10:00");
  await ws.anna.says("checkin schedule 2026-12-02 10:00");
  await ws.anna.says('checkin cancel C2 "ill"');
  await ws.anna.says("away from:2026-12-14 until:2026-12-17", { in: "dm-anna" });
});
afterAll(() => ws.close());

/** The lines that an answer offers to copy, in the order in which it does. */
const offered = (text: string): readonly string[] =>
  text.split("\n").flatMap((line) => /(?:^|[`: ])(checkin (?:schedule|move|propose) .+?)[`.]?$/u.exec(line)?.[1] ?? []);

/** Every suggested line does what it says, at once: nothing is refused and nothing asked. */
async function holds(line: string, where: string): Promise<void> {
  const said = await ws.anna.says(line, { in: where });
  const lines = offered(said.text);
  if (said.outcome === "done" && !said.text.includes("Nothing is saved yet")) {
    // It was free: what it did is taken back, so that the next finds what this one did.
    for (const { ref } of (await ws.facts()).checkIns.filter(({ ref, state }) => state === "scheduled" && ref !== "C1"))
      await ws.anna.says(`checkin cancel ${ref} again`);
    const { checkIns } = await ws.facts();
    if (checkIns.find(({ ref }) => ref === "C1")?.on !== "2026-12-01")
      await ws.anna.says("checkin move C1 2026-12-01 10:00");
    return;
  }
  expect(lines, `${line} is answered with ${said.text}`).toHaveLength(1);
  const [next = ""] = lines;
  const again = await ws.anna.says(next, { in: where });
  expect([next, again.outcome, again.text.includes("Nothing is saved yet")], again.text).toEqual([next, "done", false]);
  for (const { ref, state } of (await ws.facts()).checkIns)
    if (state === "scheduled" && ref !== "C1") await ws.anna.says(`checkin cancel ${ref} again`);
  const { checkIns } = await ws.facts();
  if (checkIns.find(({ ref }) => ref === "C1")?.on !== "2026-12-01")
    await ws.anna.says("checkin move C1 2026-12-01 10:00");
}

const times = [
  ["a time that the clock skips", "2027-03-28 02:30"],
  ["a Saturday", "2026-12-05 10:00"],
  ["Christmas Eve", "2026-12-24 10:00"],
  ["past the office hours", "2026-12-01 16:30"],
  ["in the night", "2026-12-03 03:00"],
  ["a time that has been", "2026-11-20 10:00"],
  ["earlier today", "2026-11-23 08:00"],
  ["beside another call", "2026-12-01 10:30"],
  ["beside another project's call", "2026-12-09 10:30"],
  ["while the lead is away", "2026-12-15 10:00"],
  ["a day without a time", "2026-12-05"],
  ["no such day", "2026-02-30 10:00"],
] as const;
test.each(times)("K2: what is suggested instead of %s can be typed as it stands", async (_, at) => {
  await holds(`checkin schedule ${at}`, "solbacken");
  await holds(`checkin schedule ${at} in:solbacken`, "dm-anna");
  if (!at.startsWith("2026-12-01 10:30")) await holds(`checkin move C1 ${at}`, "solbacken");
});

test.each(["checkin move C2 2026-12-03 10:00", "checkin hold C2"])(
  "K2: so can what is suggested to whoever types %s",
  (line) => holds(line, "solbacken"),
);

test("K2: where no time is free, the line that is suggested proposes some", async () => {
  await ws.anna.says("away from:2026-11-24 until:2026-12-19", { in: "dm-anna" });
  const said = await ws.anna.says("checkin propose");
  const [next = ""] = offered(said.text);
  expect([said.outcome, next]).toEqual(["refused", expect.stringContaining("checkin propose from:2026-12")]);
  expect((await ws.anna.says(next)).outcome).toBe("done");
});

test("K2: whatever time is typed, what is suggested instead holds", { timeout: 120_000 }, async () => {
  await ws.anna.says("away from:2026-12-14 until:2026-12-17", { in: "dm-anna" });
  const day = fc
    .integer({ min: 0, max: 400 })
    .map((ahead) => new Date(Date.UTC(2026, 10, 20 + ahead)).toISOString().slice(0, 10));
  const clock = fc
    .integer({ min: 0, max: 95 })
    .map(
      (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`,
    );
  await fc.assert(
    fc.asyncProperty(day, clock, (on, time) => holds(`checkin schedule ${on} ${time}`, "solbacken")),
    { numRuns: 8 },
  );
});

test("S2: a call ahead that was held already: what is suggested brings it to today, where it can be held, else nothing is", async () => {
  const all = await openWorkspace();
  try {
    await all.openSolbacken("rate:1200");
    await all.anna.says("checkin schedule 2026-12-09 10:00");
    const [line = ""] = offered((await all.anna.says("checkin hold C1")).text);
    expect(line).toMatch(/^checkin move C1 2026-11-23 /);
    expect((await all.anna.says(line)).outcome).toBe("done");
    expect((await all.anna.says("checkin hold C1")).outcome).toBe("done");
    await all.anna.says("checkin schedule 2026-12-09 10:00");
    await all.playTo("2026-11-28T12:00");
    const saturday = await all.anna.says("checkin hold C2");
    expect([saturday.outcome, offered(saturday.text)]).toEqual(["refused", []]);
  } finally {
    await all.close();
  }
});
