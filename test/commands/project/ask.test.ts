import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace({ language: "sv" });
  await house.openSolbacken();
});
afterEach(() => house.close());

const question = "Hej! Hur gör jag för att få med växeln i Uppsala?";
const buttons = ["Status", "Lämna kunddata", "Hämta mallen", "Anmäl fel", "Önska en ändring"];
const told = async () => (await house.messages("solbacken")).filter(({ text }) => text.includes("frågar i"));
const labels = (
  message: { readonly buttons: readonly { readonly label: Parameters<Workspace["words"]>[0] }[] } | undefined,
) => message?.buttons.map(({ label }) => house.words(label));

describe("ordinary words of a customer", () => {
  test("get a person's name and the buttons, for them alone, and the lead hears what was written", async () => {
    const said = await house.karin.says(question);
    expect([said.outcome, said.answer.alone], said.text).toEqual(["done", true]);
    expect(said.text).toContain("Anna Lind har fått det du skrev, och svarar dig.");
    expect(said.text).toContain("020-20 20 22");
    expect(labels(said.messages.at(-1))).toEqual(buttons);
    const [notice, ...more] = await told();
    expect(more).toEqual([]);
    expect(notice?.text).toContain("Anna Lind: Karin Ek frågar i solbacken-kund:");
    expect(notice?.text).toContain(`> ${question}`);
    expect(JSON.stringify(notice?.content)).toContain('"called":"Anna Lind"');
    expect(
      (await house.karin.presses("data hand-in", { on: said.messages.at(-1) ?? expect.fail() })).form,
    ).toBeDefined();
  });

  test.each([
    "Vi undrar om det går att flytta mötet",
    "När kommer ni?",
    "Statusen på vår uppstart, hur ser den ut?",
    "Data ska vara inne när, och i vilket format då?",
    "Hjälp mig att flytta numret",
    "vad kostar det\nom vi vill ha fler köer",
    "@Startklar kan någon ringa mig",
    "*Kan ni* <b>hjälpa</b> oss & snart? [här](http://a.se)",
  ])("%s", async (words) => {
    const said = await house.karin.says(words);
    expect([said.outcome, said.text.includes("Anna Lind har fått det du skrev")], said.text).toEqual(["done", true]);
    const heard = (await told()).at(-1);
    expect(heard?.content.blocks.filter(({ kind }) => kind === "quote")).toEqual([
      { kind: "quote", text: words.replace("@Startklar ", "") },
    ]);
  });

  test.each(["Hej!", "Tack så mycket", "ok, bra", "👍"])(
    "%s calls nobody, and shows the way all the same",
    async (words) => {
      const said = await house.karin.says(words);
      expect(said.text).toContain("Anna Lind får det och svarar dig.");
      expect(labels(said.messages.at(-1))).toEqual(buttons);
      expect(await told()).toEqual([]);
    },
  );

  test.each(["statsu", "kundata", "fel", "status", "hjälp", "hjälp status"])(
    "%s is a line, or a slip in one",
    async (words) => {
      await house.karin.says(words);
      expect(await told()).toEqual([]);
    },
  );

  test("L3: what is not theirs to do is refused as before", async () => {
    expect((await house.karin.says("logga 2h konfiguration")).text).toContain("personal");
    expect(await told()).toEqual([]);
  });

  test("ten lines are one notice, with what was written; a question later that day is another", async () => {
    for (let line = 1; line <= 12; line += 1) await house.karin.says(`Fråga nummer ${line} om våra telefoner`);
    const [notice, ...more] = await told();
    expect(more).toEqual([]);
    for (const words of ["Fråga nummer 1 om", "Fråga nummer 10 om", "Och 2 rader till."])
      expect(notice?.text).toContain(words);
    await house.johan.says("Jag har också en fråga om telefoner");
    expect(await told()).toHaveLength(2);
    await house.playTo("2026-11-23T10:30");
    await house.karin.says("En ny fråga om våra telefoner");
    const all = await told();
    expect(all).toHaveLength(3);
    expect(all.at(-1)?.text).not.toContain("Fråga nummer");
  });

  test("in their private chat too, about their own project", async () => {
    const said = await house.karin.says(question, { in: "dm-karin" });
    expect(said.text).toContain("Anna Lind har fått det du skrev");
    expect((await house.messages("solbacken")).at(-1)?.text).toContain("Karin Ek frågar i sin privata chatt med mig:");
  });

  test("of several projects, it is asked which one they mean", async () => {
    await house.conversation("akero");
    await house.anna.says('open "Åkerö AB" code:akero internal:akero', { in: "akero" });
    await house.anna.says("team add karin in:akero", { in: "akero" });
    const which = await house.karin.says(question, { in: "dm-karin" });
    expect([which.outcome, which.text.includes(`${question} in:`)], which.text).toEqual(["refused", true]);
    const said = await house.karin.says(`${question} i:akero`, { in: "dm-karin" });
    expect([said.outcome, (await house.messages("akero")).at(-1)?.text], said.text).toEqual([
      "done",
      expect.stringContaining(question),
    ]);
  });
});

describe("ordinary words of others", () => {
  test("a partner is offered what a partner may do", async () => {
    await house.petra.says("hej");
    await house.anna.says("team add petra partner");
    const said = await house.petra.says(question);
    expect(labels(said.messages.at(-1))).toEqual(["Status", "Anmäl fel"]);
  });

  test("somebody in the channel whom nobody has named is answered, and the lead is told who it is", async () => {
    const said = await house.olle.says(question);
    expect(said.text).toContain("Anna Lind har fått det du skrev");
    expect(labels(said.messages.at(-1))).toEqual([]);
    expect((await told()).at(-1)?.text).toContain("Olle Okänd har ingen roll i projektet.");
    expect((await told()).at(-1)?.text).toContain('team lägg till "olle" i:solbacken');
  });

  test("staff are told what they typed is no line", async () => {
    const said = await house.anna.says(question);
    expect([said.outcome, await told()]).toEqual(["refused", []]);
  });

  test("where nothing is known of any project, nobody is told", async () => {
    const said = await house.olle.says(question, { in: "dm-olle" });
    expect([said.outcome, await told()]).toEqual(["refused", []]);
  });

  test("A1: with people from outside in our channel, staff are told in their private chats", async () => {
    await house.conversation("solbacken", { outsiders: true });
    await house.anna.says("status");
    await house.karin.says(question);
    await house.karin.says("Och en sak till om det");
    expect(await told()).toEqual([]);
    const { rows } = await house.test.pool.query("select payload::text as payload from jobs where kind = 'notice'");
    expect(rows.filter(({ payload }) => String(payload).includes(question))).toHaveLength(1);
  });
});
