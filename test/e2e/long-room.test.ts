import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Content } from "../../src/messages/content.ts";
import { raw } from "../../src/messages/phrase.ts";
import { openBrowser } from "../support/browser.ts";
import { type LocalWorkspace, startLocalWorkspace } from "../support/local-workspace.ts";

const started = Date.parse("2026-11-23T09:00+01:00");
const content = (text: string, button = false): Content => ({
  audience: "public",
  blocks: [
    { kind: "text", text: raw(text) },
    ...(button ? [{ kind: "buttons" as const, buttons: [{ id: "ok", label: raw("Tryck"), runs: "log" }] }] : []),
  ],
});

/** A conversation with more in it than a page shows: 500 messages, four an hour. */
describe("a long conversation on the page", { timeout: 30_000 }, () => {
  let workspace: LocalWorkspace;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let count = 0;
  const say = (text: string, { id = `m${count}`, revision = 1, button = false } = {}) => {
    const to = { platform: "local", tenant: "local", conversation: "kontoret" } as const;
    const saidAt = started + count * 15 * 60_000;
    if (revision === 1) count += 1;
    return workspace.platform.deliver({
      message: id,
      revision,
      to,
      language: "sv",
      content: content(text, button),
      saidAt,
    });
  };
  const shown = () => page.locator("#messages article");
  const message = (id: string) => page.locator(`[data-message="${id}"]`);
  /** How far from the top of the window the first message that is seen stands, and which it is. */
  const place = () =>
    page.evaluate<{ id: string; top: number }>(`(() => {
      const from = document.querySelector("#scroll").getBoundingClientRect().top;
      const seen = [...document.querySelectorAll("#messages article")].find((one) => one.getBoundingClientRect().bottom > from + 1);
      return { id: seen.dataset.message, top: Math.round(seen.getBoundingClientRect().top) };
    })()`);
  const topOf = (id: string) =>
    page.evaluate<number>(`Math.round(document.querySelector('[data-message="${id}"]').getBoundingClientRect().top)`);
  const isAtEnd = () =>
    page.evaluate<boolean>(
      "(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < 2)(document.querySelector('#scroll'))",
    );
  const scrollTo = (top: number) => page.evaluate(`document.querySelector("#scroll").scrollTop = ${top}`);
  const countedFrom = (more: number) => shown().nth(more).waitFor({ state: "attached" });
  /** Counts the nodes that come and go among the messages while something is done. */
  const touched = async (work: () => Promise<unknown>) => {
    await page.evaluate(`(() => {
      window.touched = { came: [], went: [] };
      window.watching = new MutationObserver((records) => {
        for (const { addedNodes, removedNodes } of records) {
          touched.came.push(...[...addedNodes].map((node) => node.dataset?.message ?? node.className ?? node.nodeName));
          touched.went.push(...[...removedNodes].map((node) => node.dataset?.message ?? node.className ?? node.nodeName));
        }
      });
      watching.observe(document.querySelector("#messages"), { childList: true, subtree: true });
    })()`);
    await work();
    return page.evaluate<{ came: string[]; went: string[] }>("(watching.disconnect(), touched)");
  };

  beforeAll(async () => {
    [browser, workspace] = await Promise.all([openBrowser(), startLocalWorkspace(() => ({}))]);
    for (let at = 0; at < 500; at += 1) await say(`Meddelande ${at}`, { button: at === 7 });
    context = await browser.newContext({ locale: "sv-SE", viewport: { width: 1200, height: 800 } });
    page = await context.newPage();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await workspace?.stop();
  });
  beforeEach(async () => {
    await page.goto("about:blank");
    await page.goto(workspace.url);
    await shown().first().waitFor();
  });

  test("opens at the newest, with one page of it", async () => {
    expect(await shown().count()).toBe(60);
    expect(await shown().last().textContent()).toContain(`Meddelande ${count - 1}`);
    expect(await isAtEnd()).toBe(true);
  });

  test("scrolled back, older ones come above and what one reads stays where it is", async () => {
    await scrollTo(300);
    const { id, top } = await place();
    await countedFrom(60);
    expect(await topOf(id)).toBe(top);
    const ids = await shown().evaluateAll<string[], HTMLElement>((all) =>
      all.map(({ dataset }) => dataset.message ?? ""),
    );
    expect(ids).toEqual(ids.map((_, at) => `m${count - ids.length + at}`));
  });

  test("one day's line stands between two days, also where two pages meet", async () => {
    await scrollTo(0);
    await countedFrom(60);
    const days = await page.locator("#messages .day").allTextContents();
    expect(new Set(days).size).toBe(days.length);
    expect(await page.locator("#messages > :first-child").getAttribute("class")).toBe("day");
  });

  test("a new one is added and nothing that stands is touched; whoever is at the end follows, and it is read out", async () => {
    const id = `m${count}`;
    const { came, went } = await touched(async () => {
      await say("Något nytt");
      await message(id).waitFor();
    });
    expect(came.filter((one) => one !== "day")).toEqual([id]);
    expect(went).toEqual([]);
    expect(await isAtEnd()).toBe(true);
    expect(await page.locator("#heard").textContent()).toBe("Startklar: Något nytt");
    expect(await page.locator("#messages").getAttribute("aria-live")).toBeNull();
  });

  test("an edited one replaces itself alone, and is not read out", async () => {
    const id = `m${count - 3}`;
    const { came, went } = await touched(async () => {
      await say("Rättat", { id, revision: count });
      await message(id).getByText("Rättat").waitFor();
    });
    expect([came, went]).toEqual([[id], [id]]);
    expect(await page.locator("#heard").textContent()).toBe("");
  });

  test("whoever reads further back is not moved by what is new, sees that there is something, and gets there", async () => {
    await scrollTo(900);
    const { id, top } = await place();
    const fresh = `m${count}`;
    await say("Medan man läser");
    await page.locator("#newest.unread").waitFor();
    expect(await topOf(id)).toBe(top);
    await page.click("#newest");
    await message(fresh).waitFor();
    expect(await isAtEnd()).toBe(true);
    expect(await page.locator("#newest").isHidden()).toBe(true);
  });

  test("all the way back no more than some hundred stand, and the newest are one press away", async () => {
    while ((await message("m0").count()) === 0) {
      await scrollTo(0);
      await page.waitForTimeout(20);
    }
    expect(await shown().count()).toBeLessThanOrEqual(400);
    await page.locator("#older").waitFor({ state: "hidden" });
    await say("Långt därifrån");
    await page.locator("#newest.unread").waitFor();
    expect(await shown().last().textContent()).not.toContain("Långt därifrån");
    await page.click("#newest");
    await page.getByText("Långt därifrån").first().waitFor();
    expect(await shown().count()).toBe(60);
  });

  test("a message far back is reached by its address, its button works, and one reads on from there", async () => {
    await page.goto(`${workspace.url}/#kontoret/m7`);
    await page.locator('[data-message="m7"]:focus').waitFor();
    await message("m7").getByText("Tryck").click();
    await expect
      .poll(() => workspace.handled.at(-1)?.intent, { timeout: 60_000 })
      .toEqual({ kind: "press", message: "m7", button: "ok" });
    await page.goto(`${workspace.url}/#kontoret/m3000`);
    await page.locator("#notice", { hasText: "Det finns inget sådant meddelande" }).waitFor();
    await page.goto(`${workspace.url}/#kontoret/m20`);
    await page.locator('[data-message="m20"]:focus').waitFor();
    await scrollTo(100_000);
    await message("m100").waitFor({ state: "attached" });
  });

  test("after a loss of contact it makes up what was edited and what is new, and keeps one's place", async () => {
    await page.reload();
    await shown().first().waitFor();
    await context.setOffline(true);
    const [old, fresh] = [`m${count - 5}`, `m${count}`];
    await say("Rättat under tiden", { id: old, revision: count });
    await say("Nytt under tiden");
    await context.setOffline(false);
    await message(fresh).waitFor({ timeout: 30_000 });
    expect(await message(old).textContent()).toContain("Rättat under tiden");
  });

  test("at 390 pixels it opens at the end, also where tables are laid out anew once they stand", async () => {
    const columns = ["Arbetspaket", "Ingår", "Använt", "Kvar", "Utanför, avtalat", "Ej avtalat"];
    const rows = Array.from({ length: 5 }, (_, at) => columns.map((column) => raw(`${column} ${at}`)));
    const table = { kind: "table" as const, columns: columns.map((label) => ({ label: raw(label) })), rows };
    for (let at = 0; at < 3; at += 1)
      await workspace.platform.deliver({
        ...{ message: `m${count}`, revision: 1, language: "sv" as const },
        to: { platform: "local", tenant: "local", conversation: "kontoret" },
        content: { audience: "public", blocks: [table] },
        saidAt: started + count++ * 15 * 60_000,
      });
    const phone = await browser.newContext({ locale: "sv-SE", viewport: { width: 390, height: 1200 } });
    try {
      const small = await phone.newPage();
      await small.goto(workspace.url);
      await small.locator(".stacked").last().waitFor();
      await small.evaluate("new Promise((done) => setTimeout(done, 300))");
      const left = "(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)";
      expect(await small.evaluate<number>(`${left}(document.querySelector("#scroll"))`)).toBeLessThan(2);
      expect(await small.locator("#newest").isVisible()).toBe(false);
    } finally {
      await phone.close();
    }
  });

  test("at 390 pixels nothing sticks out, and it is read back there too", async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    try {
      await scrollTo(0);
      await countedFrom(60);
      expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
      expect(await page.locator("#newest").isVisible()).toBe(true);
    } finally {
      await page.setViewportSize({ width: 1200, height: 800 });
    }
  });
});
