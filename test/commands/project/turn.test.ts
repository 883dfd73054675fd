import { afterEach, beforeEach, expect, test } from "vitest";
import { annaTypes } from "../../support/delivered.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken();
});
afterEach(() => ws.close());

const shared = { in: "solbacken-kund" } as const;
const turns = async () => (await ws.facts()).turns.map(({ subject, person }) => `${subject}: ${person.handle}`);

test("D5: the customer says in a form whom it waits for, and the next reminder, lists and the portfolio name them", async () => {
  await ws.playTo("2026-12-07T09:00");
  const pressed = await ws.karin.presses("reminders who", shared);
  expect(pressed.form?.fields.map(({ name, value }) => [name, value])).toEqual([
    ["what", "data"],
    // Whom it waits for now is chosen already: the press tells it.
    ["waitsFor", "johan"],
  ]);
  const people = pressed.form?.fields.find(({ name }) => name === "waitsFor");
  expect(people?.options?.map(({ value }) => value)).toEqual(["anna", "karin", "johan"]);
  const done = await ws.karin.fills(pressed.form, { waitsFor: "johan" }, shared);
  expect(done.outcome).toBe("done");
  expect(done.text).toContain("Noted: customer data waits for Johan Berg. The next reminder goes there.");
  expect(await turns()).toEqual(["data: johan"]);
  await ws.playTo("2026-12-09T09:00");
  expect(
    (await ws.messages("solbacken-kund")).findLast(({ text }) => /customer data was due/u.test(text))?.text,
  ).toMatch(/Johan Berg: customer data was due/u);
  const says = async (line: string) => (await ws.anna.says(line)).text;
  expect(await says("status")).toContain("customer data, all 13 areas – since Fri 4 Dec 2026; waits for Johan Berg");
  expect(await says("status")).toMatch(/customer data.*– Johan Berg/u);
  expect(await says("portfolio late")).toContain("waits for Johan Berg");
  expect(await says("reminders")).toContain("Johan Berg: customer data was due");
});

test("D5: what the customer says waits for one of us is heard and asked where we are; stuck turns it to us", async () => {
  await annaTypes(ws, 'task add "Send floor plan" who:karin due:2026-11-26');
  expect((await ws.karin.says("reminders who T1 anna", shared)).outcome).toBe("done");
  const inside = async () => (await ws.messages("solbacken")).map(({ text }) => text).join("\n");
  expect(await inside()).toContain("says that task T1 waits for");
  await ws.playTo("2026-11-25T09:00");
  expect(await inside()).toMatch(/Anna Lind: Karin.* says that task T1 waits for you/u);
  expect((await ws.karin.says("reminders who T1 johan", shared)).outcome).toBe("done");
  expect(await turns()).toEqual(["task/T1: johan"]);
  await ws.playTo("2026-11-27T09:00");
  const { form } = await ws.karin.presses("snooze tell", shared);
  await ws.karin.fills(form, { reason: "HR" }, shared);
  expect(await turns()).toEqual([]);
});

test("D5, A1: “say who” tells who, offers those who may be chosen, and turns that thing alone", async () => {
  await annaTypes(ws, "team add erik");
  await annaTypes(ws, 'porting add 08-123456 when:"2026-12-17 10:00"');
  await annaTypes(ws, 'task add "Order desk phones" who:erik due:2026-11-30');
  await annaTypes(ws, 'task add "Send floor plan" who:karin due:2026-12-01');
  const wrong: string[] = [];
  const asked = new Map<string, readonly (string | undefined)[]>();
  for (const on of ["2026-12-01", "2026-12-09"]) {
    await ws.playTo(`${on}T09:10`);
    for (const [who, where] of [["karin", "solbacken-kund"] as const, ["anna", "solbacken"] as const])
      for (const { buttons, ...message } of await ws.messages(where))
        for (const button of buttons.filter(({ runs }) => runs === "reminders who")) {
          const { form } = await ws[who].presses(button.runs, {
            ...{ in: where, on: { buttons, ...message }, values: button.values ?? {} },
          });
          const field = form?.fields.find(({ name }) => name === "waitsFor");
          asked.set(`${where} ${button.values?.what}`, [
            field?.value,
            ...(field?.options ?? []).map(({ value }) => value),
          ]);
          for (const { value = "" } of field?.options ?? []) {
            const said = await ws[who].says(`reminders who ${button.values?.what} ${value}`, { in: where });
            if (said.outcome !== "done") wrong.push(`${on} ${where} ${button.values?.what} ${value}: ${said.text}`);
          }
          await ws.test.pool.query("delete from turns");
        }
  }
  expect(wrong).toEqual([]);
  expect(asked.get("solbacken task/T1")).toEqual(["erik", "anna", "erik"]);
  expect(asked.get("solbacken-kund task/T2")?.[0]).toBe("karin");
  expect(asked.get("solbacken-kund data")).toEqual(["johan", "anna", "karin", "johan", "erik"]);
  // One number alone, not the whole porting.
  expect([...asked.keys()]).toContain("solbacken-kund number/P1");
});

test.each([
  ['snooze data until:2026-11-27 "HR is back" who:johan', "data: johan", "It waits for Johan Berg"],
  ['snooze fax until:2026-11-27 "HR is back" who:karin', "data/fax: karin", "It waits for Karin"],
  ['data stuck voicemail "waiting for HR" who:johan', "data/voicemail: johan", "It waits for Johan Berg"],
])("D5: a recorded reason says whom it waits for: %s", async (line, expected, says) => {
  const { text, outcome } = await ws.anna.says(line);
  expect(outcome).toBe("done");
  expect(text).toContain(says);
  expect(await turns()).toEqual([expected]);
});

test("A1: what is ours waits for one of us, and only we say so; nobody from elsewhere is waited for", async () => {
  const refused = async (who: "anna" | "karin", line: string, says: string) => {
    const { outcome, text } = await ws[who].says(line, who === "karin" ? shared : {});
    expect([outcome, text], line).toEqual(["refused", expect.stringContaining(says)]);
  };
  await refused("karin", "reminders who handover anna", "That waits for us");
  await refused("anna", "reminders who handover karin", "is not one of us");
  await refused("anna", "reminders who data nisse", "is not on the project");
  await refused("anna", 'snooze hours until:2026-11-27 "x" who:anna', "nobody in particular");
  expect(await turns()).toEqual([]);
});

test("a person chooses how much they are reminded, with a line or a press, and history says what was not said", async () => {
  await ws.playTo("2026-11-30T09:00");
  const own = await ws.johan.says("reminders", shared);
  expect(own.text).toContain("You are reminded on the agreement’s days.");
  const light = await ws.johan.presses("reminders set", shared);
  expect(light.text).toContain("Your reminders are light");
  expect((await ws.facts()).members.find(({ handle }) => handle === "johan")?.reminders).toBe("light");
  const said = async () =>
    (await ws.messages("solbacken-kund")).filter(({ text }) =>
      /^(?!All that waits|Waits until|Right now).*customer data/u.test(text),
    ).length;
  const before = await said();
  await ws.playTo("2026-12-02T09:00");
  expect(await said(), "nothing three days before").toBe(before);
  expect((await ws.johan.says("reminders", shared)).text).toContain("Waits until the business day before");
  const { text } = await ws.anna.says("history reminders");
  expect(text).toContain("Not said, as whoever is asked has chosen light reminders:");
  expect(text).toMatch(/customer data, 3 business days before/u);
  expect(text).toMatch(/Johan Berg: light/u);
  await ws.playTo("2026-12-03T09:00");
  expect(await said(), "the business day before").toBe(before + 1);
  expect((await ws.anna.says("reminders active")).text).toContain("Your reminders are active");
  expect((await ws.anna.says("påminnelser lätt")).text).toContain("Your reminders are light");
  const { outcome, text: unknown } = await ws.anna.says("reminders loud");
  expect([outcome, unknown]).toEqual(["refused", expect.stringContaining("light")]);
});
