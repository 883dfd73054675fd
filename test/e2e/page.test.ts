import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BotProcess, botProcess } from "../support/bot-process.ts";
import { openBrowser } from "../support/browser.ts";

/**
 * One newcomer's quarter of an hour, in a real browser on the real bot: each test goes on where the one before it
 * stopped.
 */
describe("the local workspace's page", { timeout: 90_000 }, () => {
  let bot: BotProcess;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    bot = await botProcess({ LOCAL_CLOCK: "2026-11-23T09:00" }, { unused: true });
    [browser] = await Promise.all([openBrowser(), bot.start()]);
    context = await browser.newContext({ locale: "sv-SE", viewport: { width: 1200, height: 800 } });
    page = await context.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" && !/status of 4\d\d|ERR_FAILED|ERR_INTERNET/.test(message.text()))
        problems.push(message.text());
    });
    await page.goto(bot.url());
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await bot?.stop();
    await bot?.remove();
  });

  const last = () => page.locator("article.bot").last();
  const type = async (line: string) => {
    await page.fill("#line", line);
    await page.press("#line", "Enter");
  };
  /**
   * The next line that is sent waits on its way until it is let through or lost; those after it pass. It is watched
   * until `noMore`, when nothing is under way: a browser that stops watching while a request begins may lose that one.
   */
  const holdFirstLine = async () => {
    let end: ((lost: boolean) => void) | undefined;
    const hold = async (route: Route) => {
      if (end) return route.continue();
      const isLost = await new Promise<boolean>((resolve) => {
        end = resolve;
      });
      await (isLost ? route.abort() : route.continue());
    };
    await context.route("**/local/api/messages", hold);
    return {
      isHeld: () => expect.poll(() => end !== undefined, { timeout: 30_000 }).toBe(true),
      fail: () => end?.(true),
      pass: () => end?.(false),
      noMore: () => context.unroute("**/local/api/messages", hold),
    };
  };
  const actAs = (person: string) => page.click(`[data-person=${person}]`);
  const toSay = (text: string | RegExp) =>
    page.locator("article.bot", { hasText: text }).last().waitFor({ timeout: 30_000 });

  test("a newcomer clicks the first line, presses Enter and is answered within a minute", async () => {
    const began = Date.now();
    await page.locator("#empty button").first().click();
    expect(await page.inputValue("#line")).toContain("Solbacken Vård AB");
    await page.press("#line", "Enter");
    await toSay("Projektet för Solbacken Vård AB är öppnat som solbacken");
    expect(Date.now() - began).toBeLessThan(60_000);
    expect(await page.inputValue("#line")).toBe("");
    expect(await page.locator("#empty").isVisible()).toBe(false);
  });

  test("arrow up brings back what was typed", async () => {
    await page.press("#line", "ArrowUp");
    expect(await page.inputValue("#line")).toContain("Solbacken Vård AB");
    await page.press("#line", "ArrowDown");
    expect(await page.inputValue("#line")).toBe("");
  });

  test("a form says what is wrong at the field and keeps what was typed; corrected, it is done", async () => {
    await type("logga");
    const dialog = page.locator("#form-dialog");
    await dialog.waitFor();
    await dialog.locator("[name=time]").fill("2 fiskar");
    await dialog.locator("[name=activity]").selectOption("configuration");
    await dialog.locator("[name=note]").fill("<img src=x onerror=alert(1)> svarsgrupper");
    await page.click("#form-send");
    await dialog.locator("#field-time-error").waitFor();
    expect(await dialog.locator("#field-time-error").textContent()).toContain("2 fiskar");
    expect(await dialog.locator("[name=time]").getAttribute("aria-invalid")).toBe("true");
    expect(await dialog.locator("[name=time]:focus").count()).toBe(1);
    expect(await dialog.locator("[name=activity]").inputValue()).toBe("configuration");
    await dialog.locator("[name=time]").fill("2h30");
    await page.press("#field-time", "Enter");
    await toSay("2 h 30 min");
    expect(await dialog.isVisible()).toBe(false);
  });

  test("Escape closes a form without losing what was typed in it", async () => {
    await type("logga");
    await page.locator("#form-dialog").waitFor();
    await page.fill("#field-time", "45m");
    await page.keyboard.press("Escape");
    await page.locator("#resume").click();
    expect(await page.inputValue("#field-time")).toBe("45m");
    await page.click("#form-cancel");
  });

  test("people's own words never become markup", async () => {
    await type('krav add "<b id=own>fet</b>"');
    await toSay("<b id=own>fet</b>");
    expect(await page.locator("#own").count()).toBe(0);
    expect(await page.locator("#messages img[src=x]").count()).toBe(0);
  });

  test("a new channel, shared with the customer, gets the customer's card", async () => {
    await page.click("#new-channel");
    await page.fill("#channel-id", "Fel Namn");
    await page.press("#channel-id", "Enter");
    await page.locator("#channel-error").waitFor();
    await page.fill("#channel-id", "solbacken");
    await page.check("#channel-shared");
    await page.press("#channel-id", "Enter");
    await page.locator("h1", { hasText: "solbacken" }).waitFor();
    await type("koppla delad in:solbacken");
    await toSay("Uppstart för Solbacken Vård AB");
    await type("team add karin godkännare");
    await toSay("Karin Ek är godkännare");
    expect(await page.locator("[data-channel=solbacken] .badge").isVisible()).toBe(true);
  });

  test("as the customer: sees the card and not the internal channel, and presses a button", async () => {
    await actAs("karin");
    await page.locator("[data-person=karin][aria-current=true]").waitFor();
    await page.locator("[data-channel=dm-karin]").waitFor();
    expect(await page.locator("[data-channel=kontoret]").count()).toBe(0);
    await page.locator("article.bot button", { hasText: "Status" }).first().click();
    await toSay(/0 av 13/);
    expect(await page.locator("#messages").textContent()).not.toContain("koppla delad");
  });

  test("a file that is handed in is received", async () => {
    await page.setInputFiles("#file", {
      name: "nummerlista.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("08-123 45 67\n"),
    });
    await toSay("nummerlista.csv");
    await page.setInputFiles("#file", {
      name: "film.mp4",
      mimeType: "video/mp4",
      buffer: Buffer.alloc(10 * 1024 * 1024 + 1),
    });
    await page.locator("#notice", { hasText: "10 MB" }).waitFor();
  });

  test("what others are told meanwhile is marked as unread, and shown as it happens where one is", async () => {
    const other = await context.newPage();
    await other.goto(bot.url());
    await other.click("[data-person=anna]");
    await other.locator("[data-channel=kontoret]").click();
    await fetch(`${bot.url()}/local/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ as: "karin", in: "solbacken", text: "status" }),
    });
    await other.locator("[data-channel=solbacken] .dot").waitFor();
    const shown = page.locator("article.person", { hasText: "status" });
    await shown.waitFor();
    await other.close();
  });

  test("the clock moves on, and what was due meanwhile is there", async () => {
    await actAs("anna");
    await page.locator("[data-channel=solbacken]").click();
    await type("plan move data 2026-11-27");
    // The customer would be told, so it is asked about first.
    await page.locator("article.bot button", { hasText: "Ja, planera så" }).last().click();
    await toSay("fre 27 nov");
    await page.click("[data-advance=P1D]");
    await page.locator("#now", { hasText: "24 nov" }).waitFor();
    await page.click("#now");
    await page.fill("#clock-to", "2026-12-01T12:00");
    await page.press("#clock-to", "Enter");
    await page.locator("#now", { hasText: "1 dec" }).waitFor({ timeout: 30_000 });
    await toSay(/kunddata skulle ha varit inne|Vi väntar fortfarande/);
  });

  test("without contact it says so and keeps the line; with contact again the same line is done once", async () => {
    await page.locator("[data-channel=kontoret]").click();
    await context.setOffline(true);
    try {
      await type("portfolio");
      await page.locator("#notice").waitFor({ timeout: 30_000 });
    } finally {
      await context.setOffline(false);
    }
    expect(await page.inputValue("#line")).toBe("portfolio");
    await page.press("#line", "Enter");
    await page.locator("article.person", { hasText: "portfolio" }).waitFor();
    expect(await page.locator("article.person", { hasText: "portfolio" }).count()).toBe(1);
    await page.locator("#notice").waitFor({ state: "hidden" });
  });

  test("Enter while a line is under way is not lost when that fails: the line is sent once more", async () => {
    const first = await holdFirstLine();
    const lines = page.locator("article.person", { hasText: "who" });
    const before = await lines.count();
    await type("who");
    await first.isHeld();
    await page.press("#line", "Enter");
    first.fail();
    await expect.poll(() => page.inputValue("#line"), { timeout: 30_000 }).toBe("");
    expect(await lines.count()).toBe(before + 1);
    await first.noMore();
  });

  test("another line that is entered while one is under way is sent when that is done", async () => {
    const first = await holdFirstLine();
    const lines = page.locator("article.person", { hasText: "help plan" });
    const before = await lines.count();
    await type("who");
    await first.isHeld();
    await type("help plan");
    first.pass();
    await expect.poll(() => lines.count(), { timeout: 30_000 }).toBe(before + 1);
    await expect.poll(() => page.inputValue("#line"), { timeout: 30_000 }).toBe("");
    await first.noMore();
  });

  test("speaks English when asked", async () => {
    await page.click("[data-language=en]");
    await page.locator("#send", { hasText: "Send" }).waitFor();
    expect(await page.getAttribute("html", "lang")).toBe("en");
  });

  test.each([
    { width: 360, height: 700 },
    { width: 1200, height: 800 },
  ])("at $width pixels nothing sticks out", async (viewport) => {
    await page.setViewportSize(viewport);
    await page.locator("[data-channel=kontoret]").waitFor({ state: "attached" });
    expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(viewport.width);
    expect(await page.locator("#line").isVisible()).toBe(true);
  });

  test("on a phone the channels are a menu away, and Escape closes it", async () => {
    await page.setViewportSize({ width: 360, height: 700 });
    expect(await page.locator("[data-channel=kontoret]").isVisible()).toBe(false);
    await page.click("#menu");
    await page.locator("[data-channel=kontoret]").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("[data-channel=kontoret]").waitFor({ state: "hidden" });
  });

  test("nothing went wrong in the browser on the way", () => expect(problems).toEqual([]));

  test("its words are still there after a restart, in the same place", async () => {
    expect(await last().isVisible()).toBe(true);
    await bot.kill();
    await bot.start();
    const response = await fetch(`${bot.url()}/local/api/conversations/solbacken/messages?as=karin`);
    const { messages } = (await response.json()) as { messages: { text: string }[] };
    expect(messages[0]?.text).toContain("Uppstart för Solbacken Vård AB");
  });
});
