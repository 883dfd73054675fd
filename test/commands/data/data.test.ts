import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { workbook } from "../../support/office.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("workshop:2026-11-23");
});
afterEach(() => ws.close());

const stateOf = async (area: string) =>
  (await ws.facts()).data.filter((entry) => entry.area === area && !entry.undone).map(({ kind, bySide }) => `${kind} ${bySide}`);
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
    { lines: ["data receive hardware", "data approve hardware", "data approve hardware"], why: "it is approved already" },
    { lines: ["data receive hardware", "data approve hardware", 'data stuck hardware "HR"'], why: "nobody waits for it" },
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
    expect(card?.text).toBe("Hardware needs another look before we can use it:\n• MAC missing on 3\n• Model missing on 4");
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
    const receipt = (await ws.messages("solbacken")).find(({ text }) => text.startsWith("Karin Ek handed in Hardware."));
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
        await ws.karin.drops("fax.xlsx", workbook());
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
    expect((await ws.facts()).changes, "the second is one").toMatchObject([{ ref: "X1", effect: { kind: "data", area: "fax" } }]);
  });

  test("that it does not apply after all is no change either", async () => {
    await approveAnyway();
    await ws.anna.says('data na fax "no fax"');
    expect((await ws.facts()).changes).toEqual([]);
  });
});

test("a dropped file asks which area it is for, and its name comes along", async () => {
  const said = await ws.karin.drops("kunddata.xlsx", workbook());
  expect(said.text).toBe("Got kunddata.xlsx. Which area is it for?");
  const pressed = await ws.karin.presses("data hand-in");
  expect(pressed.form?.fields.find(({ name }) => name === "note")?.value).toBe("kunddata.xlsx");
  await ws.karin.fills(pressed.form, { area: "main-number" });
  expect((await ws.facts()).data).toMatchObject([{ area: "main-number", kind: "received", note: "kunddata.xlsx", bySide: "customer" }]);
});

test("files are handed in where customer data is asked for, and only there", async () => {
  const takes = async (place = "solbacken-kund") => (await ws.messages(place)).map(({ content }) => content.takesFiles === true);
  expect(await takes(), "the card that stays").toEqual([true]);
  await ws.anna.says("data");
  expect(await takes("solbacken"), "what staff read among themselves asks for nothing").not.toContain(true);
  await ws.anna.says("data", { in: "solbacken-kund" });
  await ws.anna.says("data receive hardware");
  await ws.anna.says('data reject hardware "MAC missing on 3"');
  await ws.karin.drops("kunddata.xlsx", workbook());
  expect(await takes(), "the areas, what was sent back, and the file before").toEqual([true, true, true, true]);
  await ws.anna.says("data receive hardware");
  expect(await takes(), "what was sent back has come").toEqual([true, true, false, true]);
});

test("a cancelled project takes no customer data", async () => {
  await ws.anna.says('project cancel "no budget"');
  expect((await ws.anna.says("data receive hardware")).outcome).toBe("refused");
});
