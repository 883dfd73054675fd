import fc from "fast-check";
import { expect, test } from "vitest";
import type { MinutesAction, MinutesContent } from "../../src/domain/facts.ts";
import { draftFromNotes } from "../../src/domain/minutes.ts";
import { supported } from "../../src/domain/minutes-support.ts";
import { day } from "../fixtures/project-facts.ts";

const today = day("2026-11-20");
const notes = [
  "Huvudnumret ska svara 07–18 på vardagar.",
  "",
  "Karin skickar planritningen senast 4/12.",
  "Faxen porteras inte. Gruppnumren porteras den 10/12.",
  "Two queues are needed, but no fax.",
  "The previous supplier isn't told yet.",
  "Ava’s desk phone doesn’t ring.",
].join("\n");
const decision = (text: string, ...lines: number[]): MinutesContent => ({
  decisions: [{ text, lines }],
  actions: [],
  questions: [],
});

test.each<[string, number[], boolean, string]>([
  ["Huvudnumret svarar 07–18 på vardagar", [1], true, "as it was said"],
  ["huvudnumret svarar 7-18", [1], true, "shorter, a zero less"],
  ["HUVUDNUMRET svarar PA vardagar", [1], true, "å, ä, ö and capitals aside"],
  ["Huvudnumret svarar 08–18", [1], false, "another number"],
  ["Huvudnumret svarar 07–18 på vardagar", [2], false, "an empty line"],
  ["Huvudnumret svarar 07–18 på vardagar", [1, 9], false, "one of the lines does not exist"],
  ["Huvudnumret svarar 07–18 på vardagar", [0], false, "lines are counted from 1"],
  ["Huvudnumret svarar 07–18 på vardagar", [], false, "no line cited"],
  ["Huvudnumret svarar 07–18 på vardagar", [3], false, "another line says so, not the one cited"],
  ["Huvudnumret kopplas till växeln i Göteborg", [1], false, "mostly made up"],
  ["Faxen porteras inte", [4], true, "what is denied, denied"],
  ["Faxen porteras", [4], false, "a lost not"],
  ["Gruppnumren porteras 10/12", [4], true, "the other clause of the line denies nothing"],
  ["Gruppnumren porteras inte 10/12", [4], false, "an added not"],
  ["Two queues", [5], true, "no fax is another clause"],
  ["Previous supplier told", [6], false, "isn't is a not"],
  ["Previous supplier not told", [6], true, "isn't is a not"],
  ["Ava's desk phone rings", [7], false, "doesn’t, as a phone types it, is a not"],
  ["Ava's desk phone does not ring", [7], true, "doesn’t is a not"],
  ["det är på", [1], false, "nothing but fillers, and not there"],
  ["…", [1], false, "no words at all"],
])("%j of lines %j is supported: %s (%s)", (text, lines, kept) => {
  expect(supported(decision(text, ...lines), notes, today).decisions).toHaveLength(kept ? 1 : 0);
});

const action = (more: Partial<MinutesAction>): MinutesContent => ({
  decisions: [],
  actions: [{ text: "Skicka planritning", lines: [3], ...more }],
  questions: [],
});
test.each<[Partial<MinutesAction>, Partial<MinutesAction>]>([
  [{ owner: "Karin Holm" }, { owner: "Karin Holm" }],
  [{ owner: "Johan Ek" }, {}],
  [{ due: day("2026-12-04") }, { due: day("2026-12-04") }],
  [{ due: day("2026-12-05") }, {}],
  [{ owner: "Karin", due: day("2026-12-01") }, { owner: "Karin" }],
])("of an action's %j the lines say %j", (claimed, kept) => {
  expect(supported(action(claimed), notes, today).actions).toEqual([
    { text: "Skicka planritning", lines: [3], ...kept },
  ]);
});

test("an action that the lines do not say goes, owner or not; questions as well", () => {
  const content = {
    decisions: [],
    actions: [{ text: "Beställa headset", lines: [3], owner: "Karin" }],
    questions: [{ text: "Vem betalar?", lines: [1] }],
  };
  expect(supported(content, notes, today)).toEqual({ decisions: [], actions: [], questions: [] });
});

test("what the template drafts is always supported by its notes", () => {
  const people = [{ id: "1", handle: "karin", name: "Karin Holm" }];
  const word = fc.constantFrom(
    "växel",
    "kö",
    "inte",
    "fax",
    "senast",
    "4/12",
    "fre",
    "karin:",
    "@karin",
    "och",
    "07–18",
    "no",
    "?",
    "licens",
  );
  const line = fc
    .tuple(
      fc.constantFrom("beslut: ", "åtgärd: ", "- [ ] ", "! ", "fråga: ", ""),
      fc.array(word, { minLength: 1, maxLength: 6 }),
    )
    .map(([start, words]) => `${start}${words.join(" ")} tele`);
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      const drafted = draftFromNotes(lines.join("\n"), today, people);
      expect(supported(drafted, lines.join("\n"), today)).toEqual(drafted);
    }),
  );
});
