import { describe, expect, test } from "vitest";
import { clean } from "../../../src/documents/paper/clean.ts";
import { linesOf } from "../../../src/documents/paper/lines.ts";
import type { Paper, Part, Table } from "../../../src/documents/paper/paper.ts";
import { pdfOf } from "../../../src/documents/paper/pdf.ts";
import { day } from "../../fixtures/project-facts.ts";
import { partsOf, type ReadPdf, readPdf } from "../../support/pdf.ts";

const paperOf = (parts: readonly Part[], more: Partial<Paper> = {}): Paper => ({
  language: "sv",
  title: "Avropsdokumentation",
  about: [{ label: "Kund", value: "Solbacken Vård AB" }],
  on: day("2026-12-04"),
  firm: { name: "iCentrex", address: ["Vasagatan 1"], foot: ["iCentrex, 556036-0793"], colour: "#17527a" },
  parts,
  ...more,
});
const said = (text: string): Part => ({ kind: "text", text });
const read = async (parts: readonly Part[], more: Partial<Paper> = {}): Promise<ReadPdf> =>
  readPdf(await pdfOf(paperOf(parts, more)));
/** Marks of direction are the reader's, and where lines are broken is ours. */
const plain = (text: string): string => text.replace(/[\u200e\u200f\u202a-\u202e\s]/gu, "");

/** What people type in the languages that customers and their staff have, with the signs of every keyboard. */
const alphabets = {
  swedish: "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ abcdefghijklmnopqrstuvwxyzåäö 0123456789",
  keyboard: "!\"#¤%&/()=?`^*_:;>½§@£$€{[]}\\~|<'-.,+´¨",
  words: "”svar” “svar” „svar‟ ’ ‘ » « – — … • · → ← ↑ ↓ ✓ ✗ × ÷ ± ≤ ≥ ≠ ≈ ∞ ° µ μ Ω ‰ № ™ © ® ¹ ² ³ ¼ ½ ¾",
  western: "ÀÁÂÃÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕØÙÚÛÜÝÞß àáâãæçèéêëìíîïðñòóôõøùúûüýþÿ Œœ Ÿ ẞ ¿ ¡ ª º",
  eastern: "ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż ČĎĚŇŘŠŤŮŽ čďěňřšťůž ĽĹŔ ľĺŕ Őő Űű ĂÂÎȘȚ ăâîșț Ģģ Ķķ Ļļ Ņņ Āā Ēē Ī ī Ū ū Ėė Įį Ųų",
  turkish: "İ I ı i Ğğ Şş Ç ç Ə ə",
  vietnamese: "Nguyễn Thị Ánh Đặng Ước Ợ ử",
  greek: "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ αβγδεζηθικλμνξοπρσςτυφχψω άέήίόύώ",
  cyrillic: "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдеёжзийклмнопрстуфхцчшщъыьэюя Іі Її Єє Ґґ Ђђ Љљ",
  alike: "A А Α  O О Ο  µ μ  Ω Ω  Å Å  Đ Ð  - ‐ ‑ – −  fi fl ffi -> => 12:30 2x4 AV To Wa",
  accents: "q\u0301 x\u0304 e\u0301 a\u030a o\u0308",
};

describe("every letter that people type", () => {
  test.each(Object.entries(alphabets))("of the %s ones reads back as it went in", async (_, text) => {
    const { text: back } = await read([said(text), { kind: "list", items: [text] }, { kind: "quote", text }]);
    const whole = plain(clean(text));
    expect(plain(back).split(whole)).toHaveLength(4);
  });

  test("from the first Latin one to the last Cyrillic one reads back, whether the font has it or not", async () => {
    const codes = Array.from({ length: 0x530 - 0x21 }, (_, at) => String.fromCodePoint(0x21 + at));
    const every = codes.filter((one) => /[\p{L}\p{N}\p{S}\p{P}]/u.test(one));
    const lines = Array.from({ length: Math.ceil(every.length / 40) }, (_, at) => every.slice(at * 40, at * 40 + 40));
    const { text } = await read(lines.map((line) => said(line.join(""))));
    for (const line of lines) expect(plain(text)).toContain(plain(clean(line.join(""))));
  });

  test("that the font does not have stands as a box, is copied as it was typed, and leaves no gap", async () => {
    const strange = "😀 👩‍💻 🇸🇪 漢字 ☎ ✔ 👍🏽";
    const { text } = await read([said(`före ${strange} efter`)]);
    expect(plain(text)).toContain(plain(`före ${strange} efter`));
    const bare = await pdfOf(paperOf([said("före efter")]));
    const boxed = await pdfOf(paperOf([said("före 😀 efter")]));
    expect(boxed.length).toBeGreaterThan(bare.length);
  });

  test.each(["山田太郎", "مؤسسة السلام", "יוסי כהן", "김철수", "👩‍💻 Ada"])(
    "that the font does not have is said to be so: a customer called %s",
    async (name) => {
      const told =
        /□ står för ett tecken som typsnittet saknar\. Det finns kvar när texten kopieras, och i\s+Markdown-filen\./u;
      const named = await read([], { about: [{ label: "Kund", value: name }] });
      expect(named.text).toMatch(told);
      expect([...plain(named.text)]).toEqual(expect.arrayContaining([...plain(clean(name))]));
      expect((await read([said("Łukasz Őry ✓ →")])).text).not.toMatch(told);
    },
  );

  test("from the right is all there", async () => {
    const typed = "שלום עולם سلام";
    const { text } = await read([said(`Kund: ${typed}`)]);
    // In which order is for each reader's program to say: they do not agree.
    const kept = [...plain(text)].filter((letter) => /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(letter));
    expect(kept.toSorted()).toEqual([...plain(typed)].toSorted());
  });

  test("that cannot be seen is left out, and turns nothing around", async () => {
    expect(clean("a\u202eb\u0000c\u200bd\u00ade\u0007\u{feff}f\u200dg")).toBe("abcdefg");
    expect(clean("rad\r\nrad\u2028rad")).toBe("rad\nrad\nrad");
    expect(clean("a\u030a 👩\u200d💻")).toBe("å 👩\u200d💻");
    const { text } = await read([said("före\u202e\u0007efter")]);
    expect(plain(text)).toContain("föreefter");
  });
});

const rows = (count: number, text = "Huvudnumret svarar") =>
  Array.from({ length: count }, (_, at) => [`R${at + 1}`, text, "3 035,00 kr"]);
const table = (count: number, text?: string): Table => ({
  kind: "table",
  caption: "Krav",
  columns: [{ label: "Nr" }, { label: "Kravet" }, { label: "Belopp", align: "right" }],
  rows: rows(count, text),
});

const withSums = (count: number, sums: Table["rows"]): Table => ({
  ...table(count),
  rows: [...rows(count), ...sums],
  sums: sums.length,
});

describe("what a reader's program finds", () => {
  test("title, language, whose it is, headings, lists, and tables with their heads", async () => {
    const pdf = await read([
      { kind: "heading", level: 1, text: "Krav" },
      { kind: "heading", level: 2, text: "Avvikelser" },
      { kind: "list", items: ["ett", "två"] },
      { kind: "quote", text: "Vi säger ja." },
      table(2),
    ]);
    expect(pdf.isTagged).toBe(true);
    expect(pdf.info).toMatchObject({
      Title: "Avropsdokumentation",
      Author: "iCentrex",
      Language: "sv-SE",
      Creator: "Startklar",
    });
    const parts = partsOf(pdf.pages[0]?.structure);
    expect(parts).toEqual(expect.arrayContaining(["Document", "H1", "H2", "H3", "L", "LI", "LBody", "BlockQuote"]));
    const count = (role: string): number => parts.filter((one) => one === role).length;
    // Beneath the title stands one value with its label; then three columns and two rows.
    expect([count("Table"), count("TH"), count("TR"), count("TD")]).toEqual([2, 1 + 3, 1 + 3, 1 + 6]);
  });

  test("the same document is the same bytes, and another is others", async () => {
    const [first, again, other] = await Promise.all([
      pdfOf(paperOf([said("ett"), table(80)])),
      pdfOf(paperOf([said("ett"), table(80)])),
      pdfOf(paperOf([said("två"), table(80)])),
    ]);
    expect(Buffer.compare(first, again)).toBe(0);
    expect(Buffer.compare(first, other)).not.toBe(0);
  });
});

describe("what belongs together", () => {
  test("sums stand on one page, whatever stands above them", async () => {
    const sums = ["netto", "moms", "brutto"].map((label) => ({ label, value: "1,00 kr" }));
    for (let count = 20; count < 48; count += 1) {
      const { pages } = await read([table(count), { kind: "facts", rows: sums }]);
      const on = pages.map(({ lines }) => sums.filter(({ label }) => lines.join(" ").includes(label)).length);
      expect([count, on.filter((found) => found > 0)]).toEqual([count, [3]]);
    }
  });

  test("so do those of a table, beneath its head", async () => {
    const sums = ["netto", "moms", "brutto"].map((label) => ["", label, "1,00 kr"]);
    for (let count = 20; count < 48; count += 1) {
      const { pages } = await read([withSums(count, sums)]);
      const on = pages.map(({ lines }) => sums.filter(([, label = ""]) => lines.join(" ").includes(label)).length);
      expect([count, on.filter((found) => found > 0)]).toEqual([count, [3]]);
      for (const { lines } of pages) expect(lines.join(" ")).toContain("Kravet");
    }
  });

  test("a sum is whole, though its letters are wider than those of the amounts above it", async () => {
    const long = "Faktiska resekostnader till Uppsala (2 personer, tur och retur) och tillbaka ".repeat(3);
    const { rows: lines, ...of } = withSums(3, [["", "Summa", "69 700,00 kr"]]);
    const { pages } = await read([
      { ...of, rows: lines.map((row, at) => (at === 0 ? ["R1", long, "45 000,00 kr"] : row)) },
    ]);
    expect(pages[0]?.lines.some((line) => line.includes("69 700,00 kr"))).toBe(true);
  });

  test("what is short stays whole beside what is long", async () => {
    const long = "Kön till ekonomiavdelningen svarar inom tre signaler och går sedan vidare ".repeat(3);
    const columns = ["Nr", "Kravet", "Levererat", "Verifierat"].map((label) => ({ label }));
    const [by, on] = ["tis 8 dec 2026, Anna Lindström", "mån 23 nov 2026"];
    const row = ["R1", long, on, by];
    const { pages } = await read([{ kind: "table", caption: "Krav", columns, rows: [row, row, row] }]);
    for (const short of [by, on])
      expect(pages[0]?.lines.filter((line) => line.includes(short)).length, short).toBeGreaterThan(2);
  });

  test("a number is not parted from what it counts", async () => {
    const face = { width: (text: string) => text.length } as never;
    expect(linesOf("V1 administration, 10 % 2 h 20 min", face, 10, 22)).toEqual([
      "V1 administration,",
      "10 % 2 h 20 min",
    ]);
    expect(linesOf("aaaaaaa 10 %", face, 10, 11)).toEqual(["aaaaaaa", "10 %"]);
    expect(linesOf("aaaaaaa 10 hus", face, 10, 11)).toEqual(["aaaaaaa 10", "hus"]);
  });
});

describe("pages", () => {
  test("are numbered, and a table's head stands on each", async () => {
    const { pages } = await read([table(120)]);
    expect(pages.length).toBeGreaterThan(2);
    for (const [at, { lines }] of pages.entries()) {
      expect(lines.join("\n")).toContain(`Sida ${at + 1} av ${pages.length}`);
      expect(lines.join("\n")).toContain("Kravet");
    }
    const all = pages.flatMap(({ lines }) => lines).join("\n");
    for (const [ref] of rows(120)) expect(all).toMatch(new RegExp(`(^|\\s)${ref}(\\s|$)`, "u"));
  });

  test("of sixty and more are all numbered, with the table's head on each and every row once", async () => {
    const { pages } = await read([table(2_400)]);
    expect(pages.length).toBeGreaterThanOrEqual(60);
    for (const [at, { lines }] of pages.entries()) {
      const text = lines.join("\n");
      expect(text).toContain(`Sida ${at + 1} av ${pages.length}`);
      expect(text.split("Kravet")).toHaveLength(2);
    }
    const all = pages.flatMap(({ lines }) => lines.join(" ").match(/R\d+(?=\s)/gu) ?? []);
    expect(all).toEqual(rows(2_400).map(([ref]) => ref));
  });

  test.each([...Array(16).keys()].map((n) => 20 + n))(
    "no heading stands alone at the end of one, after %i lines",
    async (lines) => {
      const { pages } = await read([
        ...Array.from({ length: lines }, (_, at) => said(`rad ${at}`)),
        { kind: "heading", level: 1, text: "Rubrik ett" },
        { kind: "heading", level: 2, text: "Rubrik två" },
        said("Texten under rubrikerna"),
        said("Det är tre krav"),
        table(3),
      ]);
      const on = (text: string): number => pages.findIndex(({ lines: those }) => those.join("\n").includes(text));
      expect(on("Rubrik ett")).toBe(on("Rubrik två"));
      expect(on("Rubrik två")).toBe(on("Texten under rubrikerna"));
      expect(on("Texten under rubrikerna")).toBe(on("R2"));
    },
  );

  test("a table of many columns lies across, and what follows stands upright again", async () => {
    const labels = Array.from({ length: 12 }, (_, at) => `Kolumn${at}`);
    const { pages } = await read([
      ...[said("Före"), { kind: "heading", level: 2, text: "Rubriken" } as const, said("Meningen")],
      { kind: "table", caption: "Användare", columns: labels.map((label) => ({ label })), rows: [labels] },
      said("Efteråt"),
    ]);
    const wide = pages.find(({ lines }) => lines.join(" ").includes("Kolumn11"));
    expect(wide).toMatchObject({ width: expect.closeTo(841.89, 1) });
    for (const above of ["Rubriken", "Meningen"]) expect(wide?.lines.join(" ")).toContain(above);
    expect(pages.find(({ lines }) => lines.join(" ").includes("Efteråt"))).toMatchObject({
      width: expect.closeTo(595.28, 1),
    });
  });

  test("a name of 500 characters, with or without spaces, is all there", async () => {
    const solid = "å".repeat(500);
    const spaced = "Vård ".repeat(100).trim();
    for (const name of [solid, spaced]) {
      const { text } = await read([said(name), table(2, name)], {
        title: name,
        about: [{ label: "Kund", value: name }],
        firm: { name, address: [name], foot: [name], colour: "#17527a" },
      });
      // Heads and feet hold as much as a line does, the rest holds it whole: title, value, text, two rows, letterhead.
      expect(plain(text).split(plain(name)).length - 1).toBeGreaterThanOrEqual(4);
    }
  });

  test("a row that no page holds goes on over several", async () => {
    const long = Array.from({ length: 900 }, (_, at) => `ord${at}`).join(" ");
    const { pages, text } = await read([table(1, `${long} ${long}`)]);
    expect(pages.length).toBeGreaterThan(1);
    expect(plain(text)).toContain("ord899ord0");
  });
});
