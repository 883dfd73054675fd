import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { typeable } from "../../src/bot/lines/typeable.ts";
import { createRegistry } from "../../src/bot/registry.ts";
import type { Block, Form } from "../../src/messages/content.ts";
import { phrase, raw } from "../../src/messages/phrase.ts";
import { openBrowser } from "../support/browser.ts";
import { agreements, commands } from "../support/commands.ts";
import { type LocalWorkspace, type Script, startLocalWorkspace } from "../support/local-workspace.ts";

const form: Form = {
  id: "1b4e28ba-2fa1-11d2-883f-0016d3cca427",
  title: phrase("summary.log"),
  fields: [{ name: "time", label: "field.time", type: "text", required: true }],
};
const filesForm: Form = {
  id: "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
  title: phrase("summary.data.hand-in"),
  fields: [
    {
      name: "files",
      label: "field.files",
      type: "files",
      required: false,
      value: "f1",
      options: [{ value: "f1", label: raw("förut.pdf") }],
    },
    { name: "note", label: "field.note", type: "longtext", required: false },
  ],
};
const columns = ["Paket", "Ingår", "Använt", "Kvar", "Täckt", "Ej avtalat"].map((label, index) => ({
  label: raw(label),
  ...(index === 0 ? {} : { align: "right" as const }),
}));
const table: Block = {
  kind: "table",
  columns,
  rows: [
    ["Konfiguration av växeln och svarsgrupper", "12 h", "10 h 30 min", "1 h 30 min", "2 h 30 min", "14 h 45 min"].map(
      raw,
    ),
  ],
};
const blocks: Readonly<Record<string, readonly Block[]>> = {
  table: [{ kind: "heading", text: raw("Läget") }, table],
  line: [{ kind: "line", line: "team add <namn> godkännare" }],
  buttons: [
    {
      kind: "buttons",
      buttons: ["one", "two"].map((id) => ({ id, label: raw(id), runs: "log", values: {} })),
    },
  ],
};
const script: Script = ({ intent }) => {
  if (intent.kind === "press") return {};
  if (intent.kind === "form" && intent.values.note === "för sent") {
    said += 1;
    const content = {
      audience: "public" as const,
      blocks: [{ kind: "text" as const, text: raw("Projektet är stängt.") }],
    };
    return {
      outcome: "refused",
      form: filesForm,
      says: [{ id: `m${said}`, in: "kontoret", content, visibleTo: "anna" }],
    };
  }
  if (intent.kind !== "line") return {};
  if (intent.text === "form") return { form };
  if (intent.text === "filer") return { form: filesForm };
  said += 1;
  const shown = blocks[intent.text] ?? [{ kind: "text", text: raw(`Svar på ${intent.text}`) }];
  return { says: [{ id: `m${said}`, in: "kontoret", content: { audience: "public", blocks: shown } }] };
};
let said = 0;
const registry = createRegistry(commands, agreements);

describe("the local page and its people", { timeout: 90_000 }, () => {
  let workspace: LocalWorkspace;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
  }, 60_000);
  afterAll(() => browser?.close());
  beforeEach(async () => {
    workspace = await startLocalWorkspace(script, {
      typeable: (typist, language) => typeable(registry, typist, language),
    });
    context = await browser.newContext({ locale: "sv-SE", viewport: { width: 1200, height: 800 } });
    context.setDefaultTimeout(8_000);
    page = await opened();
  });
  afterEach(async () => {
    await context.close();
    await workspace.stop();
    expect(problems).toEqual([]);
  });

  async function opened(): Promise<Page> {
    const one = await context.newPage();
    one.on("pageerror", (error) => problems.push(error.message));
    await one.goto(workspace.url);
    await one.locator("[data-person][aria-current=true]").waitFor();
    await one.locator("[data-channel][aria-current=true]").waitFor();
    return one;
  }
  async function actAs(person: string, on = page): Promise<void> {
    await on.click(`[data-person=${person}]`);
    await on.locator(`[data-person=${person}][aria-current=true]`).waitFor();
    await on.locator(`[data-channel=dm-${person}]`).waitFor();
  }
  async function type(line: string): Promise<void> {
    await page.fill("#line", line);
    await page.press("#line", "Enter");
  }
  const toSay = (text: string) => page.locator("article.bot", { hasText: text }).last().waitFor();
  const lineNow = () => page.inputValue("#line");
  const focused = (on = page) =>
    on.evaluate<string>(
      "document.activeElement.dataset.action ?? document.activeElement.dataset.channel ?? document.activeElement.id",
    );

  test("history is a person's own: arrow up brings nobody what another one wrote", async () => {
    await type("annas rad");
    await toSay("annas rad");
    await actAs("erik");
    await page.press("#line", "ArrowUp");
    expect(await lineNow()).toBe("");
    await actAs("anna");
    await page.press("#line", "ArrowUp");
    expect(await lineNow()).toBe("annas rad");
  });

  test("a draft is a person's own, also while there is no contact", async () => {
    await page.fill("#line", "halv rad");
    await actAs("erik");
    expect(await lineNow()).toBe("");
    await context.setOffline(true);
    await page.click("[data-person=karin]");
    expect(await lineNow()).toBe("");
    await page.click("[data-person=anna]");
    expect(await lineNow()).toBe("halv rad");
    await context.setOffline(false);
  });

  test("a form that was closed is offered to nobody but its person, with what was typed, also when the page is loaded again", async () => {
    await type("form");
    await page.locator("#form-dialog").waitFor();
    await page.fill("#field-time", "45m");
    await page.keyboard.press("Escape");
    await page.locator("#resume").waitFor();
    await actAs("erik");
    expect(await page.locator("#resume").isVisible()).toBe(false);
    await type("form");
    await page.locator("#form-dialog").waitFor();
    expect(await page.inputValue("#field-time")).toBe("");
    await page.keyboard.press("Escape");
    await actAs("anna");
    await page.reload();
    await page.click("#resume");
    expect(await page.inputValue("#field-time")).toBe("45m");
    await page.click("#form-send");
    await page.locator("#form-dialog").waitFor({ state: "hidden" });
    expect(workspace.handled.at(-1)).toMatchObject({ account: { user: "anna" }, intent: { values: { time: "45m" } } });
    expect(await page.locator("#resume").isVisible()).toBe(false);
    await page.reload();
    await page.locator("#line").waitFor();
    expect(await page.locator("#resume").isVisible()).toBe(false);
  });

  const named = (name: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(`i ${name}`) });
  const broughtNames = () => {
    const { intent } = workspace.handled.at(-1) ?? expect.fail();
    return intent.kind === "form"
      ? [intent.values.files, intent.files?.map(({ name, content }) => [name, Buffer.from(content).toString()])]
      : [];
  };

  test("D6: a form takes files, several, beside those that have come; refused as a whole it says why and keeps them", async () => {
    await type("filer");
    await page.locator("#form-dialog").waitFor();
    expect(await page.isChecked("#field-files input[value=f1]")).toBe(true);
    await page.setInputFiles("#field-files-new", [named("a.txt"), named("b.txt")]);
    expect(await page.locator("#field-files").textContent()).toContain("a.txt, b.txt");
    await page.fill("#field-note", "för sent");
    await page.click("#form-send");
    await page.locator("#form-error", { hasText: "Projektet är stängt." }).waitFor();
    await page.fill("#field-note", "nu");
    await page.click("#form-send");
    await page.locator("#form-dialog").waitFor({ state: "hidden" });
    const both = [
      ["a.txt", "i a.txt"],
      ["b.txt", "i b.txt"],
    ];
    expect(broughtNames()).toEqual(["f1", both]);
  });

  test("several files dropped at once are all handed in", async () => {
    await page.setInputFiles("#file", [named("a.txt"), named("b.txt")]);
    await page.locator("article.person", { hasText: "b.txt" }).waitFor();
    expect(workspace.handled.map(({ intent }) => (intent.kind === "file" ? intent.name : ""))).toEqual([
      "a.txt",
      "b.txt",
    ]);
  });

  test("a tab keeps its person and place, whatever another tab does; a new one begins as the last", async () => {
    const other = await opened();
    await actAs("karin", other);
    await page.bringToFront();
    await page.locator("[data-channel=dm-anna]").click();
    await page.reload();
    await page.locator("[data-person=anna][aria-current=true]").waitFor();
    expect(await page.locator("[data-channel=dm-anna]").getAttribute("aria-current")).toBe("true");
    await other.bringToFront();
    await other.reload();
    await other.locator("[data-person=karin][aria-current=true]").waitFor();
  });

  test("without contact, what stands under a header is that channel's, and nothing of the one before it", async () => {
    await type("hemligt");
    await toSay("Svar på hemligt");
    await context.setOffline(true);
    await page.click("[data-channel=dm-anna]");
    await page.locator("#notice").waitFor();
    expect(await page.locator("#messages").textContent()).toBe("");
    await page.click("[data-channel=kontoret]");
    expect(await page.locator("#messages").textContent()).toContain("Svar på hemligt");
    await page.click("[data-person=karin]");
    expect(await page.locator("#messages").textContent()).toBe("");
    expect(await page.locator("[data-channel=kontoret]").count()).toBe(0);
    await context.setOffline(false);
    await page.locator("[data-channel=dm-karin]").waitFor({ timeout: 60_000 });
  });

  test("the sidebar holds long names", async () => {
    const id = `solbacken-${"lang".repeat(17)}`;
    await workspace.post("/local/api/conversations", { id, name: id, shared: true });
    const channel = page.locator(`[data-channel=${id}]`);
    await channel.waitFor();
    const side = await page.evaluate<number[]>(
      "[document.querySelector('#side').scrollWidth, document.querySelector('#side').clientWidth]",
    );
    expect(side[0]).toBeLessThanOrEqual(side[1] ?? 0);
    expect(await channel.locator(".badge").isVisible()).toBe(true);
    expect(await channel.locator(".about").getAttribute("title")).toBe(id);
  });

  test("focus survives what others say and do, a press and a move of the clock", async () => {
    await type("buttons");
    const button = page.locator("[data-action=two]");
    await button.focus();
    await workspace.post("/local/api/messages", { as: "erik", in: "kontoret", text: "hej" });
    await toSay("Svar på hej");
    expect(await focused()).toBe("two");
    await page.keyboard.press("Enter");
    await page.locator("[aria-busy]").waitFor({ state: "detached" });
    expect(await focused()).toBe("two");
    await page.locator("[data-channel=dm-anna]").focus();
    await workspace.post("/local/api/conversations", { id: "ny", name: "ny", shared: false });
    await page.locator("[data-channel=ny]").waitFor();
    expect(await focused()).toBe("dm-anna");
    await page.locator("[data-advance=P1D]").focus();
    await page.keyboard.press("Enter");
    await page.locator("#now", { hasText: "24 nov" }).waitFor();
    await page.locator("[aria-busy]").waitFor({ state: "detached" });
    expect(await page.evaluate("document.activeElement.dataset.advance")).toBe("P1D");
  });

  test.each(["light", "dark"] as const)("every text is readable (4.5:1) in %s", async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await type("table");
    await toSay("Läget");
    expect(await page.evaluate<string[]>(faintTexts)).toEqual([]);
  });

  test("headings go down one step at a time", async () => {
    await type("table");
    await toSay("Läget");
    const levels = await page.evaluate<number[]>(
      "[...document.querySelectorAll('h1,h2,h3,h4')].map(({ tagName }) => +tagName[1])",
    );
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  test("at 390 pixels every column of a table is seen with its label; where there is room it is a table", async () => {
    await type("table");
    await toSay("Läget");
    const cell = page.getByRole("cell", { name: "14 h 45 min" });
    expect(await page.locator(".stacked").count()).toBe(0);
    await page.setViewportSize({ width: 390, height: 780 });
    await page.locator(".stacked").waitFor();
    for (const column of ["Kvar", "Ej avtalat"]) {
      const box = await page.locator(`td[data-label="${column}"]`).boundingBox();
      expect((box?.x ?? 999) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
    }
    expect(await cell.isVisible()).toBe(true);
    await page.setViewportSize({ width: 1200, height: 800 });
    await page.locator(".stacked").waitFor({ state: "detached" });
  });

  test("a command is completed with Tab, then its verb; Enter sends what stands there, and arrow up still is history", async () => {
    await type("hej");
    await toSay("Svar på hej");
    await page.keyboard.type("kra");
    const option = page.getByRole("option");
    await option.first().waitFor();
    expect(await option.first().textContent()).toMatch(/^krav\S/);
    await page.keyboard.press("Tab");
    expect(await lineNow()).toBe("krav ");
    await option.nth(1).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const second = await option.nth(1).locator("code").textContent();
    expect(await option.nth(1).getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Enter");
    expect(await lineNow()).toBe(`${second} `);
    await page.fill("#line", "statu");
    await option.first().waitFor();
    await page.keyboard.press("Escape");
    expect(await option.count()).toBe(0);
    await page.keyboard.press("Enter");
    await toSay("Svar på statu");
    await page.keyboard.type("log");
    await option.first().waitFor();
    await page.keyboard.press("ArrowUp");
    expect(await lineNow()).toBe("statu");
  });

  test("nothing is offered to a customer that is not theirs to type (A1)", async () => {
    await actAs("karin");
    await page.keyboard.type("l");
    await page.fill("#line", "s");
    await page.getByRole("option", { name: "status" }).waitFor();
    const { body } = await workspace.get("/local/api/lines?as=karin&in=dm-karin&language=en");
    const lines = body.lines.map(({ line }: { line: string }) => line);
    expect(lines).toContain("help");
    for (const staffs of ["log", "invoice", "portfolio", "open"]) expect(lines).not.toContain(staffs);
    expect((await workspace.get("/local/api/lines?as=karin&in=nowhere&language=en")).status).toBe(404);
  });

  test("Använd raden selects the first placeholder, to be typed over", async () => {
    await type("line");
    await page.locator("[data-part]", { hasText: "Använd raden" }).click();
    await page.keyboard.type("karin");
    expect(await lineNow()).toBe("team add karin godkännare");
  });
});

/** Each visible text whose colour is too near to what is behind it. */
const faintTexts = `(() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const painted = (colors) => {
    canvas.clearRect(0, 0, 1, 1);
    for (const color of colors) { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); }
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b].map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (element) => (element ? [...behind(element.parentElement), getComputedStyle(element).backgroundColor] : []);
  return [...document.querySelectorAll("body *")].flatMap((element) => {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
    if (!own || !element.checkVisibility({ visibilityProperty: true })) return [];
    const ground = behind(element);
    const [a, b] = [light(painted(ground)), light(painted([...ground, getComputedStyle(element).color]))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return ratio < 4.5 ? [element.className + " " + element.textContent.slice(0, 20) + " " + ratio.toFixed(2)] : [];
  });
})()`;
