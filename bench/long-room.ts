import { openBrowser } from "../test/support/browser.ts";

/** Measures a long conversation, `kontoret`, in a real browser. `say`: somebody types a line there. */
export async function longRoom(url: string, say: (text: string) => Promise<unknown>): Promise<readonly string[]> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ locale: "sv-SE", viewport: { width: 1280, height: 800 } });
    const shown = page.locator("#messages article");
    const opened = performance.now();
    await page.goto(url);
    await shown.first().waitFor();
    const newest = performance.now() - opened;

    const pages: number[] = [];
    for (let back = 0; back < 5; back += 1) {
      const there = await shown.count();
      const began = performance.now();
      await page.evaluate("document.querySelector('#scroll').scrollTop = 0");
      await shown.nth(there).waitFor({ state: "attached" });
      pages.push(performance.now() - began);
    }
    const standing = await shown.count();

    await page.click("#newest");
    await page.evaluate(`(() => {
      window.touched = 0;
      new MutationObserver((records) => {
        for (const { addedNodes, removedNodes } of records) touched += addedNodes.length + removedNodes.length;
      }).observe(document.querySelector("#messages"), { childList: true, subtree: true });
    })()`);
    const before = await shown.last().getAttribute("data-message");
    const began = performance.now();
    await say("portfolio");
    await page.locator(`article:last-child:not([data-message="${before}"]).bot`).waitFor({ state: "attached" });
    const added = performance.now() - began;
    const touched = await page.evaluate<number>("touched");
    return [
      `the page opened and the newest ${"shown".padEnd(16)} ${newest.toFixed(0)} ms`,
      `a page further back, five times                 ${pages.map((time) => time.toFixed(0)).join(", ")} ms; ${standing} messages stand then`,
      `a line typed elsewhere and its answer shown     ${added.toFixed(0)} ms; ${touched} nodes touched`,
    ];
  } finally {
    await browser.close();
  }
}
