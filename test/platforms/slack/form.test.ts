import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FormField } from "../../../src/messages/content.ts";
import { phrase, raw } from "../../../src/messages/phrase.ts";
import { createWords } from "../../../src/messages/words.ts";
import { fieldErrors, renderForm, valuesOf } from "../../../src/platforms/slack/draw/form.ts";
import { blockProblems } from "../../support/slack/blocks.ts";

const words = createWords();
const field = (more: Partial<FormField>): FormField => ({
  name: "note",
  label: "field.note",
  type: "text",
  required: true,
  ...more,
});
const form = (...fields: readonly FormField[]) => ({ id: "f-1", title: raw("Logga tid"), fields });
const render = (...fields: readonly FormField[]) => renderForm(words, "sv", form(...fields));
type Input = { readonly block_id: string; readonly element: Readonly<Record<string, unknown>> };
const inputs = (...fields: readonly FormField[]) => render(...fields).blocks as unknown as readonly Input[];
const plain = (text: string) => ({ type: "plain_text", text, emoji: false });

test("a form is a modal whose inputs are named as its fields; only its id travels", () => {
  const view = render(field({ hint: raw("Kort"), required: false, value: "köer" }));
  expect(view).toEqual({
    type: "modal",
    callback_id: "form",
    private_metadata: "f-1",
    title: plain("Logga tid"),
    submit: plain("Skicka"),
    close: plain("Avbryt"),
    blocks: [
      {
        type: "input",
        block_id: "note",
        optional: true,
        label: plain("Anteckning"),
        hint: plain("Kort"),
        element: {
          type: "plain_text_input",
          action_id: "value",
          multiline: false,
          max_length: 3000,
          initial_value: "köer",
        },
      },
    ],
  });
  expect(blockProblems("modal", view.blocks)).toEqual([]);
});

const options = [
  { value: "workshop", label: raw("Workshop") },
  { value: "configuration", label: raw("Konfiguration") },
];
const option = (value: string, text: string) => ({ text: plain(text), value });
const yes = option("yes", "Ja");

test.each<[string, Partial<FormField>, Readonly<Record<string, unknown>>]>([
  ["notes", { type: "longtext" }, { type: "plain_text_input", multiline: true, max_length: 3000 }],
  [
    "a number",
    { type: "number", value: "3.5" },
    { type: "number_input", is_decimal_allowed: true, initial_value: "3.5" },
  ],
  ["a day", { type: "day", value: "2026-12-04" }, { type: "datepicker", initial_date: "2026-12-04" }],
  ["no day yet", { type: "day" }, { type: "datepicker" }],
  [
    "a time in winter",
    { type: "datetime", value: "2026-12-04T10:00" },
    { type: "datetimepicker", initial_date_time: 1_796_374_800 },
  ],
  [
    "a time in summer",
    { type: "datetime", value: "2026-07-01T10:00" },
    { type: "datetimepicker", initial_date_time: 1_782_892_800 },
  ],
  [
    "a choice",
    { type: "select", options, value: "configuration" },
    {
      type: "static_select",
      options: [option("workshop", "Workshop"), option("configuration", "Konfiguration")],
      initial_option: option("configuration", "Konfiguration"),
    },
  ],
  ["a box", { type: "flag" }, { type: "checkboxes", options: [yes] }],
  ["a ticked box", { type: "flag", value: "yes" }, { type: "checkboxes", options: [yes], initial_options: [yes] }],
])("%s", (_, given, element) => {
  const [input] = inputs(field(given));
  expect(input?.element).toEqual({ action_id: "value", ...element });
  expect(blockProblems("modal", [input])).toEqual([]);
});

test.each<[string, Partial<FormField>]>([
  ["a day that is none", { type: "day", value: "2026-02-30" }],
  ["a word for a day", { type: "day", value: "nästa torsdag" }],
  ["a time without its clock", { type: "datetime", value: "2026-12-04" }],
  ["a time that is none", { type: "datetime", value: "2026-12-04T25:00" }],
  ["a number in words", { type: "number", value: "tre" }],
  ["a choice that is none", { type: "select", options, value: "konfig" }],
  ["nothing to choose from", { type: "select", options: [], value: "x" }],
])("%s stands in a box to type in, as it was typed", (_, given) =>
  expect(inputs(field(given))[0]?.element).toMatchObject({ type: "plain_text_input", initial_value: given.value }),
);

describe("more than one of Slack's inputs takes", () => {
  const references = Array.from({ length: 500 }, (_, index) => ({
    value: `R${500 - index}`,
    label: raw(`R${500 - index} ${"krav ".repeat(40)}`),
  }));
  test("500 requirements to choose from are groups of 100, newest first, each named by its first and last", () => {
    const [input] = inputs(field({ type: "select", options: references, value: "R7" }));
    const groups = input?.element.option_groups as readonly {
      label: { text: string };
      options: readonly { value: string; text: { text: string } }[];
    }[];
    expect(groups.map(({ label, options: some }) => [label.text, some.length])).toEqual([
      ["R500 – R401", 100],
      ["R400 – R301", 100],
      ["R300 – R201", 100],
      ["R200 – R101", 100],
      ["R100 – R1", 100],
    ]);
    expect(groups.flatMap(({ options: some }) => some.map(({ value }) => value))).toEqual(
      references.map(({ value }) => value),
    );
    expect(
      Math.max(...groups.flatMap(({ options: some }) => some.map(({ text }) => text.text.length))),
    ).toBeLessThanOrEqual(75);
    expect(input?.element.initial_option).toMatchObject({ value: "R7" });
    expect(blockProblems("modal", [input])).toEqual([]);
  });
  test("a value that no option of Slack's holds is typed", () =>
    expect(
      inputs(field({ type: "select", options: [{ value: "x".repeat(76), label: raw("x") }] }))[0]?.element.type,
    ).toBe("plain_text_input"));
  test("notes of 10 000 characters stand in boxes that go on, and come back as they were", () => {
    const value = `${"Beslut: köerna <!channel> & 👨‍👩‍👧‍👦\n".repeat(300)}slut`;
    const found = inputs(field({ type: "longtext", value }));
    expect(found.map(({ block_id }) => block_id)).toEqual(["note", "note~2n", "note~3n", "note~4n", "note~5n"]);
    expect(found.every(({ element }) => String(element.initial_value).length <= 3000)).toBe(true);
    expect(valuesOf(sentBack(found))).toEqual({ note: value });
    expect(blockProblems("modal", found)).toEqual([]);
  });
  const texts = fc.string({
    unit: fc.constantFrom("ord ", "rad\n", "å", "🇸🇪", "x".repeat(500)),
    minLength: 1,
    maxLength: 60,
  });
  test("whatever long text was typed comes back as it was", () =>
    fc.assert(
      fc.property(texts, (value) => {
        expect(valuesOf(sentBack(inputs(field({ type: "longtext", value }))))).toEqual({ note: value });
      }),
    ));
  test("a long title is said in full above the fields", () => {
    const view = renderForm(words, "sv", { ...form(field({})), title: phrase("summary.log") });
    expect(view.title.text.length).toBeLessThanOrEqual(24);
    expect(view.blocks[0]).toEqual({ type: "header", text: plain(words.text("sv", phrase("summary.log"))) });
  });
});

/** The state that Slack sends back when a form is sent in as it was opened. */
function sentBack(found: readonly Input[]): Parameters<typeof valuesOf>[0] {
  return Object.fromEntries(
    found.map(({ block_id, element }) => [
      block_id,
      { value: { type: String(element.type), value: String(element.initial_value) } },
    ]),
  );
}

describe("what was filled in", () => {
  test.each<[string, Parameters<typeof valuesOf>[0][string], Readonly<Record<string, string>>]>([
    ["a text", { value: { type: "plain_text_input", value: " köer " } }, { x: " köer " }],
    ["nothing", { value: { type: "plain_text_input", value: null } }, {}],
    ["a number", { value: { type: "number_input", value: "3.5" } }, { x: "3.5" }],
    ["a day", { value: { type: "datepicker", selected_date: "2026-12-04" } }, { x: "2026-12-04" }],
    ["no day", { value: { type: "datepicker", selected_date: null } }, {}],
    [
      "a time in winter",
      { value: { type: "datetimepicker", selected_date_time: 1_796_374_800 } },
      { x: "2026-12-04T10:00" },
    ],
    [
      "a time in summer",
      { value: { type: "datetimepicker", selected_date_time: 1_782_892_800 } },
      { x: "2026-07-01T10:00" },
    ],
    ["no time", { value: { type: "datetimepicker", selected_date_time: null } }, {}],
    ["a choice", { value: { type: "static_select", selected_option: { value: "R7" } } }, { x: "R7" }],
    ["no choice", { value: { type: "static_select", selected_option: null } }, {}],
    ["a ticked box", { value: { type: "checkboxes", selected_options: [{ value: "yes" }] } }, { x: "yes" }],
    ["a box not ticked", { value: { type: "checkboxes", selected_options: [] } }, { x: "no" }],
    ["no input at all", {}, {}],
  ])("%s", (_, state, expected) => expect(valuesOf({ x: state })).toEqual(expected));
  test("P2: a time is meant in the agreement's zone, whatever the reader's", () =>
    expect(
      valuesOf({ x: { value: { type: "datetimepicker", selected_date_time: 1_796_374_800 } } }, "Europe/London"),
    ).toEqual({
      x: "2026-12-04T09:00",
    }));
});

describe("what is wrong", () => {
  const fields = [field({}), field({ name: "time", label: "field.time" })];
  const missing = phrase("field.missing", { field: phrase("field.note") });
  const empty = phrase("field.text.empty");
  test.each([
    ["stands at its field", { time: empty }, { time: "Texten är tom." }],
    ["of no field stands at the first", { "*": empty }, { note: "Texten är tom." }],
    ["of a field that is not drawn stands at the first", { digest: empty }, { note: "Texten är tom." }],
    [
      "with the whole comes before what is wrong with the field",
      { note: missing, "*": empty },
      { note: "Texten är tom. Fyll i ”Anteckning”." },
    ],
  ])("%s", (_, errors, expected) => expect(fieldErrors(words, "sv", fields, errors)).toEqual(expected));
  test("has nowhere to stand in a form without fields", () =>
    expect(fieldErrors(words, "sv", [], { "*": empty })).toEqual({}));
  test("stands above its field when the form opens with it, and above them all when it is the whole's", () => {
    const view = renderForm(words, "sv", form(...fields), { time: empty, "*": missing });
    const quiet = (text: string) => ({ type: "context", elements: [plain(text)] });
    expect(view.blocks.map((block) => ("block_id" in block ? block.block_id : block))).toEqual([
      quiet("⚠️ Fyll i ”Anteckning”."),
      "note",
      quiet("⚠️ Texten är tom."),
      "time",
    ]);
    expect(blockProblems("modal", view.blocks)).toEqual([]);
  });
});

test("D6: where nobody could open what is put in a form, it says where files go instead, and has those that have come", () => {
  const files = { name: "files", label: "field.files", type: "files", required: false } as const;
  const blocks = (given: FormField) => renderForm(words, "sv", form(given), {}, { takesFiles: false }).blocks;
  expect(JSON.stringify(blocks(files))).not.toContain("file_input");
  expect(JSON.stringify(blocks(files))).toContain("Släpp filerna i kanalen först");
  expect(
    blocks({ ...files, value: "1", options: [{ value: "1", label: raw("a.pdf") }] }).map(({ type }) => type),
  ).toEqual(["context", "input"]);
});
