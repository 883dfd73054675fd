import { expect, test } from "vitest";
import type { Block } from "../../src/messages/content.ts";
import { phrase, raw } from "../../src/messages/phrase.ts";
import { plainText } from "../../src/messages/plain.ts";
import { createWords } from "../../src/messages/words.ts";

const blocks: readonly Block[] = [
  { kind: "heading", text: raw("Heading") },
  { kind: "text", text: phrase("field.text.empty") },
  { kind: "list", items: [raw("one"), raw("two")] },
  { kind: "facts", rows: [{ label: phrase("field.note"), value: raw("x") }] },
  {
    kind: "table",
    columns: [{ label: raw("What") }, { label: raw("kr"), align: "right" }],
    rows: [[raw("Travel"), raw("490,00 kr")]],
  },
  { kind: "quote", text: "their\nwords" },
  { kind: "line", line: "log 2h config" },
  { kind: "buttons", buttons: [{ id: "a", label: raw("Approve"), runs: "change approve" }] },
];

test("a content's text says all that its blocks say, in order", () =>
  expect(plainText(createWords(), "sv", { blocks })).toBe(
    [
      "Heading",
      "Texten är tom.",
      "• one",
      "• two",
      "Anteckning: x",
      "What | kr",
      "Travel | 490,00 kr",
      "> their",
      "> words",
      "log 2h config",
    ].join("\n"),
  ));
