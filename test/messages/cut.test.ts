import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cut, parts } from "../../src/messages/cut.ts";

describe("a text that must be short", () => {
  test.each([
    ["exactly ten", 11, "exactly ten"],
    ["one too many", 11, "one too ma…"],
    ["ends in a space", 5, "ends…"],
    // A family is one character to whoever reads it, and eleven to JavaScript.
    ["ab👨‍👩‍👧‍👦", 12, "ab…"],
    ["ab👨‍👩‍👧‍👦", 13, "ab👨‍👩‍👧‍👦"],
  ])("%s in %i", (text, most, expected) => expect(cut(text, most)).toBe(expected));

  const texts = fc.string({
    unit: fc.constantFrom("a", "ord", " ", "\n", "å", "👨‍👩‍👧‍👦", "🇸🇪", "<", "&", "שלום"),
    maxLength: 400,
  });
  test("parts are short enough and together the whole text again", () =>
    fc.assert(
      fc.property(texts, fc.integer({ min: 20, max: 200 }), (text, most) => {
        const found = parts(text, most);
        expect(found.every((part) => part.text.length <= most)).toBe(true);
        expect(found.map((part) => part.text + part.gap).join("")).toBe(text);
      }),
    ));
  test("a part ends at a line, else at a word, else between two characters that people see", () => {
    expect(parts("first line\nsecond line", 15).map(({ text }) => text)).toEqual(["first line", "second line"]);
    expect(parts("three short words", 12).map(({ text }) => text)).toEqual(["three short", "words"]);
    expect(parts("👨‍👩‍👧‍👦".repeat(3), 15).map(({ text }) => text)).toEqual(["👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"]);
  });
});
