import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { readAgreement } from "../../../src/composition/agreements.ts";
import { writeExport } from "../../../src/documents/workbook/export.ts";
import { readHandIn } from "../../../src/documents/workbook/read-hand-in.ts";
import { writeTemplate } from "../../../src/documents/workbook/template.ts";
import { cellName } from "../../../src/domain/data-across.ts";
import type { Finding } from "../../../src/domain/data-finding.ts";
import { readTables } from "../../../src/domain/data-reading.ts";
import type { HeldArea } from "../../../src/domain/data-record.ts";
import type { Day } from "../../../src/domain/units.ts";
import { languages } from "../../../src/messages/language.ts";
import { solbacken } from "../../fixtures/data/solbacken.ts";
import { teleschema } from "../../fixtures/data/teleschema.ts";
import { libreOffice, resaved } from "../../support/libre-office.ts";

const on = "2026-11-30" as Day;
const agreement = await readAgreement();
const { areas, findings: none } = readTables(solbacken, agreement, [], on);
const held = areas.map((area): HeldArea => ({ ...area, approved: false }));
const asked = { agreement, customer: "Solbacken Vård AB", contacts: [], states: {}, held, asOf: on };
const fixture = (name: string) => readFile(new URL(`../../fixtures/data/${name}`, import.meta.url));
const read = async (name: string, content: Uint8Array) =>
  (await readHandIn({ name, content, agreement, held: [], on })).given;
const recordsOf = (all: readonly Pick<HeldArea, "area" | "records">[]) =>
  all.map(({ area, records }) => ({ area, records: records.map(({ key, values }) => ({ key, values })) }));
const told = ({ weight, what, at }: Finding) => `${weight} ${what} ${at?.table} ${at ? cellName(at) : ""}`.trim();

test("D6: what Solbacken's people write is right in all 13 areas", () => {
  expect([none, held.map(({ area }) => area)]).toEqual([[], agreement.areas.map(({ id }) => id)]);
});

describe("the Starter workbook, saved by LibreOffice, is read back as it was filled in (D6)", () => {
  test.each(languages)("as it was committed, in %s", async (language) => {
    const given = await read("starter.xlsx", await fixture(`starter.${language}.xlsx`));
    expect(given.findings).toEqual([]);
    expect(recordsOf(given.areas)).toEqual(recordsOf(held));
    expect(given.template?.version).toMatch(/^anpassad-uppstart /);
  });

  test.runIf(libreOffice)("as it is saved here, and what is exported too", async () => {
    for (const content of [
      await writeTemplate({ ...asked, language: "sv" }),
      await writeExport({ ...asked, language: "en", as: "xlsx", areas: held.map(({ area }) => area) }),
    ]) {
      const given = await read("a.xlsx", await resaved(content, "a.xlsx", "xlsx"));
      expect(given.findings).toEqual([]);
      expect(recordsOf(given.areas)).toEqual(recordsOf(held));
    }
  });
});

describe("a .csv that LibreOffice saved is read as the list it was (D6)", () => {
  test.each(["windows-1252", "utf-16", "utf-8"])("in %s", async (encoding) => {
    const given = await read("users.csv", await fixture(`users.${encoding}.csv`));
    expect(given.findings).toEqual([]);
    expect(recordsOf(given.areas)).toEqual(recordsOf(held.filter(({ area }) => area === "user-licence")));
  });
});

describe("a customer's own workbook is read, and what is wrong in it is told at its cell (D6)", () => {
  test.each<[string, () => Promise<Uint8Array>]>([
    ["as it was made", async () => teleschema()],
    ["as LibreOffice saved it", async () => fixture("teleschema.xlsx")],
  ])("%s", async (_, content) => {
    const given = await read("Teleschema.xlsx", await content());
    expect(given.findings.map(told)).toMatchInlineSnapshot(`
      [
        "fault e-mail.invalid Blad1 C8",
        "fault extension.twice Blad1 F8",
        "fault number.long Blad1 G8",
        "fault number.invalid Blad1 H8",
        "fault record.near Grupper 2026 A3",
        "fault hours.backwards Grupper 2026 D3",
        "fault day.none Vid avbrott D3",
        "fault table.unknown Anteckningar",
        "question column.unknown Blad1 I4",
        "question series.gap Nr A3",
        "repaired number.zero Blad1 G5",
        "repaired number.zero Blad1 H5",
        "repaired number.zero Grupper 2026 C2",
        "repaired hours.weekend Grupper 2026 D2",
        "repaired choice.near Vid avbrott B2",
        "repaired day.number Vid avbrott D2",
      ]
    `);
    expect(recordsOf(given.areas)).toMatchInlineSnapshot(`
      [
        {
          "area": "exceptions",
          "records": [
            {
              "key": "ombyggnad",
              "values": {
                "calls-go-to": "message",
                "from": "2027-01-11",
                "to": "2027-01-15",
                "what": "Ombyggnad",
              },
            },
            {
              "key": "stangt",
              "values": {
                "calls-go-to": "voicemail",
                "from": "2026-12-24",
                "what": "Stängt",
              },
            },
          ],
        },
        {
          "area": "number-services",
          "records": [
            {
              "key": "+4681234500-+4681234549",
              "values": {
                "number": "+4681234500-+4681234549",
                "present-operator": "Nordtele AB",
              },
            },
            {
              "key": "+4681234560-+4681234599",
              "values": {
                "number": "+4681234560-+4681234599",
              },
            },
          ],
        },
        {
          "area": "function-groups",
          "records": [
            {
              "key": "bokningen",
              "values": {
                "members": [
                  "asa@solbacken.se",
                  "zoe@solbacken.se",
                ],
                "name": "Bokningen",
                "number": "+4681234510",
                "opening-hours": "mon 08:00-17:00; tue 08:00-17:00; wed 08:00-17:00; thu 08:00-17:00; fri 08:00-17:00; sat closed; sun closed",
              },
            },
            {
              "key": "jouren",
              "values": {
                "members": [
                  "siv@solbacken",
                ],
                "name": "Jouren",
                "number": "+4681234511",
              },
            },
          ],
        },
        {
          "area": "user-licence",
          "records": [
            {
              "key": "asa@solbacken.se",
              "values": {
                "department": "Vård",
                "e-mail": "asa@solbacken.se",
                "extension": "4501",
                "first-name": "Åsa",
                "fixed-number": "+4681234501",
                "last-name": "Öberg",
                "mobile-number": "+46701740601",
              },
            },
            {
              "key": "zoe@solbacken.se",
              "values": {
                "department": "Vård",
                "e-mail": "zoe@solbacken.se",
                "extension": "4502",
                "first-name": "Zoë",
                "fixed-number": "+4681234502",
                "last-name": "D’Arcy",
              },
            },
            {
              "key": "bo@solbacken.se",
              "values": {
                "department": "Vård",
                "e-mail": "bo@solbacken.se",
                "extension": "4503",
                "first-name": "Bo",
                "fixed-number": "+4681234503",
                "last-name": "Ek",
                "mobile-number": "+46701740603",
              },
            },
            {
              "key": "siv@solbacken",
              "values": {
                "department": "Ledning",
                "extension": "4501",
                "first-name": "Siv",
                "last-name": "Ek",
              },
            },
          ],
        },
      ]
    `);
  });
});

test("D6: a list of 5,000 users has each of them", async () => {
  const nth = (at: number) => String(at).padStart(4, "0");
  const lines = Array.from(
    { length: 5_000 },
    (_, at) => `Namn${at};Efternamn;p${at}@solbacken.se;1${nth(at)};010-123 ${nth(at).replace(/..$/, " $&")}`,
  );
  const content = Buffer.from(["Förnamn;Efternamn;E-post;Anknytning;Fast nummer", ...lines].join("\r\n"), "latin1");
  const given = await read("användare.csv", content);
  expect(given.findings).toEqual([]);
  expect(given.areas).toMatchObject([{ area: "user-licence", rows: 5_000 }]);
  expect(given.areas[0]?.records.at(-1)).toEqual({
    key: "p4999@solbacken.se",
    values: {
      ...{ "first-name": "Namn4999", "last-name": "Efternamn", "e-mail": "p4999@solbacken.se" },
      ...{ extension: "14999", "fixed-number": "+46101234999" },
    },
  });
});
