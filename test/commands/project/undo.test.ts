import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { audited } from "../../support/audited.ts";
import { annaTypes, toLive } from "../../support/delivered.ts";
import { letter } from "../../support/office.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("rate:1200");
});
afterEach(() => ws.close());

test("S6: hours are undone by a reversal; the entry stays and no longer counts", async () => {
  await ws.anna.says("log 2h configuration");
  expect((await ws.anna.says("undo H1")).text).toContain("Undone: H1, 2 h Mon 23 Nov 2026. It stays");
  expect((await ws.facts()).work).toMatchObject([{ ref: "H1", minutes: 120, undone: true }]);
  expect((await ws.anna.says("log 8h configuration")).text).toContain("The whole 8 h is used.");
  expect((await ws.anna.says("undo H1")).outcome).toBe("refused");
});

test("without a reference it names one's own latest, and undoes it by the button, once", async () => {
  await ws.anna.says("log 1h configuration");
  await ws.anna.says("travel city:stockholm");
  await ws.erik.says("log 1h docs");
  expect((await ws.anna.says("undo")).text).toContain("The latest you recorded is the trip V1 Mon 23 Nov 2026.");
  expect((await ws.facts()).trips[0]?.undone).toBe(false);
  expect(await audited(ws)).toEqual(["log", "travel", "log"]);
  await ws.anna.presses("undo confirm");
  expect((await ws.facts()).trips[0]?.undone).toBe(true);
  const again = await ws.anna.presses("undo confirm");
  expect([again.outcome, again.text.includes("Anna Lind already did that")]).toEqual(["refused", true]);
  expect((await ws.facts()).work.map(({ undone }) => undone)).toEqual([false, false]);
});

test("C1: without a reference a call that one has just booked is named, and cancelled by the button", async () => {
  await ws.anna.says("log 1h configuration");
  await ws.anna.says("checkin schedule 2026-12-01 10:00");
  expect((await ws.anna.says("undo")).text).toContain("the booking of C1 (Tue 1 Dec 2026 10:00)");
  await ws.anna.presses("undo confirm");
  expect((await ws.facts()).checkIns).toMatchObject([{ state: "cancelled" }]);
  expect((await ws.messages("solbacken-kund")).at(-1)?.text).toContain("cancelled");
  expect((await ws.anna.says("undo")).text).toContain("H1");
});

test("a held call is scheduled again, and pressing twice does not cancel it too", async () => {
  await ws.anna.says("checkin schedule 2026-11-23 10:00");
  await ws.anna.says("checkin hold C1");
  await ws.anna.says("undo");
  await ws.anna.presses("undo confirm");
  expect((await ws.facts()).checkIns).toMatchObject([{ state: "scheduled" }]);
  expect((await ws.anna.presses("undo confirm")).outcome).toBe("refused");
  expect((await ws.facts()).checkIns).toMatchObject([{ state: "scheduled" }]);
});

test("asked twice about the same call, the second answer does not cancel what the first scheduled again", async () => {
  await ws.anna.says("checkin schedule 2026-11-23 10:00");
  await ws.anna.says("checkin hold C1");
  await ws.anna.says("undo");
  await ws.anna.says("undo");
  const [first, second] = (await ws.messages("solbacken")).filter(({ buttons }) =>
    buttons.some(({ runs }) => runs === "undo confirm"),
  );
  if (first === undefined || second === undefined) throw new Error("It was not asked twice");
  expect((await ws.anna.presses("undo confirm", { on: first })).outcome).toBe("done");
  expect((await ws.anna.presses("undo confirm", { on: second })).outcome).toBe("refused");
  expect((await ws.facts()).checkIns).toMatchObject([{ state: "scheduled" }]);
});

test("a scheduled call with approved minutes is not undone", async () => {
  await ws.anna.says("checkin schedule 2026-11-23 10:00");
  await ws.playTo("2026-11-23T11:00");
  await annaTypes(ws, 'minutes C1 "decision: opening hours 07–18"', "minutes approve M1");
  const said = await ws.anna.says("undo C1");
  expect([said.outcome, said.text.includes("M1")]).toEqual(["refused", true]);
  expect((await ws.facts()).checkIns).toMatchObject([{ state: "scheduled" }]);
});

test("S9: after undoing a change whose offer was priced anew, its card no longer promises a price", async () => {
  await annaTypes(ws, 'require add "Main number answers 07–18"', "kickoff");
  await annaTypes(ws, 'change "Two more queues" fixed:4500', "change send X1", "change price X1 fixed:5000", "undo X1");
  expect((await ws.facts()).changes).toMatchObject([{ state: "undone" }]);
  const card = (await ws.messages("solbacken-kund")).find(({ text }) => text.includes("Offer X1"));
  expect(card?.text).toContain("This offer was withdrawn Mon 23 Nov 2026.");
  expect(card?.text).not.toContain("on its way");
  expect(card?.buttons).toEqual([]);
});

test("D5: a data state is undone by the area's name, and a customer's answer never", async () => {
  await ws.anna.says("data receive fax");
  await ws.anna.says("data approve fax");
  expect((await ws.anna.says("undo faxlösningar", { in: "solbacken-kund" })).text).toContain(
    "Fax solutions: approved Mon 23 Nov 2026",
  );
  expect((await ws.facts()).data.map(({ kind, undone }) => `${kind} ${undone}`)).toEqual([
    "received false",
    "approved true",
  ]);
  await ws.karin.drops("kunddata.docx", letter());
  const pressed = await ws.karin.presses("data hand-in");
  await ws.karin.fills(pressed.form, { area: "hardware" });
  const said = await ws.anna.says("undo hardware");
  expect([said.outcome, said.text.includes("customer’s own answer")]).toEqual(["refused", true]);
});

test("D5: an area that was sent back and then taken back to nothing says only that it is missing", async () => {
  await annaTypes(ws, "data receive fax", 'data reject fax "which model?"', "undo fax", "undo fax");
  const card = (await ws.messages("solbacken-kund")).find(({ text }) => text.startsWith("Fax solutions"));
  expect([card?.text, card?.buttons]).toEqual(["Fax solutions: missing.", []]);
});

test("S5: kickoff is undone, and its baseline with it", async () => {
  await ws.anna.says('require add "Main number answers 07–18"');
  await ws.anna.says("kickoff");
  expect((await ws.facts()).requirements).toMatchObject([{ baseline: true }]);
  expect((await ws.anna.says("undo uppstart")).outcome).toBe("done");
  const { project, requirements } = await ws.facts();
  expect([project.kickoff, requirements[0]?.baseline]).toEqual([undefined, false]);
});

test("a requirement of the baseline takes a change request", async () => {
  await ws.anna.says('require add "Main number answers 07–18"');
  await ws.anna.says("kickoff");
  expect((await ws.anna.says("undo R1")).outcome).toBe("refused");
});

test("A1: money is undone in internal places only", async () => {
  await ws.anna.says("log 1h configuration");
  for (const line of ["undo", "undo H1"]) {
    const said = await ws.anna.says(line, { in: "solbacken-kund" });
    expect([said.outcome, said.text.includes("1 h")]).toEqual(["refused", false]);
  }
  expect((await ws.facts()).work[0]?.undone).toBe(false);
});

test.each(["undo H9", "undo everything", "undo"])("%s: there is nothing to undo", async (line) => {
  expect((await ws.erik.says(line)).outcome).toBe("refused");
});

test("C1: what staff entered alone is taken back step by step: verified, delivered, agreed at the sale, done", async () => {
  await annaTypes(ws, 'require add "Main number answers 07–18"', "kickoff", "require deliver R1", "require verify R1");
  expect((await ws.anna.says("undo R1")).text).toContain("Undone: that R1 is verified: Main number answers 07–18.");
  expect((await ws.anna.says("undo R1")).text).toContain("Undone: that R1 is delivered");
  expect((await ws.facts()).requirements).toMatchObject([{ state: "agreed" }]);
  await annaTypes(ws, 'change "Two more queues" fixed:4500 agreed:"order 118"', "change done X1");
  expect((await ws.anna.says("undo X1")).text).toContain("Undone: that the work of X1 Two more queues is done.");
  expect((await ws.anna.says("undo X1")).text).toContain("Undone: the agreement of X1 Two more queues (order 118).");
  expect((await ws.facts()).changes).toMatchObject([{ state: "undone" }]);
});

test("C1: what was billed is reversed: an agreement of the sale with its hours, and a call on a closed basis", async () => {
  await annaTypes(
    ws,
    'extend configuration 2h running agreed:"order 118"',
    "log 9h configuration",
    "checkin schedule 2026-11-23 10:00",
  );
  await ws.playTo("2026-11-23T11:00");
  await annaTypes(ws, "checkin hold C1", "invoice close");
  await ws.anna.presses("invoice confirm");
  expect((await ws.anna.says("undo X1")).text).toContain("it is reversed on the next one");
  expect((await ws.anna.says("undo C1")).text).toContain("it is reversed on the next one");
  const { text } = await annaTypes(ws, "invoice");
  expect(text).toContain("Reversal, H1: time at the running rate (basis 1) | – | −1 h | – | 25 % | −1 200,00 kr");
  expect(text).toContain("Reversal, C1: time that cost nothing");
  expect(text).toContain("S6 | Configuration | 1 h | – | not agreed");
});

test("C1: a customer's yes is not taken back, and the refusal says what is true and what to do", async () => {
  await annaTypes(
    ws,
    'require add "Main number answers 07–18"',
    "kickoff",
    'change "Two more queues" fixed:4500',
    "change send X1",
  );
  await ws.karin.approves();
  const said = await ws.anna.says("undo X1");
  expect(said.outcome).toBe("refused");
  expect(said.text).toContain("Karin Ek approved X1 Two more queues on Mon 23 Nov 2026.");
  expect(said.text).toContain('change "Two more queues" fixed:<kr>');
});

test("S2: that nobody came to a call counts it, and is taken back", async () => {
  await ws.anna.says("checkin schedule 2026-11-23 10:00");
  expect((await ws.anna.says("checkin no-show C1")).outcome).toBe("refused");
  await ws.playTo("2026-11-23T11:00");
  const said = await annaTypes(ws, "checkin no-show C1");
  expect(said.text).toContain("Recorded that nobody came to C1");
  expect((await annaTypes(ws, "checkin")).text).toContain("3 of 4");
  expect(
    (await ws.messages("solbacken-kund")).some(
      ({ text }) => text.includes("C1") && text.includes("did not take place"),
    ),
  ).toBe(true);
  expect((await annaTypes(ws, "undo C1")).text).toContain("that nobody came to C1");
  expect((await annaTypes(ws, "checkin")).text).toContain("4 of 4");
});

describe("C1: the customer is told what holds no more", () => {
  const last = async () => (await ws.messages("solbacken-kund")).at(-1)?.text ?? "";

  test("go-live and kickoff, and the approval that was asked for", async () => {
    await toLive(ws);
    await annaTypes(ws, "deliver");
    await annaTypes(ws, "undo golive");
    expect(await last()).toContain("go-live Mon 23 Nov 2026 was recorded too early and is taken back");
    const card = (await ws.messages("solbacken-kund")).find(({ text }) => text.includes("Delivery approval for"));
    expect(card?.text).toContain("go-live was taken back Mon 23 Nov 2026");
    expect(card?.text).not.toContain("There is a newer question");
    expect(card?.buttons).toEqual([]);
    await annaTypes(ws, "undo kickoff");
    expect(await last()).toContain("the kickoff recorded for Mon 23 Nov 2026 is taken back");
  });

  test("an answer to a wish", async () => {
    const { form } = await ws.karin.presses("change ask");
    await ws.karin.fills(form, { wish: "Two queues" });
    await annaTypes(ws, "require drop R1 reason:no", "undo R1");
    expect(await last()).toBe(
      "Karin Ek, our answer to your wish R1 (Two queues) is taken back. You will get a new one here.",
    );
  });
});

test("L4: what is taken back after the handover is told to the lead", async () => {
  await toLive(ws);
  await annaTypes(ws, "log 1h docs", "deliver");
  await ws.karin.presses("deliver approve");
  await annaTypes(ws, "handover");
  await ws.erik.says("undo H1 in:solbacken", { in: "dm-erik" });
  const told = (await ws.messages("solbacken")).at(-1)?.text;
  expect(told).toContain(
    "Anna Lind: Erik Holm recorded that this does not count: H1, 1 h Mon 23 Nov 2026, after the handover.",
  );
});
