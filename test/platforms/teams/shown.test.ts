import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { overviewCard } from "../../../src/commands/data/overview.ts";
import { invoiceContent } from "../../../src/commands/money/invoice-blocks.ts";
import { ledgerBlocks } from "../../../src/commands/project/ledger-blocks.ts";
import { requirementList } from "../../../src/commands/requirements/requirements-table.ts";
import type { Content } from "../../../src/messages/content.ts";
import { phrase, raw } from "../../../src/messages/phrase.ts";
import { createWords } from "../../../src/messages/words.ts";
import { renderForm } from "../../../src/platforms/teams/draw/form.ts";
import { renderMessage } from "../../../src/platforms/teams/draw/render.ts";
import { agreement, day, projectFacts, requirement, said, worked } from "../../fixtures/project-facts.ts";
import { openBrowser } from "../../support/browser.ts";

/** Cards as the official library draws them in a real browser, as wide as a small phone. */
const library = readFileSync(createRequire(import.meta.url).resolve("adaptivecards/dist/adaptivecards.min.js"), "utf8");
const words = createWords();

const facts = projectFacts({
  project: { customer: "Solbackens Vård- & Omsorgskooperativ", rate: 120_000 },
  work: [worked("H1", "configuration", 570, { note: "svarsgrupper", on: day("2026-11-10") })],
  requirements: [
    requirement("R1", { text: "Öppettider 8–17 i växeln, annars hänvisning till jouren" }),
    requirement("R2", { text: "Inspelning av samtal i kundtjänst", deviation: true }),
  ],
  data: [said("hardware", "rejected", "2026-11-12", { note: "Tre telefoner saknar serienummer" })],
});
const everything: Content = {
  audience: "public",
  takesFiles: true,
  blocks: [
    { kind: "heading", text: raw("Förändring X1: svarsgrupp") },
    { kind: "text", text: raw("30 min ligger utanför paketet."), tone: "warning" },
    { kind: "facts", rows: [{ label: raw("Pris"), value: raw("4 500,00 kr") }] },
    { kind: "list", items: [raw("ett"), raw("två")] },
    {
      kind: "quote",
      text: "Vi vill ha *en* till.\n  <b>Helst</b> {{DATE(2026-11-20T10:00:00Z)}}\n[bank](https://evil.example)",
    },
    { kind: "line", line: 'logga 2h30 konfiguration "svarsgrupper"' },
    {
      kind: "table",
      columns: [{ label: raw("Vad") }, { label: raw("Belopp"), align: "right" }],
      rows: [[raw("Restid 3 h 30 min"), raw("1 715,00 kr")]],
    },
    { kind: "text", text: raw("Exklusive moms."), tone: "quiet" },
    { kind: "buttons", buttons: [{ id: "yes", label: raw("Godkänn"), style: "primary", runs: "x" }] },
  ],
};
const drawn = (content: Content) => renderMessage(words, "sv", { id: "m1", content })[0]?.card;
const cards = {
  "every kind of block": drawn(everything),
  "the hours' ledger": drawn({ audience: "ledger", blocks: ledgerBlocks(facts, agreement) }),
  "the requirements": drawn(requirementList(facts, true)),
  "the customer data": drawn(overviewCard({ facts, agreement, newest: [], theirs: true })),
  "the invoice basis": drawn(invoiceContent(facts, agreement, day("2026-11-20"))),
  "a dialog": renderForm(
    words,
    "sv",
    {
      id: "f-1",
      title: raw("Boka"),
      fields: [
        { name: "note", label: "field.note", type: "longtext", required: true, value: "köer", hint: raw("Kort") },
        { name: "at", label: "field.at", type: "datetime", required: true, value: "2026-11-20T10:00" },
        {
          name: "who",
          label: "field.who",
          type: "select",
          required: false,
          options: [{ value: "anna", label: raw("Anna Berg") }],
        },
        { name: "digest", label: "field.digest", type: "flag", required: false },
      ],
    },
    { errors: { note: phrase("field.text.empty") } },
  ),
};

/** As the library's host does for Teams, in the theme's colours, with the width that a phone leaves to a card. */
async function shown(
  page: Page,
  card: unknown,
): Promise<{ readonly text: string; readonly tooWide: readonly string[]; readonly broken: readonly string[] }> {
  return page.evaluate((json) => {
    interface Drawing {
      parse(json: unknown): void;
      render(): HTMLElement;
    }
    const { AdaptiveCard } = (globalThis as unknown as { AdaptiveCards: { AdaptiveCard: new () => Drawing } })
      .AdaptiveCards;
    const one = new AdaptiveCard();
    one.parse(json);
    document.body.replaceChildren(one.render());
    const all = [...document.body.querySelectorAll<HTMLElement>("*")];
    const broken: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      if (node.parentElement?.closest("textarea, input, select, button") !== null) continue;
      for (const { 0: word, index } of (node.textContent ?? "").matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) broken.push(word);
      }
    }
    return {
      text: document.body.innerText,
      broken,
      // What is cut off to be heard only (a label for screen readers) is as small as a point.
      tooWide: all.flatMap((element) =>
        element.getBoundingClientRect().right > window.innerWidth + 1
          ? [`${element.className}: ${element.innerText.slice(0, 60)}`]
          : [],
      ),
    };
  }, card);
}

describe("in a browser, 320 pixels wide", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 320, height: 800 } });
    await page.setContent("<!doctype html><html lang=sv><body style='margin:0;font:14px sans-serif'></body></html>");
    await page.addScriptTag({ content: library });
  });
  afterAll(async () => {
    await browser?.close();
  });

  test.each(Object.entries(cards))("%s is no wider than the screen, and breaks no word", async (_, card) => {
    const { text, tooWide, broken } = await shown(page, card);
    expect(broken).toEqual([]);
    expect(text.length).toBeGreaterThan(20);
    expect(tooWide).toEqual([]);
  });
  test("people's words stand there as they typed them", async () => {
    const { text } = await shown(page, cards["every kind of block"]);
    const read = text.replaceAll("\u2060", "");
    expect(read).toContain("Vi vill ha *en* till.\n");
    expect(read).toContain("<b>Helst</b> {{DATE(2026-11-20T10:00:00Z)}}\n[bank](https://evil.example)");
    expect(read).toContain('logga 2h30 konfiguration "svarsgrupper"');
    expect(await page.locator("a").count()).toBe(0);
  });
  test("what is wrong in a dialog stands right below its field", async () => {
    await shown(page, cards["a dialog"]);
    const field = await page.locator("textarea").boundingBox();
    const problem = await page.getByText("Texten är tom.").boundingBox();
    const gap = (problem?.y ?? 0) - ((field?.y ?? 0) + (field?.height ?? 0));
    expect(gap).toBeGreaterThanOrEqual(0);
    expect(gap).toBeLessThan(30);
  });
});

test("colours are the theme's own, so that they are readable in the dark and in high contrast", () =>
  expect(JSON.stringify(cards)).not.toMatch(/#[0-9a-f]{3,8}\b|rgba?\(|backgroundImage/iu));
test("there are no pictures that would need words for who cannot see them", () =>
  expect(JSON.stringify(cards)).not.toMatch(/"(?:Image|ImageSet|Media)"|iconUrl/u));
