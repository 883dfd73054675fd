import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFile } from "../../src/documents/workbook/read-file.ts";
import { areaStates } from "../../src/domain/customer-data.ts";
import { cellName } from "../../src/domain/data-across.ts";
import { portingRequests } from "../../src/domain/porting-request.ts";
import { solbacken } from "../fixtures/data/solbacken.ts";
import { usualAgreement } from "../support/agreement.ts";
import { typedInto } from "../support/xlsx.ts";
import {
  type CollectionStage,
  type Found,
  localCollection,
  slackCollection,
  teamsCollection,
  type Where,
  type Who,
} from "./collection-stages.ts";

/** The characters that she types in forms, and the cells of workbooks; more is a step back. */
const typedAtMost = { characters: 225, cells: 129 };

const agreement = await usualAgreement();
type Cells = Record<string, string>;
const written = (value: unknown): string =>
  typeof value === "object" && value !== null && "day" in value ? String(value.day) : String(value ?? "");

/** What somebody types into a template below the heads of its sheets, by the words of the heads. */
async function filledIn(template: Uint8Array, areas: readonly string[]): Promise<Record<string, Cells>> {
  const { tables } = await readFile("mall.xlsx", template);
  const all: Record<string, Cells> = {};
  for (const { name, rows } of solbacken.filter((one) => areas.includes(one.name))) {
    const sheet = tables.find((one) => one.name === name) ?? expect.fail(`The template has no sheet ${name}`);
    const heads = sheet.rows[3]?.map((head) => String(head ?? "").replace(/ \*$/u, "")) ?? [];
    const [own = [], ...records] = rows;
    const cells: Cells = {};
    for (const [nth, record] of records.entries())
      for (const [at, value] of record.entries()) {
        const column = heads.indexOf(String(own[at])) + 1;
        if (column === 0) throw new Error(`${name} has no column ${own[at]}`);
        if (value !== null) cells[cellName({ table: "", row: 6 + nth, column })] = written(value);
      }
    all[name] = cells;
  }
  return all;
}

/** The cell of a sheet in which something stands. */
async function cellWith(content: Uint8Array, sheet: string, text: string): Promise<string> {
  const { tables } = await readFile("a.xlsx", content);
  const rows = tables.find(({ name }) => name === sheet)?.rows ?? [];
  const row = rows.findIndex((one) => one.some((cell) => String(cell) === text));
  const column = rows[row]?.findIndex((cell) => String(cell) === text) ?? -1;
  if (column < 0) throw new Error(`Nothing in ${sheet} says ${text}`);
  return cellName({ table: "", row: row + 1, column: column + 1 });
}

describe.each([
  { name: "the local workspace", start: localCollection, clicks: 32 },
  { name: "Slack", start: slackCollection, clicks: 34 },
  { name: "Teams", start: teamsCollection, clicks: 40 },
])(
  "D1–D7: a customer gives all of their data by buttons, forms and files alone, in $name",
  ({ name, start, clicks }) => {
    let stage: CollectionStage;
    const cost = { clicks: 0, characters: 0, cells: 0 };
    let template: Uint8Array;
    let marked: Uint8Array;
    let whole: Uint8Array;

    const newest = async (who: Who, where: Where, pattern: RegExp, label?: RegExp): Promise<Found> => {
      const all = await stage.reads(who, where);
      const fits = ({ text, buttons }: Found) =>
        pattern.test(text) && (label === undefined || buttons.some((one) => label.test(one)));
      return (
        all.findLast(fits) ??
        expect.fail(
          `Nothing says ${pattern} with ${label}:\n${all.map(({ text, buttons }) => `${text} [${buttons.join(", ")}]`).join("\n---\n")}`,
        )
      );
    };
    const presses = async (who: Who, where: Where, pattern: RegExp, label: RegExp) => {
      await stage.press(who, await newest(who, where, pattern, label), label);
    };
    const anna = {
      types: (text: string, where: Where = "ours") => stage.types(where, text),
      presses: (pattern: RegExp, label: RegExp) => presses("anna", "ours", pattern, label),
    };
    const karin = {
      async presses(pattern: RegExp, label: RegExp) {
        cost.clicks += 1;
        await presses("karin", "theirs", pattern, label);
      },
      /** What is chosen costs two clicks, what is typed its characters, and the form's button one. */
      async fills(typed: Cells, chosen: Cells = {}) {
        cost.characters += Object.values(typed).reduce((sum, { length }) => sum + length, 0);
        cost.clicks += Object.keys(chosen).length * 2 + (await stage.fill("karin", { ...typed, ...chosen }));
      },
      async drops(name_: string, content: Uint8Array) {
        cost.clicks += await stage.drop("karin", name_, content);
      },
      async opens(pattern: RegExp): Promise<Uint8Array> {
        cost.clicks += 1;
        return new Uint8Array(await (await fetch(stage.link(await newest("karin", "theirs", pattern)))).arrayBuffer());
      },
      types(content: Uint8Array, sheets: Record<string, Cells>): Uint8Array {
        cost.cells += Object.values(sheets).reduce((sum, cells) => sum + Object.keys(cells).length, 0);
        return typedInto(content, sheets);
      },
      sees: (pattern: RegExp) => newest("karin", "theirs", pattern),
    };
    const states = async () =>
      Object.fromEntries(areaStates(await stage.bot.facts(), agreement).map(({ area, state }) => [area.id, state]));
    const held = async (area: string) => {
      const { project } = await stage.bot.facts();
      const [one] = await stage.bot.test.database.transaction((store) => store.heldData.held(project.id, [area]));
      return one?.records ?? [];
    };

    beforeAll(async () => {
      stage = await start();
    });
    afterAll(() => stage.bot.stop());

    test("she gets the template, fills most of it in, and drops it with faults: what is right is taken, what is wrong is told", async () => {
      await karin.presses(/Uppstart för Solbacken/u, /^Hämta mallen$/u);
      template = await karin.opens(/Här är arbetsboken/u);
      const by = (out: readonly string[]) =>
        solbacken.map(({ name: sheet }) => sheet).filter((one) => !out.includes(one));
      const typed = await filledIn(template, by(["Huvudnummer", "Fax", "Gemensamma röstbrevlådor"]));
      const users = typed.Användare ?? {};
      const wrong = (right: string, instead: string) =>
        Object.assign(users, { [Object.entries(users).find(([, text]) => text === right)?.[0] ?? ""]: instead });
      wrong("070-174 06 02", "7,01740602E+08");
      wrong("siv.ek@solbacken.se", "siv.ek(at)solbacken.se");
      await karin.drops("Kunddata.xlsx", karin.types(template, typed));
      const answer = (await karin.sees(/Kunddata\.xlsx: \d+ rader lästa/u)).text;
      expect(answer).toMatch(/2 saker måste rättas/u);
      expect(answer).toMatch(/Arbetsboken följer med, med de cellerna märkta/u);
      expect(await held("function-groups")).toHaveLength(2);
      expect(
        (await held("user-licence")).find(({ values }) => values["first-name"] === "Bo")?.values,
      ).not.toHaveProperty("mobile-number");
      expect(await states()).toMatchObject({ "user-licence": "missing", hardware: "received", presence: "received" });
    });

    test("she mends the marked cells and drops it again: nothing was held there, so nothing is asked", async () => {
      marked = await karin.opens(/Kunddata\.xlsx: \d+ rader lästa/u);
      const at = (text: string) => cellWith(marked, "Användare", text);
      const mended = {
        [await at("7,01740602E+08")]: "070-174 06 02",
        [await at("siv.ek(at)solbacken.se")]: "siv.ek@solbacken.se",
      };
      whole = karin.types(marked, { Användare: mended });
      await karin.drops("Kunddata (att rätta).xlsx", whole);
      expect((await karin.sees(/att rätta\)\.xlsx: \d+ rader lästa/u)).text).toMatch(/allt ser rätt ut/u);
      expect(await states()).toMatchObject({ "user-licence": "received" });
      expect((await newest("anna", "ours", /Karin Ek lämnade in kunddata för/u)).text).toContain(
        "Tillval till användarlicens",
      );
    });

    test("a small area she fills in, one does not apply, and of one she says what it waits for", async () => {
      const all = /Här är arbetsboken/u;
      await karin.presses(all, /^Fyll i$/u);
      await karin.presses(/Vilket område\?/u, /^Huvudnummer$/u);
      await karin.fills({ v1: "08-123 45 00", v2: "Receptionen", v4: "mån-fre 8-17, lör-sön stängt" });
      await karin.presses(all, /^Inte aktuellt för oss$/u);
      await karin.fills({ reason: "Vi har ingen fax" }, { area: "fax" });
      await karin.presses(all, /^Vi väntar på något$/u);
      await karin.fills({ reason: "Bokningen väljer hälsning på fredag" }, { area: "voicemail" });
      expect(await states()).toMatchObject({ "main-number": "received", fax: "not-applicable", voicemail: "missing" });
      expect((await stage.bot.facts()).data.at(-1)).toMatchObject({ area: "voicemail", kind: "stuck" });
      await karin.presses(all, /^Fyll i$/u);
      await karin.presses(/Vilket område\?/u, /^Röstbrevlåda$/u);
      await karin.presses(/Vi har inget för Röstbrevlåda/u, /^Lägg till$/u);
      await karin.fills({ v1: "Bokningens brevlåda", v2: "08-123 45 10", v3: "bokningen@solbacken.se" });
      expect((await karin.sees(/Röstbrevlåda: Karin Ek har fyllt i en rad/u)).text).toMatch(
        /Alla områden är inlämnade/u,
      );
    });

    test("a later file from which a telephone is gone is compared, and taken when she says yes", async () => {
      const row = await cellWith(whole, "Hårdvara", "Yealink W73P");
      const [less, cell] = [{} as Cells, row.replace(/\D/gu, "")];
      for (const column of "ABCDEFGH") less[`${column}${cell}`] = "";
      await karin.drops("Kunddata 2.xlsx", karin.types(whole, { Hårdvara: less }));
      const asked = /skulle något ändras eller försvinna/u;
      expect((await karin.sees(asked)).text).toMatch(/Skulle försvinna: Yealink W73P|Skulle försvinna: .*3457/u);
      expect(await held("hardware")).toHaveLength(2);
      await karin.presses(asked, /^Ja, ändra$/u);
      expect(await held("hardware")).toHaveLength(1);
    });

    test("anna looks, approves, and sends one area back with reasons; karin mends it by a file", async () => {
      const looked = await anna.types("data show hardware");
      expect(looked).toContain("Yealink T54W");
      await anna.presses(/Yealink T54W/u, /^Skicka tillbaka$/u);
      await stage.fill("anna", { reason: "Platsen saknas för telefonen i rum 12" });
      const card = await karin.sees(/Hårdvara behöver kompletteras/u);
      expect(card.text).toContain("Platsen saknas för telefonen i rum 12");
      const csv = "Modell;MAC-adress;Plats\nYealink T54W;805EC0123456;Receptionen\nYealink W73P;805EC0123457;Rum 12\n";
      await karin.drops("hårdvara.csv", new TextEncoder().encode(csv));
      // What her list has no column of stands: nothing is asked.
      await karin.sees(/hårdvara\.csv: 2 rader lästa, och allt ser rätt ut/u);
      expect(await states()).toMatchObject({ hardware: "received" });
      await anna.presses(/Karin Ek lämnade in kunddata för/u, /^Godkänn alla$/u);
      for (const [area, state] of Object.entries(await states()))
        if (state === "received") await anna.types(`data approve ${area}`);
      expect(await anna.types("data", "theirs")).toContain("All kunddata är på plats");
      expect(await anna.types("data export user-licence")).toBeDefined();
      const exported = await newest("anna", "ours", /är klar\. Anna Lind bad om den/u);
      const content = Buffer.from(await (await fetch(stage.link(exported))).arrayBuffer());
      expect([content.subarray(0, 3).toString("hex"), content.toString()]).toEqual([
        "efbbbf",
        expect.stringMatching(/"Siv";"Ek";"siv\.ek@solbacken\.se"/u),
      ]);
      expect((await stage.reads("karin", "theirs")).some(({ text }) => text.includes("Anna Lind bad om den"))).toBe(
        false,
      );
    });

    test("a number is ported: asked for, rejected by its operator, mended by karin, asked for anew and ported", async () => {
      const state = async () => portingRequests(await stage.bot.facts())[0]?.state;
      await anna.types('porting add "08-123 45 00–49" operator:"Exempeltele AB"');
      await karin.presses(/för porteringen saknas/u, /^Fyll i P1$/u);
      await karin.fills(
        { subscriber: "Solbaken Vård AB", orgno: "556012-5790", address: "Storgatan 1, Solna", signer: "Karin Ek" },
        { signed: "2026-11-20", rest: "none" },
      );
      expect(await state()).toBe("complete");
      await anna.presses(/P1/u, /^P1 är begärt$/u);
      await anna.presses(/P1/u, /^P1: operatören sade nej$/u);
      await stage.fill("anna", { reason: "Abonnenten heter Solbacken Vård AB" });
      expect((await karin.sees(/operatören sade nej/u)).text).toContain("Abonnenten heter Solbacken Vård AB");
      expect((await stage.bot.facts()).tasks).toMatchObject([{ ref: "T1", source: "porting" }]);
      await karin.presses(/operatören sade nej/u, /^Fyll i P1$/u);
      await karin.fills({ subscriber: "Solbacken Vård AB" });
      expect(await state()).toBe("mended");
      await anna.presses(/P1/u, /^P1 är begärt$/u);
      await anna.presses(/P1/u, /^P1 är bekräftat$/u);
      await stage.fill("anna", {});
      await stage.bot.house().scheduler.playTo(Date.parse("2027-01-15T11:00+01:00"));
      await stage.bot.settled();
      await anna.presses(/P1/u, /^P1 är porterat$/u);
      await stage.fill("anna", {});
      expect(await state()).toBe("ported");
    });

    test("what it cost her, and that nothing went wrong on the way", async () => {
      process.stdout.write(`${name}: ${cost.clicks} clicks, ${cost.characters} characters, ${cost.cells} cells\n`);
      expect(cost.clicks).toBeLessThanOrEqual(clicks);
      expect(cost.characters).toBeLessThanOrEqual(typedAtMost.characters);
      expect(cost.cells).toBeLessThanOrEqual(typedAtMost.cells);
      expect([stage.refused(), await stage.bot.undelivered(), stage.bot.logged]).toEqual([[], [], []]);
    });
  },
);
