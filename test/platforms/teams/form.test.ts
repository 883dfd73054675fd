import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRegistry } from "../../../src/bot/registry.ts";
import type { FormField } from "../../../src/messages/content.ts";
import { phrase, raw } from "../../../src/messages/phrase.ts";
import { createWords } from "../../../src/messages/words.ts";
import { type FormDrawing, renderForm, valuesOf } from "../../../src/platforms/teams/draw/form.ts";
import { agreements, commands } from "../../support/commands.ts";
import { acceptCard } from "../../support/teams/cards.ts";

const words = createWords();
const field = (more: Partial<FormField>): FormField => ({
  name: "note",
  label: "field.note",
  type: "text",
  required: true,
  ...more,
});
const draw = (fields: readonly FormField[], drawing: FormDrawing = {}) => {
  const card = renderForm(words, "sv", { id: "f-1", title: raw("Logga tid"), fields }, drawing);
  expect(() => acceptCard(card)).not.toThrow();
  return card;
};
const bodyOf = (...given: Parameters<typeof draw>): readonly object[] => draw(...given).body;
const note = (text: string, style: object) => ({
  type: "RichTextBlock",
  spacing: "Small",
  inlines: [{ type: "TextRun", text, ...style }],
});
const hint = (text: string) => note(text, { isSubtle: true, size: "Small" });
const wrong = (text: string) => note(`⚠️ ${text}`, { color: "Attention" });
const asked = { label: "Anteckning", isRequired: true, errorMessage: "Fyll i ”Anteckning”." };

test("a form is a card whose inputs are named as its fields; only its id travels", () =>
  expect(draw([field({ hint: raw("Kort"), required: false, value: "köer" })])).toEqual({
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    lang: "sv",
    body: [{ type: "Input.Text", id: "note", label: "Anteckning", value: "köer" }, hint("Kort")],
    actions: [{ type: "Action.Submit", title: "Skicka", style: "positive", data: { form: "f-1" } }],
  }));

test("a title that is too long for a dialog's own stands in the card, in full", () => {
  const title = "Förändring i avropet som gäller svarsgrupper och öppettider i *växeln*";
  const card = renderForm(words, "sv", { id: "f-1", title: raw(title), fields: [field({})] });
  expect(card.body[0]).toMatchObject({ type: "TextBlock", style: "heading", text: title.replaceAll("*", "\\*") });
});

const options = [
  { value: "workshop", label: raw("Workshop") },
  { value: "configuration", label: raw("Konfiguration") },
];
const choices = [
  { title: "Workshop", value: "workshop" },
  { title: "Konfiguration", value: "configuration" },
];
const flag = { type: "Input.Toggle", id: "note", label: "Anteckning", title: "Ja", valueOn: "yes", valueOff: "no" };
const clock = { ...asked, type: "Input.Time", id: "note~time", label: "Anteckning: klockslag (Europe/Stockholm)" };

test.each<[string, Partial<FormField>, readonly object[]]>([
  ["a text that must be there", {}, [{ type: "Input.Text", id: "note", ...asked }]],
  ["notes", { type: "longtext" }, [{ type: "Input.Text", id: "note", ...asked, isMultiline: true }]],
  [
    "a text of two lines",
    { value: "a\nb" },
    [{ type: "Input.Text", id: "note", ...asked, isMultiline: true, value: "a\nb" }],
  ],
  ["a number", { type: "number", value: "3.5" }, [{ type: "Input.Number", id: "note", ...asked, value: 3.5 }]],
  ["a day", { type: "day", value: "2026-12-04" }, [{ type: "Input.Date", id: "note", ...asked, value: "2026-12-04" }]],
  ["no day yet", { type: "day" }, [{ type: "Input.Date", id: "note", ...asked }]],
  [
    "a day and time, in the zone that they are meant in (P2)",
    { type: "datetime", value: "2026-12-04T10:00" },
    [
      { type: "Input.Date", id: "note~day", ...asked, value: "2026-12-04" },
      { ...clock, value: "10:00" },
    ],
  ],
  [
    "a day without its time",
    { type: "datetime", value: "2026-12-04" },
    [{ type: "Input.Date", id: "note~day", ...asked, value: "2026-12-04" }, clock],
  ],
  [
    "a time without its day",
    { type: "datetime", value: "T10:00" },
    [
      { type: "Input.Date", id: "note~day", ...asked },
      { ...clock, value: "10:00" },
    ],
  ],
  [
    "a choice",
    { type: "select", options, value: "configuration" },
    [
      {
        type: "Input.ChoiceSet",
        id: "note",
        ...asked,
        style: "compact",
        placeholder: "Välj…",
        choices,
        value: "configuration",
      },
    ],
  ],
  ["a box", { type: "flag" }, [{ ...flag, value: "no" }]],
  ["a ticked box", { type: "flag", value: "yes" }, [{ ...flag, value: "yes" }]],
])("%s", (_, given, expected) => expect(bodyOf([field(given)])).toEqual(expected));

test.each<[string, Partial<FormField>]>([
  ["a day that is none", { type: "day", value: "2026-02-30" }],
  ["a word for a day", { type: "day", value: "nästa torsdag" }],
  ["a time that is none", { type: "datetime", value: "2026-12-04T25:00" }],
  ["a word for a time", { type: "datetime", value: "imorgon 10" }],
  ["a number in words", { type: "number", value: "tre" }],
  ["a choice that is none", { type: "select", options, value: "konfig" }],
  ["nothing to choose from", { type: "select", options: [], value: "x" }],
])("%s stands in a box to type in, as it was typed", (_, given) =>
  expect(bodyOf([field(given)])).toEqual([{ type: "Input.Text", id: "note", ...asked, value: given.value }]),
);

describe("what is wrong", () => {
  const fields = [field({ hint: raw("Kort") }), field({ name: "time", label: "field.time" })];
  const empty = phrase("field.text.empty");
  test("stands right below its field, before the hint; what is wrong with the whole stands above everything", () => {
    const body = bodyOf(fields, {
      errors: { note: empty, "*": phrase("field.missing", { field: phrase("field.time") }) },
    });
    expect(body).toEqual([
      { type: "Container", style: "attention", items: [wrong("Fyll i ”Tid”.")] },
      { type: "Input.Text", id: "note", ...asked },
      wrong("Texten är tom."),
      hint("Kort"),
      { type: "Input.Text", id: "time", label: "Tid", isRequired: true, errorMessage: "Fyll i ”Tid”." },
    ]);
  });
  test("of a field that is not drawn stands above everything", () =>
    expect(bodyOf(fields, { errors: { digest: empty } })[0]).toEqual({
      type: "Container",
      style: "attention",
      items: [wrong("Texten är tom.")],
    }));
  test("comes with what was filled in, and nothing that was emptied comes back", () => {
    const [first, second] = bodyOf(
      [field({ value: "köer" }), field({ name: "time", label: "field.time", value: "2h" })],
      {
        values: { note: "2x & <b>" },
      },
    );
    expect(first).toMatchObject({ value: "2x & <b>" });
    expect(second).not.toHaveProperty("value");
  });
});

describe("more than one dialog takes", () => {
  const references = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      value: `R${count - index}`,
      label: raw(`R${count - index} ${"krav ".repeat(40)}`),
    }));
  test("many choices are searched, newest first, each in few words", () => {
    const [input] = bodyOf([field({ type: "select", options: references(500), value: "R7" })]) as [
      {
        readonly style: string;
        readonly value: string;
        readonly choices: readonly { readonly title: string; readonly value: string }[];
      },
    ];
    expect(input).toMatchObject({ type: "Input.ChoiceSet", style: "filtered", value: "R7" });
    expect(input.choices.map(({ value }) => value)).toEqual(references(500).map(({ value }) => value));
    expect(input.choices.every(({ title, value }) => title.startsWith(`${value} krav`) && title.length <= 75)).toBe(
      true,
    );
    expect(Buffer.byteLength(JSON.stringify(input))).toBeLessThanOrEqual(26_000);
  });
  test("what no list holds is typed", () =>
    expect(bodyOf([field({ type: "select", options: references(2000), value: "R7" })])).toMatchObject([
      { type: "Input.Text", value: "R7" },
    ]));
});

describe("what was filled in", () => {
  test.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, string>>]>([
    ["a text", { x: " köer " }, { x: " köer " }],
    ["lines, as a browser sends them", { x: "a\r\nb" }, { x: "a\nb" }],
    ["nothing", { x: "" }, {}],
    ["no value", { x: null, y: undefined }, {}],
    ["a number", { x: 3.5 }, { x: "3.5" }],
    ["a day", { x: "2026-12-04" }, { x: "2026-12-04" }],
    ["a day and time, in nobody's zone (P2)", { "x~day": "2026-07-01", "x~time": "10:00" }, { x: "2026-07-01T10:00" }],
    ["a day without its time", { "x~day": "2026-07-01", "x~time": "" }, { x: "2026-07-01" }],
    ["a time without its day", { "x~time": "10:00" }, { x: "T10:00" }],
    ["neither day nor time", { "x~day": "", "x~time": "" }, {}],
    ["a box", { x: "yes", y: "no", z: true }, { x: "yes", y: "no", z: "yes" }],
    ["the form's own id and what Teams adds", { form: "f-1", msteams: { type: "task/submit" }, x: "a" }, { x: "a" }],
    ["what no input of ours gives", { x: { y: 1 }, z: ["a"], n: Number.NaN }, {}],
  ])("%s", (_, data, expected) => expect(valuesOf(data)).toEqual(expected));

  const day = fc
    .date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 16));
  const typed = fc.record({
    note: fc.string({ minLength: 1 }).filter((text) => !text.includes("\r")),
    at: fc.oneof(day, fc.constantFrom("imorgon", "2026-02-30", "T07:15", "2026-12-04")),
    on: fc.oneof(
      day.map((instant) => instant.slice(0, 10)),
      fc.constantFrom("fre", "20/11"),
    ),
    digest: fc.constantFrom("yes", "no"),
  });
  test("whatever was typed is drawn again and comes back as it was", () =>
    fc.assert(
      fc.property(typed, (values) => {
        const fields = [
          field({ type: "longtext" }),
          field({ name: "at", label: "field.at", type: "datetime" }),
          field({ name: "on", label: "field.on", type: "day" }),
          field({ name: "digest", label: "field.digest", type: "flag" }),
        ];
        const card = renderForm(words, "sv", { id: "f-1", title: raw("x"), fields }, { values });
        const inputs = card.body.flatMap((element) =>
          "id" in element && "value" in element ? [[String(element.id), element.value]] : [],
        );
        expect(valuesOf({ form: "f-1", ...Object.fromEntries(inputs) })).toEqual(values);
      }),
    ));
});

test("no field of any command has a name that a dialog needs for itself", () => {
  const registry = createRegistry(commands, agreements);
  const names = registry.commands.flatMap(({ lines }) => lines.flatMap(({ input }) => Object.keys(input)));
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => ["form", "msteams"].includes(name) || name.includes("~"))).toEqual([]);
});

describe("D6: a dialog takes no files: those that have come are ticked, and the page that takes new ones is a button", () => {
  const files = { name: "files", label: "field.files", type: "files", required: false } as const;
  const page = "https://startklar.example.com/hand-in/x";

  test("with files that have come", () => {
    const card = draw([{ ...files, value: "configuration", options }], { page });
    expect(card.body[0]).toEqual({
      ...{ type: "Input.ChoiceSet", id: "files", label: "Filer", isMultiSelect: true, style: "expanded" },
      ...{ placeholder: "Välj…", choices, value: "configuration" },
    });
    expect(card.actions?.at(-1)).toEqual({ type: "Action.OpenUrl", title: "Lämna in fil", url: page });
  });

  test.each([
    { given: { page }, says: "på en egen sida" },
    { given: {}, says: "PUBLIC_URL" },
  ])("with none of them there is no box, and the way is said: $says", ({ given, says }) => {
    const card = draw([files], given);
    expect(card.body.filter(({ type }) => type.startsWith("Input."))).toEqual([]);
    expect(JSON.stringify(card.body)).toContain(says);
  });
});
