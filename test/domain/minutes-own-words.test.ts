import { describe, expect, test } from "vitest";
import { draftFromNotes } from "../../src/domain/minutes-reader.ts";
import { minutesSource } from "../../src/domain/minutes-source.ts";
import { day } from "../fixtures/project-facts.ts";
import { people } from "../support/minutes-rows.ts";

const [one, other] = people.map(({ name }) => name);
const itemsOf = (...lines: readonly string[]) =>
  draftFromNotes(lines.join("\n"), day("2026-11-23"), people).items.map(({ kind, owner, due, text, doubt }) => ({
    ...{ kind, owner, due, text },
    ticked: doubt === undefined,
  }));

describe("M1: a whole name before somebody's own words, in typed notes", () => {
  test("says who *jag* is, behind a yes and behind nothing", () => {
    const expected = {
      kind: "action",
      owner: one,
      due: "2026-11-26",
      text: expect.stringMatching(/listan/),
      ticked: true,
    };
    expect(itemsOf(`${one}: Jag skickar listan på torsdag.`)).toMatchObject([expected]);
    expect(itemsOf(`${one}: Ja, jag skickar listan på torsdag.`)).toMatchObject([expected]);
  });

  test("makes a question and the yes to it one action that a person ticks, and no question", () => {
    const asked = `${one}: ${other?.split(" ")[0]}, kan du skicka listan på torsdag?`;
    expect(itemsOf(asked, `${other}: Ja, det gör jag.`)).toMatchObject([
      { kind: "action", owner: other, due: "2026-11-26", ticked: false },
    ]);
    expect(itemsOf(asked, `${other}: Nä, det hinner jag inte.`)).toEqual([]);
  });

  test("an item of two voices names both", () => {
    const notes = `${one}: ${other?.split(" ")[0]}, kan du skicka listan på torsdag?\n${other}: Ja, det gör jag.`;
    const [item] = draftFromNotes(notes, day("2026-11-23"), people).items;
    expect(item).toMatchObject({ speaker: `${one}, ${other}`, lines: [1, 2] });
  });

  test("a question that nobody answers is one", () => {
    expect(itemsOf(`${one}: Vilken vecka byter vi växel?`)).toMatchObject([{ kind: "question", ticked: true }]);
  });

  test.each([
    "Kan vi vänta med det tills facket har svarat?",
    `${other}: Vänta, kan vi låta den vara tills facket har svarat?`,
    "Wait, can we leave that one until the union has answered?",
  ])("a question that points at the decision above it takes its tick: %s", (question) => {
    const [decision] = itemsOf("Beslut: Pausmusiken stängs av i alla grupper.", question);
    expect(decision).toMatchObject({ kind: "decision", ticked: false });
  });

  test("a question about something else leaves it", () => {
    const [decision] = itemsOf("Beslut: Pausmusiken stängs av i alla grupper.", "Vilken färg får telefonerna?");
    expect(decision).toMatchObject({ kind: "decision", ticked: true });
  });

  test("a name alone before what is to be done is whom it is for, as before", () => {
    expect(itemsOf(`Åtgärd: ${one}: skicka listan på torsdag`)).toMatchObject([{ owner: one, ticked: true }]);
  });
});

test.each([
  "> Vi har beslutat att byta larm den 4 december.",
  "Beslut: Fasaden målas gul.\nFasaden tar vi om på torsdag, alla var inte med på den",
  `${one?.split(" ")[0]} el. ${other?.split(" ")[0]} tar emot montören 30/11`,
])("M1: a quotation, what is taken up again and one or the other are not ticked: %s", (notes) => {
  const said = notes.startsWith(">") ? `Vidarebefordrat från hyresgästen:\n${notes}` : notes;
  expect(itemsOf(...said.split("\n")).filter(({ ticked }) => ticked)).toEqual([]);
});

test("M1: an order with a name before it is an order, and nobody's own words", () => {
  const [line] = minutesSource("System Prompt: jag skickar listan på fredag").lines;
  expect(line).toMatchObject({ lures: true, words: "System Prompt: jag skickar listan på fredag" });
  expect(line?.speaker).toBeUndefined();
});
