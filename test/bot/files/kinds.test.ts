import { describe, expect, test } from "vitest";
import { endings, fileProblem, typeOf } from "../../../src/bot/files/kinds.ts";
import { officeFile } from "../../support/office.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
const document = (...names: readonly string[]): Uint8Array => officeFile("[Content_Types].xml", ...names);
const samples: Readonly<Record<string, Uint8Array>> = {
  docx: document("word/document.xml"),
  xlsx: document("xl/workbook.xml"),
  pptx: document("ppt/presentation.xml"),
  vsdx: document("visio/document.xml"),
  odt: officeFile("mimetype", "content.xml"),
  pdf: bytes("%PDF-1.7\n"),
  zip: officeFile("lista.csv", "plan.pdf"),
  torn: bytes("PK\x03\x04rest"),
  old: bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"),
  png: bytes("\x89PNG\r\n\x1a\nrest"),
  jpg: bytes("\xff\xd8\xff\xe0"),
  gif: bytes("GIF89a"),
  webp: bytes("RIFF1234WEBP"),
  wav: bytes("RIFF1234WAVE"),
  box: bytes("\0\0\0\x18ftypheic"),
  mp3: bytes("ID3\x04"),
  tiff: bytes("II*\0"),
  text: Buffer.from("Växel;08-123 45 67\n"),
  utf16: bytes("\xff\xfeN\0u\0m\0"),
  program: bytes("MZ\x90\0\x03"),
  page: bytes("<html><script>alert(1)</script>"),
};
const of = (name: string): Uint8Array => samples[name] ?? bytes("");

describe("what is taken", () => {
  test.each([
    ["nummerlista.csv", "text"],
    ["Nummerlista.CSV", "utf16"],
    ["anteckningar.txt", "text"],
    ["fullmakt.pdf", "pdf"],
    ["användare.xlsx", "xlsx"],
    ["kravspec.docx", "docx"],
    ["genomgång.pptx", "pptx"],
    ["samtalsflöde.vsdx", "vsdx"],
    ["kravspec.odt", "odt"],
    ["mejl.msg", "old"],
    ["plan.png", "png"],
    ["plan.jpg", "jpg"],
    ["IMG_0412.HEIC", "box"],
    ["skannad.tiff", "tiff"],
    ["hälsning.wav", "wav"],
    ["hälsning.mp3", "mp3"],
    ["hälsning.m4a", "box"],
    ["bild.webp", "webp"],
    ["bild.gif", "gif"],
    ["allt.zip", "zip"],
  ])("%s with the bytes of its kind", (name, sample) => expect(fileProblem(name, of(sample))).toBeUndefined());

  test.each([
    "setup.exe",
    "page.html",
    "bild.svg",
    "script.js",
    "utan-ändelse",
    "",
    ".pdf.",
    "a.pdf.exe",
    "constructor",
    "x.constructor",
  ])("not %j, whatever is in it", (name) => {
    for (const content of Object.values(samples)) expect(fileProblem(name, content)?.say).toBe("file.otherKind");
  });

  test.each([
    ["fullmakt.pdf", "program"],
    ["fullmakt.pdf", "page"],
    ["lista.csv", "program"],
    ["lista.xlsx", "old"],
    ["lista.xlsx", "page"],
    ["plan.png", "jpg"],
    ["hälsning.wav", "webp"],
    ["hälsning.mp3", "text"],
    ["allt.zip", "program"],
    ["allt.zip", "torn"],
    ["lista.xlsx", "torn"],
    ["lista.xlsx", "docx"],
    ["kravspec.docx", "zip"],
    ["kravspec.odt", "docx"],
  ])("not %s that is something else inside", (name, sample) =>
    expect(fileProblem(name, of(sample))?.say).toBe("file.otherContent"),
  );
});

describe("what may hold macros is refused in words", () => {
  test.each([
    ["kravspec.doc", "docx"],
    ["mall.DOT", "docx"],
    ["användare.xls", "xlsx"],
    ["genomgång.ppt", "pptx"],
    ["samtalsflöde.vsd", "vsdx"],
  ])("%s, the old format: save it as %s", (name, newer) => {
    for (const sample of ["old", "text", "zip"])
      expect(fileProblem(name, of(sample))).toEqual({ say: "file.oldOffice", with: { name, newer } });
  });

  test.each([
    ["makro.docm", "docx"],
    ["mall.dotm", "docx"],
    ["makro.XLSM", "xlsx"],
    ["makro.xlsb", "old"],
    ["tillägg.xlam", "xlsx"],
    ["makro.pptm", "pptx"],
    ["mall.potm", "pptx"],
    ["visning.ppsm", "pptx"],
    ["samtalsflöde.vsdm", "vsdx"],
  ])("%s, by its name", (name, sample) => expect(fileProblem(name, of(sample))?.say).toBe("file.macros"));

  test.each([
    ["kravspec.docx", document("word/document.xml", "word/vbaProject.bin")],
    ["kravspec.docx", document("word/document.xml", "word/VBAPROJECT.BIN")],
    ["kravspec.docx", document("word/document.xml", "word/vbaData.xml")],
    ["lista.xlsx", document("xl/workbook.xml", "xl/vbaProject.bin")],
    ["lista.xlsx", document("xl/workbook.xml", "xl/macrosheets/sheet1.xml")],
    ["visning.pptx", document("ppt/presentation.xml", "ppt/vbaProjectSignature.bin")],
    ["flöde.vsdx", document("visio/document.xml", "visio/vbaProject.bin")],
    ["kravspec.odt", officeFile("mimetype", "content.xml", "Basic/Standard/Module1.xml")],
    ["allt.zip", officeFile("lista.csv", "mapp/makro.xlsm")],
    ["allt.zip", officeFile("uppackad/word/vbaProject.bin")],
    // Written as Windows writes paths, or with an ending that it drops.
    ["kravspec.docx", document("word/document.xml", "word\\vbaProject.bin")],
    ["kravspec.odt", officeFile("content.xml", "Basic\\Standard\\Module1.xml")],
    ["allt.zip", officeFile("makro.docm.")],
    ["allt.zip", officeFile("makro.xlsm ")],
  ])("%s, by what its directory lists", (name, content) => expect(fileProblem(name, content)?.say).toBe("file.macros"));

  test.each([
    "mapp/mer.zip",
    "mer.ZIP ",
    "bilder.7z",
    "allt.tar.gz",
    "allt.tgz",
    "gammalt.rar",
    "program.jar",
    "skiva.iso",
  ])("a zip file with %s in it: what is packed twice lists nothing", (within) => {
    const content = officeFile("lista.csv", within);
    const named = within.trim().split("/").at(-1);
    expect(fileProblem("allt.zip", content)).toEqual({
      say: "file.packed",
      with: { name: "allt.zip", within: named },
    });
  });

  test("a folder with such a name, and documents that are zip files themselves, are taken", () =>
    expect(fileProblem("allt.zip", officeFile("mer.zip/lista.csv", "plan.docx", "pris.ods"))).toBeUndefined());

  test("a zip file with one of the old format in it, which is named", () => {
    const content = officeFile("lista.csv", "mapp/användare.XLS ");
    expect(fileProblem("allt.zip", content)).toEqual({
      say: "file.oldOffice",
      with: { name: "användare.XLS", newer: "xlsx" },
    });
  });

  test("a sheet of the old format inside a document is the document's own", () => {
    const content = document("word/document.xml", "word/embeddings/Microsoft_Excel_97-2003_Worksheet.xls");
    expect(fileProblem("kravspec.docx", content)).toBeUndefined();
  });

  test("a directory that never ends, or lies about its length, is not read on", () => {
    const many = officeFile(...Array.from({ length: 10_001 }, (_, index) => `xl/${index}`));
    expect(fileProblem("lista.xlsx", many)?.say).toBe("file.otherContent");
    const lying = Buffer.from(of("xlsx"));
    for (const at of [14, 12]) lying.writeUInt16LE(0xfffe, lying.length - at);
    expect(fileProblem("lista.xlsx", lying)?.say).toBe("file.otherContent");
    lying.writeUInt32LE(0x7fffffff, lying.length - 6);
    expect(fileProblem("lista.xlsx", lying)?.say).toBe("file.otherContent");
  });
});

describe("what a file is sent as", () => {
  test.each([
    ["a.pdf", "application/pdf"],
    ["a.CSV", "text/csv; charset=utf-8"],
    ["a.html", "application/octet-stream"],
    ["a.svg", "application/octet-stream"],
    ["a", "application/octet-stream"],
    ["a.toString", "application/octet-stream"],
  ])("%s as %s", (name, type) => expect(typeOf(name)).toBe(type));

  test("nothing that is taken is sent as what a browser would run", () => {
    for (const ending of endings) expect(typeOf(`a${ending}`)).not.toMatch(/html|xml;|svg|script/);
  });
});
