import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken();
});
afterEach(() => ws.close());

test.each([
  {
    typed: "fax",
    subject: "data/fax",
    says: "No reminders about Fax solutions until Fri 27 Nov 2026: HR is back on Friday.",
  },
  { typed: "data/fax", subject: "data/fax", says: "Fax solutions" },
  { typed: "faxlösningar", subject: "data/fax", says: "Fax solutions" },
  { typed: "data", subject: "data", says: "customer data" },
  { typed: "kunddata", subject: "data", says: "customer data" },
  { typed: "t1", subject: "task/T1", says: "task T1" },
  { typed: "portering", subject: "porting", says: "number porting" },
  { typed: "minutes-missing", subject: "minutes-missing", says: "missing minutes" },
])("$typed is kept as $subject", async ({ typed, subject, says }) => {
  await ws.anna.says('task add "Send floor plan"');
  const said = await ws.anna.says(`snooze ${typed} until:2026-11-27 "HR is back on Friday"`);
  expect(said.text).toContain(says);
  expect((await ws.facts()).snoozes).toMatchObject([{ subject, until: "2026-11-27", reason: "HR is back on Friday" }]);
});

test.each([
  { line: 'snooze fax until:2026-11-23 "x"', why: "not ahead" },
  { line: "snooze fax until:2026-11-27", why: "no reason" },
  { line: 'snooze T9 until:2026-11-27 "x"', why: "no such task" },
  { line: 'snooze windows until:2026-11-27 "x"', why: "nothing is reminded about it" },
])("$line is refused: $why", async ({ line }) => {
  expect((await ws.anna.says(line)).outcome).toBe("refused");
  expect((await ws.facts()).snoozes).toEqual([]);
});

test("A1: the hours' reminder is named in internal places only", async () => {
  expect(
    (await ws.anna.says('snooze hours until:2026-11-27 "agreed by phone"', { in: "solbacken-kund" })).outcome,
  ).toBe("refused");
  expect((await ws.anna.says('snooze hours until:2026-11-27 "agreed by phone"')).outcome).toBe("done");
});
