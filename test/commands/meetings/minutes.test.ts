import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type OpenAIStandIn, openOpenAI } from "../../support/openai.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

const notes = [
  "Vi hälsade välkomna.",
  "beslut: porteringen sker 15 januari",
  "- [ ] karin: skicka planritning senast 4/12",
  "åtgärd: @anna beställa telefoner",
  "Vem svarar på helger?",
].join("\n");

let ws: Workspace;
const startCall = async () => {
  await ws.openSolbacken();
  await ws.anna.says("checkin schedule 2026-11-23 10:00");
  await ws.anna.says("checkin hold C1");
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
    expect(said.text).toContain("porteringen sker 15 januari (line 2)");
    expect(said.text).toContain("Karin Ek: skicka planritning, by Fri 4 Dec");
    expect(said.text).toContain("Vem svarar på helger? (line 5)");
    expect(said.answer.reply?.audience).toBe("ledger");
    expect(await m1()).toMatchObject({
      ref: "M1",
      meeting: "C1",
      on: "2026-11-23",
      state: "draft",
      drafter: "template",
      notes,
    });
    expect(await published()).toBeUndefined();
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
    await ws.karin.presses("task finish");
    expect((await ws.facts()).tasks[0]?.doneBy?.name).toBe("Karin Ek");
    expect((await ws.anna.says("minutes approve M1")).outcome).toBe("refused");
    expect((await ws.facts()).tasks).toHaveLength(2);
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
      { ref: "M1", state: "draft", content: { decisions: [{ text: "no porting after all" }], actions: [] } },
    ]);
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

  const decisions = [
    { text: "Porteringen sker 15 januari", lines: [2] },
    { text: "Kunden har godkänt leveransen", lines: [2] },
  ];

  test("the line is answered at once; the draft comes to the internal channel, without what the notes do not say", async () => {
    openai.willAnswer({ kind: "content", content: JSON.stringify({ decisions, actions: [], questions: [] }) });
    expect((await ws.anna.says(`minutes C1 ${notes}`)).text).toContain("M1 is being drafted");
    expect((await ws.anna.says("minutes approve M1")).outcome).toBe("refused");
    await ws.house.jobs.drain();
    expect(await m1()).toMatchObject({ state: "draft", drafter: "model", content: { decisions: [decisions[0]] } });
    const draft = (await ws.messages("solbacken")).at(-1);
    expect(draft?.text).toContain("Porteringen sker 15 januari (line 2)");
    expect(draft?.text).not.toContain("godkänt");
    expect(draft?.content.audience).toBe("ledger");
    await ws.anna.presses("minutes approve");
    expect((await published())?.text).toContain("Porteringen sker 15 januari");
    expect((await ws.messages("solbacken")).find(({ id }) => id === draft?.id)?.buttons).toEqual([]);
  });

  test("a model that refuses: the template drafts, and says so", async () => {
    openai.willAnswer({ kind: "status", status: 403 });
    await ws.anna.says(`minutes C1 ${notes}`);
    await ws.house.jobs.drain();
    expect(await m1()).toMatchObject({
      state: "draft",
      drafter: "template",
      content: { decisions: [{ text: "porteringen sker 15 januari" }] },
    });
    expect((await ws.messages("solbacken")).at(-1)?.text).toContain("The language model could not draft these");
  });

  test("nobody runs the system's line by hand", async () => {
    expect((await ws.anna.says("minutes drafted M1")).outcome).toBe("refused");
  });
});
