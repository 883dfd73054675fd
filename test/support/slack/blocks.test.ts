import { describe, expect, test } from "vitest";
import { acceptBlocks, blockProblems, type Surface } from "./blocks.ts";
import { acceptView } from "./methods/views.ts";
import { SlackRefusal } from "./refusal.ts";

const text = (words: string) => ({ type: "mrkdwn", text: words });
const plain = (words: string) => ({ type: "plain_text", text: words });
const section = (words: string) => ({ type: "section", text: text(words) });
const button = (more: object = {}) => ({ type: "button", action_id: "press:1", text: plain("Godkänn"), ...more });
const actions = (...elements: readonly object[]) => ({ type: "actions", elements });
const cell = (words: string) => ({ type: "raw_text", text: words });
const times = <One>(count: number, one: (index: number) => One): readonly One[] =>
  Array.from({ length: count }, (_, index) => one(index));
const option = (value: string) => ({ text: plain(value), value });
const select = (count: number, more: object = {}) => ({
  type: "static_select",
  action_id: "pick",
  options: times(count, (index) => option(`o${index}`)),
  ...more,
});
const field = (element: object) => ({ type: "input", block_id: "note", label: plain("Anteckning"), element });

describe("blocks that Slack takes", () => {
  test.each<{ what: string; blocks: readonly object[]; on?: Surface }>([
    { what: "a header of 150", blocks: [{ type: "header", text: plain("x".repeat(150)) }] },
    { what: "a section of 3000", blocks: [section("x".repeat(3000))] },
    { what: "ten fields of 2000", blocks: [{ type: "section", fields: times(10, () => text("x".repeat(2000))) }] },
    { what: "fifty blocks in a message", blocks: times(50, () => ({ type: "divider" })) },
    { what: "a hundred blocks in a modal", blocks: times(100, () => ({ type: "divider" })), on: "modal" },
    { what: "25 buttons", blocks: [actions(...times(25, (index) => button({ action_id: `press:${index}` })))] },
    { what: "a button with all it may have", blocks: [actions(button({ value: "v".repeat(2000), style: "danger" }))] },
    { what: "a select of a hundred, one chosen", blocks: [actions(select(100, { initial_option: option("o7") }))] },
    {
      what: "a table of 100 rows and 20 columns",
      blocks: [{ type: "table", rows: times(100, () => times(20, () => cell("x"))) }],
    },
    {
      what: "rich text",
      blocks: [
        {
          type: "rich_text",
          elements: [{ type: "rich_text_quote", elements: [{ type: "text", text: "<!channel>" }] }],
        },
      ],
    },
    {
      what: "a text field in a modal",
      blocks: [field({ type: "plain_text_input", multiline: true, max_length: 3000 })],
      on: "modal",
    },
    { what: "a day in a modal", blocks: [field({ type: "datepicker", initial_date: "2026-12-07" })], on: "modal" },
    { what: "buttons in a home", blocks: [section("*Solbacken*"), actions(button())], on: "home" },
  ])("$what", ({ blocks, on = "message" }) => expect(blockProblems(on, blocks)).toEqual([]));
});

describe("blocks that Slack refuses", () => {
  test.each<{ what: string; blocks: readonly object[]; on?: Surface; says: RegExp }>([
    {
      what: "a header of 151",
      blocks: [{ type: "header", text: plain("x".repeat(151)) }],
      says: /blocks\/0\/text\/text/,
    },
    { what: "a header with markup", blocks: [{ type: "header", text: text("x") }], says: /blocks\/0\/text/ },
    { what: "a section of 3001", blocks: [section("x".repeat(3001))], says: /blocks\/0\/text\/text/ },
    { what: "an empty section", blocks: [section("")], says: /more than 0 characters/ },
    { what: "a section of nothing", blocks: [{ type: "section" }], says: /missing required field/ },
    {
      what: "eleven fields",
      blocks: [{ type: "section", fields: times(11, () => text("x")) }],
      says: /blocks\/0\/fields/,
    },
    { what: "51 blocks in a message", blocks: times(51, () => ({ type: "divider" })), says: /no more than 50/ },
    {
      what: "101 blocks in a home",
      blocks: times(101, () => ({ type: "divider" })),
      on: "home",
      says: /no more than 100/,
    },
    {
      what: "26 buttons",
      blocks: [actions(...times(26, (index) => button({ action_id: `p${index}` })))],
      says: /blocks\/0\/elements/,
    },
    { what: "no buttons", blocks: [actions()], says: /blocks\/0\/elements/ },
    {
      what: "a label of 76",
      blocks: [actions(button({ text: plain("x".repeat(76)) }))],
      says: /elements\/0\/text\/text/,
    },
    { what: "a value of 2001", blocks: [actions(button({ value: "v".repeat(2001) }))], says: /elements\/0\/value/ },
    { what: "a style of its own", blocks: [actions(button({ style: "secondary" }))], says: /elements\/0\/style/ },
    { what: "an action id of 256", blocks: [actions(button({ action_id: "a".repeat(256) }))], says: /action_id/ },
    { what: "an action id twice", blocks: [actions(button(), button())], says: /already exists/ },
    {
      what: "a block id twice",
      blocks: [
        { ...section("a"), block_id: "b" },
        { ...section("b"), block_id: "b" },
      ],
      says: /"b" already exists/,
    },
    { what: "a block id of 256", blocks: [{ ...section("a"), block_id: "b".repeat(256) }], says: /block_id/ },
    { what: "a block that there is not", blocks: [{ type: "buttons" }], says: /unsupported type/ },
    { what: "a field that there is not", blocks: [{ ...section("a"), colour: "red" }], says: /colour/ },
    { what: "101 options", blocks: [actions(select(101))], says: /options/ },
    {
      what: "a choice not offered",
      blocks: [actions(select(3, { initial_option: option("o9") }))],
      says: /does not match/,
    },
    {
      what: "eleven boxes",
      blocks: [field({ type: "checkboxes", options: times(11, (i) => option(`${i}`)) })],
      on: "modal",
      says: /options/,
    },
    { what: "two tables", blocks: times(2, () => ({ type: "table", rows: [[cell("x")]] })), says: /only_one_table/ },
    { what: "101 rows", blocks: [{ type: "table", rows: times(101, () => [cell("x")]) }], says: /rows/ },
    { what: "21 columns", blocks: [{ type: "table", rows: [times(21, () => cell("x"))] }], says: /rows/ },
    { what: "an empty cell", blocks: [{ type: "table", rows: [[cell("")]] }], says: /rows/ },
    {
      what: "a table of 10001 characters",
      blocks: [{ type: "table", rows: [[cell("x".repeat(10_001))]] }],
      says: /10001/,
    },
    {
      what: "a table in a home",
      blocks: [{ type: "table", rows: [[cell("x")]] }],
      on: "home",
      says: /unsupported type/,
    },
    { what: "a field in a message", blocks: [field({ type: "plain_text_input" })], says: /unsupported type/ },
    { what: "an alert in a message", blocks: [{ type: "alert", text: plain("Se upp") }], says: /unsupported type/ },
    { what: "markdown of 12001", blocks: [{ type: "markdown", text: "x".repeat(12_001) }], says: /blocks\/0\/text/ },
    {
      what: "a day that is none",
      blocks: [field({ type: "datepicker", initial_date: "7/12" })],
      on: "modal",
      says: /initial_date/,
    },
    {
      what: "a picture from this machine",
      blocks: [{ type: "image", image_url: "http://localhost/a.png", alt_text: "a" }],
      says: /failed/,
    },
    {
      what: "empty rich text",
      blocks: [
        { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "" }] }] },
      ],
      says: /text/,
    },
  ])("$what", ({ blocks, on = "message", says }) => expect(blockProblems(on, blocks).join("\n")).toMatch(says));

  test("blocks that are long together, when they are posted, but not when they answer", () => {
    const long = times(5, () => section("x".repeat(2900)));
    expect(() => acceptBlocks(long, "posted")).toThrow("msg_blocks_too_long");
    expect(acceptBlocks(long, "answered")).toHaveLength(5);
  });

  test("says what is wrong as Slack does", () => {
    const refused = (() => {
      try {
        return acceptBlocks([section("")], "posted");
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toBeInstanceOf(SlackRefusal);
    expect(refused).toMatchObject({
      code: "invalid_blocks",
      more: {
        response_metadata: {
          messages: [
            expect.stringMatching(
              /^\[ERROR\] must be more than 0 characters \[json-pointer:\/blocks\/0\/text\/text\]$/,
            ),
          ],
        },
      },
    });
  });
});

describe("views", () => {
  const modal = (more: object = {}) => ({
    type: "modal",
    title: plain("Logga tid"),
    submit: plain("Spara"),
    blocks: [field({ type: "plain_text_input" })],
    ...more,
  });
  test("a modal is taken", () =>
    expect(acceptView(modal({ private_metadata: "f1", callback_id: "form" }), "modal").blocks).toHaveLength(1));
  test.each([
    { what: "a title of 25", view: modal({ title: plain("x".repeat(25)) }), says: "view/title/text" },
    { what: "no title", view: modal({ title: undefined }), says: "view/title" },
    { what: "fields without a submit button", view: modal({ submit: undefined }), says: "submit" },
    { what: "private metadata of 3001", view: modal({ private_metadata: "x".repeat(3001) }), says: "private_metadata" },
    { what: "a callback id of 256", view: modal({ callback_id: "x".repeat(256) }), says: "callback_id" },
    { what: "a home where a modal should be", view: { type: "home", blocks: [] }, says: "view/type" },
    { what: "a block that is wrong", view: modal({ blocks: [section("")] }), says: "view/blocks/0/text/text" },
  ])("$what is refused", ({ view, says }) => {
    try {
      acceptView(view, "modal");
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify((error as SlackRefusal).more)).toContain(says);
    }
  });
});
