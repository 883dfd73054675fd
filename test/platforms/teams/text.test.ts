import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { literal, safe } from "../../../src/platforms/teams/draw/text.ts";
import { readMarkdown } from "../../support/teams/reading.ts";

const joiner = "\u2060";

describe("people's words in a text block, which Teams reads as markdown", () => {
  test.each([
    ["*bold* _slant_ ~gone~ `code`", "\\*bold\\* \\_slant\\_ \\~gone\\~ \\`code\\`"],
    ["a \\* is a star", "a \\\\\\* is a star"],
    ["[bank](https://evil.example)", `[bank]${joiner}(https://evil.example)`],
    ["![x](https://evil.example/a.png)", `![x]${joiner}(https://evil.example/a.png)`],
    ["[x]: https://evil.example", `[x]${joiner}: https://evil.example`],
    ["<at>Karin Ek</at>", `<${joiner}at>Karin Ek<${joiner}/at>`],
    [
      "<b>fet</b> <!-- x --> <https://evil.example>",
      `<${joiner}b>fet<${joiner}/b> <${joiner}!-- x --> <${joiner}https://evil.example>`,
    ],
    ["&lt;at&gt; &#42;", `&${joiner}lt;at&${joiner}gt; &${joiner}#42;`],
    ["{{DATE(2026-11-20T10:00:00Z, SHORT)}}", `{${joiner}{DATE(2026-11-20T10:00:00Z, SHORT)}}`],
    ["- item", `${joiner}- item`],
    ["+ item", `${joiner}+ item`],
    ["2. item", `2${joiner}. item`],
    ["# title", `${joiner}# title`],
    ["> quote", `${joiner}> quote`],
    ["---", `${joiner}---`],
    ["    indented", "\u00a0\u00a0\u00a0\u00a0indented"],
    ["one\ntwo\r\n\r\nthree ", "one\n\ntwo\n\nthree"],
  ])("%j does not act", (typed, expected) => expect(safe(typed)).toBe(expected));

  test.each([
    "Solbacken Vård & Omsorg",
    "3 035,00 kr",
    "2 < 3 och 5 > 4",
    "fre 4 dec 10:05",
    "(R1) och 08-123 45",
    "a@b.se · C#",
    "åäö 🎉 שלום",
  ])("%s stays as it is", (typed) => expect(safe(typed)).toBe(typed));

  const acting = fc.constantFrom(
    ..."*_~`\\[]()!<>&#;{}|-+=.:1 \t\n",
    "<at>",
    "</at>",
    "Karin",
    "&amp;",
    "{{DATE(",
    ")}}",
    "https://x.se",
    "ö",
    "👨‍👩‍👧‍👦",
  );
  test("whatever is typed: nothing is left that acts, and every character of it is still there", () =>
    fc.assert(
      fc.property(fc.string({ unit: acting, maxLength: 60 }), (typed) => {
        const written = safe(typed);
        // What a backslash stands before is a character and no mark.
        const marks = written.replace(/\\[\\*_`~]/gu, "·");
        expect(marks).not.toMatch(/[\\*_`~]/u);
        expect(marks).not.toMatch(/<[\p{L}/!?]|&#?\w+;|\][([:]|\{\{/u);
        for (const line of written.split("\n")) {
          expect(line).not.toMatch(/^[\t ]/u);
          expect(line).not.toMatch(/^\u00a0*(?:[-+>#=]|\d+[.)])/u);
        }
        // Neither does a reader of markdown that knows nothing of ours find anything in it.
        expect(readMarkdown(written).replace(/\s/gu, "")).toBe(typed.replace(/\s/gu, ""));
        const read = written
          .replace(/\\([\\*_`~])/gu, "$1")
          .replaceAll(joiner, "")
          .replace(/\s/gu, "");
        expect(read).toBe(typed.replace(/\s/gu, ""));
      }),
      { numRuns: 1000 },
    ));
});

describe("people's words in a text run, which Teams reads as they are", () => {
  test.each([
    ["*bold* [bank](https://evil.example) # - 1.", "*bold* [bank](https://evil.example) # - 1."],
    ["<at>Karin Ek</at> och <AT>", `<${joiner}at>Karin Ek<${joiner}/at> och <${joiner}AT>`],
    ["<attest> <b>", "<attest> <b>"],
    ["{{TIME(2026-11-20T10:00:00Z)}} {x}", `{${joiner}{TIME(2026-11-20T10:00:00Z)}} {x}`],
  ])("%j", (typed, expected) => expect(literal(typed)).toBe(expected));

  test("nobody is mentioned by what is typed, and every character of it is still there", () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("<", "at", "/", ">", "{", "AT ", "x"), maxLength: 40 }),
        (typed) => {
          const written = literal(typed);
          expect(written).not.toMatch(/<\/?at\b|\{\{/iu);
          expect(written.replaceAll(joiner, "")).toBe(typed);
        },
      ),
    ));
});
