import { expect, test } from "vitest";
import { draftFromNotes } from "../../src/domain/minutes-reader.ts";
import type { Day } from "../../src/domain/units.ts";
import { fold } from "../../src/language/fold.ts";

test.each([
  ["Åsa", "asa"],
  ["A\u030Asa", "asa"],
  ["Søren", "soren"],
  ["Ægir", "aegir"],
  ["Weiß", "weiss"],
  ["Ｇöteborg", "goteborg"],
  ["  Karin   Ek ", "karin ek"],
])("%s is compared as %s", (word, folded) => expect(fold(word)).toBe(folded));

test.each(["Søren: ringer", "soren: ringer", "SØREN: ringer"])(
  "the notes' %s names Søren, as a typed line does",
  (line) => {
    const people = [{ id: "p1", handle: "soren", name: "Søren Æbelø" }];
    expect(draftFromNotes(`Åtgärder:\n${line}`, "2026-12-01" as Day, people).items[0]?.owner).toBe("Søren Æbelø");
  },
);
