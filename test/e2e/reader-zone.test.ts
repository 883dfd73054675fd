import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BotProcess, botProcess } from "../support/bot-process.ts";
import { openBrowser } from "../support/browser.ts";

let bot: BotProcess;
let browser: Browser;

beforeAll(async () => {
  bot = await botProcess({ LOCAL_CLOCK: "2026-11-23T09:00" }, { unused: true });
  [browser] = await Promise.all([openBrowser(), bot.start()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await bot?.stop();
  await bot?.remove();
});

/** What stands of the call for a reader whose clock is in a zone. */
async function readIn(timezoneId: string): Promise<string> {
  const context = await browser.newContext({ locale: "sv-SE", timezoneId });
  const page = await context.newPage();
  await page.goto(bot.url());
  const said = page.locator("article.bot p", { hasText: "C1 är bokat till" }).last();
  await said.waitFor({ timeout: 60_000 });
  expect(await said.locator("time").getAttribute("datetime")).toBe("2026-12-11T15:00:00.000Z");
  const text = (await said.textContent()) ?? "";
  await context.close();
  return text;
}

test("P2: a reader in another zone sees theirs beside the house's time, and the day of the call does not move", {
  timeout: 240_000,
}, async () => {
  const context = await browser.newContext({ locale: "sv-SE", timezoneId: "Europe/Stockholm" });
  const page = await context.newPage();
  await page.goto(bot.url());
  await page.locator("#empty button").first().click();
  await page.press("#line", "Enter");
  await page.locator("article.bot", { hasText: "är öppnat som solbacken" }).waitFor({ timeout: 60_000 });
  await page.fill("#line", "checkin schedule 2026-12-11 16:00 in:solbacken");
  await page.press("#line", "Enter");
  await page.locator("article.bot", { hasText: "C1 är bokat till" }).last().waitFor({ timeout: 60_000 });
  await context.close();
  expect(await readIn("Europe/Stockholm")).toMatch(/C1 är bokat till fre 11 dec 16:00\./u);
  expect(await readIn("Europe/Helsinki")).toMatch(/C1 är bokat till fre 11 dec 16:00 \(17:00 hos dig\)\./u);
  expect(await readIn("Asia/Tokyo")).toMatch(/C1 är bokat till fre 11 dec 16:00 \(lör 12 dec 00:00 hos dig\)\./u);
});
