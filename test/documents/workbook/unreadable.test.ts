import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readFile } from "../../../src/documents/workbook/read-file.ts";
import { Unreadable } from "../../../src/documents/workbook/unreadable.ts";
import { unreadableText } from "../../../src/messages/data-file-words.ts";
import { languages } from "../../../src/messages/language.ts";
import { createWords } from "../../../src/messages/words.ts";
import { declaring, xlsx } from "../../support/xlsx.ts";

const words = createWords();
const users = {
  name: "Användare",
  rows: [
    ["Förnamn", "Efternamn"],
    ["Åsa", "Öberg"],
  ],
};
const usersXlsx = xlsx([users]);
const bytes = (...values: readonly (number | string)[]) =>
  Buffer.concat(values.map((value) => (typeof value === "string" ? Buffer.from(value, "utf-16le") : Buffer.of(value))));
const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const sheet = (data: string) => xlsx([{ name: "Blad1", data }]);
const cell = (at: string) => `<row r="${at.replace(/\D/g, "")}"><c r="${at}"><v>1</v></c></row>`;
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => `<row r="${at + 1}"><c r="A${at + 1}"><v>1</v></c></row>`).join("");

async function refusal(content: Uint8Array, name = "kunddata.xlsx") {
  try {
    return await readFile(name, content);
  } catch (error) {
    if (error instanceof Unreadable) return error.why;
    throw error;
  }
}

describe("a file that cannot be read has one reason (D6)", () => {
  test.each<[string, Uint8Array, object]>([
    ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj"), { kind: "other-kind" }],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), { kind: "other-kind" }],
    ["a Word document", zipSync({ "word/document.xml": Buffer.from("<w/>") }), { kind: "other-kind" }],
    ["what only begins as a zip", Buffer.from("PK\x03\x04 and nothing of it"), { kind: "damaged" }],
    ["one cut short", usersXlsx.slice(0, usersXlsx.length - 40), { kind: "damaged" }],
    [
      "a cell that says text that is not there",
      sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
      { kind: "damaged" },
    ],
    ["one with a password", bytes(...ole, "EncryptionInfo", "EncryptedPackage"), { kind: "encrypted" }],
    ["Excel of before 2007", bytes(...ole, "Workbook"), { kind: "old-format" }],
    ["a binary workbook", zipSync({ "xl/workbook.bin": Buffer.of(1) }), { kind: "old-format" }],
    ["macros", xlsx([users], { "xl/vbaProject.bin": "x" }), { kind: "macros" }],
    ["macros by another spelling", xlsx([users], { "XL\\VBAPROJECT.BIN": "x" }), { kind: "macros" }],
    ["2 GB declared", declaring(usersXlsx, "xl/worksheets/s0.xml", 2 ** 31), { kind: "too-much", of: "bytes" }],
    ["a bomb", xlsx([users], { "xl/media/a.xml": " ".repeat(8 * 1024 * 1024) }), { kind: "too-much", of: "bytes" }],
    ["a million columns", sheet(cell("BDWGN1")), { kind: "too-much", of: "columns", found: 1_000_000, table: "Blad1" }],
    ["one column too many", sheet(cell("KO1")), { kind: "too-much", of: "columns", found: 301 }],
    ["a cell in the last row", sheet(cell("A1048576")), { kind: "too-much", of: "rows", found: 1_048_576 }],
    ["one row too many", sheet(rowsOf(50_001)), { kind: "too-much", of: "rows", found: 50_001 }],
    [
      "61 sheets",
      xlsx(Array.from({ length: 61 }, (_, at) => ({ ...users, name: `B${at}` }))),
      { of: "sheets", found: 61 },
    ],
    [
      "a cell longer than Excel has",
      xlsx([{ name: "A", rows: [["x".repeat(32_768)]] }]),
      { of: "text", found: 32_768 },
    ],
    ["a workbook of nothing", xlsx([{ name: "A" }]), { kind: "empty" }],
    ["a file of nothing", Buffer.from("\ufeff\r\n;;\r\n"), { kind: "empty" }],
  ])("%s", async (_, content, why) => {
    expect(await refusal(content)).toMatchObject(why);
  });

  test("a .csv with too many rows or columns", async () => {
    expect(await refusal(Buffer.from("1\n".repeat(50_001)), "a.csv")).toMatchObject({ of: "rows", found: 50_001 });
    expect(await refusal(Buffer.from(";".repeat(300).concat("1")), "a.csv")).toMatchObject({
      of: "columns",
      found: 301,
    });
  });

  test.each(languages)("each reason has its words in %s, with what to do", (language) => {
    const kinds = ["other-kind", "old-format", "encrypted", "macros", "damaged", "too-heavy", "empty"] as const;
    for (const kind of kinds)
      expect(words.text(language, unreadableText({ kind }, "lista.xlsx"))).toMatch(/^lista\.xlsx /);
    const said = (of: "rows" | "bytes") =>
      words.text(
        language,
        unreadableText({ kind: "too-much", of, most: 104_857_600, found: 7, table: "Blad1" }, "a.xlsx"),
      );
    expect(said("rows")).toMatch(/Blad1 .*7.*104857600/);
    expect(said("bytes")).toMatch(/100 MB/);
  });
});

describe("what is odd and harmless is read (D6)", () => {
  const expected = [
    ["Förnamn", "Efternamn"],
    ["Åsa", "Öberg"],
  ];
  const withData = (data: string, after = "") => xlsx([{ name: "Användare", data, after }]);
  const own = users.rows
    .map((row, at) => {
      const cells = row.map(
        (text, column) => `<c r="${"AB"[column]}${at + 1}" t="inlineStr"><is><t>${text}</t></is></c>`,
      );
      return `<row r="${at + 1}">${cells.join("")}</row>`;
    })
    .join("");
  const emptyRows = Array.from({ length: 200_000 }, (_, at) => `<row r="${at + 3}" s="1"/>`).join("");
  const styledRows = Array.from(
    { length: 20_000 },
    (_, at) => `<row r="${at + 3}"><c r="A${at + 3}" s="0"/></row>`,
  ).join("");
  const validation = `<dataValidations count="1"><dataValidation type="list" sqref="A2:Z1048576"><formula1>"a,b"</formula1></dataValidation></dataValidations>`;

  test.each<[string, Uint8Array]>([
    ["200,000 empty rows", withData(own + emptyRows)],
    ["formatted to far below its end", withData(own + styledRows)],
    ["checked all over", withData(own, validation)],
    ["linked to another workbook", xlsx([users], { "xl/externalLinks/externalLink1.xml": "<externalLink/>" })],
    [
      "merged sideways in a million ranges' place",
      withData(own, `<mergeCells><mergeCell ref="A1:XFD1"/></mergeCells>`),
    ],
    ["a .csv that is called .xlsx", Buffer.from("Förnamn;Efternamn\r\nÅsa;Öberg\r\n")],
  ])("%s", async (_, content) => {
    expect((await readFile("Användare.xlsx", content)).tables).toEqual([{ name: "Användare", rows: expected }]);
  });

  test("a formula is what it came to, an error what is shown, and no cell is run", async () => {
    const row = [
      { attributes: 't="str"', xml: "<f>HYPERLINK(&quot;http://x&quot;)</f><v>Åsa</v>" },
      { xml: "<f>[1]Blad1!A1+1</f><v>701740605</v>" },
      { attributes: 't="e"', xml: "<f>1/0</f><v>#DIV/0!</v>" },
      { attributes: 't="b"', xml: "<v>1</v>" },
    ];
    const { tables } = await readFile("a.xlsx", xlsx([{ name: "A", rows: [row] }]));
    expect(tables[0]?.rows).toEqual([["Åsa", 701_740_605, "#DIV/0!", true]]);
  });

  test("hidden sheets are not read, and told", async () => {
    const read = await readFile("a.xlsx", xlsx([users, { ...users, name: "Gammalt", state: "hidden" }]));
    expect([read.tables.map(({ name }) => name), read.hidden.map(({ name }) => name)]).toEqual([
      ["Användare"],
      ["Gammalt"],
    ]);
  });
});
