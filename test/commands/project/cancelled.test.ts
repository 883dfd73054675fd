import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { filesOf } from "../../../src/composition/files.ts";
import { createWords } from "../../../src/messages/words.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeAll(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("rate:1200 workshop:2026-12-07");
  await ws.anna.says('task add "Send floor plan" who:karin due:2026-11-30');
  await ws.anna.says("checkin propose from:2026-11-30");
  await ws.anna.says("addon training fixed:12000");
  await ws.anna.presses("change send");
  await ws.playTo("2026-12-01T09:00");
});
afterAll(() => ws.close());

const shared = () => ws.messages("solbacken-kund");
/** The lines that the cards of what was asked run: of a task, of times to choose from, of an offer. */
const asks = async () =>
  (await shared())
    .filter(({ text }) => /^Karin Ek: Send floor plan|: choose a time|Offer X1/u.test(text))
    .flatMap(({ buttons }) => buttons.map(({ runs }) => runs));

test("the customer hears in one message that their project is cancelled, and why only in words meant for them (A1)", async () => {
  const before = (await asks()).toSorted();
  expect(before).toEqual(expect.arrayContaining(["task finish", "checkin pick", "change approve"]));
  const count = (await shared()).length;
  const said = await ws.anna.says('project cancel "never paid their last invoice"');
  expect(said.text).toContain("The customer has been told in the shared channel. The reason stands only here.");
  const messages = await shared();
  expect(messages.length).toBe(count + 1);
  expect(messages.at(-1)?.text).toBe(
    "The onboarding of Solbacken Vård AB is cancelled. You need do nothing more, and no reminders will come. If you have questions, turn to Anna Lind.",
  );
  expect(messages.map(({ text }) => text).join()).not.toContain("never paid");

  expect(await asks()).toEqual([]);
  const left = new Set(messages.flatMap(({ buttons }) => buttons.map(({ runs }) => runs)));
  expect([...left].toSorted()).toEqual(["fault report", "status own"]);
  expect(messages.filter(({ text }) => text.includes("so this needs no answer"))).not.toHaveLength(0);

  await ws.playTo("2026-12-03T09:00");
  await ws.anna.says("project reopen");
  expect((await shared()).at(-1)?.text).toContain("goes on");
  expect((await asks()).toSorted()).toEqual(before);
  expect((await shared()).some(({ text }) => text.includes("needs no answer"))).toBe(false);
});

test("C2: what still holds is reminded of anew, in a message of its own, once its project is taken up again", async () => {
  await ws.playTo("2026-12-03T10:00");
  const last = (await shared()).at(-1);
  expect(last?.text).toMatch(/floor plan/u);
  expect(last?.buttons.map(({ runs }) => runs)).toContain("task finish");
  await ws.send();
  const history = await ws.anna.says("history reminders");
  expect(history.text).toContain("Tue 1 Dec");
  expect(history.text).not.toContain("~");
});

test("what is written for the customer is what they read", async () => {
  await ws.anna.says('project cancel "sold" tell:"As agreed by phone, we end here."');
  expect((await shared()).at(-1)?.text).toContain("As agreed by phone, we end here.");
});

test("a digest of weeks ago asks nothing more either, and a call that has been is not said to be booked", async () => {
  const old = await openWorkspace();
  try {
    await old.openSolbacken("workshop:2026-12-07 porting:2026-12-17");
    await old.anna.says("checkin schedule 2026-12-08 10:00");
    await old.playTo("2027-01-20T09:00");
    await old.anna.says('project cancel "sold"');
    const asked = (await old.messages("solbacken-kund")).filter(({ visibleTo }) => visibleTo === undefined);
    const left = new Set(asked.flatMap(({ buttons }) => buttons.map(({ runs }) => runs)));
    expect([...left].toSorted()).toEqual(["fault report", "status own"]);
    const { text } = await old.anna.says("checkin");
    expect(text).toContain("has been – nobody has recorded how it went");
    expect(text).not.toContain("booked");
  } finally {
    await old.close();
  }
});

describe("a project that ends leaves nothing open that can still be pressed or joined", () => {
  let own: Workspace;
  beforeAll(async () => {
    own = await openWorkspace();
    await own.openSolbacken("rate:1200 workshop:2026-12-07 porting:2026-12-17");
  });
  afterAll(() => own.close());
  /** What the channel shows to everybody. */
  const theirs = async () => (await own.messages("solbacken-kund")).filter(({ visibleTo }) => visibleTo === undefined);
  const file = async (ref: string) => {
    const facts = await own.facts();
    const id = facts.checkIns.find((one) => one.ref === ref)?.id ?? "";
    const { content } = (await filesOf(own.test.database, createWords()).get(`call.${id}`)) ?? expect.fail("no file");
    const calendar = new ICAL.Component(ICAL.parse(new TextDecoder().decode(content)));
    const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent") ?? expect.fail("no event"));
    return [String(calendar.getFirstPropertyValue("method")), event.sequence];
  };

  test("cancelled: its booked calls are taken out of calendars, and the one message says which", async () => {
    await own.anna.says("checkin schedule 2026-12-08 10:00");
    await own.anna.says("checkin schedule 2026-12-15 10:00");
    await own.anna.says("checkin move C2 2026-12-15 14:00");
    await own.anna.says("checkin propose");
    await own.anna.says('task add "Send floor plan" who:karin');
    await own.anna.says("addon training fixed:12000");
    await own.anna.presses("change send");
    await own.anna.says('porting add "08-123 45 00" operator:"Exempeltele AB" rest:none');
    await own.anna.says('data reject fax "no model named"');
    await own.anna.says("plan move porting 2026-12-16");
    await own.anna.presses("plan move-anyway");
    await own.karin.presses("fault report");
    await own.playTo("2026-12-02T09:00");
    const before = await theirs();
    const asked = before.flatMap(({ buttons, ...on }) => buttons.map((button) => ({ on, button })));
    expect([await file("C1"), await file("C2")]).toEqual([
      ["PUBLISH", 0],
      ["PUBLISH", 1],
    ]);
    const said = await own.anna.says('project cancel "sold"');
    expect(said.text).toContain(
      "Check-in calls C1 (Tue 8 Dec 2026 10:00) and C2 (Tue 15 Dec 2026 14:00) are cancelled.",
    );
    expect(said.text, "nothing was ordered of P1").not.toContain("withdraw what was ordered");
    expect([await file("C1"), await file("C2")]).toEqual([
      ["CANCEL", 1],
      ["CANCEL", 2],
    ]);
    const after = await theirs();
    expect(after.length).toBe(before.length + 1);
    expect(after.at(-1)?.text).toContain("C1 (Tue 8 Dec 2026 10:00) and C2 (Tue 15 Dec 2026 14:00) are cancelled.");
    expect(after.at(-1)?.text).toContain("The porting on Wed 16 Dec 2026 will not happen.");
    expect(after.at(-1)?.content.files?.map(({ name }) => name)).toEqual(["C1.ics", "C2.ics"]);
    const moved = after.findLast(({ text }) => text.includes("Let the contract with the previous supplier run"));
    expect([moved?.buttons, moved?.text]).toEqual([[], expect.stringContaining("The project is cancelled")]);
    const cards = after.filter(({ text }) => text.startsWith("Check-in call C")).map(({ text }) => text);
    expect(cards.filter((text) => text.includes("is cancelled."))).toHaveLength(2);

    // Whatever was there to press, a press that was on its way changes nothing.
    expect(new Set(asked.map(({ button }) => button.runs)).size).toBeGreaterThan(6);
    const facts = await own.facts();
    const done: string[] = [];
    for (const { on, button } of asked) {
      const { answer } = await own.karin.presses(button.runs, {
        on: { ...on, buttons: [button] },
        values: button.values ?? {},
      });
      if (answer.outcome === "done" && answer.form === undefined) done.push(button.runs);
    }
    expect([...new Set(done)]).toEqual(["status own"]);
    expect(await own.facts()).toEqual(facts);
    await own.playTo("2026-12-08T11:05");
    expect((await theirs()).length).toBe(after.length);
  });

  test("D4, K2: the porting and the plan of a cancelled project say that it is, and promise no day", async () => {
    for (const says of [
      own.anna.says("porting"),
      own.karin.says("porting"),
      own.anna.says("plan"),
      own.karin.says("plan"),
    ]) {
      const { text } = await says;
      expect(text).toContain("The project is cancelled.");
      expect(text).not.toMatch(/Number porting is planned|must end after|Number porting: Wed 16|Go-live: Fri 18/u);
    }
  });

  test.each([
    "plan move porting 2026-12-18",
    "plan set porting=2026-12-18",
    "plan done preparation",
    "kickoff",
    "golive",
    "handover",
    "log 1h configuration",
    "undo P1",
    "porting done fullmakt",
    "checkin schedule 2026-12-17 10:00",
    'require add "more queues"',
    "deliver",
    "data stuck fax waiting",
    "snooze data until:2026-12-18 waiting",
    'change "queues" fixed:1000',
    "reminders who data karin",
  ])("C1: what a cancelled project refuses says how it is taken up again: %s", async (line) => {
    const { outcome, text } = await own.anna.says(line);
    expect([outcome, text]).toEqual(["refused", expect.stringContaining("project reopen in:solbacken")]);
  });

  test("taken up again, a cancelled call stays so, and is booked anew", async () => {
    const again = await own.anna.says("project reopen");
    expect(again.text).toContain("Check-in call C2 (Tue 15 Dec 2026 14:00) is still cancelled. Propose new times:");
    expect(again.text).toContain("checkin propose in:solbacken");
    expect((await theirs()).at(-1)?.text).toContain("is still cancelled. You will hear from us about new times.");
    const calls = (await own.facts()).checkIns.map(({ state }) => state);
    expect(calls).toEqual(["cancelled", "cancelled"]);
    const refused = await own.anna.says("checkin move C2 2026-12-16 10:00");
    expect(refused.text).toContain("checkin schedule 2026-12-15 14:00");
  });
});

describe("L3: while our lead is away, a customer is sent to who stands in", () => {
  let own: Workspace;
  beforeAll(async () => {
    own = await openWorkspace();
    await own.openSolbacken("workshop:2026-12-07 porting:2026-12-17");
    await own.erik.says("help");
    await own.anna.says("away until:2026-12-14 stand-in:erik", { in: "dm-anna" });
  });
  afterAll(() => own.close());
  const asked = (text: string) => expect([text.includes("Erik Holm"), text.includes("Anna Lind")], text);

  test("by what answers them, by times to choose among, by a refusal, and by the word that it is over", async () => {
    asked((await own.karin.says("Do we get the exchange in Uppsala too?")).text).toEqual([true, false]);
    const notice = (await own.messages("solbacken")).findLast(({ text }) => text.includes("Uppsala"));
    expect(notice?.text).toMatch(/^Erik Holm/u);
    await own.anna.says("checkin propose from:2026-12-15");
    const shared = async () =>
      (await own.messages("solbacken-kund")).filter(({ visibleTo }) => visibleTo === undefined);
    const card = (await shared()).findLast(({ text }) => text.includes("choose a time")) ?? expect.fail("no times");
    // The call is the lead's own, on days that they are there; about its times somebody else is asked.
    asked(card.text).toEqual([false, true]);
    const { form } = await own.karin.presses("checkin other", { on: card });
    asked((await own.karin.fills(form, { suits: "evenings" })).text).toEqual([true, false]);
    await own.anna.says('project cancel "sold"');
    asked((await shared()).at(-1)?.text ?? "").toEqual([true, false]);
    const pressed = await own.karin.presses("checkin pick", { on: card });
    asked(pressed.text).toEqual([true, false]);
    await own.anna.says("away until:today", { in: "dm-anna" });
    expect((await own.karin.presses("checkin pick", { on: card })).text).toContain("Ask Anna Lind about it.");
  });
});
