import { expect, test } from "vitest";
import { pieces } from "../../src/messages/marks.ts";
import { at, list, person, phrase, raw, type Text } from "../../src/messages/phrase.ts";
import { createWords } from "../../src/messages/words.ts";

const words = createWords();
const read = (text: Text) => pieces(text, (one) => words.text("en", one));

test("a text comes apart at its instants and persons", () => {
  const who = list([person("p-karin", "@karin"), person("p-johan", "@johan")]);
  const found = read(phrase("offer.to", { who }));
  expect(found.slice(0, 3)).toEqual([
    { person: "p-karin", called: "@karin" },
    " and ",
    { person: "p-johan", called: "@johan" },
  ]);
  expect(found.slice(3)).toEqual([expect.stringMatching(/^: /u)]);
  expect(read(phrase("checkin.scheduled", { ref: "C1", at: at(0) }))).toContainEqual({ at: 0 });
});
test("what people typed cannot pass for either", () =>
  expect(read(phrase("offer.to", { who: "\uE0000\uE001" })).join("")).toBe(
    read(phrase("offer.to", { who: "0" })).join(""),
  ));
test("words that run from right to left turn nothing around them", () =>
  expect(read(raw("\u202Eשלום"))).toEqual(["\u2068שלום\u2069"]));
test("nothing is no piece", () => expect(read(raw(""))).toEqual([]));
