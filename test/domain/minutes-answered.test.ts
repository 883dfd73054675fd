import { expect, test } from "vitest";
import { draftFromNotes } from "../../src/domain/minutes-reader.ts";
import { day } from "../fixtures/project-facts.ts";
import { people, sourceOf } from "../support/minutes-rows.ts";

const itemsOf = (row: string) =>
  draftFromNotes(sourceOf(row), day("2026-11-23"), people).items.map(({ kind, text, owner, due, lines, doubt }) =>
    [kind, text, owner ?? "-", due ?? "-", lines.join("+"), doubt?.why ?? "ticked"].join(" | "),
  );

/** Who says yes to what they are asked for has taken it on: a person ticks it. */
test.each([
  [
    "Erik: Karin, kan du skicka listan på fredag? | Karin: Ja, det gör jag.",
    "action | skicka listan | Karin Ek | 2026-11-27 | 1+2 | question",
  ],
  [
    "Erik: Karin, can you send the list by Friday? | Karin: Yes, I will.",
    "action | send the list | Karin Ek | 2026-11-27 | 1+2 | question",
  ],
  [
    "Erik: Porteringen är klar. Kan du ringa Telia, Anna? | Anna: Absolut. | Karin: Tack.",
    "action | ringa Telia | Anna Berg | - | 1+2 | question",
  ],
  [
    "Erik: Could you update the call flow? | Anna: Sure.",
    "action | update the call flow | Anna Berg | - | 1+2 | question",
  ],
])("M1: what somebody says yes to is drafted with both lines: %s", (row, item) => expect(itemsOf(row)).toEqual([item]));

test.each([
  "Erik: Karin, kan du skicka listan på fredag? | Karin: Nej, det hinner jag inte.",
  "Erik: Karin, kan du skicka listan på fredag? | Anna: Ja, det gör hon.",
  "Erik: Kan du höra mig? | Anna: Ja.",
  "Erik: Ska vi ta en paus? | Anna: Ja.",
])("M1: nobody has taken on what is asked for: %s", (row) =>
  expect(itemsOf(row).filter((item) => item.includes("1+2"))).toEqual([]),
);

/** What was agreed stands in the line above. */
test.each([
  [
    "Erik: Let's go with two queues then. | Anna: Agreed.",
    "decision | Let's go with two queues then | - | - | 1+2 | proposal",
  ],
  ["Erik: Ska vi ha två köer? | Anna: Ja, det är beslutat.", "decision | Ska vi ha två köer? | - | - | 1+2 | question"],
])("M1: what is agreed to is drafted, and not the word: %s", (row, item) => expect(itemsOf(row)).toEqual([item]));

test("M1: agreed to what is an item of its own, or to nothing", () => {
  expect(itemsOf("Erik: Då kör vi på två köer. | Anna: Överens.")).toEqual([
    "decision | Då kör vi på två köer | - | - | 1 | unsaid",
  ]);
});

test("M1: an answer that says itself what is done, and when, is its own item", () =>
  expect(itemsOf("Erik: Karin, kan du skicka loggan? | Karin: Ja, jag skickar loggan på måndag.")).toEqual([
    "action | skickar loggan | Karin Ek | 2026-11-30 | 2 | ticked",
  ]));

test("M1: an answer that says when, and not what, is put together with what was asked", () =>
  expect(itemsOf("Erik: Karin, kan du skicka loggan? | Karin: Ja, jag skickar den på måndag.")).toEqual([
    "action | skicka loggan | Karin Ek | 2026-11-30 | 1+2 | question",
  ]));
