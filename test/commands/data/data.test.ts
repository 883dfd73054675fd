import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Form } from "../../../src/messages/content.ts";
import { letter } from "../../support/office.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("workshop:2026-11-23");
});
afterEach(() => ws.close());

const stateOf = async (area: string) =>
  (await ws.facts()).data
    .filter((entry) => entry.area === area && !entry.undone)
    .map(({ kind, bySide }) => `${kind} ${bySide}`);
const shared = () => ws.messages("solbacken-kund");
const latest = async (place: string) => (await ws.messages(place)).at(-1)?.text ?? "";

describe("D1, D5: the areas and their states", () => {
  test("the 13 areas are listed, and what is missing counted", async () => {
    const said = await ws.anna.says("data");
    expect(said.text).toContain("13 of 13 areas are still missing.");
    for (const area of ["Main number", "Fax solutions", "Company-wide options"]) expect(said.text).toContain(area);
  });

  test("received, approved, not applicable, stuck", async () => {
    expect((await ws.anna.says('data receive hardware "by mail"')).text).toContain("12 of 13 areas are still missing.");
    expect((await ws.anna.says("data approve hårdvara")).text).toContain("Hardware is approved.");
    expect((await ws.anna.says('data na fax "no fax"')).text).toContain("Fax solutions does not apply: no fax.");
    expect((await ws.anna.says('data stuck voicemail "waiting for HR"')).text).toContain("waiting for HR");
    expect([await stateOf("hardware"), await stateOf("fax"), await stateOf("voicemail")]).toEqual([
      ["received staff", "approved staff"],
      ["not-applicable staff"],
      ["stuck staff"],
    ]);
    expect((await ws.anna.says("data")).text).toContain("waiting | waiting for HR");
  });

  test.each([
    { lines: ['data reject hardware "MAC missing"'], why: "nothing was handed in" },
    {
      lines: ["data receive hardware", "data approve hardware", "data approve hardware"],
      why: "it is approved already",
    },
    {
      lines: ["data receive hardware", "data approve hardware", 'data stuck hardware "HR"'],
      why: "nobody waits for it",
    },
    { lines: ["data approve windows"], why: "no such area" },
  ])("refused: $why", async ({ lines }) => {
    for (const line of lines.slice(0, -1)) expect((await ws.anna.says(line)).outcome).toBe("done");
    const before = (await ws.facts()).data.length;
    expect((await ws.anna.says(lines.at(-1) ?? "")).outcome).toBe("refused");
    expect((await ws.facts()).data).toHaveLength(before);
  });

  test("D2: all areas in place says so", async () => {
    for (const { id } of ws.agreement.areas) await ws.anna.says(`data na ${id} "not used"`);
    expect((await ws.anna.says("data")).text).toContain("All customer data is in place.");
  });
});

describe("an area that is sent back", () => {
  beforeEach(async () => {
    await ws.anna.says("data receive hardware");
    await ws.anna.says('data reject hardware "MAC missing on 3; Model missing on 4"');
  });

  test("D5: the shared channel shows each finding, with a button to hand in", async () => {
    const card = (await shared()).at(-1);
    expect(card?.text).toBe(
      "Hardware needs another look before we can use it:\n• MAC missing on 3\n• Model missing on 4",
    );
    expect(card?.buttons.map(({ runs }) => runs)).toEqual(["data hand-in", "data say-stuck"]);
  });

  test("the customer hands in by the button; the card says so and keeps no button; staff get a receipt", async () => {
    const pressed = await ws.karin.presses("data hand-in");
    const area = pressed.form?.fields.find(({ name }) => name === "area");
    expect(area?.value).toBe("hardware");
    expect(area?.options?.[0]?.value).toBe("main-number");
    const said = await ws.karin.fills(pressed.form, { note: "3: 80:5E:C0:12:34:56" });
    expect(said.text).toContain("Hardware is handed in.");
    const card = (await shared()).find(({ text }) => text.startsWith("Hardware: handed in"));
    expect(card?.buttons).toEqual([]);
    const receipt = (await ws.messages("solbacken")).find(({ text }) =>
      text.startsWith("Karin Ek handed in Hardware."),
    );
    expect(receipt?.buttons.map(({ runs }) => runs)).toEqual(["data approve", "data reject"]);
    expect(await stateOf("hardware")).toEqual(["received staff", "rejected staff", "received customer"]);
    expect((await ws.anna.presses("data approve")).text).toContain("Hardware is approved.");
  });

  test("D5: stuck is recorded with whom it waits for, and the card still asks", async () => {
    const pressed = await ws.johan.presses("data say-stuck");
    await ws.johan.fills(pressed.form, { reason: "the warehouse is closed" });
    const card = (await shared()).find(({ text }) => text.startsWith("Hardware needs another look"));
    expect(card?.text).toContain("Johan Berg says that it is waiting:\n> the warehouse is closed");
    expect(card?.buttons.length).toBe(2);
  });

  test("L3: somebody without a part in the project is refused", async () => {
    const pressed = await ws.olle.presses("data hand-in");
    expect(pressed.outcome).toBe("refused");
    expect(pressed.form).toBeUndefined();
  });
});

describe("S5: changing what was approved, after kickoff", () => {
  beforeEach(async () => {
    await ws.anna.says("data receive hardware");
    await ws.anna.says("data approve hardware");
    await ws.anna.says('require add "Main number answers 07–18"');
    const kickoff = await ws.anna.says("kickoff");
    expect(kickoff.outcome).toBe("done");
  });

  test("staff: a change request to price, and the area stays approved", async () => {
    const said = await ws.anna.says('data receive hardware "ten more phones"');
    expect(said.text).toContain("change to the call-off: X1");
    expect(await stateOf("hardware")).toEqual(["received staff", "approved staff"]);
    expect((await ws.facts()).changes).toMatchObject([
      {
        ref: "X1",
        state: "asked",
        title: "Hardware: ten more phones",
        effect: { kind: "data", area: "hardware", note: "ten more phones" },
      },
    ]);
  });

  test("the customer hears that a price comes first; staff hear what to price", async () => {
    const pressed = await ws.karin.presses("data hand-in");
    const said = await ws.karin.fills(pressed.form, { area: "hardware", note: "ten more phones" });
    expect(said.text).toContain("X1");
    expect(said.text).not.toContain("change price");
    expect(await latest("solbacken")).toContain("change price X1");
  });

  test("data given for the first time is no change", async () => {
    await ws.anna.says("data receive fax");
    expect((await ws.facts()).changes).toEqual([]);
    expect(await stateOf("fax")).toEqual(["received staff"]);
  });
});

describe("D6: nobody handed anything in", () => {
  beforeEach(async () => {
    await ws.anna.says('require add "Main number answers 07–18"');
    await ws.anna.says("kickoff");
  });
  const approveAnyway = async () => {
    await ws.anna.says("data approve fax");
    await ws.anna.presses("data approve-anyway");
  };

  test("an approval is asked about, and nothing is recorded until it is said anyway", async () => {
    const asked = await ws.anna.says("data approve fax");
    expect(asked.text).toContain("Nobody has handed in anything for Fax solutions");
    expect(asked.text).toContain("data receive fax");
    expect(await stateOf("fax")).toEqual([]);
    expect((await ws.anna.presses("data approve-anyway")).text).toContain("Fax solutions is approved.");
    expect(await stateOf("fax")).toEqual(["approved staff"]);
    expect((await ws.anna.says("data approve fax")).outcome).toBe("refused");
  });

  test.each([
    { who: "staff, on the line", hands: () => ws.anna.says('data receive fax "by mail"'), by: "staff" },
    {
      ...{ who: "the customer, in the form", by: "customer" },
      async hands() {
        const { form } = await ws.karin.presses("data hand-in");
        return ws.karin.fills(form, { area: "fax", note: "two lines" });
      },
    },
    {
      ...{ who: "the customer, with a file", by: "customer" },
      async hands() {
        await ws.karin.drops("fax.docx", letter());
        const { form } = await ws.karin.presses("data hand-in");
        return ws.karin.fills(form, { area: "fax" });
      },
    },
  ])("the first data after kickoff is no change: $who", async ({ hands, by }) => {
    await approveAnyway();
    await hands();
    expect((await ws.facts()).changes).toEqual([]);
    expect(await stateOf("fax")).toEqual(["approved staff", `received ${by}`]);
    await ws.anna.says("data approve fax");
    await hands();
    expect((await ws.facts()).changes, "the second is one").toMatchObject([
      { ref: "X1", effect: { kind: "data", area: "fax" } },
    ]);
  });

  test("that it does not apply after all is no change either", async () => {
    await approveAnyway();
    await ws.anna.says('data na fax "no fax"');
    expect((await ws.facts()).changes).toEqual([]);
  });
});

describe("D6: files are handed in with the areas that they are for", () => {
  const files = (form: Form | undefined) => form?.fields.find(({ name }) => name === "files");
  const questions = async (place = "solbacken-kund") =>
    (await ws.messages(place)).filter(({ text }) => text.includes("Which area is it for?"));

  test("a dropped file asks which area it is for; the form has it ticked and takes it without a note, and the question closes", async () => {
    const said = await ws.karin.drops("kunddata.docx", letter());
    expect(said.text).toBe("Got kunddata.docx. Which area is it for?");
    const { form } = await ws.karin.presses("data hand-in");
    expect(files(form)?.options?.map(({ value, label }) => [value, ws.words(label)])).toEqual([
      [files(form)?.value, "kunddata.docx"],
    ]);
    const done = await ws.karin.fills(form, { area: "main-number" });
    expect(done.text).toContain("Main number is handed in.\nWith kunddata.docx.");
    expect((await ws.facts()).data).toMatchObject([
      {
        area: "main-number",
        kind: "received",
        files: [{ id: files(form)?.value, name: "kunddata.docx" }],
        bySide: "customer",
      },
    ]);
    expect(await questions()).toEqual([]);
    const closed = (await ws.messages("solbacken-kund")).find(({ text }) =>
      text.startsWith("kunddata.docx was handed in for Main number"),
    );
    expect([closed?.text, closed?.buttons]).toEqual([
      "kunddata.docx was handed in for Main number (Karin Ek, Mon 23 Nov 2026).",
      [],
    ]);
    const told = (await ws.messages("solbacken")).at(-1);
    expect(told?.content.files?.map(({ name }) => name)).toEqual(["kunddata.docx"]);
    expect(told?.buttons.map(({ runs }) => runs)).toEqual(["data approve", "data reject"]);
    expect((await ws.anna.says("data")).text).toContain("Main number | handed in, Mon 23 Nov 2026 | kunddata.docx");
    expect(files((await ws.karin.presses("data hand-in")).form)?.options).toEqual([]);
  });

  test("several files and several areas at once: one card for staff, who approve all or send one back", async () => {
    for (const name of ["a.docx", "b.docx", "c.docx"]) await ws.karin.drops(name, letter());
    const { form } = await ws.johan.presses("data hand-in");
    const [a, b, c] = (files(form)?.options ?? []).map(({ value }) => value);
    await ws.johan.fills(form, { area: "fax,hardware", files: `${a},${b}`, note: "as agreed" });
    expect((await ws.facts()).data.map(({ area, files: with_ }) => [area, with_?.map(({ name }) => name)])).toEqual([
      ["fax", ["a.docx", "b.docx"]],
      ["hardware", ["a.docx", "b.docx"]],
    ]);
    expect((await questions()).map(({ text }) => text)).toEqual(["Got c.docx. Which area is it for?"]);
    const told = (await ws.messages("solbacken")).filter(({ text }) => text.includes("Johan Berg handed in"));
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining("Fax solutions and Hardware")]);
    const card = async () => (await ws.messages("solbacken")).find(({ id }) => id === told[0]?.id);
    await ws.anna.says("data approve fax");
    expect((await card())?.text).toContain("Fax solutions: approved (Anna Lind, Mon 23 Nov 2026).");
    expect((await card())?.buttons.map(({ runs }) => runs)).toEqual(["data approve", "data reject"]);
    expect((await ws.anna.presses("data approve-all", { on: told[0] ?? expect.fail() })).outcome).toBe("done");
    expect([await stateOf("fax"), await stateOf("hardware")].map((states) => states.at(-1))).toEqual([
      "approved staff",
      "approved staff",
    ]);
    expect((await card())?.text).toContain("Hardware: approved");
    expect((await card())?.buttons).toEqual([]);
    expect((await ws.anna.presses("data approve-all", { on: told[0] ?? expect.fail() })).text).toContain(
      "waits for a review any more",
    );
    await ws.anna.says("undo");
    await ws.anna.presses("undo confirm");
    expect((await card())?.buttons.map(({ runs }) => runs)).toEqual(["data approve", "data reject"]);
    await ws.anna.presses("data approve", { on: (await card()) ?? expect.fail() });
    const again = await ws.karin.presses("data hand-in");
    expect(files(again.form)?.value).toBe(c);
    // A form that was open while a colleague handed the file in.
    expect((await ws.karin.fills(again.form, { area: "voicemail", files: a ?? "" })).errors.files).toContain(
      "handed in already",
    );
  });

  const brought = (...names: readonly string[]) => names.map((name) => ({ name, content: letter() }));

  test("M1: a transcript is nobody's list: it is not asked which area it is for, and who writes minutes is told", async () => {
    const vtt = new TextEncoder().encode("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Karin Ek>Hej</v>\n");
    const said = await ws.karin.drops("mote.vtt", vtt);
    expect(said.text).toBe(
      "mote.vtt is a transcript of a meeting and no customer data. Ask your project lead to take it into the minutes.",
    );
    expect((await ws.anna.drops("mote.vtt", vtt, { in: "solbacken-kund" })).text).toContain("in the internal channel");
    // Nor does the next form offer it, for any area.
    const { form } = await ws.karin.presses("data hand-in");
    expect(form?.fields.map(({ name }) => name)).toContain("area");
    expect(files(form)?.options ?? []).toEqual([]);
    expect(await questions()).toEqual([]);
  });

  test("the form takes files itself, several, without a note: staff's card shows them, and nobody is asked which area they are for", async () => {
    const { form } = await ws.karin.presses("data hand-in");
    expect(files(form)).toMatchObject({ type: "files", options: [] });
    const done = await ws.karin.fills(form, { area: "fax,hardware" }, { files: brought("numbers.docx", "plan.docx") });
    expect(done.text).toContain("With numbers.docx and plan.docx.");
    expect((await ws.facts()).data.map((entry) => entry.files?.map(({ name }) => name))).toEqual([
      ["numbers.docx", "plan.docx"],
      ["numbers.docx", "plan.docx"],
    ]);
    expect(await questions()).toEqual([]);
    const told = (await ws.messages("solbacken")).at(-1);
    expect(told?.content.files?.map(({ name }) => name)).toEqual(["numbers.docx", "plan.docx"]);
    expect(told?.buttons.map(({ runs }) => runs)).toEqual(["data approve-all", "data reject"]);
    const history = (await ws.anna.says("history")).text;
    expect(history).not.toMatch(/[\da-f]{8}-|numbers\.docx/u);
  });

  test("files that come with the form go with those that had come before and are ticked", async () => {
    await ws.karin.drops("before.docx", letter());
    const { form } = await ws.karin.presses("data hand-in");
    await ws.karin.fills(form, { area: "fax" }, { files: brought("with.docx") });
    expect((await ws.facts()).data[0]?.files?.map(({ name }) => name)).toEqual(["before.docx", "with.docx"]);
    expect(await questions()).toEqual([]);
  });

  test.each([
    {
      why: "a kind that is not taken",
      files: [...brought("a.docx"), { name: "run.exe", content: letter() }],
      says: "run.exe is a kind of file",
    },
    {
      why: "an empty one",
      files: [...brought("a.docx"), { name: "b.txt", content: new Uint8Array() }],
      says: "b.txt: The file is empty",
    },
    {
      why: "too many",
      files: brought(..."abcdefghijk".split("").map((name) => `${name}.docx`)),
      says: "more than 10 files",
    },
  ])(
    "of files with $why none is kept, it is said at the field, and the form can be sent again",
    async ({ files: given, says }) => {
      const { form } = await ws.karin.presses("data hand-in");
      expect((await ws.karin.fills(form, { area: "fax", note: "hello" }, { files: given })).errors.files).toContain(
        says,
      );
      expect((await ws.test.pool.query("select from files")).rowCount).toBe(0);
      expect((await ws.karin.fills(form, { area: "fax" }, { files: brought("a.docx") })).outcome).toBe("done");
    },
  );

  test("with neither a file nor words nothing is handed in, and it is said at the field", async () => {
    const { form } = await ws.karin.presses("data hand-in");
    expect((await ws.karin.fills(form, { area: "fax" })).errors.note).toContain("Add a file, or write");
    expect((await ws.karin.fills(form, { area: "fax", na: "yes" })).errors.note).toContain("Say why it does not apply");
    expect((await ws.facts()).data).toEqual([]);
  });

  test("D5: *not applicable to us*, of several areas; staff see who said it and why, and can send it back", async () => {
    const { form } = await ws.karin.presses("data hand-in");
    await ws.karin.fills(form, { area: "fax,voicemail", na: "yes", note: "we have <none> of *that*" });
    expect([await stateOf("fax"), await stateOf("voicemail")]).toEqual([
      ["not-applicable customer"],
      ["not-applicable customer"],
    ]);
    const told = (await ws.messages("solbacken")).at(-1);
    expect(told?.text).toContain(
      "Karin Ek says that Fax solutions and Voicemail do not apply (send it back if that is not so):",
    );
    expect(told?.content.blocks).toContainEqual({ kind: "quote", text: "we have <none> of *that*" });
    const back = await ws.anna.presses("data reject", { on: told ?? expect.fail() });
    await ws.anna.fills(back.form, { area: "fax", reason: "the contract has one" });
    expect(await stateOf("fax")).toEqual(["not-applicable customer", "rejected staff"]);
  });

  test("A1: nobody is offered what somebody else sent in their private chat, or what staff dropped among themselves", async () => {
    await ws.karin.drops("mine.docx", letter(), { in: "dm-karin" });
    await ws.anna.drops("ours.docx", letter(), { in: "solbacken" });
    expect(files((await ws.johan.presses("data hand-in")).form)?.options).toEqual([]);
    const { form } = await ws.karin.presses("data hand-in");
    expect(files(form)?.options?.map(({ label }) => ws.words(label))).toEqual(["mine.docx"]);
    const { rows } = await ws.test.pool.query("select id from files where name = 'ours.docx'");
    expect((await ws.karin.fills(form, { area: "fax", files: String(rows[0]?.id) })).errors.files).toBeDefined();
  });

  test("S5: a file for an approved area comes with the change request, and with the area once it is approved", async () => {
    await ws.anna.says("data receive hardware");
    await ws.anna.says("data approve hardware");
    await ws.anna.says('require add "Main number answers 07–18"');
    await ws.anna.says("kickoff");
    await ws.karin.drops("more.docx", letter());
    const { form } = await ws.karin.presses("data hand-in");
    const said = await ws.karin.fills(form, { area: "hardware,fax", note: "ten more" });
    expect(said.text).toContain("Fax solutions is handed in.");
    expect(said.text).toContain("X1");
    await ws.anna.says("change price X1 fixed:900");
    await ws.anna.says("change send X1");
    await ws.karin.approves();
    expect((await ws.facts()).data.filter(({ area }) => area === "hardware").at(-1)).toMatchObject({
      kind: "received",
      files: [{ name: "more.docx" }],
    });
  });

  test("a closed or cancelled project opens no form for nothing, its card offers none, and a file is not asked about", async () => {
    await ws.anna.says("data", { in: "solbacken-kund" });
    const asking = (await ws.messages("solbacken-kund")).at(-1);
    await ws.anna.says('project cancel "no budget"');
    const standing = (await ws.messages("solbacken-kund")).find(({ content }) => content.pinned);
    expect(standing?.buttons.map(({ runs }) => runs)).toEqual(["status own", "fault report"]);
    expect(standing?.content.takesFiles).toBeUndefined();
    for (const runs of ["data hand-in", "data say-stuck", "data say-na"]) {
      const said = await ws.karin.presses(runs, { on: asking ?? expect.fail() });
      expect([said.outcome, said.form]).toEqual(["refused", undefined]);
    }
    const dropped = await ws.karin.drops("late.docx", letter());
    expect([dropped.outcome, dropped.messages.at(-1)?.visibleTo === undefined]).toEqual(["refused", false]);
    await ws.anna.says("project reopen");
    expect((await ws.messages("solbacken-kund")).find(({ content }) => content.pinned)?.buttons).toHaveLength(5);
  });
});

test("files are handed in where customer data is asked for, and only there", async () => {
  const takes = async (place = "solbacken-kund") =>
    (await ws.messages(place)).map(({ content }) => content.takesFiles === true);
  expect(await takes(), "the card that stays").toEqual([true]);
  await ws.anna.says("data");
  expect(await takes("solbacken"), "what staff read among themselves asks for nothing").not.toContain(true);
  await ws.anna.says("data", { in: "solbacken-kund" });
  await ws.anna.says("data receive hardware");
  await ws.anna.says('data reject hardware "MAC missing on 3"');
  await ws.karin.drops("kunddata.docx", letter());
  expect(await takes(), "the areas, what was sent back, and the file before").toEqual([true, true, true, true]);
  await ws.anna.says("data receive hardware");
  expect(await takes(), "what was sent back has come").toEqual([true, true, false, true]);
});

test("a cancelled project takes no customer data", async () => {
  await ws.anna.says('project cancel "no budget"');
  expect((await ws.anna.says("data receive hardware")).outcome).toBe("refused");
});
