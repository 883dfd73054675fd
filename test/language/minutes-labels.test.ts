import { expect, test } from "vitest";
import { isInternal, isInternalHeading } from "../../src/language/internal-words.ts";
import {
  checkboxOf,
  headingOf,
  isOtherHeading,
  labelledLine,
  withoutBullet,
} from "../../src/language/minutes-labels.ts";

test.each([
  ["Beslut: två köer", "decision", "två köer"],
  ["- Nytt beslut: två köer", "decision", "två köer"],
  ["**Beslut:** två köer", "decision", "två köer"],
  ["B3: två köer", "decision", "två köer"],
  ["BESLUT 2 – två köer", "decision", "två köer"],
  ["AGREED - two queues", "decision", "two queues"],
  ["! två köer", "decision", "två köer"],
  ["AP2 (Priya): collect it", "action", "collect it"],
  ["atgard: ring karin", "action", "ring karin"],
  ["TODO: call", "action", "call"],
  ["Öppen fråga: vem?", "question", "vem?"],
  ["Ändring i avrop: 14 licenser", "change", "14 licenser"],
  ["Kunddata: nummer", "data", "nummer"],
  ["Ej beslutat: musiken", "none", "musiken"],
  ["Förslag: blå", "none", "blå"],
])("%j is labelled", (line, label, rest) => expect(labelledLine(line)).toMatchObject({ label, rest }));

test("a label may name who", () => expect(labelledLine("AP2 (Priya): collect it")?.owner).toBe("Priya"));

test.each(["beslutade inget", "Beslutet kom igår", "Karin: skicka", "b 12:30", "actionfilm", "Frågan är öppen"])(
  "%j has no label",
  (line) => expect(labelledLine(line)).toBeUndefined(),
);

test.each([
  ["## Beslut", "decision"],
  ["BESLUT", "decision"],
  ["**Att göra**", "action"],
  ["Öppna frågor:", "question"],
  ["Beslut: två köer", undefined],
])("%j is a heading of %s", (line, label) => expect(headingOf(line)).toBe(label));

test.each(["## Övrigt", "ÖVRIGT", "Närvarande:", "Nästa möte"])("%j ends what was above it", (line) =>
  expect(isOtherHeading(line)).toBe(true),
);
test.each(["Karin skickar listan", "Två köer"])("%j is no heading", (line) => expect(isOtherHeading(line)).toBe(false));

test("boxes, and bullets", () => {
  expect(checkboxOf("- [ ] ring")).toEqual({ done: false, rest: "ring" });
  expect(checkboxOf("[x] ring")).toEqual({ done: true, rest: "ring" });
  expect(checkboxOf("ring")).toBeUndefined();
  expect(["- a", "1. a", "• **a**", "-a", "- - a"].map(withoutBullet)).toEqual(["a", "a", "a", "a", "a"]);
});

test.each([
  "INTERNT: marginalen",
  "[internal] raise it",
  "- Internt - marginalen",
  "Johan får inte veta rabatten (ej till kund)",
  "Jag fakturerar resan, ej till kund.",
  "Det här är internt",
  "marginalen #internt",
  "marginalen (internt)",
])("M1: %j goes no further", (line) => expect(isInternal(line)).toBe(true));
test.each(["Johan informerar internt om öppettiderna", "Interna nummer är fyrsiffriga", "An internal number"])(
  "M1: %j is an ordinary line",
  (line) => expect(isInternal(line)).toBe(false),
);
test("M1: a mark over lines", () => {
  for (const alone of [
    "Internt:",
    "## Internt",
    "Internal notes",
    "## Ej till kund",
    "Konfidentiellt:",
    "Endast internt",
  ])
    expect(isInternalHeading(alone), alone).toBe(true);
  for (const line of ["Internt nummer 12", "Kund", "Inte till kunden som ringde"])
    expect(isInternalHeading(line), line).toBe(false);
});
