import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { readFile } from "../../../src/documents/workbook/read-file.ts";
import { bared, kept } from "../../../src/documents/workbook/spoiled.ts";
import { type XmlCell, xlsx } from "../../support/xlsx.ts";

const rowsOf = async (name: string, content: Uint8Array) => (await readFile(name, content)).tables[0]?.rows;
const styled = (style: number, value: number): XmlCell => ({ attributes: `s="${style}"`, xml: `<v>${value}</v>` });

describe("cells are read as they were given (D6)", () => {
  test.each<[string, XmlCell, unknown]>([
    ["a number that lost its zero", 701_740_605, 701_740_605],
    ["a number in scientific notation", 4.670_174_060_5e10, 46_701_740_605],
    ["a day", styled(1, 46_357), { day: "2026-12-01" }],
    ["a day as a bare number", 46_357, 46_357],
    ["a clock time", styled(2, 1 / 3), "08:00"],
    ["a day with its clock time", styled(3, 46_357.5), "2026-12-01 12:00"],
    ["spaces around, one that does not break among them", " \u00a0Åsa ", " \u00a0Åsa "],
    ["a hyphen that does not break", "08\u2011123 45 00", "08\u2011123 45 00"],
    ["letters in two parts", "A\u030asa", "A\u030asa"],
    ["what XML needs escaped", 'a < b & "c"', 'a < b & "c"'],
  ])("%s", async (_, cell, value) => {
    expect(await rowsOf("a.xlsx", xlsx([{ name: "A", rows: [["x", cell]] }]))).toEqual([["x", value]]);
  });

  test("cells merged downwards each have the value; a merged title is one", async () => {
    const rows = [["Titel"], ["Avdelning", "Namn"], ["Ekonomi", "Åsa"], [undefined, "Bo"], ["IT", "Cy"]];
    const after = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A3:A4"/></mergeCells>';
    expect(await rowsOf("a.xlsx", xlsx([{ name: "A", rows, after }]))).toEqual([
      ["Titel", null],
      ["Avdelning", "Namn"],
      ["Ekonomi", "Åsa"],
      ["Ekonomi", "Bo"],
      ["IT", "Cy"],
    ]);
  });

  test("a sheet's name is what people see", async () => {
    const { tables } = await readFile("a.xlsx", xlsx([{ name: 'R&D "norr" <1>', rows: [["x"]] }]));
    expect(tables[0]?.name).toBe('R&D "norr" <1>');
  });
});

describe("a .csv is read however it was saved (D6)", () => {
  const encodings = [
    "utf-8",
    "utf-8 with its mark",
    "utf-16le",
    "utf-16be",
    "utf-16le without its mark",
    "utf-16be without its mark",
    "windows-1252",
    "macintosh",
  ];
  const encoded = (text: string, encoding: string) => {
    const [name = "", , bare] = encoding.split(" ");
    return iconv.encode(text, name, {
      addBOM: name.startsWith("utf-16") ? bare === undefined : encoding.includes("with "),
    });
  };
  const lines = [
    ["Förnamn", "Anknytning", "Anmärkning"],
    ["Åsa", "0450", 'Säger "hej"; ofta, och\toch'],
    ["Zoë", "4502", "–"],
  ];
  const quoted = (delimiter: string) =>
    lines.map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)).join("\r\n");

  test.each(["utf-16le", "utf-16be"])(
    "%s without its mark, with letters of which half is nothing or none is",
    async (name) => {
      const rows = [
        ["Namn", "Anmärkning"],
        ["Āris Борис Борисович Борисов", "5 – 6"],
        ["李小龍 李小龍 李小龍", "🙂"],
      ];
      const text = rows.map((row) => row.join(";")).join("\n");
      expect(await rowsOf("a.csv", iconv.encode(text, name, { addBOM: false }))).toEqual(rows);
      await expect(rowsOf("a.csv", Buffer.from([0, 1, 2, 3, 0, 255, 7, 8]))).rejects.toThrow();
    },
  );

  test.each(encodings.flatMap((encoding) => [";", ",", "\t"].map((delimiter) => [encoding, delimiter] as const)))(
    "%s, divided by %j",
    async (encoding, delimiter) => {
      expect(await rowsOf("användare.csv", encoded(quoted(delimiter), encoding))).toEqual(lines);
    },
  );

  test.each([
    ["a line that says how it is divided", "sep=|\r\na;b|c\r\n", [["a;b", "c"]]],
    [
      "people's own quotes",
      'Skärm 24";Bo\nSkärm 27";Cy\n',
      [
        ['Skärm 24"', "Bo"],
        ['Skärm 27"', "Cy"],
      ],
    ],
    [
      "a zero that is held by a formula",
      'Namn;Nr\nBo;="0701740605"\n',
      [
        ["Namn", "Nr"],
        ["Bo", "0701740605"],
      ],
    ],
    ["rows of different lengths", "a;b;c\nd\n;e\n", [["a", "b", "c"], ["d"], [null, "e"]]],
    [
      "commas within values",
      "Namn;Grupp\nEk, Bo;A, B, C\nAl, Cy;D, E, F\n",
      [
        ["Namn", "Grupp"],
        ["Ek, Bo", "A, B, C"],
        ["Al, Cy", "D, E, F"],
      ],
    ],
    ["empty lines between", "a;b\n\n1;2\n\n\n", [["a", "b"], [null], ["1", "2"]]],
  ])("%s", async (_, text, rows) => {
    expect(await rowsOf("a.csv", Buffer.from(text))).toEqual(rows);
  });

  test.each([
    "Åsa Öberg",
    "anknytning för växeln",
    "SÄLJ; KÖP",
    "Zoë Müller, Škoda – 5 000 €",
    "Miloš i Göteborg…",
    "Miloš",
    "Tomáš",
    "Aleš Berg",
    "Malmö",
    "Björn Höög",
    "08-123 45 00–49",
    "Sjöstad “norr”",
    "André",
    "“norr”",
    "Zoe D’Arcy",
    "är öppet på åtta",
    "ål",
    "Åsa; Björn Ek; Zoë Ärlig",
    "Östra Vägen 3",
  ])("Windows', a Mac's and MS-DOS's letters are told apart by what they make: %s", async (text) => {
    for (const encoding of ["windows-1252", "macintosh", "cp850"]) {
      const saved = iconv.encode(`Namn;Avdelning\r${text};x\r`, encoding);
      if (iconv.decode(saved, encoding).includes(text))
        expect((await rowsOf("a.csv", saved))?.[1]?.[0], encoding).toBe(text.split(";")[0]);
    }
  });
});

describe("what a spreadsheet would run or spoil is kept as text", () => {
  test.each([
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ["+46701740605", "'+46701740605"],
    ["-1+2", "'-1+2"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\tx", "'\tx"],
    ["\rx", "'\rx"],
    ["0450", "'0450"],
    ["12E5", "'12E5"],
    ["4501", "4501"],
    ["08-123 45 00", "08-123 45 00"],
    ["Åsa", "Åsa"],
    ["", ""],
  ])("%j", (text, written) => expect(kept(text)).toBe(written));

  test("and read back as it was", () => {
    const text = fc.string({ unit: fc.constantFrom("'", "=", "+", "0", "1", "e", "a", "-", "@") });
    fc.assert(fc.property(text, (value) => bared(kept(value)) === value));
  });
});
