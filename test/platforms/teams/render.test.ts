import { describe, expect, test } from "vitest";
import type { Block, Content } from "../../../src/messages/content.ts";
import type { Day } from "../../../src/messages/day.ts";
import { at, list, money, name, person, phrase, raw } from "../../../src/messages/phrase.ts";
import { createWords } from "../../../src/messages/words.ts";
import { cardAttachment, type Drawing, renderMessage } from "../../../src/platforms/teams/draw/render.ts";
import { acceptCard } from "../../support/teams/cards.ts";

const words = createWords();
const today = "2026-11-20" as Day;
const draw = (blocks: readonly Block[], content: Partial<Content> = {}, more: Partial<Drawing> = {}) =>
  renderMessage(words, "sv", { id: "m1", content: { audience: "public", blocks, ...content }, today, ...more });
const bodyOf = (...given: Parameters<typeof draw>) => {
  const [message] = draw(...given);
  expect(() => acceptCard(message?.card)).not.toThrow();
  return message?.card.body;
};
const rich = (of: string, style = {}) => ({
  type: "RichTextBlock",
  inlines: [{ type: "TextRun", text: of, ...style }],
});
const said = (of: string): Block => ({ kind: "text", text: raw(of) });

test("a card is of a version that Teams renders everywhere, and says itself where it is not", () => {
  const [message] = draw([{ kind: "heading", text: raw("Status") }, said("Två\nrader")]);
  expect(message?.summary).toBe("Status Två rader");
  expect(message?.card).toMatchObject({ type: "AdaptiveCard", version: "1.5", fallbackText: "Status Två rader" });
  expect(message?.card.msteams).toBeUndefined();
  expect(cardAttachment(message?.card as never)).toEqual({
    contentType: "application/vnd.microsoft.card.adaptive",
    content: message?.card,
  });
});
test("a notification is short", () => {
  const [message] = draw([said("ord ".repeat(200))]);
  expect(message?.summary.length).toBeLessThanOrEqual(280);
  expect(message?.summary).toMatch(/ord…$/u);
});
test("a message that says nothing is a dash", () =>
  expect(draw([])).toMatchObject([{ summary: "–", card: { body: [rich("–")] } }]));
test("what is retired is not drawn", () =>
  expect(bodyOf([said("a")], { retired: [{ id: "yes", label: raw("Ja"), runs: "x" }] })).toEqual([rich("a")]));

describe("who is addressed", () => {
  const offered: Block = {
    kind: "text",
    text: phrase("offer.to", { who: list([person("p-karin", "@karin"), person("p-johan", "@johan")]) }),
  };
  test("a name that would be markup is cleaned alike in the text, the mention and who it mentions", () => {
    const hostile = "</at> **Anna** [länk](https://evil.example)<at>";
    const [message] = draw([offered], {}, { mentions: new Map([["p-karin", { id: "29:karin", name: hostile }]]) });
    const called = "/at Anna länk (https://evil.example) at";
    expect(message?.card.msteams?.entities).toEqual([
      { type: "mention", text: `<at>${called}</at>`, mentioned: { id: "29:karin", name: called } },
    ]);
    expect(JSON.stringify(message)).not.toContain("**Anna**");
  });
  test("a name with low lines is read as it is, and none of them is emphasis", () => {
    const [message] = draw([offered], {}, { mentions: new Map([["p-karin", { id: "29:karin", name: "__proto__" }]]) });
    const called = "\uFF3F\uFF3Fproto\uFF3F\uFF3F";
    const entity = { type: "mention", text: `<at>${called}</at>`, mentioned: { id: "29:karin", name: called } };
    expect(message?.card.msteams?.entities).toEqual([entity]);
    expect(JSON.stringify(message?.card.body)).toContain(entity.text);
  });
  test("a card says its language", () => expect(draw([offered])[0]?.card.lang).toBe("sv"));
  test("whoever has an account is mentioned, others are named", () => {
    const [message] = draw([offered], {}, { mentions: new Map([["p-karin", { id: "29:karin", name: "Karin Ek" }]]) });
    expect(message?.card.body).toEqual([
      { type: "TextBlock", text: "<at>Karin Ek</at> och @johan: godkänn eller avböj den här offerten.", wrap: true },
    ]);
    expect(message?.card.msteams?.entities).toEqual([
      { type: "mention", text: "<at>Karin Ek</at>", mentioned: { id: "29:karin", name: "Karin Ek" } },
    ]);
    expect(message?.summary).toBe("@karin och @johan: godkänn eller avböj den här offerten.");
    expect(() => acceptCard(message?.card)).not.toThrow();
  });
  test("two people of one name are mentioned apart", () => {
    const mentions = new Map([
      ["p-karin", { id: "29:1", name: "Karin Ek" }],
      ["p-johan", { id: "29:2", name: "Karin Ek" }],
    ]);
    const [message] = draw([offered], {}, { mentions });
    const entities = message?.card.msteams?.entities ?? [];
    expect(entities.map(({ mentioned }) => mentioned?.id)).toEqual(["29:1", "29:2"]);
    expect(new Set(entities.map(({ text }) => text)).size).toBe(2);
    expect(() => acceptCard(message?.card)).not.toThrow();
  });
  test("nobody is mentioned who is not addressed in it, whatever is typed", () => {
    const mentions = new Map([["p-karin", { id: "29:karin", name: "Karin Ek" }]]);
    const typed = "<at>Karin Ek</at> \uE0000\uE001";
    const [message] = draw(
      [
        said(typed),
        { kind: "heading", text: raw(typed) },
        { kind: "facts", rows: [{ label: raw(typed), value: raw(typed) }] },
      ],
      {},
      { mentions },
    );
    expect(message?.card.msteams).toBeUndefined();
    expect(JSON.stringify(message?.card.body)).not.toMatch(/<\/?at>/u);
  });
  test("what is typed beside a mention is no mention and no markdown", () => {
    const text = phrase("status.offer", { ref: "X1", title: "<at>Karin Ek</at> *nu*" });
    const who = phrase("offer.to", { who: list([person("p-karin", "@karin"), text]) });
    const [message] = draw(
      [{ kind: "text", text: who }],
      {},
      { mentions: new Map([["p-karin", { id: "29:karin", name: "Karin Ek" }]]) },
    );
    const [block] = message?.card.body ?? [];
    expect(block).toMatchObject({
      text: expect.stringContaining("<at>Karin Ek</at> och X1 <\u2060at>Karin Ek<\u2060/at> \\*nu\\*:"),
    });
    expect(message?.card.msteams?.entities).toHaveLength(1);
  });
});

describe("what a text holds", () => {
  const instant = Date.parse("2026-12-04T09:05:00Z");
  const drawn = "{{DATE(2026-12-04T09:05:00Z, SHORT)}} {{TIME(2026-12-04T09:05:00Z)}}";
  test("P2: an instant is drawn in the reader's zone, and written with the house's in what Teams draws it in nowhere", () => {
    const scheduled = phrase("checkin.scheduled", { ref: "C1", at: at(instant) });
    const cell = phrase("cell.at", { at: at(instant) });
    expect(bodyOf([{ kind: "text", text: scheduled }])).toEqual([
      { type: "TextBlock", text: `C1 är bokat till ${drawn}.`, wrap: true },
    ]);
    expect(draw([{ kind: "text", text: scheduled }])[0]?.summary).toBe(
      "C1 är bokat till fre 4 dec 10:05 (svensk tid).",
    );
    expect(JSON.stringify(bodyOf([{ kind: "heading", text: scheduled }]))).toContain("10:05 (svensk tid)");
    expect(bodyOf([{ kind: "facts", rows: [{ label: raw("C1"), value: cell }] }])).toEqual([
      { type: "FactSet", facts: [{ title: "C1", value: "fre 4 dec 10:05 (svensk tid)" }] },
    ]);
    const table = bodyOf([{ kind: "table", columns: [{ label: raw("När") }], rows: [[cell]] }]);
    expect(JSON.stringify(table)).toContain(drawn);
    expect(draw([{ kind: "table", columns: [{ label: raw("När") }], rows: [[cell]] }])[0]?.summary).toBe(
      "När fre 4 dec 10:05 (svensk tid)",
    );
  });
  test("P2: buttons that name times say whose those are, with the reader's own beside", () => {
    const label = phrase("checkin.at", { at: at(instant) });
    expect(bodyOf([{ kind: "buttons", buttons: [{ id: "a", label, runs: "x" }] }])).toMatchObject([
      { type: "TextBlock", text: `Klockslagen på knapparna är svensk tid. Hos dig: ${drawn}.` },
      { type: "ActionSet", actions: [{ title: "fre 4 dec 10:05" }] },
    ]);
  });
  test("P2: what people type beside an instant writes none", () => {
    const text = phrase("checkin.told.moved", {
      ...{ who: "{{TIME(2026-11-20T10:00:00Z)}} *nu*", ref: "C1", from: at(instant), at: at(instant) },
    });
    const [block] = bodyOf([{ kind: "text", text }]) ?? [];
    expect(JSON.stringify(block)).toContain(
      "{\u2060{TIME(2026-11-20T10:00:00Z)}} \\\\*nu\\\\*".replace("\\u2060", "\u2060"),
    );
    expect(JSON.stringify(block).split(drawn)).toHaveLength(3);
  });
  test("words that run from right to left do not turn the price beside them", () =>
    expect(
      bodyOf([
        { kind: "text", text: phrase("status.offer.fixed", { ref: "X1", title: "\u202Eשלום", price: money(450_000) }) },
      ]),
    ).toEqual([rich("X1 \u2068שלום\u2069: 4 500,00 kr fastpris")]));
  test("a name of the agreement is in the reader's language", () =>
    expect(bodyOf([{ kind: "text", text: name({ sv: "Hårdvara", en: "Hardware" }) }])).toEqual([rich("Hårdvara")]));
});

describe("a table", () => {
  const table = (columns: readonly string[], ...rows: readonly (readonly string[])[]): Block => ({
    kind: "table",
    columns: columns.map((label) => ({ label: raw(label) })),
    rows: rows.map((row) => row.map(raw)),
  });
  const types = (...given: Parameters<typeof draw>) => bodyOf(...given)?.map(({ type }) => type);
  test("of few short columns is a table, as wide as the conversation", () => {
    const [message] = draw([table(["Vem", "Vad", "Dag"], ["Anna", "Ring", "fre"])]);
    expect(message?.card.body.map(({ type }) => type)).toEqual(["Table"]);
    expect(message?.card.msteams).toEqual({ width: "full" });
  });
  test("of many columns is stacked: what a row is about, then its cells by name", () =>
    expect(
      bodyOf([
        table(
          ["Paket", "Ingår", "Använt", "Kvar", ""],
          ["Workshop på plats", "8 h", "", "0 min", "!"],
          ["Konfiguration", "8 h", "2 h", "6 h", ""],
        ),
      ]),
    ).toEqual([
      {
        type: "RichTextBlock",
        inlines: [
          { type: "TextRun", text: "Workshop på plats", weight: "Bolder" },
          { type: "TextRun", text: "\nIngår: 8 h · Kvar: 0 min · !" },
        ],
      },
      {
        type: "RichTextBlock",
        separator: true,
        inlines: [
          { type: "TextRun", text: "Konfiguration", weight: "Bolder" },
          { type: "TextRun", text: "\nIngår: 8 h · Använt: 2 h · Kvar: 6 h" },
        ],
      },
    ]));
  test("whose rows begin with a reference is stacked with what it stands for", () =>
    expect(
      bodyOf([table(["Ref", "Krav", "Typ", "Avtalat", "Levererat"], ["R1", "Öppettider", "standard", "fre", "–"])]),
    ).toEqual([
      {
        type: "RichTextBlock",
        inlines: [
          { type: "TextRun", text: "R1  ", weight: "Bolder" },
          { type: "TextRun", text: "Öppettider\nTyp: standard · Avtalat: fre · Levererat: –" },
        ],
      },
    ]));
  test.each([
    [
      "a phone would break its words",
      table(["Område", "Läge", "Kommentar"], ["Företagsgemensamma", "åter för komplettering", "–"]),
    ],
    ["a row is long", table(["Vad", "Text"], ["a", "ord ".repeat(2000)])],
  ])("is stacked where %s", (_, block) => expect(types([block])).not.toContain("Table"));
});

describe("files", () => {
  const files = [
    { id: "f1", name: "Protokoll M1.pdf" },
    { id: "f2", name: "agenda.ics" },
  ];
  const url = "https://startklar.example.com/files/1";
  test("are links that stand with what is said, the buttons that answer it below", () => {
    const body = bodyOf(
      [said("Klart"), { kind: "buttons", buttons: [{ id: "ok", label: raw("Publicera"), runs: "x" }] }],
      { files },
      { files: new Map([["f1", url]]) },
    );
    expect(body).toMatchObject([
      rich("Klart"),
      rich("agenda.ics går att öppna här först när Startklar har en adress som nås utifrån (PUBLIC_URL).", {
        isSubtle: true,
      }),
      { type: "ActionSet", actions: [{ type: "Action.OpenUrl", title: "Protokoll M1.pdf", url }] },
      { type: "ActionSet", actions: [{ type: "Action.Execute", title: "Publicera" }] },
    ]);
  });
  test("are handed in by a button that carries nothing but what it opens", () =>
    expect(bodyOf([said("Lämna in")], { takesFiles: true })).toEqual([
      rich("Lämna in"),
      {
        type: "ActionSet",
        actions: [
          { type: "Action.Submit", title: "Lämna in fil", data: { msteams: { type: "task/fetch" }, open: "hand-in" } },
        ],
      },
    ]));
  test("are dropped into a personal chat as they are", () =>
    expect(bodyOf([said("Lämna in")], { takesFiles: true }, { personal: true })).toEqual([rich("Lämna in")]));
});

test("a long label is cut", () =>
  expect(
    bodyOf([{ kind: "buttons", buttons: [{ id: "a", label: raw("Godkänn ".repeat(20)), runs: "x" }] }]),
  ).toMatchObject([{ actions: [{ title: expect.stringMatching(/^.{60,74}…$/u) }] }]));
test("five buttons stand side by side", () => {
  const buttons = Array.from({ length: 7 }, (_, index) => ({ id: `b${index}`, label: raw(`${index}`), runs: "x" }));
  expect(bodyOf([{ kind: "buttons", buttons }])?.map((set) => ("actions" in set ? set.actions.length : 0))).toEqual([
    5, 2,
  ]);
});
