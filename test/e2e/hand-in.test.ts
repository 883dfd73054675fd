import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { pagesOf } from "../support/pages.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

/** The hand-in page on a phone, in a real browser that runs no script, over the whole house. */
describe("the hand-in page on a phone", () => {
  let ws: Workspace;
  let pages: Awaited<ReturnType<typeof pagesOf>>;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const problems: string[] = [];
  const place = {
    platform: "local",
    tenant: "local",
    external: "solbacken-kund",
    name: "solbacken-kund",
    outsiders: true,
    private: false,
  } as const;
  const account = {
    platform: "local",
    tenant: "local",
    user: "karin",
    name: "Karin Ek",
    staff: false,
    handle: "karin",
  } as const;

  beforeAll(async () => {
    [ws, browser] = await Promise.all([openWorkspace({ language: "sv" }), openBrowser()]);
    await ws.openSolbacken();
    pages = await pagesOf(ws, "sv");
    const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
    context = await browser.newContext({ ...phone, locale: "sv-SE", javaScriptEnabled: false });
    page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) problems.push(message.text());
    });
  });
  beforeEach(async () => {
    await page.goto((await pages.links.handIn(account, place)) ?? "");
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.close();
    await ws?.close();
  });

  const shot = async (name: string) => {
    if (process.env.SHOTS === undefined) return;
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${process.env.SHOTS}/${name}-${colorScheme}.png`, fullPage: true });
    }
  };
  const choose = (name: string, text: string) =>
    page.getByLabel("Välj filen").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  const send = () => page.getByRole("button", { name: "Lämna in" }).tap();

  test("fits the width, and what is touched is large enough for a thumb", async () => {
    const [width, seen] = [await page.locator("html").evaluate((html) => html.scrollWidth), page.viewportSize()?.width];
    expect(width).toBe(seen);
    for (const target of [page.getByLabel("Välj filen"), page.getByRole("button", { name: "Lämna in" })]) {
      expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(48);
    }
    await shot("form");
  });

  test.each(["light", "dark"] as const)(
    "can be read in %s: its own style is let in, and the text stands out from its ground",
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      for (const [text, ground] of [
        ["h1", "article"],
        [".hint >> nth=0", "article"],
        [".from", "article"],
        ["button", "button"],
      ] as const) {
        const color = await page.locator(text).evaluate((element) => getComputedStyle(element).color);
        const behind = await page.locator(ground).evaluate((element) => getComputedStyle(element).backgroundColor);
        expect(contrast(color, behind), `${text} ${color} on ${behind}`).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  test("a file of another kind is refused, and the same page takes the right one", async () => {
    await choose("setup.exe", "MZ");
    await send();
    const problem = page.getByRole("alert");
    await problem.waitFor();
    expect(await problem.textContent()).toContain("setup.exe är en filtyp som vi inte tar emot här");
    await shot("refused");
    await choose("nummerlista.csv", "Växeln;08-123 45 67\n");
    await send();
    await page.getByRole("heading", { name: "Filen är inlämnad" }).waitFor();
    expect(await page.locator("article").textContent()).toContain(
      "Gå tillbaka till solbacken-kund: där står vad listan säger, eller frågan om vilket område filen gäller",
    );
    await shot("done");
    expect((await ws.messages("solbacken-kund")).at(-1)?.text).toBe(
      "Läser nummerlista.csv. Svaret kommer här om en liten stund.",
    );
  });

  test("opened again, it says when it was used", async () => {
    const link = page.url();
    await choose("nummerlista.csv", "Växeln;08-123 45 67\n");
    await send();
    await page.getByRole("heading", { name: "Filen är inlämnad" }).waitFor();
    await page.goto(link);
    await page.getByRole("heading", { name: "Sidan är redan använd" }).waitFor();
    expect(await page.locator("form").count()).toBe(0);
    await shot("used");
  });

  test("sent without a file, the browser itself asks for one", async () => {
    await send();
    expect(await page.getByLabel("Välj filen").evaluate((input: HTMLInputElement) => input.validity.valueMissing)).toBe(
      true,
    );
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("a link that is not whole says so", async () => {
    await page.goto(page.url().slice(0, -3));
    await page.getByRole("heading", { name: "Länken fungerar inte" }).waitFor();
    await shot("unknown");
  });

  test("a file's link brings the file", async () => {
    const { rows } = await ws.test.pool.query<{ id: string }>("select id from files limit 1");
    const link = (await pages.links.file(rows[0]?.id ?? "")) ?? "";
    const [download] = await Promise.all([page.waitForEvent("download"), page.goto(link).catch(() => undefined)]);
    expect(download.suggestedFilename()).toBe("nummerlista.csv");
  });

  test("the browser had nothing to complain of", () => expect(problems).toEqual([]));
});

/** WCAG's contrast of two opaque colours as the browser gives them. */
function contrast(one: string, other: string): number {
  const light = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker = 0, lighter = 0] = [light(one), light(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}
