import { strToU8, zipSync } from "fflate";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { MinutesContent } from "../../../src/domain/facts.ts";
import { gate, until } from "../../support/gate.ts";
import { type OpenAIStandIn, openOpenAI } from "../../support/openai.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

const notes = [
  "Vi hälsade välkomna.",
  "beslut: porteringen sker 15 januari",
  "- [ ] karin: skicka planritning senast 4/12",
  "åtgärd: @anna beställa telefoner",
  "Vem svarar på helger?",
].join("\n");

/** A document of Word's with a body. */
const docx = (body: string, part = "word/document.xml"): Uint8Array =>
  zipSync({ [part]: strToU8(`<w:document><w:body>${body}</w:body></w:document>`) });

let ws: Workspace;
const startCall = async () => {
  await ws.openSolbacken();
  await ws.anna.says("checkin schedule 2026-11-23 10:00");
  expect((await ws.anna.says("checkin hold C1")).text).toContain("Write its notes now, while they are fresh");
};
const m1 = async () => (await ws.facts()).minutes[0];
const published = async () => (await ws.messages("solbacken-kund")).find(({ text }) => text.startsWith("Minutes M1"));

describe("with the built-in template", () => {
  beforeEach(async () => {
    ws = await openWorkspace();
    await startCall();
  });
  afterEach(() => ws.close());

  test("the draft says what the notes say, with their lines, to staff only", async () => {
    const said = await ws.anna.says(`minutes C1 ${notes}`);
    expect(said.text).toContain("Minutes M1: check-in C1");
    expect(said.text).toContain("✓ 1. Decision (line 2): porteringen sker 15 januari");
    expect(said.text).toContain("beslut: porteringen sker 15 januari");
    expect(said.text).toContain("✓ 2. Action (line 3): Karin Ek: skicka planritning, by Fri 4 Dec");
    expect(said.text).toContain("✓ 4. Question (line 5): Vem svarar på helger?");
    expect(said.answer.reply?.audience).toBe("ledger");
    expect(await m1()).toMatchObject({
      ref: "M1",
      meeting: "C1",
      on: "2026-11-23",
      state: "draft",
      drafter: "template",
    });
    expect(await published()).toBeUndefined();
  });

  test.each([
    "minutes C1 Be\u200bslut: faxen stängs\nBeslut: tre köer",
    'minutes C1 "Beslut: tre köer\nVi åt lunch\u2028Beslut: två köer"',
  ])("M1: a hidden character in typed notes makes no label and no line: %j", async (typed) => {
    const { text } = await ws.anna.says(typed);
    expect(text).toContain("Beslut: tre köer");
    expect(text).not.toMatch(/✓ \d+\. .*(?:faxen stängs|två köer)/u);
  });

  test("M1: a hidden character does not keep a command from being one", async () => {
    expect((await ws.anna.says("minutes \u200bC1 Beslut: två köer")).text).toContain(
      "✓ 1. Decision (line 1): två köer",
    );
  });

  test("S2: a meeting's notes are asked for when it ends, and the card of a call says where its minutes are", async () => {
    const card = async () =>
      (await ws.messages("solbacken-kund")).findLast(({ text }) => text.startsWith("Check-in call C1"));
    expect((await card())?.text).toContain("Its minutes are still missing");
    await ws.anna.says(`minutes C1 ${notes}`);
    expect((await card())?.text).toContain("Its minutes are being written");
    await ws.anna.presses("minutes approve");
    expect((await card())?.text).toContain("Its minutes: M1");
    await ws.anna.says('require add "Two queues"');
    const kickoff = await ws.anna.says("kickoff");
    expect(kickoff.text).toContain("Write its notes now");
    expect((await ws.anna.presses("minutes", { values: { meeting: "kickoff" } })).form).toBeDefined();
  });

  test("approved, they are published and their actions become tasks; the customer's has its card", async () => {
    await ws.anna.says(`minutes C1 ${notes}`);
    const said = await ws.anna.presses("minutes approve");
    expect(said.text).toContain("tasks T1 and T2");
    expect((await ws.facts()).tasks).toMatchObject([
      { ref: "T1", title: "skicka planritning", who: { handle: "karin" }, due: "2026-12-04", source: "minutes" },
      { ref: "T2", title: "beställa telefoner", who: { handle: "anna" }, source: "minutes" },
    ]);
    expect((await published())?.text).toContain("Karin Ek: skicka planritning, by Fri 4 Dec 2026 (T1)");
    expect((await published())?.text).not.toContain("line 2");
    expect((await published())?.text).toMatch(/Approved by Anna Lind, .*Drafted without a language model/);
    expect((await ws.karin.says("minutes M1")).text).toContain("skicka planritning");
    const history = (await ws.anna.says("history M1")).text;
    expect(history).toContain("4 items drafted, 4 ticked, 0 edited, 0 dropped");
    // Whoever reads minutes has written none.
    expect(history).not.toContain("Karin Ek");
    await ws.karin.presses("task finish");
    expect((await ws.facts()).tasks[0]?.doneBy?.name).toBe("Karin Ek");
    expect((await ws.anna.says("minutes approve M1")).outcome).toBe("refused");
    expect((await ws.facts()).tasks).toHaveLength(2);
  });

  test("M1: only what is ticked is published, and it says how many are left out; nothing ticked is not published", async () => {
    await ws.anna.says("minutes C1 Beslut: två köer\nÅtgärd: någon ringer Telia\nInternt: marginalen sjunker");
    const draft = await ws.anna.says("minutes M1");
    expect(draft.text).toContain("☐ 2. Action (line 2): någon ringer Telia");
    expect(draft.text).toContain("Not ticked: nobody is named");
    expect(draft.text).toContain("A line marked as internal was left out");
    expect(draft.text).not.toContain("marginalen");
    expect((await ws.anna.says("minutes approve M1")).text).toContain("One item that was not ticked was left out");
    expect((await published())?.text).not.toContain("Telia");
    expect((await ws.facts()).tasks).toEqual([]);
  });

  test("M1: minutes with nothing ticked are not published", async () => {
    await ws.anna.says("minutes C1 Åtgärd: någon ringer Telia");
    expect(await ws.anna.says("minutes approve M1")).toMatchObject({ outcome: "refused" });
    expect(await published()).toBeUndefined();
  });

  test("M1: two review a draft on its card: tick, who and when, edit, drop, add, write anew; a press on an older card publishes nothing", async () => {
    const lines = [
      "Beslut: två köer",
      "Åtgärd: någon ringer Telia",
      "Åtgärd: Karin bokar möte 4/12",
      "Beslut: fax behålls",
      "Anna nämnde larmet",
    ];
    const { anna, erik } = ws;
    await anna.says(`minutes C1 ${lines.join("\n")}`);
    const card = async () => (await ws.messages("solbacken")).findLast(({ text }) => text.startsWith("Minutes M1"));
    const first = await card();
    // One press each, and the card is edited: nothing is said besides.
    const ticked = await anna.presses("minutes tick", { values: { item: "1" } });
    expect([ticked.outcome, ticked.text, ticked.messages.map(({ id }) => id)]).toEqual(["done", "", [first?.id]]);
    expect((await card())?.text).toContain(
      "☐ 1. Decision (line 1): två köer\n> Beslut: två köer\nAnna Lind took its tick away.",
    );
    const who = await erik.presses("minutes who", { values: { item: "2" } });
    expect(who.form?.fields.map(({ name, type }) => [name, type])).toEqual([["owner", "select"]]);
    await erik.fills(who.form, { owner: "Johan Berg" });
    await erik.presses("minutes when", { values: { item: "3", due: "2026-12-04" } });
    expect((await card())?.text).toContain("✓ 2. Action (line 2): Johan Berg: ringer Telia");
    expect((await card())?.text).toContain("✓ 3. Action (line 3): Karin Ek: bokar möte, by Fri 4 Dec");
    // Anna's screen is older: the item was changed meanwhile.
    const late = await anna.presses("minutes tick", { on: first, values: { item: "2" } });
    expect(late.text).toContain("Erik Holm has changed that item since you saw it");
    expect(late.text).toContain("✓ 2. Action");
    const edit = await anna.presses("minutes edit", { values: { item: "4" } });
    expect(edit.form?.fields.map(({ name, value }) => [name, value])).toEqual([
      ["kind", "decision"],
      ["text", "fax behålls"],
      ["owner", undefined],
      ["due", undefined],
    ]);
    await anna.fills(edit.form, { text: "faxen behålls till mars" });
    expect((await card())?.text).toContain(
      "✓ 4. Decision (line 4): faxen behålls till mars\n> Beslut: fax behålls\nAnna Lind’s own words.",
    );
    const add = await erik.presses("minutes add");
    expect(add.form?.fields[0]?.options?.map(({ value }) => value)).toEqual(["M1:5"]);
    const unclear = await erik.fills(add.form, { lines: "M1:5" });
    expect([unclear.outcome, unclear.errors.kind]).toEqual([
      "invalid",
      "Line 5 does not say what it is. Choose it here.",
    ]);
    await erik.fills(add.form, { lines: "M1:5", kind: "question" });
    expect((await card())?.text).toContain("5. Question (line 5): Anna nämnde larmet");
    const older = await card();
    await erik.presses("minutes drop", { values: { item: "5" } });
    const tooOld = await anna.presses("minutes approve", { on: older });
    expect(tooOld.text).toContain("M1 has changed since that card was drawn, so it was not published");
    expect(await published()).toBeUndefined();
    expect((await anna.presses("minutes approve")).text).toContain("One item that was not ticked was left out");
    const shown = await published();
    expect(shown?.text).toContain("faxen behålls till mars");
    expect(shown?.text).not.toMatch(/två köer|larmet/);
    expect((await ws.facts()).tasks).toMatchObject([
      { title: "ringer Telia", who: { handle: "johan" } },
      { title: "bokar möte", who: { handle: "karin" }, due: "2026-12-04" },
    ]);
    expect((await anna.says("history M1")).text).toContain("4 items drafted, 3 ticked, 1 edited, 1 dropped");
  });

  test("M1: a long draft is paged, and published from its last page; written anew it opens with its notes", async () => {
    const { anna } = ws;
    const many = Array.from({ length: 20 }, (_, index) => `Beslut: kö ${index + 1} öppnar`).join("\n");
    const draft = await anna.says(`minutes C1 ${many}`);
    expect(draft.text).toContain("(page 1 of 4)");
    await expect(anna.presses("minutes approve")).rejects.toThrow("No button");
    const [second] = (await anna.presses("minutes page")).messages;
    expect(second?.text).toContain("(page 2 of 4)");
    expect(second?.text).not.toContain("kö 1 öppnar");
    await anna.presses("minutes drop", { on: second, values: { item: "7" } });
    const again = await anna.presses("minutes page");
    await anna.presses("minutes page", { on: again.messages[0] });
    const anew = await anna.presses("minutes anew");
    expect(anew.form?.fields.map(({ name, value }) => [name, value])).toEqual([
      ["meeting", "C1"],
      ["notes", many],
    ]);
    const asked = await anna.fills(anew.form, { notes: "Beslut: en kö" });
    expect(asked.text).toContain("What would be lost: one item that was dropped.");
    await anna.presses("minutes replace");
    expect((await m1())?.content).toMatchObject({ items: [{ id: 21, text: "en kö" }] });
  });

  test("M1: what is published is corrected by an addendum: its tasks go along, and the earlier text stays readable", async () => {
    const { anna, karin } = ws;
    expect((await anna.says("minutes correct M1")).outcome).toBe("refused");
    await anna.says(`minutes C1 ${notes}`);
    await anna.says("minutes approve M1");
    const correction = await anna.says("minutes correct M1");
    expect([correction.answer.reply?.audience, correction.text.includes("Nobody outside sees it")]).toEqual([
      "ledger",
      true,
    ]);
    // Nothing is another yet.
    const same = await anna.presses("minutes amend");
    expect((await anna.fills(same.form, { reason: "nothing" })).outcome).toBe("refused");
    const edit = await anna.presses("minutes edit", { values: { item: "2" } });
    await anna.fills(edit.form, { text: "skicka planritning och kopplingslista", due: "2026-12-07" });
    await anna.presses("minutes drop", { values: { item: "3" } });
    await anna.presses("minutes tick", { values: { item: "4" } });
    expect((await karin.says("minutes M1")).text).not.toContain("kopplingslista");
    const sending = await anna.presses("minutes amend");
    expect(sending.form?.fields.map(({ name }) => name)).toEqual(["reason"]);
    const done = await anna.fills(sending.form, { reason: "Johan hade fel dag" });
    expect(done.text).toContain("The correction of M1 is published as edition 2");
    const addendum = (await ws.messages("solbacken-kund")).find(({ text }) =>
      text.startsWith("Correction of M1, edition 2"),
    );
    expect(addendum?.text).toContain("Johan hade fel dag");
    expect(addendum?.text).toContain(
      "Karin Ek: skicka planritning och kopplingslista, by Mon 7 Dec 2026 (T1) (before: Karin Ek: skicka planritning, by Fri 4 Dec 2026)",
    );
    expect(addendum?.text).toContain("No longer in it. Action: Anna Lind: beställa telefoner (T2)");
    expect(addendum?.text).toContain("No longer in it. Question: Vem svarar på helger?");
    expect((await published())?.text).toMatch(/skicka planritning, by Fri 4 Dec.*Corrected by Anna Lind/su);
    expect((await ws.facts()).tasks).toMatchObject([
      { ref: "T1", title: "skicka planritning och kopplingslista", due: "2026-12-07" },
      { ref: "T2", withdrawn: { reason: "Johan hade fel dag" } },
    ]);
    expect((await anna.says("task done T2")).text).toContain("T2 was withdrawn");
    expect((await anna.says("task")).text).not.toContain("T2");
    const now = await karin.says("minutes M1");
    expect(now.text).toContain("kopplingslista");
    expect((await karin.presses("minutes edition", { values: { edition: "1" } })).text).toMatch(
      /It has been corrected since.*Anna Lind: beställa telefoner/su,
    );
    await karin.presses("task finish");
    await anna.says("minutes correct M1");
    await anna.presses("minutes drop", { values: { item: "2" } });
    const again = await anna.presses("minutes amend");
    expect((await anna.fills(again.form, { reason: "dubblett" })).text).toContain("Task T1 is done already and stays");
    expect((await anna.says("history M1")).text).toContain("Published a correction of minutes");
  });

  test("S5, D2: a change to the call-off is offered, and promised data is not chased before its day", async () => {
    const said = await ws.anna.says(
      "minutes C1 Ändring i avrop: två köer till\nUtlovad data: Karin skickar fax lösningar senast 2/12",
    );
    expect(said.text).toContain("Change to the call-off");
    for (const item of ["1", "2"])
      if (said.text.includes(`☐ ${item}.`)) await ws.anna.presses("minutes tick", { values: { item, yes: "yes" } });
    const done = await ws.anna.presses("minutes approve");
    expect(done.text).toContain("The minutes change the call-off");
    const offer = await ws.anna.presses("require add");
    expect(offer.form?.fields.find(({ name }) => name === "text")?.value).toContain("två köer till");
  });

  test("M1: a transcript dropped among us is taken for minutes, in any encoding, and read by a job; a damaged one says so", async () => {
    const { anna } = ws;
    const vtt =
      "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Karin Ek>Jag skickar planritningen på fredag.</v>\n\n2\n00:00:05.000 --> 00:00:09.000\n<v Anna Lind>Vi har beslutat att öppna två köer.</v>\n";
    const dropped = await anna.drops("möte.vtt", new Uint8Array(Buffer.from(`\ufeff${vtt}`, "utf16le")));
    expect(dropped.text).toContain("möte.vtt is here. Of which meeting is it?");
    expect(dropped.messages.at(-1)?.buttons.map(({ runs }) => runs)).toEqual(["minutes from"]);
    expect((await anna.presses("minutes from")).text).toContain("M1 is being read from möte.vtt");
    await ws.house.jobs.drain();
    const card = async () => (await ws.messages("solbacken")).at(-1);
    expect((await card())?.text).toContain("Karin Ek 00:00:01");
    expect((await card())?.text).toContain("öppna två köer");
    expect(await m1()).toMatchObject({ state: "draft", file: { name: "möte.vtt" } });
    // Among the customer's people it is a file of theirs.
    const theirs = await ws.karin.drops("möte.txt", "Beslut: nej");
    expect(theirs.text).not.toContain("Of which meeting");
    await anna.drops("brev.docx", docx("<w:p><w:r><w:t>Beslut: tre k&#246;er</w:t></w:r></w:p>"));
    await anna.presses("minutes from");
    await ws.house.jobs.drain();
    expect((await card())?.text).toContain("1. Decision (line 1): tre köer");
    await anna.drops("trasig.docx", docx("", "word/other.xml"));
    await anna.presses("minutes from");
    await ws.house.jobs.drain();
    expect((await card())?.text).toContain("trasig.docx could not be read");
  });

  test("a file that comes with the line, or in our private chat, is minutes of the project that is named, and never customer data", async () => {
    const { anna, karin } = ws;
    const file = (name: string, words = "Beslut: två köer") => ({ name, content: new TextEncoder().encode(words) });
    const alone = { in: "dm-anna" };
    const asked = await anna.says("minutes", { files: [file("möte.vtt")] });
    expect(asked.text).toContain("möte.vtt is here. Of which meeting is it?");
    expect((await anna.drops("möte.txt", "Beslut: två köer", alone)).text).toContain("Of which meeting is it?");
    for (const [files, why] of [
      [[file("lista.pdf", "%PDF-1")], "lista.pdf is no notes and no transcript"],
      [[file("a.txt"), file("b.txt")], "2 files came with that line"],
      [[file("a.txt", "")], "empty"],
    ] as const)
      expect(await anna.says("minutes C1", { files })).toMatchObject({
        outcome: "refused",
        text: expect.stringContaining(why),
      });
    expect((await anna.says("minutes C1 Beslut: nej", { files: [file("a.txt")] })).text).toContain("came together");
    expect((await karin.says("minutes C1", { files: [file("a.txt")] })).outcome).toBe("refused");
    expect((await anna.says("minutes C1", { in: "solbacken-kund", files: [file("a.txt")] })).outcome).toBe("refused");
    // Of several projects one must be named; the line to send the file again with says how.
    await ws.conversation("lunden");
    expect((await anna.says('open "Lunden AB" internal:lunden', { in: "lunden" })).outcome).toBe("done");
    const which = await anna.drops("möte.vtt", "WEBVTT", alone);
    expect([which.outcome, which.text]).toEqual(["refused", expect.stringMatching(/not stored.*minutes in:/su)]);
    const taken = await anna.says("minutes C1 in:solbacken", { ...alone, files: [file("möte.txt")] });
    expect(taken.text).toContain("M1 is being read from möte.txt");
    await ws.house.jobs.drain();
    expect((await ws.messages("solbacken")).at(-1)?.text).toContain("✓ 1. Decision (line 1): två köer");
    const { rows } = await ws.test.pool.query("select count(*)::int as kept from files");
    // Both that were asked about, and the one that was taken: what was refused is not kept.
    expect(rows).toEqual([{ kept: 3 }]);
  });

  test("A1: a draft is not shown to the customer; what is approved is", async () => {
    await ws.anna.says(`minutes C1 ${notes}`);
    for (const person of [ws.karin, ws.anna]) {
      const said = await person.says("minutes M1", { in: "solbacken-kund" });
      expect([said.outcome, said.text.includes("portering")]).toEqual(["refused", false]);
    }
    await ws.anna.says("minutes approve M1");
    expect((await ws.karin.says("minutes M1")).text).toContain("porteringen sker 15 januari");
  });

  test("notes are refused in the shared channel, and from a customer", async () => {
    expect((await ws.anna.says(`minutes C1 ${notes}`, { in: "solbacken-kund" })).outcome).toBe("refused");
    expect((await ws.karin.says(`minutes C1 ${notes}`)).outcome).toBe("refused");
    expect((await ws.facts()).minutes).toEqual([]);
  });

  test("new notes replace the draft under its reference", async () => {
    await ws.anna.says(`minutes C1 ${notes}`);
    await ws.anna.says("minutes C1 decision: no porting after all");
    expect((await ws.facts()).minutes).toMatchObject([
      { ref: "M1", state: "draft", content: { items: [{ kind: "decision", text: "no porting after all" }] } },
    ]);
  });

  test("M1: new notes replace no draft that somebody has reviewed before they say so, however they come; both ways are a press", async () => {
    const { anna, erik } = ws;
    const items = async () => ((await m1())?.content as MinutesContent | undefined)?.items.map(({ text }) => text);
    await anna.says(`minutes C1 ${notes}`);
    await erik.presses("minutes tick", { values: { item: "1" } });
    await erik.presses("minutes drop", { values: { item: "3" } });
    const before = await items();
    const asked = await anna.says("minutes C1 beslut: en kö");
    expect(asked.text).toContain(
      "What would be lost: one tick that was set or taken away and one item that was dropped. Nothing is changed yet.",
    );
    expect(asked.messages.at(-1)?.buttons.map(({ runs }) => runs)).toEqual(["minutes", "minutes replace"]);
    expect((await anna.says("minutes M1 beslut: en kö")).text).toContain("What would be lost");
    await anna.drops("möte.txt", "Beslut: tre köer");
    const file = await anna.presses("minutes from");
    expect([file.text.includes("What would be lost"), await items()]).toEqual([true, before]);
    const kept = await anna.presses("minutes", { on: asked.messages.at(-1), values: { meeting: "M1" } });
    expect(kept.text).toContain("Erik Holm took its tick away");
    const anew = await anna.presses("minutes anew");
    expect((await anna.fills(anew.form, { notes: "Beslut: två köer" })).text).toContain("What would be lost");
    expect(await items()).toEqual(before);
    // Of a draft that was changed since, it is asked once more.
    await erik.presses("minutes tick", { values: { item: "1" } });
    const late = await anna.presses("minutes replace", { on: asked.messages.at(-1) });
    expect([late.text.includes("What would be lost"), await items()]).toEqual([true, before]);
    await anna.presses("minutes replace", { on: late.messages.at(-1) });
    expect(await items()).toEqual(["en kö"]);
    // That one nobody has touched.
    expect((await anna.says("minutes C1 beslut: fyra köer")).text).toContain("fyra köer");
    await erik.presses("minutes tick", { values: { item: "6" } });
    expect((await anna.presses("minutes from", { on: file.messages.at(-1) })).text).toContain("What would be lost");
    await anna.presses("minutes from");
    await ws.house.jobs.drain();
    expect(await items()).toEqual(["tre köer"]);
  });

  test("M1: a due day that has passed is refused, but for one that the notes say", async () => {
    await ws.anna.says("minutes C1 Åtgärd: Karin skickar planritningen senast 2026-11-20");
    const edit = await ws.anna.presses("minutes edit", { values: { item: "1" } });
    const filled = await ws.anna.fills(edit.form, { due: "2026-11-18" });
    expect([filled.outcome, filled.errors.due]).toEqual(["invalid", expect.stringContaining("has already passed")]);
    await ws.anna.fills(edit.form, { due: "2026-11-20" });
    expect((await m1())?.content).toMatchObject({ items: [{ due: "2026-11-20", edited: true }] });
  });

  test("M1: cards of a draft that is shown again, or made anew, are old ones: their presses change nothing and show the present", async () => {
    const { anna } = ws;
    const many = (what: string) => Array.from({ length: 9 }, (_, index) => `Beslut: ${what} ${index + 1}`).join("\n");
    const cards = async () =>
      (await ws.messages("solbacken")).filter(({ buttons }) => buttons.some(({ runs }) => runs === "minutes tick"));
    await anna.says(`minutes C1 ${many("kö")}`);
    await anna.presses("minutes page");
    const [first, second] = await cards();
    expect([first?.text.includes("page 1 of 2"), second?.text.includes("page 2 of 2")]).toEqual([true, true]);
    await anna.says("minutes M1");
    await anna.presses("minutes page");
    const shown = await cards();
    expect(shown).toHaveLength(2);
    expect(shown.map(({ id }) => id)).not.toContain(first?.id);
    expect(shown.map(({ id }) => id)).not.toContain(second?.id);
    await anna.says(`minutes C1 ${many("larm")}`);
    expect((await cards()).every(({ text }) => text.includes("larm") && !text.includes("kö "))).toBe(true);
    const late = await anna.presses("minutes tick", { on: second, values: { item: "9" } });
    expect([late.text.includes("is gone: it was dropped"), late.text.includes("larm 1")]).toEqual([true, true]);
    expect((await m1())?.content).toMatchObject({ items: Array.from({ length: 9 }, () => ({ rev: 3 })) });
    const publish = second?.buttons.find(({ runs }) => runs === "minutes approve");
    expect(publish).toBeDefined();
    expect((await anna.presses("minutes approve", { on: second })).text).toContain("so it was not published");
    expect(await published()).toBeUndefined();
  });

  test("without notes it offers the form; filled in, it drafts", async () => {
    expect((await ws.anna.says("minutes C1")).text).toContain("no minutes of C1 yet");
    const pressed = await ws.anna.presses("minutes");
    expect(pressed.form?.fields.map(({ name, type, value }) => [name, type, value])).toEqual([
      ["meeting", "select", "C1"],
      ["notes", "longtext", undefined],
    ]);
    expect((await ws.anna.fills(pressed.form, { notes })).text).toContain("porteringen sker 15 januari");
  });

  test.each([
    { line: "minutes C9 x", why: "no such call" },
    { line: "minutes kickoff x", why: "kickoff has not been" },
    { line: "minutes handover x", why: "L4: the handover comes after go-live" },
    { line: "minutes party x", why: "no such meeting" },
    { line: "minutes approve M9", why: "no such minutes" },
  ])("$line is refused: $why", async ({ line }) => {
    expect((await ws.anna.says(line)).outcome).toBe("refused");
    expect((await ws.facts()).minutes).toEqual([]);
  });
});

describe("with a model", () => {
  let openai: OpenAIStandIn;
  beforeAll(async () => {
    openai = await openOpenAI();
  });
  afterAll(() => openai.close());
  beforeEach(async () => {
    ws = await openWorkspace({ minutesModel: { apiKey: openai.key, baseUrl: openai.baseUrl, model: openai.model } });
    await startCall();
  });
  afterEach(() => ws.close());

  const quote = "beslut: porteringen sker 15 januari";
  const items = [
    { kind: "decision", text: "Porteringen sker 15 januari", quote },
    { kind: "decision", text: "Kunden har godkänt leveransen", quote },
  ];

  test("the line is answered at once; the draft comes to the internal channel; what the notes do not say is not ticked", async () => {
    openai.willAnswer({ kind: "content", content: JSON.stringify({ items }) });
    expect((await ws.anna.says(`minutes C1 ${notes}`)).text).toContain("M1 is being drafted");
    expect((await ws.anna.says("minutes approve M1")).outcome).toBe("refused");
    await ws.house.jobs.drain();
    expect(await m1()).toMatchObject({
      state: "draft",
      drafter: "model",
      content: { items: [items[0], { doubt: { why: "other-words" } }] },
    });
    const draft = (await ws.messages("solbacken")).at(-1);
    expect(draft?.text).toContain("✓ 1. Decision (line 2): Porteringen sker 15 januari");
    expect(draft?.text).toContain("☐ 2. Decision (line 2): Kunden har godkänt leveransen");
    expect(draft?.text).toContain("the line does not use those words");
    expect(draft?.content.audience).toBe("ledger");
    await ws.anna.presses("minutes approve");
    expect((await published())?.text).toContain("Porteringen sker 15 januari");
    expect((await published())?.text).not.toContain("godkänt");
    expect((await published())?.text).toContain("A language model wrote the draft");
    expect((await ws.messages("solbacken")).find(({ id }) => id === draft?.id)?.buttons).toEqual([]);
  });

  test("a model that refuses: the template drafts, and says so", async () => {
    openai.willAnswer({ kind: "status", status: 403 });
    await ws.anna.says(`minutes C1 ${notes}`);
    await ws.house.jobs.drain();
    expect(await m1()).toMatchObject({
      state: "draft",
      drafter: "template",
      content: { items: [{ text: "porteringen sker 15 januari" }, {}, {}, {}] },
    });
    expect((await ws.messages("solbacken")).at(-1)?.text).toContain("The language model could not draft these");
  });

  test("one that hangs keeps nobody waiting: after 20 s the notes are read without it, and its draft comes beside that, to compare", async () => {
    const answers = gate();
    const { database } = ws.test;
    const found = [
      { ...items[0], text: "porteringen sker 15 januari" },
      { kind: "question", text: "Vi hälsade välkomna.", quote: "Vi hälsade välkomna." },
    ];
    openai.willAnswer({
      ...{ kind: "hang", where: "inside" },
      goesOn: { on: answers.opened, content: `\`\`\`json\n${JSON.stringify({ items: found })}\n\`\`\`` },
    });
    await ws.anna.says(`minutes C1 ${notes}`);
    const before = openai.asked.length;
    ws.house.jobs.start();
    await until(() => openai.asked.length > before);
    await database.clock.moveTo((await database.clock.now()) + 20_000);
    await until(async () => (await m1())?.state === "draft");
    expect((await ws.messages("solbacken")).at(-1)?.text).toContain("The language model has not answered yet");
    expect(await m1()).toMatchObject({ drafter: "template", content: { items: [{}, {}, {}, {}] } });
    expect((await ws.anna.says("log 1h configuration")).outcome).toBe("done");
    await ws.anna.presses("minutes drop", { values: { item: "4" } });
    answers.open();
    await ws.house.jobs.stop();
    expect((await m1())?.content).toMatchObject({ items: [{ id: 1 }, { id: 2 }, { id: 3 }] });
    const proposal = (await ws.messages("solbacken")).at(-1);
    expect(proposal?.text).toContain("the language model’s draft");
    expect(proposal?.text).toContain(
      "It found one item that the draft does not hold (0 ticked). One is in both, 2 only",
    );
    expect(proposal?.text).toContain("☐ Question (line 1): Vi hälsade välkomna.");
    expect(proposal?.content.audience).toBe("ledger");
    await ws.anna.presses("minutes compare", { values: { how: "add" } });
    const now = await m1();
    expect(now?.drafter).toBe("model");
    expect(now?.content).toMatchObject({
      items: [{ id: 5, doubt: { why: "unsaid" } }, { id: 1 }, { id: 2 }, { id: 3 }],
    });
    // It has changed since it was drafted: a typed line says which revision it means.
    const asked = await ws.anna.says("minutes approve M1");
    expect([asked.text.includes("is not published yet"), await published()]).toEqual([true, undefined]);
    const line = /minutes approve M1 \d+/u.exec(asked.text)?.[0] ?? "";
    expect((await ws.anna.says("minutes approve M1 1")).text).toContain("has changed since that card was drawn");
    expect((await ws.anna.says(line)).text).toContain("M1 is approved");
    expect((await published())?.text).toContain("A language model wrote the draft");
    expect((await published())?.text).not.toContain("välkomna");
    const history = (await ws.anna.says("history M1")).text;
    expect(history).toMatch(
      /gpt-test \(gpt-test-2026-11-01\): 2 items came, 1 ticked, 0 unreadable, 0 without a quote/,
    );
  });

  test("a busy one that says when to ask again: the job is put back until then; notes that were written anew are what counts", async () => {
    const { database, pool } = ws.test;
    openai.willAnswer({ kind: "status", status: 429, headers: { "retry-after": "1800" } });
    await ws.anna.says(`minutes C1 ${notes}`);
    await ws.house.jobs.drain();
    const { rows } = await pool.query<{ wait: number; error: string }>(
      "select extract(epoch from next_attempt_at - clock_timestamp())::float as wait, last_error as error from jobs where kind = 'minutes' and done_at is null",
    );
    expect(rows[0]?.wait).toBeGreaterThan(1_700);
    expect(rows[0]?.error).not.toContain("portering");
    await ws.anna.says("minutes C1 beslut: ingen portering");
    await database.clock.moveTo((await database.clock.now()) + 20_000);
    await ws.house.jobs.drain();
    expect(await m1()).toMatchObject({ drafter: "template", content: { items: [{ text: "ingen portering" }] } });
    expect((await ws.anna.says("minutes compare M1")).outcome).toBe("refused");
  });

  test("nobody runs the system's line by hand", async () => {
    expect((await ws.anna.says("minutes drafted M1")).outcome).toBe("refused");
  });
});
