import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken();
});
afterEach(() => ws.close());

const latest = async (place: string) => (await ws.messages(place)).at(-1);

describe("a task for the customer", () => {
  beforeEach(async () => {
    await ws.johan.says("help");
    const said = await ws.anna.says('task add "Send floor plan" who:johan due:2026-11-27');
    expect(said.text).toContain("T1 for Johan Berg: Send floor plan, due Fri 27 Nov 2026.");
    expect((await ws.anna.says("task add T1")).text).toContain("“T1” is only a reference");
  });

  test("is asked for in the shared channel, with a button", async () => {
    const card = await latest("solbacken-kund");
    expect(card?.text).toBe("Johan Berg: Send floor plan, please by Fri 27 Nov 2026 (T1).");
    expect(card?.buttons.map(({ runs }) => runs)).toEqual(["task finish"]);
  });

  test("is finished by its button: the card says by whom and when, and the internal channel hears", async () => {
    await ws.johan.presses("task finish");
    const card = (await ws.messages("solbacken-kund")).find(({ text }) => text.startsWith("Done: Send floor plan"));
    expect([card?.text, card?.buttons]).toEqual(["Done: Send floor plan (T1). Johan Berg, Mon 23 Nov 2026.", []]);
    expect((await latest("solbacken"))?.text).toBe("Johan Berg finished T1: Send floor plan.");
    const again = await ws.anna.says("task done T1");
    expect([again.outcome, again.text.includes("Johan Berg, Mon 23 Nov 2026")]).toEqual(["refused", true]);
  });

  test("is not a partner's or a stranger's to finish", async () => {
    await ws.petra.says("help");
    await ws.anna.says("team add petra partner");
    for (const person of [ws.petra, ws.olle]) expect((await person.presses("task finish")).outcome).toBe("refused");
    expect((await ws.facts()).tasks[0]?.doneOn).toBeUndefined();
  });
});

test("a task of our own stays out of the shared channel", async () => {
  const before = (await ws.messages("solbacken-kund")).length;
  await ws.erik.says("help");
  await ws.anna.says('task add "Order phones" who:erik');
  expect((await ws.messages("solbacken-kund")).length).toBe(before);
});

test("the list is in the order of the days, and a done one is not in it", async () => {
  for (const line of [
    'task add "Later" due:2026-12-10',
    'task add "Some day"',
    'task add "Sooner" due:2026-12-01',
    'task add "Past it"',
  ])
    await ws.anna.says(line);
  await ws.anna.says("task done T4");
  const { text } = await ws.anna.says("task");
  expect(text.match(/T\d/g)).toEqual(["T3", "T1", "T2"]);
});

test.each([
  { line: 'task add "x" due:2026-11-20', why: "the day has been" },
  { line: 'task add "x" who:olle', why: "no part in the project" },
  { line: 'task add "x" who:nobody', why: "nobody of that name" },
  { line: "task done T7", why: "no such task" },
])("$line is refused: $why", async ({ line }) => {
  await ws.olle.says("help");
  expect((await ws.anna.says(line)).outcome).toBe("refused");
  expect((await ws.facts()).tasks).toEqual([]);
});
