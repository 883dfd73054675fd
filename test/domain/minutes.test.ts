import { describe, expect, test } from "vitest";
import { z } from "zod";
import { draftFromNotes, minutesSchema, personMeant } from "../../src/domain/minutes.ts";
import { day } from "../fixtures/project-facts.ts";

const friday = day("2026-11-20");
const people = [
  { id: "1", handle: "karin", name: "Karin Holm" },
  { id: "2", handle: "johan.ek", name: "Johan Ek" },
  { id: "3", handle: "asa", name: "Åsa Lind" },
];
const draft = (notes: string) => draftFromNotes(notes, friday, people);

test("the built-in template reads both languages, with the numbers of the lines", () => {
  const notes = [
    "Avstämning 1, Karin och Anna",
    "beslut: huvudnumret svarar 07–18",
    "Decision: two queues",
    "! faxen sägs upp",
    "",
    "åtgärd: karin: skicka planritning senast 4/12",
    "TODO: @johan.ek order headsets by 2026-12-04",
    "- [ ] Åsa: ring tidigare leverantör fre",
    "fråga: vem svarar på kvällar?",
    "Question: who owns the fax line",
    "Hur många licenser behövs?",
    "Vi ses nästa vecka.",
  ].join("\n");
  expect(draft(notes)).toEqual({
    decisions: [
      { text: "huvudnumret svarar 07–18", lines: [2] },
      { text: "two queues", lines: [3] },
      { text: "faxen sägs upp", lines: [4] },
    ],
    actions: [
      { text: "skicka planritning", lines: [6], owner: "Karin Holm", due: "2026-12-04" },
      { text: "order headsets", lines: [7], owner: "Johan Ek", due: "2026-12-04" },
      { text: "ring tidigare leverantör", lines: [8], owner: "Åsa Lind", due: "2026-11-27" },
    ],
    questions: [
      { text: "vem svarar på kvällar?", lines: [9] },
      { text: "who owns the fax line", lines: [10] },
      { text: "Hur många licenser behövs?", lines: [11] },
    ],
  });
});

test("a heading alone on its line holds up to the next empty line", () => {
  const notes =
    "Beslut:\r\n- två köer\r\n- ingen fax\r\n\r\n- en lös tanke\r\nÅtgärder:\r\n1. Karin: planritning senast fre\r\nFrågor:\r\n* kvällar";
  expect(draft(notes)).toEqual({
    decisions: [
      { text: "två köer", lines: [2] },
      { text: "ingen fax", lines: [3] },
    ],
    actions: [{ text: "planritning", lines: [7], owner: "Karin Holm", due: "2026-11-27" }],
    questions: [{ text: "kvällar", lines: [9] }],
  });
});

test.each<[string, object]>([
  ["atgard: ring karin", { text: "ring karin" }],
  ["åtgärd: ring karin".normalize("NFD"), { text: "ring karin" }],
  ["action: Obs: check the MAC list", { text: "Obs: check the MAC list" }],
  ["action: @lisa: send the list", { text: "send the list", owner: "lisa" }],
  ["action: mail karin@solbacken.se", { text: "mail karin@solbacken.se" }],
  ["action: ask @Karin about the queues", { text: "ask about the queues", owner: "Karin Holm" }],
  ["action: Karin Holm: floor plan", { text: "floor plan", owner: "Karin Holm" }],
  ["action: order 10 phones (by 4 Dec)", { text: "order 10 phones", due: "2026-12-04" }],
  ["action: senast 4/12, skicka listan", { text: "skicka listan", due: "2026-12-04" }],
  ["action: book the 4/12 call before 1/12", { text: "book the 4/12 call", due: "2026-12-01" }],
  ["action: prepare the 4/12 call well", { text: "prepare the 4/12 call well" }],
  ["action: karin: senast fre", { text: "karin: senast fre", owner: "Karin Holm", due: "2026-11-27" }],
  ["[x] send the list", { text: "send the list" }],
  ["todo: who calls?", { text: "who calls?" }],
])("an action: %s", (line, expected) => expect(draft(line).actions).toEqual([{ lines: [1], ...expected }]));

test.each(["", "\n\n", "Vi pratade om fax.", "beslutade inget", "- bara en punkt", "!", "!\nprat"])(
  "nothing is made of %j",
  (notes) => {
    expect(draft(notes)).toEqual({ decisions: [], actions: [], questions: [] });
  },
);

test.each([
  ["KARIN", "1"],
  ["johan", "2"],
  ["johan ek", "2"],
  ["åsa", "3"],
  ["ek", undefined],
])("%s is %s", (word, id) => expect(personMeant(word, people)?.id).toBe(id));

test("a first name that two share is nobody's", () => {
  expect(
    personMeant("karin", [
      { id: "1", handle: "kh", name: "Karin Holm" },
      { id: "2", handle: "ke", name: "Karin Ek" },
    ]),
  ).toBeUndefined();
  expect(
    personMeant("karin", [
      { id: "1", handle: "kh", name: "Karin Holm" },
      { id: "1", handle: "kh", name: "Karin Holm" },
    ])?.id,
  ).toBe("1");
});

describe("a model's minutes", () => {
  const empty = { decisions: [], actions: [], questions: [] };
  test("null and days that are none become nothing", () => {
    const actions = [
      { text: "a", lines: [1], owner: null, due: null },
      { text: "b", lines: [1], owner: "Karin", due: "next week" },
      { text: "c", lines: [1], due: "2026-12-04" },
    ];
    expect(minutesSchema.parse({ ...empty, actions }).actions).toEqual([
      { text: "a", lines: [1] },
      { text: "b", lines: [1], owner: "Karin" },
      { text: "c", lines: [1], due: "2026-12-04" },
    ]);
  });
  test.each([
    [{}],
    [{ ...empty, decisions: ["two queues"] }],
    [{ ...empty, decisions: [{ text: "two queues" }] }],
    [{ ...empty, decisions: [{ text: "two queues", lines: [] }] }],
    [{ ...empty, decisions: [{ text: "two queues", lines: [0] }] }],
    [{ ...empty, decisions: [{ text: "two queues", lines: [1.5] }] }],
    [{ ...empty, decisions: [{ text: " ", lines: [1] }] }],
  ])("refused: %j", (content) => expect(minutesSchema.safeParse(content).success).toBe(false));

  test("the schema can be given to a model", () => {
    expect(z.toJSONSchema(minutesSchema, { io: "input" })).toMatchObject({
      type: "object",
      required: ["decisions", "actions", "questions"],
    });
  });
});
