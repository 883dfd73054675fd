import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("rate:1200 workshop:2026-12-07");
});
afterEach(() => ws.close());

const inShared = async (words: string) =>
  (await ws.messages("solbacken-kund")).filter(({ text }) => text.includes(words));
const times = async () =>
  (await inShared("choose a time")).at(-1)?.buttons.filter(({ runs }) => runs === "checkin pick") ?? [];
const calls = async () => (await ws.facts()).checkIns.filter(({ state }) => state === "scheduled");

describe("S2, K2: times for a call are proposed, and the customer books one by pressing it", () => {
  test("free ones between kickoff and go-live; the card becomes the call's, with its invitation and who chose it", async () => {
    const said = await ws.anna.says("checkin propose");
    expect(said.text).toBe(
      "The customer can choose between Tue 8 Dec 2026 09:00, Wed 9 Dec 2026 10:30 and Wed 9 Dec 2026 13:00. Their press books the call.",
    );
    expect(await times()).toHaveLength(3);
    const picked = await ws.johan.presses("checkin pick", { values: { at: "2026-12-09T13:00" } });
    expect([picked.text, picked.answer.reply?.to]).toEqual([
      "Thank you! C1 is booked for Wed 9 Dec 2026 13:00. The invitation is in the channel.",
      "person",
    ]);
    expect(await calls()).toMatchObject([{ ref: "C1", on: "2026-12-09", bookedBy: { name: "Johan Berg" } }]);
    const [card] = await inShared("Check-in call C1");
    expect(card).toMatchObject({
      text: "Check-in call C1: Wed 9 Dec 2026 13:00. Johan Berg chose the time.",
      buttons: [],
    });
    expect(card?.content.files?.map(({ name }) => name)).toEqual(["C1.ics"]);
    expect((await ws.messages("solbacken")).at(-1)?.text).toBe("Johan Berg chose Wed 9 Dec 2026 13:00: C1 is booked.");
    await ws.anna.says("checkin move C1 2026-12-10 09:00");
    expect(await inShared("choose a time")).toEqual([]);
    expect(
      (await inShared("Thu 10 Dec 2026 09:00")).map(({ id, content }) => [id === card?.id, content.files]),
    ).toEqual([
      [true, undefined],
      [false, card?.content.files],
    ]);
  });

  test("a second press books nothing: it hears what was chosen, and by whom", async () => {
    await ws.anna.says("checkin propose 2");
    const [before] = await inShared("choose a time");
    await ws.johan.presses("checkin pick", { values: { at: "2026-12-08T09:00" } });
    for (const who of [ws.johan, ws.karin]) {
      const again = await who.presses("checkin pick", { on: before });
      expect([again.outcome, again.text]).toEqual([
        "refused",
        expect.stringContaining("C1 is booked for Tue 8 Dec 2026 09:00 (Johan Berg)"),
      ]);
    }
    expect(await calls()).toHaveLength(1);
  });

  test("a press on an older proposal is refused, and shows the times of now", async () => {
    await ws.anna.says("checkin propose");
    const [older] = await inShared("choose a time");
    await ws.playTo("2026-11-24T10:00");
    await ws.anna.says("checkin propose from:2027-01-11");
    expect((await inShared("no longer apply")).map(({ id, buttons }) => [id, buttons.length])).toEqual([
      [older?.id, 0],
    ]);
    const refused = await ws.karin.presses("checkin pick", { on: older });
    expect(refused.text).toContain("earlier proposal");
    expect(refused.messages.at(-1)?.buttons.map(({ values }) => values?.at)).toEqual(
      (await times()).map(({ values }) => values?.at),
    );
    expect(await calls()).toEqual([]);
    const [offered] = refused.messages.at(-1)?.buttons ?? [];
    await ws.karin.presses("checkin pick", { on: refused.messages.at(-1), values: { at: offered?.values?.at ?? "" } });
    expect(await calls()).toHaveLength(1);
  });

  test("a time that the lead has given to another project meanwhile is refused; what is left is shown", async () => {
    await ws.conversation("akero");
    await ws.anna.says('open "Åkerö Bygg AB" code:akero internal:akero', { in: "akero" });
    await ws.anna.says("checkin schedule 2026-12-09 10:00", { in: "akero" });
    expect((await ws.anna.says("checkin propose")).text).not.toContain("Wed 9 Dec 2026 10:30");
    await ws.anna.says("checkin schedule 2026-12-08 09:30", { in: "akero" });
    const taken = await ws.karin.presses("checkin pick", { values: { at: "2026-12-08T09:00" } });
    expect([taken.outcome, taken.text.includes("taken meanwhile")]).toEqual(["refused", true]);
    expect(taken.messages.at(-1)?.buttons.map(({ values }) => values?.at)).not.toContain("2026-12-08T09:00");
    expect(taken.messages.at(-1)?.buttons.length).toBeGreaterThan(0);
  });

  test("none on the days that the lead is away; a call booked by hand ends the choosing", async () => {
    await ws.anna.says("away until:2026-12-14 stand-in:erik");
    expect((await ws.anna.says("checkin propose")).text).toMatch(/Mon 14 Dec.*Tue 15 Dec/u);
    await ws.anna.says("checkin schedule 2026-12-16 10:00");
    expect(await times()).toEqual([]);
    expect(await inShared("No need to choose any more: C1 is booked for Wed 16 Dec 2026 10:00.")).toHaveLength(1);
  });

  test("K2: a time in an absence of the lead books nothing: it is said with those that are left, and the lead is told once", async () => {
    await ws.anna.says("checkin propose");
    const [before] = await inShared("choose a time");
    await ws.anna.says("away until:2026-12-09 stand-in:erik");
    for (let press = 0; press < 2; press += 1) {
      const said = await ws.karin.presses("checkin pick", { on: before, values: { at: "2026-12-08T09:00" } });
      expect(said.text).toContain("Anna Lind is away on Tue 8 Dec 2026 09:00. Nothing was booked.");
      expect(said.messages.flatMap(({ buttons }) => buttons).map(({ values }) => values?.at)).toEqual(
        expect.arrayContaining(["2026-12-09T10:30", "2026-12-09T13:00"]),
      );
    }
    expect(await calls()).toEqual([]);
    const told = (await ws.messages("solbacken")).filter(({ text }) => text.includes("Karin Ek wanted Tue 8 Dec"));
    expect(told.map(({ buttons }) => buttons.map(({ runs }) => runs))).toEqual([["checkin propose"]]);
    expect((await times()).map(({ values }) => values?.at)).toEqual(["2026-12-09T10:30", "2026-12-09T13:00"]);
    await ws.karin.presses("checkin pick", { values: { at: "2026-12-09T13:00" } });
    expect(await calls()).toHaveLength(1);
  });

  test("K2: nor in an absence of another of us who is invited, while a time is left at which all are there", async () => {
    await ws.anna.says("team add erik");
    await ws.anna.says("checkin propose");
    const [before] = await inShared("choose a time");
    await ws.erik.says("away until:2026-12-09", { in: "dm-erik" });
    const said = await ws.karin.presses("checkin pick", { on: before, values: { at: "2026-12-08T09:00" } });
    expect(said.text).toContain("Erik Holm is away on Tue 8 Dec 2026 09:00. Nothing was booked.");
    expect(await calls()).toEqual([]);
    const [told] = (await ws.messages("solbacken")).filter(({ text }) => text.includes("Karin Ek wanted Tue 8 Dec"));
    expect(told?.text).toContain("when Erik Holm is away");
    await ws.erik.says("away until:2027-05-01", { in: "dm-erik" });
    const last = (await times())[0]?.values?.at ?? "";
    expect((await ws.karin.presses("checkin pick", { values: { at: last } })).outcome).toBe("done");
  });

  test("K2: none is proposed, and none booked unasked, on the days that anybody of us who is invited is away", async () => {
    await ws.anna.says("team add erik");
    await ws.erik.says("away until:2026-12-09", { in: "dm-erik" });
    const { text } = await ws.anna.says("checkin propose from:2026-12-01");
    expect(text).not.toMatch(/\b[1-8] Dec 2026/u);
    expect(text).toMatch(/Dec 2026/u);
    const asked = await ws.anna.says("checkin schedule 2026-12-08 10:00");
    expect(asked.text).toContain("Erik Holm is away until Wed 9 Dec 2026.");
    expect((await ws.facts()).checkIns).toEqual([]);
    // Where nobody else is there all the while, the call is the lead's and the customer's.
    await ws.erik.says("away until:2027-05-01", { in: "dm-erik" });
    expect((await ws.anna.says("checkin propose")).text).toMatch(/can choose between/u);
  });

  test("K2: none is proposed on the days that the responsible customer is away", async () => {
    await ws.johan.says("away until:2026-12-14 stand-in:karin");
    await ws.karin.says("away until:2026-12-14");
    expect((await ws.anna.says("checkin propose")).text).not.toMatch(/(?: [89]|1[0-3]) Dec/u);
  });

  test("who finds none of them suits says so, and the lead hears it; the partner may not choose", async () => {
    await ws.anna.says("team add petra partner");
    await ws.anna.says("checkin propose");
    expect((await ws.petra.presses("checkin pick")).outcome).toBe("refused");
    const { form } = await ws.karin.presses("checkin other");
    expect((await ws.karin.fills(form, { suits: "Thursdays only" })).text).toContain(
      "Anna Lind has got what you wrote",
    );
    expect((await ws.messages("solbacken")).at(-1)?.text).toContain("Thursdays only");
    expect(await calls()).toEqual([]);
  });

  test("S2: times that nobody has chosen are asked about again, with those that are left; the reminder's press books", async () => {
    await ws.anna.says("checkin propose");
    await ws.playTo("2026-11-30T10:00");
    const [reminder, ...more] = await inShared("time has been chosen");
    expect(more).toEqual([]);
    expect(reminder?.text).toContain(
      "These are left: Tue 8 Dec 2026 09:00, Wed 9 Dec 2026 10:30 and Wed 9 Dec 2026 13:00.",
    );
    const picked = await ws.karin.presses("checkin pick", { on: reminder, values: { at: "2026-12-09T13:00" } });
    expect(picked.text).toContain("C1 is booked for Wed 9 Dec 2026 13:00");
    expect(await inShared("time has been chosen")).toEqual([]);
    expect(await calls()).toMatchObject([{ ref: "C1", bookedBy: { name: "Karin Ek" } }]);
  });

  test("S2: a time that has passed is refused in words, with what is left; once all have, ours are told to propose new ones", async () => {
    await ws.anna.says("checkin propose");
    const [card] = await inShared("choose a time");
    await ws.playTo("2026-12-08T10:00");
    const first = await ws.karin.presses("checkin pick", { on: card, values: { at: "2026-12-08T09:00" } });
    expect([first.outcome, first.text]).toEqual([
      "refused",
      expect.stringContaining("Tue 8 Dec 2026 09:00 has passed. Nothing was booked."),
    ]);
    await ws.playTo("2026-12-10T08:30");
    const last = await ws.karin.presses("checkin pick", { on: card, values: { at: "2026-12-09T13:00" } });
    expect(last.text).toContain("has passed. Nothing was booked.");
    const told = (await ws.messages("solbacken")).filter(({ text }) => text.includes("none was chosen"));
    expect(told.at(-1)?.buttons.some(({ runs }) => runs === "checkin propose")).toBe(true);
    expect(await inShared("time has been chosen")).toEqual([]);
    expect(await calls()).toEqual([]);
  });

  test("S2: a time that has passed has no button any more; once all have, the card says so, and they are told of once", async () => {
    await ws.anna.says("checkin propose");
    // A jump over it sees it too.
    await ws.playTo("2026-12-08T12:10");
    expect((await times()).map(({ values }) => values?.at)).toEqual(["2026-12-09T10:30", "2026-12-09T13:00"]);
    const { proposal } = await ws.facts();
    expect(proposal?.times).toHaveLength(3);
    await ws.playTo("2026-12-09T13:10");
    expect(await times()).toEqual([]);
    const [card] = await inShared("choose a time");
    expect(card?.text).toContain("All of these times have passed. We will propose new ones.");
    expect(card?.buttons.map(({ runs }) => runs)).toEqual(["checkin other"]);
    expect((await ws.facts()).proposal).toEqual(proposal);
    await ws.playTo("2026-12-17T09:00");
    expect((await inShared("All of these times have passed")).map(({ revision }) => revision)).toEqual([
      card?.revision,
    ]);
    await ws.anna.says("checkin schedule 2026-12-18 10:00");
    expect((await ws.facts()).proposal).toBeUndefined();
  });

  test.each([
    { line: "checkin propose 11", why: "more than anybody looks through" },
    { line: "checkin propose 0", why: "none" },
  ])("$line: $why", async ({ line }) => {
    expect((await ws.anna.says(line)).outcome).toBe("refused");
    expect(await inShared("choose a time")).toEqual([]);
  });

  test("without a shared channel it says how to bind one; a fifth is asked about before it is, inside only", async () => {
    await ws.conversation("akero");
    await ws.anna.says('open "Åkerö Bygg AB" code:akero internal:akero', { in: "akero" });
    expect((await ws.anna.says("checkin propose", { in: "akero" })).text).toContain("bind shared in:akero");
    for (const clock of ["09:00", "10:00", "11:00", "13:00"])
      await ws.anna.says(`checkin schedule 2026-12-01 ${clock}`);
    expect((await ws.anna.says("checkin propose")).text).toContain("this would be number 5");
    expect(await inShared("choose a time")).toEqual([]);
    await ws.anna.presses("checkin propose-anyway");
    await ws.karin.presses("checkin pick");
    expect((await ws.messages("solbacken")).at(-1)?.text).toContain("this is number 5");
    for (const { text } of await ws.messages("solbacken-kund")) expect(text).not.toContain("number 5");
  });
});
