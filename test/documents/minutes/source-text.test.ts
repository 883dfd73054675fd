import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { sourceText } from "../../../src/documents/minutes/source-text.ts";

const words = "Beslut: två köer på Åsögatan";
const utf16 = Buffer.from(words, "utf16le");
const docx = (body: string, more: Readonly<Record<string, Uint8Array>> = {}) =>
  zipSync({ "word/document.xml": strToU8(`<w:document><w:body>${body}</w:body></w:document>`), ...more });

describe("M1: what a file of notes says", () => {
  test.each([
    ["UTF-8", Buffer.from(words)],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${words}`)],
    ["UTF-16 with a mark", Buffer.from(`\ufeff${words}`, "utf16le")],
    ["UTF-16 the other way round", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
    ["Windows-1252", Buffer.from(words, "latin1")],
  ])("in %s", (_, bytes) => expect(sourceText("notes.txt", new Uint8Array(bytes))).toBe(words));

  test("a document by its paragraphs and its table's rows; what was deleted, or stands there twice, is not in it", () => {
    const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
    const text = sourceText(
      "notes.docx",
      docx(
        [
          '<w:p><w:r><w:t xml:space="preserve">Beslut: </w:t></w:r><w:del><w:r><w:delText>tre</w:delText></w:r></w:del>',
          "<w:r><w:t>två k&#246;er &amp; larm</w:t></w:r></w:p>",
          "<mc:Fallback><w:p><w:r><w:t>två gånger</w:t></w:r></w:p></mc:Fallback>",
          `<w:tbl><w:tr>${cell("Vad")}${cell("Vem")}</w:tr><w:tr>${cell("ring")}${cell("Karin")}</w:tr></w:tbl>`,
          "<w:p/><w:p><w:r><w:t>sist</w:t></w:r></w:p>",
        ].join(""),
      ),
    );
    expect(text.split("\n")).toEqual(["Beslut: två köer & larm", "Vad\tVem", "ring\tKarin", "sist", ""]);
  });

  test.each([
    ["no text", "x.txt", new Uint8Array([0, 1, 2, 0, 9, 0]), "other-kind"],
    ["no words", "x.txt", strToU8(" \n"), "empty"],
    ["no document", "x.docx", zipSync({ "xl/workbook.xml": strToU8("x") }), "other-kind"],
    ["cut short", "x.docx", docx("<w:p/>").slice(0, 40), "damaged"],
    ["with macros", "x.docx", docx("<w:p/>", { "word/vbaProject.bin": strToU8("x") }), "macros"],
    ["packed too tight", "x.docx", docx("", { "word/media/a": new Uint8Array(8_000_000) }), "too-much"],
  ])("refused: %s", (_, name, bytes, kind) => {
    expect(() => sourceText(name, bytes)).toThrow(kind);
  });
});
