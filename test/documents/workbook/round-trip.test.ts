import ExcelJS from "exceljs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAgreement } from "../../../src/composition/agreements.ts";
import { writeCsv, writeExport } from "../../../src/documents/workbook/export.ts";
import { readHandIn } from "../../../src/documents/workbook/read-hand-in.ts";
import { writeTemplate } from "../../../src/documents/workbook/template.ts";
import type { GivenData, GivenTable } from "../../../src/domain/data-given.ts";
import { findingsOf } from "../../../src/domain/data-held.ts";
import { readTables } from "../../../src/domain/data-reading.ts";
import type { HeldArea } from "../../../src/domain/data-record.ts";
import type { Day } from "../../../src/domain/units.ts";
import { languages } from "../../../src/messages/language.ts";
import { rightData } from "../../support/data-records.ts";

const on = "2026-11-30" as Day;
const agreement = await readAgreement();
const asked = { agreement, customer: "Solbacken Vård AB", contacts: [], states: {}, asOf: on };
const read = async (name: string, content: Uint8Array, held: readonly HeldArea[] = []) =>
  (await readHandIn({ name, content, agreement, held, on })).given;
const recordsOf = (areas: readonly Pick<HeldArea, "area" | "records">[]) =>
  new Map(areas.map(({ area, records }) => [area, records.map(({ key, values }) => ({ key, values }))]));

describe("what is written is read back the same (D6)", () => {
  test.each(languages)("the template with what is held, in %s", async (language) => {
    await fc.assert(
      fc.asyncProperty(rightData(agreement), async (held) => {
        const given = await read("mall.xlsx", await writeTemplate({ ...asked, language, held }));
        expect(given.findings.filter(({ weight }) => weight === "fault")).toEqual([]);
        expect(recordsOf(given.areas)).toEqual(recordsOf(held));
      }),
      { numRuns: 15 },
    );
  });

  test("the template with what could not be read, as it was written: nothing that must be mended is lost", async () => {
    const sheets: readonly GivenTable[] = [
      {
        name: "Användare",
        rows: [
          ["Förnamn", "Efternamn", "E-post", "Anknytning", "Fast nummer"],
          ["Åsa", "Öberg", "asa@x.se", "4501", "8.12345E+08"],
          ["Bo", "Ek", "bo.ek@x", "4502", "08-123 45 02"],
        ],
      },
      {
        name: "Hårdvara",
        rows: [
          ["Modell", "MAC-adress", "Användare", "Godkänd"],
          ["Yealink T54W", "80:5e:c0:12:34", "Åsa", "kanske"],
          [null, "80:5e:c0:12:35", null, null],
        ],
      },
      {
        name: "Fax",
        rows: [
          ["Faxnummer", "Fax skickas till"],
          ["0812", "fax@"],
        ],
      },
      {
        name: "Funktionsgrupper",
        rows: [
          ["Gruppens namn", "Medlemmar i ordning"],
          [
            "Vård",
            `Bo Eek; Åsa Öberg; Nils Nilsson-Wallenstråle den äldre; ${"En Som Heter Mycket Långt; ".repeat(4)}Ro`,
          ],
        ],
      },
      {
        name: "Aktiviteter",
        rows: [
          ["Aktivitet", "Samtal går till"],
          ["Lunch", "Vidarekoppla"],
        ],
      },
    ];
    const first = readTables(sheets, agreement, [], on);
    const held = first.areas.map((area): HeldArea => ({ ...area, approved: false }));
    const found = held.map(({ area }) => ({ area, findings: findingsOf(first.findings, area) }));
    const content = await writeTemplate({ ...asked, language: "sv", held, found });
    const again = (await readHandIn({ name: "mall.xlsx", content, agreement, held, found, on })).given;
    const told = (given: GivenData) =>
      given.findings
        .map(({ weight, what, area, field, given: said }) => ({ weight, what, area, field, said }))
        .toSorted((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));
    expect(told(again)).toEqual(told(first));
    expect(recordsOf(again.areas)).toEqual(recordsOf(first.areas));
    // Each is marked at its cell, with what is wrong and how to mend it.
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(content as never);
    const mac = book.getWorksheet("Hårdvara")?.getCell("B6");
    expect(mac?.value).toBe("80:5e:c0:12:34");
    expect(JSON.stringify(mac?.note)).toContain("En MAC-adress har 12 tecken, och här är 10.");
    expect(mac?.fill).toMatchObject({ fgColor: { argb: "FFF8D3CF" } });
  });

  test("what is exported, as .xlsx and as .csv of each area", async () => {
    await fc.assert(
      fc.asyncProperty(rightData(agreement), fc.constantFrom(...languages), async (held, language) => {
        const order = { ...asked, language, held, areas: held.map(({ area }) => area) };
        const whole = await read("a.xlsx", await writeExport({ ...order, as: "xlsx" }));
        expect(recordsOf(whole.areas)).toEqual(recordsOf(held));
        for (const one of held) {
          const content = writeCsv({ ...order, as: "csv", areas: [one.area] });
          const given = await read(`${one.area}.csv`, content, held);
          expect(recordsOf(given.areas)).toEqual(recordsOf([one]));
        }
      }),
      { numRuns: 10 },
    );
  });

  test("those who have one address, and the groups that they are in", async () => {
    const user = (key: string, first: string) => ({
      key,
      values: { "first-name": first, "last-name": "Ek", "e-mail": "info@x.se" },
    });
    const held: readonly HeldArea[] = [
      {
        area: "function-groups",
        approved: false,
        records: [{ key: "support", values: { name: "Support", members: ["info@x.se (2)", "info@x.se"] } }],
      },
      { area: "user-licence", approved: false, records: [user("info@x.se", "Anna"), user("info@x.se (2)", "Bo")] },
    ];
    const given = await read("mall.xlsx", await writeTemplate({ ...asked, language: "sv", held }));
    expect(recordsOf(given.areas.filter(({ records }) => records.length > 0))).toEqual(recordsOf(held));
    expect(given.findings.map(({ what }) => what)).toEqual(["value.twice"]);
  });

  test("an empty template holds nothing, its examples neither", async () => {
    for (const language of languages) {
      const given = await read("mall.xlsx", await writeTemplate({ ...asked, language, held: [] }));
      expect(given.areas.flatMap(({ records }) => records)).toEqual([]);
      expect(given.findings).toEqual([]);
    }
  });
});
