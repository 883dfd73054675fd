import { expect, test } from "vitest";
import { draftFromNotes } from "../../src/domain/minutes-reader.ts";
import { day } from "../fixtures/project-facts.ts";
import { people, sourceOf } from "../support/minutes-rows.ts";

const marksOf = (row: string): string =>
  draftFromNotes(sourceOf(row), day("2026-11-23"), people)
    .items.map(({ doubt }) => (doubt === undefined ? "ticked" : `${doubt.why} ${doubt.line ?? ""}`.trim()))
    .join(", ");

/** Two that differ in one word that says something: the later names another value of the same thing. */
test.each([
  "Decision: use the Dublin data centre\nDecision: use the Frankfurt data centre",
  "Decision: We use the Dublin data centre\nDecision: We use the Frankfurt data centre",
  "Beslut: Dublin blir datacenter\nBeslut: Frankfurt blir datacenter",
  "Beslut: Talsvaret får manlig röst\nBeslut: Talsvaret får kvinnlig röst",
  "Beslut: Vi väljer Telia som operatör\nBeslut: Vi väljer Telenor som operatör",
  "Action: Erik to book the Dublin test lab\nAction: Erik to book the Frankfurt test lab",
  "AP: Erik beställer svarta headset med sladd\nAP: Erik beställer vita headset med sladd",
])("M1: of twins the later one stands: %j", (row) => expect(marksOf(row)).toBe("changed 2, ticked"));

test.each([
  "Beslut: Lund får nya telefoner\nBeslut: Ystad får nya telefoner",
  "AP: Karin uppdaterar nummerplanen för Lund\nAP: Karin uppdaterar nummerplanen för Malmö",
  "AP: Erik beställer svarta headset med sladd\nAP: Anna beställer vita headset med sladd",
  "Beslut: Supporten öppnar klockan åtta\nBeslut: Växeln öppnar klockan åtta",
])("M1: what is said of another thing leaves it: %j", (row) => expect(marksOf(row)).toBe("ticked, ticked"));

test("M1: in talk too, another value of what was decided", () =>
  expect(
    marksOf(
      [
        "Karin: We have decided to use the Dublin data centre for recordings.",
        "Erik: Good.",
        "Anna: How is the porting going with the carrier these days?",
        "Karin: The letter of authority has been sent and they have answered.",
        "Erik: Nice.",
        "Anna: We have decided to use the Frankfurt data centre for recordings.",
      ].join(" | "),
    ),
  ).toBe("changed 6, ticked"));
