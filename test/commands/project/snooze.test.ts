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

test.each([
  {
    line: 'snooze data until:2026-12-08 "HR is back"',
    asks: "That is after Fri 4 Dec 2026, the day for customer data",
  },
  { line: 'snooze golive until:2026-12-21 "HR is back"', asks: "That is after Fri 18 Dec 2026" },
])("K2: $line is asked about before anything is silent, and done with a press", async ({ line, asks }) => {
  const asked = await ws.anna.says(line);
  expect(asked.text).toContain(asks);
  expect((await ws.facts()).snoozes).toEqual([]);
  expect((await ws.anna.presses("snooze anyway")).outcome).toBe("done");
  expect((await ws.facts()).snoozes).toHaveLength(1);
});

test.each([
  { line: 'snooze data until:2026-12-04 "HR is back"', says: "No reminders" },
  {
    line: 'snooze fax until:2026-12-20 "no fax"',
    says: "Sun 20 Dec 2026 is no business day: the next reminder can come Mon 21 Dec 2026",
  },
])("K2: $line is done at once: $says", async ({ line, says }) => {
  expect((await ws.anna.says(line)).text).toContain(says);
  expect((await ws.facts()).snoozes).toHaveLength(1);
});

test("C2: what somebody outside waits for silences nothing past its day", async () => {
  await ws.anna.says('task add "Send floor plan" who:karin due:2026-11-26');
  await ws.playTo("2026-11-25T09:00");
  const { form } = await ws.karin.presses("snooze tell", { in: "solbacken-kund" });
  await ws.karin.fills(form, { reason: "HR" }, { in: "solbacken-kund" });
  expect((await ws.facts()).snoozes).toMatchObject([{ subject: "task/T1", until: "2026-11-27" }]);
});

test("C2: snooze late keeps what is late silent in the customer's channel too", async () => {
  await ws.playTo("2026-12-07T09:00");
  await ws.anna.says('snooze late until:2026-12-11 "HR"');
  await ws.anna.presses("snooze anyway");
  const nagged = (await ws.messages("solbacken-kund")).length;
  await ws.playTo("2026-12-09T12:00");
  const since = (await ws.messages("solbacken-kund")).slice(nagged).map(({ text }) => text);
  expect(since.join()).not.toContain("customer data");
});

test("K2, C2: a long snooze is asked about, kickoff is known by its name, and late names what it mutes and hides nothing", async () => {
  await ws.playTo("2026-12-07T09:00");
  const asked = await ws.anna.says('snooze data until:2027-12-01 "HR"');
  expect(asked.text).toMatch(/business days without a reminder about customer data/u);
  expect((await ws.anna.says('snooze kickoff until:2026-12-09 "HR"')).outcome).toBe("done");
  const all = await ws.anna.says('snooze late until:2026-12-11 "HR"');
  expect(all.text).toContain("Nobody, neither of us nor of the customer");
  expect(all.text).toContain("customer data, all 13 areas");
  expect((await ws.facts()).snoozes.map(({ subject }) => subject)).toEqual(["preparation"]);
  await ws.anna.presses("snooze anyway");
  const status = (await ws.anna.says("status")).text;
  expect(status).toMatch(/customer data, all 13 areas[^\n]*Fri 4 Dec 2026[^\n]*HR/u);
  await ws.anna.says('snooze data until:2026-12-10 "HR"');
  await ws.anna.says("plan move data 2026-12-14");
  await ws.anna.presses("plan move-anyway");
  const over = (await ws.facts()).snoozes.find(({ subject }) => subject === "data");
  expect(over?.until, "a new day ends it").toBe("2026-12-07");
  await ws.anna.says("checkin schedule 2026-12-09 10:00");
  await ws.anna.says('porting add 08-123456 when:"2027-01-20 10:00"');
  await ws.anna.presses("porting add-anyway");
  for (const what of ["C1", "P1"]) {
    await ws.anna.says(`snooze ${what} until:2026-12-08 "HR"`);
    if ((await ws.facts()).snoozes.every(({ subject }) => !subject.endsWith(what)))
      await ws.anna.presses("snooze anyway");
  }
  const ends = async (line: string, subject: string) => {
    const until = async () => (await ws.facts()).snoozes.find((one) => one.subject === subject)?.until;
    expect(await until()).toBe("2026-12-08");
    const asked = await ws.anna.says(line);
    const isAsked = asked.text.includes("Nothing is saved yet");
    const said = isAsked ? await ws.anna.presses("porting set-anyway") : asked;
    expect(said.outcome, said.text).toBe("done");
    expect(said.text).toContain("is reminded about again");
    expect(await until(), line).toBe("2026-12-07");
  };
  await ends("checkin move C1 2026-12-10 10:00", "check-in/C1");
  await ends('porting set P1 when:"2027-01-21 10:00"', "number/P1");
});
