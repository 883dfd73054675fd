import { describe, expect, test } from "vitest";
import type { Block, Content } from "../../../src/messages/content.ts";
import type { Day } from "../../../src/messages/day.ts";
import { madeFile } from "../../../src/messages/made-file.ts";
import { at, day, list, money, name, person, phrase, raw } from "../../../src/messages/phrase.ts";
import { createWords } from "../../../src/messages/words.ts";
import { buttonOf, renderMessage } from "../../../src/platforms/slack/draw/render.ts";
import { acceptBlocks } from "../../support/slack/blocks.ts";

const words = createWords();
const today = "2026-11-20" as Day;
const content = (...blocks: readonly Block[]): Content => ({ audience: "public", blocks });
const draw = (blocks: readonly Block[], mentions?: ReadonlyMap<string, string>) =>
  renderMessage(words, "sv", {
    id: "m1",
    content: content(...blocks),
    today,
    ...(mentions === undefined ? {} : { mentions }),
  });
const section = (...elements: readonly unknown[]) => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements }],
});
const text = (of: string, style?: unknown) => ({ type: "text", text: of, ...(style === undefined ? {} : { style }) });

describe("each block as Slack draws it", () => {
  const cases: readonly [string, Block, unknown, string][] = [
    [
      "a heading",
      { kind: "heading", text: raw("Solbacken & <Söner>") },
      { type: "header", text: { type: "plain_text", text: "Solbacken & <Söner>", emoji: false } },
      "Solbacken &amp; &lt;Söner&gt;",
    ],
    ["a text", { kind: "text", text: phrase("field.text.empty") }, section(text("Texten är tom.")), "Texten är tom."],
    [
      "a warning",
      { kind: "text", text: raw("Se upp"), tone: "warning" },
      section({ type: "emoji", name: "warning" }, text(" "), text("Se upp")),
      "Se upp",
    ],
    [
      "a success",
      { kind: "text", text: raw("Klart"), tone: "success" },
      section({ type: "emoji", name: "white_check_mark" }, text(" "), text("Klart")),
      "Klart",
    ],
    [
      "something quiet",
      { kind: "text", text: raw("*fint* stilt"), tone: "quiet" },
      { type: "context", elements: [{ type: "plain_text", text: "*fint* stilt", emoji: false }] },
      "*\u2060fint* stilt",
    ],
    [
      "a list",
      { kind: "list", items: [raw("ett"), raw("två")] },
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
      "• ett\n• två",
    ],
    [
      "facts",
      {
        kind: "facts",
        rows: [
          { label: raw("Pris"), value: phrase("cell.money", { sum: money(303_500) }) },
          { label: raw("Dag"), value: phrase("cell.day", { on: day(today) }) },
        ],
      },
      section(
        text("Pris", { bold: true }),
        text(": "),
        text("3 035,00 kr"),
        text("\n"),
        text("Dag", { bold: true }),
        text(": "),
        text("fre 20 nov"),
      ),
      "Pris: 3 035,00 kr\nDag: fre 20 nov",
    ],
    [
      "people's own words",
      { kind: "quote", text: "rad ett\n<!channel> *rad två*" },
      { type: "rich_text", elements: [{ type: "rich_text_quote", elements: [text("rad ett\n<!channel> *rad två*")] }] },
      "\u2060&gt; rad ett\n\u2060&gt; &lt;!channel&gt; *\u2060rad två*",
    ],
    [
      "a line to copy",
      { kind: "line", line: 'log 2h config "a & b"' },
      { type: "rich_text", elements: [{ type: "rich_text_preformatted", elements: [text('log 2h config "a & b"')] }] },
      'log 2h config "a &amp; b"',
    ],
    [
      "a table",
      {
        kind: "table",
        columns: [{ label: raw("Vad") }, { label: raw("kr"), align: "right" }],
        rows: [
          [raw("Resa"), raw("490,00 kr")],
          [raw(""), raw("<@U1>")],
        ],
      },
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
      "Vad | kr\nResa | 490,00 kr\n | &lt;@U1&gt;",
    ],
  ];
  test.each(cases)("%s", (_, block, expected, fallback) => {
    const drawn = draw([block]);
    expect(drawn).toEqual([{ text: fallback, blocks: [expected] }]);
    expect(() => acceptBlocks(drawn[0]?.blocks, "posted")).not.toThrow();
  });

  test("buttons carry our message's id and their own, nothing else", () => {
    const buttons = [
      { id: "approve-1f", label: raw("Godkänn"), style: "primary", runs: "change approve", values: { change: "X1" } },
      { id: "decline-1f", label: raw("x".repeat(80)), runs: "change decline" },
    ] as const;
    expect(
      draw([
        { kind: "text", text: raw("Offert") },
        { kind: "buttons", buttons },
      ])[0]?.blocks[1],
    ).toEqual({
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
          text: { type: "plain_text", text: `${"x".repeat(74)}…`, emoji: false },
        },
      ],
    });
  });
  test.each([
    ["press:approve-1f", "approve-1f"],
    ["press:", undefined],
    ["home:log", undefined],
    ["", undefined],
  ])("an action %s is a press of %s", (action, button) => expect(buttonOf(action)).toBe(button));

  test("what is retired is not drawn", () => {
    const retired = [{ id: "yes", label: raw("Ja"), runs: "x" }];
    expect(
      renderMessage(words, "sv", { id: "m1", content: { ...content({ kind: "text", text: raw("a") }), retired } }),
    ).toEqual([{ text: "a", blocks: [section(text("a"))] }]);
  });
  test("a message that says nothing is a dash, since Slack refuses an empty one", () =>
    expect(draw([])).toEqual([{ text: "–", blocks: [section(text("–"))] }]));
});

describe("what a text holds", () => {
  const instant = Date.parse("2026-12-04T09:05:00Z");
  test("P2: an instant is shown in the reader's zone, a day never moves", () => {
    const [message] = draw([{ kind: "text", text: phrase("checkin.scheduled", { ref: "C1", at: at(instant) }) }]);
    expect(message?.blocks[0]).toEqual(
      section(
        text("C1 är bokat till "),
        {
          type: "date",
          timestamp: 1_796_375_100,
          format: "{date_short_pretty} {time}",
          fallback: "fre 4 dec 10:05 (svensk tid)",
        },
        text("."),
      ),
    );
    expect(message?.text).toBe("C1 är bokat till fre 4 dec 10:05.");
  });
  test("P2: small print draws an instant in the reader's zone, and nothing that people typed acts beside it", () => {
    const text = phrase("checkin.told.moved", {
      ...{ who: "<!channel> *nu* <!date^1^{time}|x>", ref: "C1", from: at(instant), at: at(instant) },
    });
    const [message] = draw([{ kind: "text", tone: "quiet", text }]);
    const token = "<!date^1796375100^{date_short_pretty} {time}|fre 4 dec 10:05 (svensk tid)>";
    const [block] = message?.blocks ?? [];
    expect(block).toMatchObject({ type: "context", elements: [{ type: "mrkdwn" }] });
    const drawn = JSON.stringify(block);
    expect(drawn.split(token)).toHaveLength(3);
    expect(drawn).toContain("&lt;!channel&gt;");
    expect(drawn.replaceAll(token, "")).not.toContain("<!");
  });
  test("P2: buttons that name times say whose those are, with the reader's own beside", () => {
    const label = phrase("checkin.at", { at: at(instant) });
    const [message] = draw([{ kind: "buttons", buttons: [{ id: "a", label, runs: "x" }] }]);
    expect(message?.blocks).toMatchObject([
      {
        type: "context",
        elements: [
          {
            text: "Klockslagen på knapparna är svensk tid. Hos dig: <!date^1796375100^{date_short_pretty} {time}|fre 4 dec 10:05 (svensk tid)>.",
          },
        ],
      },
      { type: "actions", elements: [{ text: { text: "fre 4 dec 10:05" } }] },
    ]);
  });
  test("an instant in a table is one too", () =>
    expect(
      draw([{ kind: "table", columns: [{ label: raw("När") }], rows: [[phrase("cell.at", { at: at(instant) })]] }])[0]
        ?.blocks[0],
    ).toMatchObject({
      rows: [
        [{ type: "raw_text" }],
        [{ type: "rich_text", elements: [{ elements: [{ type: "date", timestamp: 1_796_375_100 }] }] }],
      ],
    }));
  test("whoever is addressed and has an account is mentioned; others are named, and so is everybody in the text", () => {
    const who = list([person("p-karin", "@karin"), person("p-johan", "@johan")]);
    const [message] = draw([{ kind: "text", text: phrase("offer.to", { who }) }], new Map([["p-karin", "U0KARIN"]]));
    expect(message?.blocks[0]).toEqual(
      section(
        { type: "user", user_id: "U0KARIN" },
        text(" och "),
        text("@johan"),
        text(": godkänn eller avböj den här offerten."),
      ),
    );
    expect(message?.text).toBe("@karin och @johan: godkänn eller avböj den här offerten.");
  });
  test("people's words cannot pass for a mention or an instant", () => {
    const [message] = draw([
      { kind: "text", text: phrase("status.offer", { ref: "X1", title: "\uE0000\uE001 <!channel>" }) },
    ]);
    expect(message?.blocks).toEqual([section(text("X1 0 <!channel>"))]);
  });
  test("words that run from right to left do not turn the price beside them", () => {
    const title = "\u202Eשלום";
    const [message] = draw([
      { kind: "text", text: phrase("status.offer.fixed", { ref: "X1", title, price: money(450_000) }) },
    ]);
    expect(message?.blocks).toEqual([section(text("X1 \u2068שלום\u2069: 4 500,00 kr fastpris"))]);
  });
  test("a name of the agreement is in the reader's language", () =>
    expect(draw([{ kind: "text", text: name({ sv: "Hårdvara", en: "Hardware" }) }])[0]?.text).toBe("Hårdvara"));
});

test("what we make and nobody can reach is said to be so; what was dropped stands in Slack itself", () => {
  const files = [madeFile({ document: "call", of: "1" }, "C1.ics"), { id: "2", name: "lista.csv" }];
  const [drawn] = renderMessage(words, "sv", {
    id: "m1",
    content: { ...content({ kind: "text", text: raw("C1") }), files },
    today,
  });
  const address = "Startklar har en adress som nås utifrån (PUBLIC_URL)";
  expect(drawn?.text).toBe(`C1\nFil: lista.csv\nC1.ics går att öppna här först när ${address}.`);
});

test("files stand by their names above the buttons of their message, each a link where our pages are reached", () => {
  const buttons: Block = { kind: "buttons", buttons: [{ id: "approve", label: raw("Godkänn"), runs: "data approve" }] };
  const files = [
    { id: "1", name: "<växel> & fax.xlsx" },
    { id: "2", name: "b.xlsx" },
  ];
  const [drawn] = renderMessage(words, "sv", { id: "m1", content: { ...content(buttons), files }, today });
  expect(drawn?.blocks.map(({ type }) => type)).toEqual(["rich_text", "actions"]);
  expect(drawn?.text).toContain("Filer: &lt;växel&gt; &amp; fax.xlsx, b.xlsx");
  expect(() => acceptBlocks(drawn?.blocks ?? [], "posted")).not.toThrow();
  const url = "https://startklar.example.com/files/x";
  const [linked] = renderMessage(words, "sv", {
    id: "m1",
    content: { ...content(buttons), files },
    today,
    files: new Map([["2", url]]),
  });
  expect(JSON.stringify(linked?.blocks[0])).toContain(`{"type":"link","url":"${url}","text":"b.xlsx"}`);
  expect(linked?.text).toBe(drawn?.text);
  expect(() => acceptBlocks(linked?.blocks ?? [], "posted")).not.toThrow();
});
