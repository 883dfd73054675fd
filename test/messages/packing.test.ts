import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packed } from "../../src/messages/packing.ts";

interface Piece {
  readonly name: string;
  readonly size: number;
  readonly heading?: boolean;
  readonly buttons?: true;
}
const text = (name: string, size = 1): Piece => ({ name, size });
const heading = (name: string): Piece => ({ name, size: 1, heading: true });
const buttons = (name: string, size = 1): Piece => ({ name, size, buttons: true });
const fits = (some: readonly Piece[]): boolean => some.reduce((sum, { size }) => sum + size, 0) <= 4;
const names = (pieces: readonly Piece[]) =>
  packed(pieces, fits).map((message) => message.map(({ name }) => name).join(""));

describe("pieces in messages of four", () => {
  test.each<[string, readonly Piece[], readonly string[]]>([
    ["what fits is one message, the buttons where they stand", [buttons("x"), text("a"), text("b")], ["xab"]],
    ["as few as fit, in order", [text("a"), text("b", 2), text("c", 2), text("d")], ["ab", "cd"]],
    ["buttons go to the last", [buttons("x"), text("a", 3), text("b")], ["a", "bx"]],
    ["and take along what they belong to", [text("a", 2), text("b"), text("c"), buttons("x")], ["ab", "cx"]],
    ["unless it leaves no room for them", [text("a", 2), text("b", 2), buttons("x", 3)], ["ab", "x"]],
    ["a heading goes with what it stands above", [text("a", 3), heading("h"), text("b")], ["a", "hb"]],
    ["so do two headings", [text("a", 2), heading("h"), heading("i"), text("b")], ["a", "hib"]],
    ["nothing is nothing", [], [""]],
  ])("%s", (_, pieces, expected) => expect(names(pieces)).toEqual(expected));

  const piece = fc.record({
    size: fc.integer({ min: 1, max: 4 }),
    kind: fc.constantFrom("text", "heading", "buttons"),
  });
  test("each piece is in one message, and no message holds more than fits or nothing", () =>
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 20 }), (given) => {
        const pieces = given.map(({ size, kind }, index): Piece => {
          const name = `${index}`;
          // More buttons than a message holds is nothing that anybody draws.
          if (kind === "buttons") return index === 0 ? buttons(name, size) : text(name, size);
          return kind === "heading" ? heading(name) : text(name, size);
        });
        const messages = packed(pieces, fits);
        expect(messages.flat().toSorted((one, other) => Number(one.name) - Number(other.name))).toEqual(pieces);
        expect(messages.every((message) => message.length > 0)).toBe(true);
        const spoken = messages.flat().filter((one) => one.buttons !== true);
        expect(spoken).toEqual(pieces.filter((one) => one.buttons !== true));
      }),
    ));
});
