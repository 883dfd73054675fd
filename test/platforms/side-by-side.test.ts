import { describe, expect, test } from "vitest";
import type { Block } from "../../src/messages/content.ts";
import type { Day } from "../../src/messages/day.ts";
import { day, money, phrase, raw } from "../../src/messages/phrase.ts";
import { createWords } from "../../src/messages/words.ts";
import { renderMessage as renderSlack } from "../../src/platforms/slack/draw/render.ts";
import { renderMessage as renderTeams } from "../../src/platforms/teams/draw/render.ts";
import { acceptBlocks } from "../support/slack/blocks.ts";
import { acceptCard } from "../support/teams/cards.ts";

const words = createWords();
const today = "2026-11-20" as Day;
const onSlack = (block: Block) => renderSlack(words, "sv", { id: "m1", today, content: { audience: "public", blocks: [block] } });
const onTeams = (block: Block) => renderTeams(words, "sv", { id: "m1", today, content: { audience: "public", blocks: [block] } });

const section = (...elements: readonly unknown[]) => ({ type: "rich_text", elements: [{ type: "rich_text_section", elements }] });
const text = (of: string, style?: unknown) => ({ type: "text", text: of, ...(style === undefined ? {} : { style }) });
const rich = (of: string, style = {}) => ({ type: "RichTextBlock", inlines: [{ type: "TextRun", text: of, ...style }] });
const cell = (of: string, style = {}) => ({ type: "TableCell", items: [rich(of, style)] });

interface Case {
  readonly what: string;
  readonly block: Block;
  readonly slack: readonly unknown[];
  readonly teams: readonly unknown[];
}

const cases: readonly Case[] = [
  {
    what: "a heading",
    block: { kind: "heading", text: raw("Solbacken & <Söner> *nya*") },
    slack: [{ type: "header", text: { type: "plain_text", text: "Solbacken & <Söner> *nya*", emoji: false } }],
    teams: [
      {
        type: "TextBlock",
        text: "Solbacken & <\u2060Söner> \\*nya\\*",
        style: "heading",
        size: "Medium",
        weight: "Bolder",
        wrap: true,
      },
    ],
  },
  {
    what: "a text",
    block: { kind: "text", text: phrase("field.text.empty") },
    slack: [section(text("Texten är tom."))],
    teams: [rich("Texten är tom.")],
  },
  {
    what: "a warning",
    block: { kind: "text", text: raw("Se upp"), tone: "warning" },
    slack: [section({ type: "emoji", name: "warning" }, text(" "), text("Se upp"))],
    teams: [{ type: "Container", style: "warning", items: [rich("⚠️ Se upp")] }],
  },
  {
    what: "a success",
    block: { kind: "text", text: raw("Klart"), tone: "success" },
    slack: [section({ type: "emoji", name: "white_check_mark" }, text(" "), text("Klart"))],
    teams: [rich("✅ Klart")],
  },
  {
    what: "something quiet",
    block: { kind: "text", text: raw("*fint* stilt"), tone: "quiet" },
    slack: [{ type: "context", elements: [{ type: "plain_text", text: "*fint* stilt", emoji: false }] }],
    teams: [rich("*fint* stilt", { isSubtle: true, size: "Small" })],
  },
  {
    what: "a list",
    block: { kind: "list", items: [raw("ett"), raw("två")] },
    slack: [
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_list",
            style: "bullet",
            elements: [
              { type: "rich_text_section", elements: [text("ett")] },
              { type: "rich_text_section", elements: [text("två")] },
            ],
          },
        ],
      },
    ],
    teams: [rich("• ett"), rich("• två")],
  },
  {
    what: "facts",
    block: {
      kind: "facts",
      rows: [
        { label: raw("Pris"), value: phrase("cell.money", { sum: money(303_500) }) },
        { label: raw("Dag"), value: phrase("cell.day", { on: day(today) }) },
      ],
    },
    slack: [
      section(
        text("Pris", { bold: true }),
        text(": "),
        text("3 035,00 kr"),
        text("\n"),
        text("Dag", { bold: true }),
        text(": "),
        text("fre 20 nov"),
      ),
    ],
    teams: [
      {
        type: "FactSet",
        facts: [
          { title: "Pris", value: "3 035,00 kr" },
          { title: "Dag", value: "fre 20 nov" },
        ],
      },
    ],
  },
  {
    what: "people's own words",
    block: { kind: "quote", text: "rad ett\n<!channel> *rad två*" },
    slack: [{ type: "rich_text", elements: [{ type: "rich_text_quote", elements: [text("rad ett\n<!channel> *rad två*")] }] }],
    teams: [
      {
        type: "Container",
        style: "emphasis",
        showBorder: true,
        roundedCorners: true,
        items: [rich("rad ett\n<!channel> *rad två*")],
      },
    ],
  },
  {
    what: "a line to copy",
    block: { kind: "line", line: 'log 2h config "a & b"' },
    slack: [{ type: "rich_text", elements: [{ type: "rich_text_preformatted", elements: [text('log 2h config "a & b"')] }] }],
    teams: [rich('log 2h config "a & b"', { fontType: "Monospace" })],
  },
  {
    what: "a table",
    block: {
      kind: "table",
      columns: [{ label: raw("Vad") }, { label: raw("kr"), align: "right" }],
      rows: [
        [raw("Resa"), raw("490,00 kr")],
        [raw(""), raw("<@U1>")],
      ],
    },
    slack: [
      {
        type: "table",
        column_settings: [
          { align: "left", is_wrapped: true },
          { align: "right", is_wrapped: false },
        ],
        rows: [
          [
            { type: "raw_text", text: "Vad" },
            { type: "raw_text", text: "kr" },
          ],
          [
            { type: "raw_text", text: "Resa" },
            { type: "raw_text", text: "490,00 kr" },
          ],
          [
            { type: "raw_text", text: " " },
            { type: "raw_text", text: "<@U1>" },
          ],
        ],
      },
    ],
    teams: [
      {
        type: "Table",
        firstRowAsHeaders: true,
        showGridLines: true,
        columns: [{ width: 6 }, { width: 11, horizontalCellContentAlignment: "Right" }],
        rows: [
          { type: "TableRow", cells: [cell("Vad", { weight: "Bolder" }), cell("kr", { weight: "Bolder" })] },
          { type: "TableRow", cells: [cell("Resa"), cell("490,00 kr")] },
          { type: "TableRow", cells: [cell(" "), cell("<@U1>")] },
        ],
      },
    ],
  },
  {
    what: "buttons: they carry our message's id and their own, nothing else",
    block: {
      kind: "buttons",
      buttons: [
        { id: "approve-1f", label: raw("Godkänn"), style: "primary", runs: "change approve", values: { change: "X1" } },
        { id: "decline-1f", label: raw("Avböj"), style: "danger", runs: "change decline", asks: true },
      ],
    },
    slack: [
      {
        type: "actions",
        block_id: "m:m1",
        elements: [
          {
            type: "button",
            action_id: "press:approve-1f",
            value: "m1",
            text: { type: "plain_text", text: "Godkänn", emoji: false },
            style: "primary",
          },
          {
            type: "button",
            action_id: "press:decline-1f",
            value: "m1",
            text: { type: "plain_text", text: "Avböj", emoji: false },
            style: "danger",
          },
        ],
      },
    ],
    teams: [
      {
        type: "ActionSet",
        actions: [
          {
            ...{
              type: "Action.Execute",
              title: "Godkänn",
              style: "positive",
              verb: "press",
              data: { message: "m1", button: "approve-1f" },
            },
            fallback: { type: "Action.Submit", title: "Godkänn", style: "positive", data: { message: "m1", button: "approve-1f" } },
          },
          {
            type: "Action.Submit",
            title: "Avböj",
            style: "destructive",
            data: { msteams: { type: "task/fetch" }, open: "press", message: "m1", button: "decline-1f" },
          },
        ],
      },
    ],
  },
];

describe("each block as Slack and as Teams draws it", () => {
  test.each(cases)("$what", ({ block, slack, teams }) => {
    const [message] = onSlack(block);
    const [card] = onTeams(block);
    expect(message?.blocks).toEqual(slack);
    expect(card?.card.body).toEqual(teams);
    expect(() => acceptBlocks(message?.blocks, "posted")).not.toThrow();
    expect(() => acceptCard(card?.card)).not.toThrow();
  });
});
