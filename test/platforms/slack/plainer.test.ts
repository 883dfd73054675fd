import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Answer, Dispatch } from "../../../src/bot/incoming.ts";
import type { Block, Content } from "../../../src/messages/content.ts";
import { dayOf } from "../../../src/messages/day.ts";
import { raw } from "../../../src/messages/phrase.ts";
import { plainText } from "../../../src/messages/plain.ts";
import type { Delivery } from "../../../src/messages/platform.ts";
import { createWords } from "../../../src/messages/words.ts";
import { longContents, unpictured } from "../../fixtures/long-contents.ts";
import { keepingInMemory } from "../../support/hosting.ts";

import { startPlatform } from "../../support/slack-bot.ts";

const words = createWords();
const table: Block = {
  kind: "table",
  columns: [{ label: raw("Resa") }, { label: raw("Belopp"), align: "right" }],
  rows: [
    [raw("Uppsala"), raw("3 035,00 kr")],
    [raw("Lund"), raw("90,00 kr")],
  ],
};
const buttons: Block = { kind: "buttons", buttons: [{ id: "go", label: raw("Godkänn"), runs: "status" }] };
const card: Content = { audience: "public", blocks: [{ kind: "heading", text: raw("Resor") }, table, buttons] };
/** Every text that a person reads, wherever in the blocks it stands. */
function textsIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(textsIn);
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    (key === "text" || key === "fallback") && typeof value === "string" ? [value] : textsIn(value),
  );
}
const letters = (text: string): string => text.replace(/&(amp|lt|gt);/gu, "").replace(/[^\p{L}\p{N}]/gu, "");

type Trial = Awaited<ReturnType<typeof startPlatform>>;
let trial: Trial;
let answer: Partial<Answer> = {};
const pressed: unknown[] = [];
const dispatch: Dispatch = {
  async handle(incoming) {
    if (incoming.intent.kind === "press") pressed.push(incoming.intent);
    incoming.shows?.(answer.reply ?? { audience: "public", blocks: [] }, answer.alone === true);
    return { outcome: "done", language: "sv", caused: [], repeated: false, ...answer };
  },
  async system() {},
};
const deliver = (message: string, content: Content, more: Partial<Delivery> = {}) =>
  trial.platform.platform.deliver({
    ...{ message, revision: 1, language: "sv", content, saidAt: Date.now() },
    to: { platform: "slack", tenant: trial.slack.home.id, conversation: trial.slack.channel("solbacken-kund").id },
    ...more,
  });
const kindsOf = (message: { readonly blocks: readonly { readonly type: string }[] } | undefined) =>
  message?.blocks.map(({ type }) => type);
const posted = () => trial.slack.messages("solbacken-kund");
const callsTo = (method: string) => trial.slack.calls.filter((call) => call.method === method);

describe.each([
  { lacks: ["table"] },
  { lacks: ["table", "rich_text", "header", "context"] },
  { lacks: ["table", "rich_text", "header", "context", "section"] },
])("where Slack takes no $lacks", ({ lacks }) => {
  beforeAll(async () => {
    trial = await startPlatform(dispatch, { pace: 0, standIn: { rates: "none", lacks } });
  });
  afterAll(() => trial.stop());

  test.each(longContents)("%s arrives whole, with its buttons", async (name, content) => {
    const before = posted().length;
    expect(await deliver(name, { ...content, audience: "public" })).toMatchObject({ outcome: "sent" });
    const ids = content.blocks.flatMap((block) =>
      block.kind === "buttons" ? block.buttons.map(({ id }) => `press:${id}`) : [],
    );
    const shown = posted().slice(before);
    const drawn = letters(
      shown.flatMap(({ text, blocks }) => (blocks.length === 0 ? [text] : textsIn(blocks))).join(""),
    );
    const today = dayOf(Date.now(), "Europe/Stockholm");
    const said = plainText(words, "sv", unpictured(content), today).split("\n");
    for (const text of said.flatMap((line) => line.split(/ \| |: /u))) {
      expect(drawn.includes(letters(text)), text.slice(0, 100)).toBe(true);
    }
    if (lacks.includes("section")) return;
    expect([...JSON.stringify(shown.at(-1)?.blocks).matchAll(/press:[^"]+/gu)].map(([id]) => id)).toEqual(ids);
  });
});

describe("a workspace without tables", () => {
  const keeping = keepingInMemory();
  const start = async (lacks: readonly string[] = ["table"]) => {
    trial = await startPlatform(dispatch, { pace: 0, keeping, standIn: { rates: "none", lacks } });
  };
  beforeEach(() => {
    answer = {};
  });
  afterEach(() => trial.stop());

  test("hears of it once: the next table is text at once, also after a restart, and the log said it once", async () => {
    await start();
    await deliver("m1", card);
    expect(callsTo("chat.postMessage").map((call) => (call.answer as { ok: boolean }).ok)).toEqual([false, true]);
    await deliver("m2", card);
    expect(callsTo("chat.postMessage")).toHaveLength(3);
    expect(trial.troubles).toEqual([expect.stringContaining("plainer")]);
    await trial.stop();
    await start();
    await deliver("m3", card);
    expect(callsTo("chat.postMessage")).toHaveLength(1);
    const [message] = posted();
    expect(kindsOf(message)).toEqual(["header", "rich_text", "actions"]);
    expect(JSON.stringify(message?.blocks)).toContain("Lund        90,00 kr");
    if (message !== undefined) await trial.slack.press("karin", message, "Godkänn");
    expect(pressed.at(-1)).toMatchObject({ button: "go" });
  });

  test("an edit is made all the same, and what one person alone may see is shown", async () => {
    await start([]);
    const sent = await deliver("m4", card);
    expect(kindsOf(posted().at(-1))).toContain(sent.outcome === "sent" ? "actions" : "");
    trial.slack.lack(["table"]);
    expect(await deliver("m4", card, { revision: 2, sent: sent.outcome === "sent" ? sent.id : "" })).toEqual(sent);
    expect(await deliver("m5", card, { visibleTo: trial.slack.user("karin").id })).toMatchObject({ outcome: "sent" });
    expect(trial.slack.ephemerals("solbacken-kund").at(-1)?.text).toContain("Uppsala");
  });
});

describe("what no Web API call says was taken", () => {
  const reply = { audience: "public", blocks: [table] } as const;
  const inPlace = { reply, replyId: "11111111-1111-4111-8111-111111111111", shownBy: "platform" } as const;
  afterEach(() => trial.stop());

  test("an acknowledgement has its tables as text until one has been taken in the workspace", async () => {
    trial = await startPlatform(dispatch, { pace: 0, standIn: { rates: "none" } });
    answer = inPlace;
    expect(kindsOf((await trial.slack.command("anna", "solbacken", "travel")).answer)).toEqual(["rich_text"]);
    await deliver("m1", card);
    expect(kindsOf((await trial.slack.command("anna", "solbacken", "travel")).answer)).toEqual(["table"]);
    trial.slack.lack(["table"]);
    await deliver("m2", card);
    const acked = await trial.slack.command("anna", "solbacken", "travel");
    expect([acked.refused, kindsOf(acked.answer)]).toEqual([undefined, ["rich_text"]]);
  });

  test("further parts come by the command's own address, plainer where Slack refuses them", async () => {
    trial = await startPlatform(dispatch, { pace: 0, standIn: { rates: "none" } });
    await deliver("m1", card);
    trial.slack.lack(["table"]);
    const rows = Array.from({ length: 90 }, (_, row) => [raw(`Resa ${row}`), raw("x".repeat(10))]);
    const long = { ...table, rows } as Block;
    answer = {
      ...inPlace,
      reply: { audience: "public", blocks: [{ kind: "text", text: raw("x ".repeat(5_800)) }, long] },
    };
    await trial.slack.command("anna", "solbacken", "travel");
    const last = () => JSON.stringify(trial.slack.messages("solbacken").at(-1)?.blocks ?? []);
    for (let tries = 0; tries < 200 && !last().includes("Resa 89"); tries += 1)
      await new Promise((done) => setTimeout(done, 10));
    expect(last()).toContain("Resa 89");
  });

  test("further parts that do not come are told of, to who asked", async () => {
    trial = await startPlatform(dispatch, { pace: 0, standIn: { rates: "none" } });
    const text = raw("x ".repeat(5_800));
    answer = {
      ...inPlace,
      reply: {
        audience: "public",
        blocks: [
          { kind: "text", text },
          { kind: "heading", text },
        ],
      },
    };
    trial.slack.trouble("response_url", { kind: "status", status: 500 });
    await trial.slack.command("anna", "solbacken", "travel");
    const alone = () => trial.slack.ephemerals("solbacken").map((one) => one.text);
    for (let tries = 0; tries < 200 && alone().length === 0; tries += 1)
      await new Promise((done) => setTimeout(done, 10));
    expect(alone()).toEqual([expect.stringContaining("ref abc123")]);
  });
});
