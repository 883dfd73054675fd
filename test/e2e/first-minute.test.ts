import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type BotProcess, botProcess } from "../support/bot-process.ts";
import { openBrowser } from "../support/browser.ts";

const readme = readFileSync("README.md", "utf8");
const [, block = ""] = /## Your first minute[\s\S]*?```\n([\s\S]*?)```/u.exec(readme) ?? [];
const lines = block.trim().split("\n");
/** What a newcomer must read in answer to each. */
const answers = [
  /Opened Solbacken Vård AB as solbacken/,
  /Karin Ek.*approver/s,
  /R1/,
  /Logged 2 h 30 min configuration/,
  /Solbacken/,
];

describe("README's first minute, as it is written", { timeout: 360_000 }, () => {
  let bot: BotProcess;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
  }, 60_000);
  afterAll(() => browser?.close());
  beforeEach(async () => {
    bot = await botProcess({}, { unused: true });
    await bot.start();
    page = await (await browser.newContext({ locale: "en-GB" })).newPage();
    // Many start at once where all tests run.
    page.setDefaultTimeout(150_000);
    await page.goto(bot.url());
  }, 60_000);
  afterEach(async () => {
    await bot?.stop();
    await bot?.remove();
  });
  const said = () => page.locator("article.bot").allInnerTexts();
  const send = async (text: string) => {
    await page.fill("#line", text);
    await page.press("#line", "Enter");
  };

  test("typed line by line: each is answered in English, and does what it says", async () => {
    expect(lines).toHaveLength(answers.length);
    for (const [index, line] of lines.entries()) {
      await send(line);
      await page.locator("article.bot").nth(index).waitFor();
      expect((await said()).at(-1)).toMatch(answers[index] ?? /never/);
    }
    expect((await said()).join("\n")).not.toMatch(/\b(?:är|och|inte|timmar|nästa)\b/u);
  });

  test("what is typed before the page knows where it is goes along, and is answered", async () => {
    const slow = await page.context().newPage();
    slow.setDefaultTimeout(150_000);
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    await slow.route("**/local/api/words*", async (route) => {
      await held;
      await route.continue();
    });
    await slow.goto(bot.url(), { waitUntil: "commit" });
    await slow.fill("#line", "help log");
    go();
    await slow.locator("#channel", { hasText: "#" }).waitFor();
    await slow.press("#line", "Enter");
    await slow.locator("article.bot").first().waitFor();
    await slow.close();
  });

  test("pasted whole: one by one, in order", async () => {
    await send(block);
    await page
      .locator("article.bot")
      .nth(lines.length - 1)
      .waitFor();
    for (const [index, answer] of answers.entries()) expect((await said())[index]).toMatch(answer);
    expect(await page.inputValue("#line")).toBe("");
  });
});
