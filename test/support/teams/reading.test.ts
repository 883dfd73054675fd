import { expect, test } from "vitest";
import { cardOf } from "./calling.ts";
import { linksOf, readCard, readMarkdown } from "./reading.ts";

test.each([
  { written: "**Fet** och _lutad_ text", read: "Fet och lutad text" },
  { written: "3 * 4 * 5 och en_rad_till", read: "3 * 4 * 5 och en_rad_till" },
  { written: "\\*inte\\* \\_lutad\\_ \\[a\\]", read: "*inte* _lutad_ [a]" },
  { written: "&lt;b&gt; &amp; &#229;", read: "<b> & å" },
  { written: "&amp;lt;", read: "&lt;" },
  { written: "<\u2060at>Karin</at> <b>fet</b>", read: "<at>Karin</at> <b>fet</b>" },
  { written: "Hej <at>Karin Ek</at>!", read: "Hej Karin Ek!" },
  { written: "Se [avtalet](https://example.com/a?b=1)", read: "Se avtalet" },
  { written: "En rad\nsom fortsätter\n\nEn till", read: "En rad som fortsätter\nEn till" },
  { written: "Kvar:\n- ett\n- två", read: "Kvar:\n• ett\n• två" },
])("$written is read as $read", ({ written, read }) => expect(readMarkdown(written)).toBe(read));

test("a card is read top to bottom, what is hidden left out, runs of text as they are", () => {
  const text = (of: string) => ({ type: "TextBlock", text: of });
  const card = cardOf([
    text("Rubrik"),
    { type: "Container", items: [text("I en låda"), { ...text("Dold"), isVisible: false }] },
    {
      type: "ColumnSet",
      columns: [
        { type: "Column", items: [text("Vänster")] },
        { type: "Column", items: [text("Höger")] },
      ],
    },
    { type: "FactSet", facts: [{ title: "Senast", value: "fre 4 dec" }] },
    {
      type: "Table",
      columns: [{ width: 1 }, { width: 1 }],
      rows: [{ type: "TableRow", cells: ["Resa", "10 kr"].map((one) => ({ type: "TableCell", items: [text(one)] })) }],
    },
    { type: "RichTextBlock", inlines: ["**så**", { type: "TextRun", text: " här" }] },
    { type: "Image", url: "https://example.com/a.png", altText: "En bild" },
  ]);
  expect(readCard(card).split("\n")).toEqual([
    "Rubrik",
    "I en låda",
    "Vänster",
    "Höger",
    "Senast: fre 4 dec",
    "Resa | 10 kr",
    "**så** här",
    "En bild",
  ]);
});

test("links are found in text and on buttons", () => {
  const card = cardOf(
    [{ type: "TextBlock", text: "Se [a\\*b](https://example.com/?a=1&amp;b=2), inte \\[c](https://no)" }],
    {
      actions: [{ type: "Action.OpenUrl", title: "Öppna", url: "https://example.com/d" }],
    },
  );
  expect(linksOf(card)).toEqual([
    { title: "a*b", url: "https://example.com/?a=1&b=2" },
    { title: "Öppna", url: "https://example.com/d" },
  ]);
});
