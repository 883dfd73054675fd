import { describe, expect, test } from "vitest";
import { endings, suits, typeOf } from "../../../src/platforms/pages/kinds.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
const samples: Readonly<Record<string, Uint8Array>> = {
  pdf: bytes("%PDF-1.7\n"),
  zip: bytes("PK\x03\x04rest"),
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
    ["användare.xlsx", "zip"],
    ["användare.xls", "old"],
    ["kravspec.docx", "zip"],
    ["kravspec.doc", "old"],
    ["samtalsflöde.vsdx", "zip"],
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
  ])("%s with the bytes of its kind", (name, sample) => expect(suits(name, of(sample))).toBe("suits"));

  test.each([
    "setup.exe",
    "page.html",
    "bild.svg",
    "makro.xlsm",
    "script.js",
    "utan-ändelse",
    "",
    ".pdf.",
    "a.pdf.exe",
    "constructor",
    "x.constructor",
  ])("not %j, whatever is in it", (name) => {
    for (const content of Object.values(samples)) expect(suits(name, content)).toBe("other-kind");
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
  ])("not %s that is something else inside", (name, sample) => expect(suits(name, of(sample))).toBe("other-content"));
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
