import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { portingRequests } from "../../../src/domain/porting-request.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
// Monday 23 November 2026, 09:00; ten business days before 15 January 2027 is Tuesday 29 December.
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("porting:2027-01-15 orgno:556036-0793");
});
afterEach(() => ws.close());

const requests = async () => portingRequests(await ws.facts());
const states = async () => (await requests()).map(({ ref, state }) => `${ref} ${state}`);
const full =
  'operator:"Exempeltele AB" subscriber:"Solbacken Vård AB" orgno:556036-0793 address:"Storgatan 1" signer:"Karin Ek" signed:2026-11-20 rest:none when:"2027-01-15 09:00"';
const filled = {
  ...{ number: "08-123 45 00–49", operator: "Exempeltele AB", subscriber: "Solbacken Vård AB", orgno: "556036-0793" },
  ...{ address: "Storgatan 1", signer: "Karin Ek", signed: "2026-11-20", rest: "none", when: "2027-01-15T09:00" },
};
const shared = async () => (await ws.messages("solbacken-kund")).map(({ text }) => text).join("\n");

test("D4, D7: a number is filled in by the customer, asked for, rejected, mended by her and ported", async () => {
  await ws.anna.says('porting add "08-123 45 00–49" operator:"Exempeltele AB"');
  expect(await states()).toEqual(["P1 incomplete"]);
  const card = (await ws.messages("solbacken-kund")).at(-1);
  expect(card?.text).toContain(
    "P1, 08-123 45 00–49: for the porting we still need the subscriber’s name as registered",
  );
  // Nobody said for when: it goes by the plan's day, and is promised for none.
  expect(card?.text).toContain("by Tue 29 Dec 2026 if it is to be Fri 15 Jan 2027");
  const form = await ws.karin.presses("porting fill", { on: card ?? expect.fail() });
  const values = Object.fromEntries((form.form?.fields ?? []).map(({ name, value }) => [name, value]));
  expect(values).toMatchObject({
    number: "08-123 45 00–49",
    operator: "Exempeltele AB",
    when: "2027-01-15T08:00",
  });
  const soon = await ws.karin.fills(form.form, { ...filled, when: "2026-12-04T09:00" });
  expect([soon.outcome, soon.errors.when]).toEqual(["invalid", expect.stringContaining("so Mon 7 Dec")]);
  expect((await ws.karin.fills(form.form, filled)).outcome).toBe("done");
  expect(await states()).toEqual(["P1 complete"]);
  expect((await ws.messages("solbacken")).at(-1)?.text).toContain("Karin Ek filled in P1");

  const early = await ws.anna.says("porting confirmed P1");
  expect([early.outcome, early.text]).toEqual(["refused", expect.stringContaining("P1 is ready to be asked for")]);
  const [line = ""] = /porting asked P1/u.exec(early.text) ?? [];
  expect((await ws.anna.says(line)).outcome).toBe("done");
  const late = await ws.anna.says('porting set P1 signer:"Johan"');
  expect([late.outcome, late.text]).toEqual(["refused", expect.stringContaining("what was sent stands")]);

  const no = await ws.anna.says('porting reject P1 "fel abonnent"');
  expect(no.text).toContain("The customer is asked to mend it (T1).");
  const facts = await ws.facts();
  expect(facts.tasks).toMatchObject([{ ref: "T1", source: "porting", due: "2026-12-29", who: { name: "Johan Berg" } }]);
  expect((await ws.messages("solbacken-kund")).at(-1)?.text).toContain("fel abonnent");
  const unmended = await ws.anna.says("porting asked P1");
  expect(unmended.text).toContain("The operator said no to P1, and nothing of it is mended yet.");
  expect((await ws.karin.presses("porting mended")).outcome).toBe("done");
  expect(await states()).toEqual(["P1 mended"]);
  expect((await ws.facts()).tasks[0]?.doneOn).toBe("2026-11-23");
  await ws.anna.says("undo P1");
  expect((await ws.anna.says("porting asked P1")).outcome).toBe("done");

  const taken = await ws.anna.says("porting confirmed P1 2027-01-18 10:00");
  expect(taken.text).toContain("plan move porting 2027-01-18");
  expect(await shared()).toContain("the operator has confirmed Mon 18 Jan 2027 at 10:00");
  expect((await ws.anna.says("porting done porting")).text).toContain("P1 is not recorded as ported");
  const ahead = await ws.anna.says("porting ported P1");
  expect([ahead.outcome, ahead.text]).toEqual([
    "refused",
    expect.stringContaining("The operator has confirmed P1 for Mon 18 Jan 2027, so it is not ported yet."),
  ]);
  await ws.playTo("2027-01-18T11:00");
  const last = await ws.anna.says("porting ported P1");
  expect(last.text).toContain("All numbers are ported.");
  expect(await states()).toEqual(["P1 ported"]);
  expect((await ws.facts()).porting.map(({ step }) => step)).toEqual(["porting"]);
  await ws.anna.says("undo P1");
  expect([await states(), (await ws.facts()).porting.filter(({ undone }) => !undone)]).toEqual([["P1 confirmed"], []]);
});

describe("D4: what cannot be is refused, and changes nothing", () => {
  beforeEach(async () => {
    await ws.anna.says(`porting add "08-123 45 00–49" ${full}`);
  });

  test.each([
    ['porting add "08-123 45 49"', "08-123 45 49 is in P1 already"],
    ["porting set P1 orgno:556036-0794", "check"],
    ["porting set P1 when:2027-01-16 09:00", "business days only"],
    ["porting set P1 when:2027-01-15 09:30", "whole hour"],
    ["porting set P1 when:2026-12-04 09:00", "10 business days"],
    ["porting set P1 signed:2026-11-24", "has not come yet"],
    ['porting set P1 operator:"Exempeltele AB"', "what we have of P1 already"],
    [
      "porting done termination ends:2027-01-15",
      "a number that is no longer active cannot be ported. Let it end Sat 16 Jan 2027 or later",
    ],
    ["porting ported P1", "ready to be asked for"],
    ["porting mended P1", "ready to be asked for"],
    ["porting asked P2", "P1"],
  ])("%s", async (line, why) => {
    const before = await ws.facts();
    const said = await ws.anna.says(line);
    expect([said.outcome, said.text]).toEqual(["refused", expect.stringContaining(why)]);
    expect((await ws.facts()).portingRequests).toEqual(before.portingRequests);
  });

  test("a day that can be met no more is asked about before the operator is, and said where the numbers stand", async () => {
    await ws.playTo("2026-12-31T09:00");
    const view = await ws.anna.says("porting");
    expect(view.text).toContain("P1: Fri 15 Jan 2027 can be met no more");
    const asked = await ws.anna.says("porting asked P1");
    expect(asked.text).toContain("will hardly hold");
    expect(await states()).toEqual(["P1 complete"]);
    await ws.anna.presses("porting asked-anyway");
    expect(await states()).toEqual(["P1 asked"]);
  });

  test("a contract that ends keeps every porting before it, and one that is open is not handed over", async () => {
    expect((await ws.anna.says("porting done termination ends:2027-01-31")).outcome).toBe("done");
    for (const line of ["porting set P1 when:2027-02-01 09:00", "plan move porting 2027-02-01"])
      expect((await ws.anna.says(line)).text).toContain("The old contract ends Sun 31 Jan 2027");
    expect((await ws.karin.says("porting")).text).toContain("ends Sun 31 Jan 2027");
    await ws.anna.says('porting withdraw P1 "används inte"');
    expect(await states()).toEqual(["P1 withdrawn"]);
  });
});

test("D6, L3: the audit, which is kept for ever, holds no number, organisation number or name of a porting", async () => {
  await ws.anna.says(`porting add "08-123 45 00–49" ${full}`);
  await ws.anna.says("porting set P1 orgno:212000-0142 number:08-123 45 60 series:08-123 45 00–99");
  const { id } = (await ws.facts()).project;
  const entries = await ws.test.database.transaction((store) => store.audit.of(id));
  const kept = entries.filter(({ runs }) => runs.startsWith("porting"));
  expect(kept.map(({ fields }) => fields.length > 0)).toEqual([true, true]);
  expect(JSON.stringify(kept.map(({ details }) => details))).not.toMatch(
    /8123|123 45|556036|212000|Exempel|Karin|Stor/u,
  );
});

test("D7: a number that is rejected after it was confirmed is to be mended in time for the day it is asked for again", async () => {
  await ws.anna.says('porting add "08-123 45 00–49" operator:"Exempeltele AB"');
  const form = await ws.karin.presses("porting fill");
  await ws.karin.fills(form.form, filled);
  await ws.anna.says("porting asked P1");
  await ws.anna.says("porting confirmed P1 2027-01-20 10:00");
  await ws.anna.says('porting reject P1 "fel abonnent"');
  // Ten business days before the day that was wished, 15 January; the 20th holds no more.
  expect((await ws.facts()).tasks).toMatchObject([{ ref: "T1", due: "2026-12-29" }]);
});
