import { describe, expect, test } from "vitest";
import { at, phrase, raw } from "../../../src/messages/phrase.ts";
import { createWords } from "../../../src/messages/words.ts";
import { type HomeProject, homeLine, homePage, renderHome } from "../../../src/platforms/slack/draw/home.ts";
import { blockProblems } from "../../support/slack/blocks.ts";

const words = createWords();
const solbacken: HomeProject = {
  code: "solbacken",
  customer: "Solbacken Vård AB <!here>",
  phase: phrase("phase.configuration"),
  waits: [raw("Solbacken Vård AB (3)"), raw("iCentrex (1)")],
  hoursLeft: raw("12 h"),
  nextDate: phrase("cell.at", { at: at(Date.parse("2026-12-04T09:05:00Z")) }),
  url: "https://slack.com/app_redirect?channel=C1",
};
const plain = (text: string) => ({ type: "plain_text", text, emoji: false });
const actionsOf = (view: ReturnType<typeof renderHome>) =>
  view.blocks.flatMap((block) =>
    "elements" in block && block.type === "actions"
      ? block.elements.map((one) => ("action_id" in one ? one.action_id : ""))
      : [],
  );

test("a project: its phase, what waits for whom, hours left, the next date in the reader's zone, and what can be started", () => {
  const view = renderHome(words, "sv", [solbacken]);
  const text = (of: string, style?: unknown) => ({ type: "text", text: of, ...(style === undefined ? {} : { style }) });
  const button = (name: string, label: string, more: unknown = { value: "solbacken" }) => ({
    type: "button",
    action_id: `home:${name}`,
    ...(more as object),
    text: plain(label),
  });
  expect(view).toEqual({
    type: "home",
    blocks: [
      { type: "header", text: plain("Dina projekt") },
      {
        type: "actions",
        elements: [
          button("open", "Öppna ett projekt", {}),
          button("portfolio", "Portfölj", {}),
          button("help", "Hjälp", {}),
        ],
      },
      { type: "divider" },
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              text("Solbacken Vård AB <!here> (solbacken)", { bold: true }),
              text("\nFas: "),
              text(words.text("sv", phrase("phase.configuration"))),
              text("\nVäntar på: "),
              text("Solbacken Vård AB (3), iCentrex (1)"),
              text("\nTimmar kvar: "),
              text("12 h"),
              text("\nNästa datum: "),
              {
                type: "date",
                timestamp: 1_796_375_100,
                format: "{date_short_pretty} {time}",
                fallback: "fre 4 dec 2026 10:05 (svensk tid)",
              },
            ],
          },
        ],
      },
      {
        type: "actions",
        elements: [
          button("status", "Status"),
          button("log", "Logga tid"),
          button("travel", "Registrera resa"),
          button("task", "Uppgifter"),
          button("visit", "Till kanalen", { url: "https://slack.com/app_redirect?channel=C1" }),
        ],
      },
    ],
  });
  expect(blockProblems("home", view.blocks)).toEqual([]);
});

test("A1: a customer starts nothing that only staff may", () => {
  const { hoursLeft: _, ...seen } = solbacken;
  const view = renderHome(words, "sv", [seen], { staff: false });
  expect(actionsOf(view)).toEqual(["home:help", "home:status", "home:visit"]);
  expect(JSON.stringify(view)).not.toContain("Timmar kvar");
});

test("without a project it says so", () =>
  expect(JSON.stringify(renderHome(words, "en", []).blocks)).toContain("You are on no open project yet."));

test("with 200 projects of long names it fits, and says which of them these are", () => {
  const many = Array.from({ length: 200 }, (_, index) => ({
    ...solbacken,
    code: `p${index}`,
    customer: "<!channel> 👨‍👩‍👧‍👦 שלום ".repeat(200),
    waits: Array.from({ length: 50 }, () => raw("någon med ett långt namn")),
  }));
  const view = renderHome(words, "sv", many);
  expect(view.blocks.length).toBeLessThanOrEqual(100);
  expect(blockProblems("home", view.blocks)).toEqual([]);
  expect(view.blocks.at(-1)).toEqual({ type: "context", elements: [plain("1–31 av 200, de försenade först.")] });
  const middle = renderHome(words, "sv", many, { count: 200, before: 31, next: "2026-12-04.62.62" });
  expect(middle.blocks.length).toBeLessThanOrEqual(100);
  expect(blockProblems("home", middle.blocks)).toEqual([]);
  expect(JSON.stringify(middle.blocks.at(-2))).toContain("32–62 av 200");
  expect(middle.blocks.at(-1)).toMatchObject({
    elements: [
      { action_id: "home:page", value: "2026-12-04.62.62", text: plain("Nästa 31") },
      { action_id: "home:first" },
    ],
  });
});

describe("a press on the Home tab is a line", () => {
  test.each([
    ["home:log", "solbacken", "log in:solbacken"],
    ["home:status", "solbacken", "status in:solbacken"],
    ["home:portfolio", undefined, "portfolio"],
    ["home:help", "whatever", "help"],
    ["home:visit", undefined, undefined],
    ["home:log", undefined, undefined],
    ["home:log", "solbacken 8h config", undefined],
    ["home:log", 'x" in:annat', undefined],
    ["home:invoice", "solbacken", undefined],
    ["home:toString", "solbacken", undefined],
    ["press:log", "solbacken", undefined],
  ])("%s with %s: %s", (action, value, line) => expect(homeLine(action, value)).toBe(line));
});

test("a press on the way to another page says which; any other is none of it", () => {
  expect(homePage("home:page", "2026-12-04.64.64")).toBe("2026-12-04.64.64");
  expect(homePage("home:first", undefined)).toBe("");
  expect(homePage("home:log", "solbacken")).toBeUndefined();
});
