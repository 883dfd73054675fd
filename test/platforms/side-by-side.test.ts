import { describe, expect, test } from "vitest";
import type { Block } from "../../src/messages/content.ts";
import type { Day } from "../../src/messages/day.ts";
import { day, money, phrase, raw } from "../../src/messages/phrase.ts";
import type { Picture } from "../../src/messages/picture.ts";
import { createWords } from "../../src/messages/words.ts";
import { renderMessage as renderSlack } from "../../src/platforms/slack/draw/render.ts";
import { renderMessage as renderTeams } from "../../src/platforms/teams/draw/render.ts";
import { acceptBlocks } from "../support/slack/blocks.ts";
import { acceptCard } from "../support/teams/cards.ts";

const words = createWords();
const today = "2026-11-20" as Day;
const onSlack = (block: Block) =>
  renderSlack(words, "sv", { id: "m1", today, content: { audience: "public", blocks: [block] } });
const onTeams = (block: Block) =>
  renderTeams(words, "sv", { id: "m1", today, content: { audience: "public", blocks: [block] } });

const section = (...elements: readonly unknown[]) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements }],
});
const text = (of: string, style?: unknown) => ({ type: "text", text: of, ...(style === undefined ? {} : { style }) });
const rich = (of: string, style = {}) => ({
  type: "RichTextBlock",
  inlines: [{ type: "TextRun", text: of, ...style }],
});
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
    slack: [
      { type: "rich_text", elements: [{ type: "rich_text_quote", elements: [text("rad ett\n<!channel> *rad två*")] }] },
    ],
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
    slack: [
      { type: "rich_text", elements: [{ type: "rich_text_preformatted", elements: [text('log 2h config "a & b"')] }] },
    ],
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
            fallback: {
              type: "Action.Submit",
              title: "Godkänn",
              style: "positive",
              data: { message: "m1", button: "approve-1f" },
            },
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

describe("a picture as Slack and as Teams draws it", () => {
  const open = (look: string) => `https://startklar.example/files/${look}`;
  const files = new Map(["light", "dark"].map((theme) => [`picture.m1.0.${theme}.sv`, open(theme)]));
  const drawn = (picture: Picture, urls: ReadonlyMap<string, string> = files) => {
    const message = {
      id: "m1",
      today,
      files: urls,
      content: { audience: "ledger", blocks: [{ kind: "picture", picture }] },
    } as const;
    const slack = renderSlack(words, "sv", message).flatMap(({ blocks }) => blocks);
    const teams = renderTeams(words, "sv", message).flatMap(({ card }) => card.body ?? []);
    expect(() => acceptBlocks(slack, "posted")).not.toThrow();
    return { slack, teams: teams.filter(({ type }) => type === "Image") };
  };
  const row = {
    name: raw("Kunddata <1>"),
    on: "2026-11-19" as Day,
    state: "late",
    late: 1,
    who: raw("Solbacken"),
  } as const;
  const plan: Picture = { kind: "timeline", title: raw("Solbacken"), today, rows: [row], more: 0 };
  const alt = "Planen, Solbacken, fre 20 nov. Kunddata <1>: tors 19 nov, 1 arbetsdag sent, väntar på Solbacken.";
  const used = { included: 120, used: 90, left: 30, covered: 0, notAgreed: 0 };
  const hours: Picture = {
    kind: "hours",
    title: raw("Solbacken"),
    rows: [{ name: raw("Konfiguration"), ...used }],
    more: 0,
  };

  test("the plan: an image that is said, light in Slack, in the reader's theme in Teams, where a press shows it large", () => {
    const themedUrls = [{ theme: "Dark", url: open("dark") }];
    expect(drawn(plan)).toEqual({
      slack: [{ type: "image", image_url: open("light"), alt_text: alt }],
      teams: [
        {
          type: "Image",
          url: open("light"),
          altText: alt,
          size: "Stretch",
          themedUrls,
          msteams: { allowExpand: true },
        },
      ],
    });
    const [teams] = renderTeams(words, "sv", {
      id: "m1",
      today,
      files,
      content: { audience: "public", blocks: [{ kind: "picture", picture: plan }] },
    });
    expect(() => acceptCard(teams?.card)).not.toThrow();
  });

  test("hours: Slack's own chart, an image in Teams", () => {
    const { slack, teams } = drawn(hours);
    expect(slack).toEqual([
      {
        type: "data_visualization",
        title: "Timmar per arbetspaket",
        chart: {
          type: "bar",
          series: [
            { name: "Använt", data: [{ label: "Konfiguration", value: 1.5 }] },
            { name: "Kvar", data: [{ label: "Konfiguration", value: 0.5 }] },
          ],
          axis_config: { categories: ["Konfiguration"], y_label: "Timmar" },
        },
      },
    ]);
    expect(teams).toMatchObject([
      { altText: expect.stringContaining("Konfiguration: 1 h 30 min av 2 h använt, 30 min kvar") },
    ]);
  });

  test("what no chart can tell apart is an image: names that are one when they are short enough, too many bars", () => {
    const name = (n: number) => raw(`Uppföljning och överlämning ${n}`);
    const rows = (count: number, called = name) =>
      Array.from({ length: count }, (_, n) => ({ name: called(n), ...used }));
    for (const picture of [
      { ...hours, rows: rows(2) },
      { ...hours, rows: rows(21, (n) => raw(`P${n}`)) },
    ]) {
      expect(drawn(picture).slack).toMatchObject([{ type: "image" }]);
    }
  });

  test("twelve rows of the longest words are within what each takes", () => {
    const long = {
      ...row,
      name: raw("å".repeat(3_000)),
      who: raw("Solbackens vård- och omsorgskooperativ ".repeat(3)),
    };
    const { slack } = drawn({ ...plan, rows: Array.from({ length: 12 }, () => long), more: 28 });
    expect(slack).toMatchObject([{ alt_text: expect.stringMatching(/^.{1,2000}$/u) }]);
  });

  test("is left out where our pages cannot be fetched", () => {
    expect(drawn(plan, new Map())).toMatchObject({ teams: [], slack: [{ type: "rich_text" }] });
  });
});
