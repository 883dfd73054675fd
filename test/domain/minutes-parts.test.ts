import fc from "fast-check";
import { expect, test } from "vitest";
import type { MinutesItem } from "../../src/domain/facts.ts";
import { halvesOf, mergedItems, partsOf, piecesOf } from "../../src/domain/minutes-parts.ts";
import { minutesSource } from "../../src/domain/minutes-source.ts";

const item = (line: number, text = "a"): MinutesItem => ({ kind: "decision", text, quote: text, lines: [line] });

test("M1: every line is in a part, and one part's own; parts overlap, and none is longer than its room", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 120 }), (lengths) => {
      const text = lengths.map((length) => "x".repeat(length)).join("\n");
      const parts = partsOf(piecesOf(minutesSource(text).lines), 2_000);
      const all = lengths.map((_, index) => index + 1);
      const own = parts.flatMap((part) => [...part.own]);
      expect(own).toEqual(all);
      for (const part of parts) {
        const here = new Set(part.pieces.map(({ number }) => number));
        expect([...part.own].every((line) => here.has(line))).toBe(true);
        expect(part.pieces.reduce((sum, { words }) => sum + words.length, 0)).toBeLessThanOrEqual(2_000);
      }
      for (const part of parts) {
        const halves = halvesOf(part);
        if (halves !== undefined) expect(halves.flatMap((half) => [...half.own])).toEqual([...part.own]);
      }
    }),
  );
});

test("M1: a line longer than a piece is cut between its sentences, and nothing of it is lost", () => {
  const words = Array.from({ length: 400 }, (_, index) => `Det här är mening ${index}.`).join(" ");
  const pieces = piecesOf(minutesSource(words).lines);
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.map((piece) => piece.words).join(" ")).toBe(words);
  expect(pieces.every((piece) => piece.words.endsWith("."))).toBe(true);
});

test("M1: of what two parts found in a line, the part's whose own it is counts; what only the other found is kept", () => {
  const pieces = [1, 2, 3, 4].map((number) => ({ number, words: "x" }));
  const one = { pieces, own: new Set([1, 2]) };
  const other = { pieces, own: new Set([3, 4]) };
  const found = mergedItems([
    { part: one, items: [item(1), item(2, "mine"), item(3, "theirs, put otherwise"), item(4, "only here")] },
    { part: other, items: [item(2, "put otherwise"), item(3, "theirs")] },
  ]);
  expect(found.map(({ text }) => text)).toEqual(["a", "mine", "only here", "theirs"]);
});
