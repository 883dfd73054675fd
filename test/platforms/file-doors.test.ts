import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { localApi } from "../support/local-api.ts";
import { officeFile, workbook } from "../support/office.ts";
import { handIn, pagesOf } from "../support/pages.ts";
import { type RunningBot, startRunningBot } from "../support/running-bot.ts";
import { type SlackBot, startSlackBot } from "../support/slack-bot.ts";
import { startTeamsBot, type TeamsBot } from "../support/teams-bot.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

const latin = (text: string): Uint8Array => Buffer.from(text, "latin1");
/** Files that nobody takes, however they come, and a word of why. */
const refused: readonly (readonly [name: string, content: Uint8Array, why: RegExp])[] = [
  ["setup.exe", latin("MZ\x90\0"), /kind of file|filtyp|slag/iu],
  ["lista.xls", latin("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), /\.xlsx/u],
  ["krav.doc", latin("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), /\.docx/u],
  ["visning.ppt", latin("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), /\.pptx/u],
  ["krav.docx", officeFile("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), /macros|makron/iu],
  ["krav.docm", officeFile("[Content_Types].xml", "word/document.xml"), /macros|makron/iu],
  ["nummer.xlsx", latin("MZ\x90\0"), /something else|annat/iu],
];
const taken = ["nummer.xlsx", workbook()] as const;
const keptIn = async ({ pool }: RunningBot["test"]) =>
  (await pool.query<{ name: string }>("select name from files")).rows.map(({ name }) => name);

describe("in Slack", () => {
  let bot: SlackBot;
  beforeAll(async () => {
    bot = await startSlackBot();
    await bot.openSolbacken();
  });
  afterAll(() => bot.stop());

  test.each(refused)("%s is refused in words, and not kept", async (name, content, why) => {
    await bot.slack.upload("karin", "solbacken-kund", name, content);
    await bot.settled();
    expect(bot.slack.reads("karin", "solbacken-kund").at(-1)?.text).toMatch(why);
    expect(await keptIn(bot.test)).toEqual([]);
  });
  test("what is right is taken by the same door", async () => {
    await bot.slack.upload("karin", "solbacken-kund", ...taken);
    await bot.settled();
    expect(await keptIn(bot.test)).toEqual(["nummer.xlsx"]);
  });
});

describe("in a private chat of Teams", () => {
  let bot: TeamsBot;
  beforeAll(async () => {
    bot = await startTeamsBot();
    await bot.openSolbacken();
  });
  afterAll(() => bot.stop());

  test.each(refused)("%s is refused in words, and not kept", async (name, content, why) => {
    await bot.teams.upload("anna", name, content);
    await bot.settled();
    expect(bot.teams.reads("anna", "personal").at(-1)?.text).toMatch(why);
    expect(await keptIn(bot.test)).toEqual([]);
  });
});

describe("of somebody who is in no project", () => {
  const largest = new Uint8Array(9_000_000);
  const refusal = /roll|projekt/u;

  test("in a channel of Slack: words, and nothing is fetched", async () => {
    const bot = await startSlackBot();
    try {
      await bot.openSolbacken();
      bot.slack.addUser({ name: "ulla", realName: "Ulla Ek", guest: "multi-channel" });
      bot.slack.join("ulla", "solbacken-kund");
      await bot.slack.upload("ulla", "solbacken-kund", "nummer.csv", largest);
      await bot.settled();
      expect(bot.slack.reads("ulla", "solbacken-kund").at(-1)?.text).toMatch(refusal);
      expect(bot.slack.calls.filter(({ method }) => method === "files.info")).toEqual([]);
      expect(await keptIn(bot.test)).toEqual([]);
    } finally {
      await bot.stop();
    }
  });

  test("in a private chat of Teams: words, and nothing is fetched", async () => {
    const bot = await startTeamsBot();
    try {
      await bot.openSolbacken();
      bot.teams.addUser({ name: "ulla", realName: "Ulla Ek", guest: true });
      await bot.teams.install("ulla");
      const { status } = await bot.teams.upload("ulla", "nummer.csv", largest);
      expect(status).toBe(200);
      await bot.settled();
      expect(bot.teams.reads("ulla", "personal").at(-1)?.text).toMatch(refusal);
      expect(bot.teams.calls.filter(({ operation }) => operation === "file")).toEqual([]);
      expect(await keptIn(bot.test)).toEqual([]);
      await bot.teams.upload("anna", "nummer.csv", "a;b");
      await bot.settled();
      expect(bot.teams.calls.filter(({ operation }) => operation === "file")).toHaveLength(1);
    } finally {
      await bot.stop();
    }
  });
});

describe("in the local workspace", () => {
  let bot: RunningBot;
  beforeAll(async () => {
    bot = await startRunningBot({ config: {} });
    const api = localApi(() => bot.url);
    await api.conversation("solbacken", false);
    await api.conversation("solbacken-kund", true);
    await api.say("anna", "solbacken", 'open "Solbacken Vård AB" internal:solbacken shared:solbacken-kund');
    expect((await api.say("anna", "solbacken", "team add karin approver")).text).toContain("Karin");
  });
  afterAll(() => bot.stop());
  const drop = async (name: string, content: Uint8Array): Promise<string> => {
    const body = { as: "karin", in: "solbacken-kund", name, contentBase64: Buffer.from(content).toString("base64") };
    const response = await fetch(`${bot.url}/local/api/files`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return response.text();
  };
  test.each(refused)("%s is refused in words, and not kept", async (name, content, why) => {
    expect(await drop(name, content)).toMatch(why);
    expect(await keptIn(bot.test)).toEqual([]);
  });
  test("what is right is taken by the same door", async () => {
    await drop(...taken);
    expect(await keptIn(bot.test)).toEqual(["nummer.xlsx"]);
  });
});

describe("on the hand-in page", () => {
  let ws: Workspace;
  let pages: Awaited<ReturnType<typeof pagesOf>>;
  beforeAll(async () => {
    ws = await openWorkspace();
    await ws.openSolbacken();
    pages = await pagesOf(ws);
  });
  afterAll(async () => {
    await pages?.close();
    await ws?.close();
  });
  const place = {
    platform: "local",
    tenant: "local",
    external: "solbacken-kund",
    name: "solbacken-kund",
    outsiders: true,
    private: false,
  } as const;
  const karin = () =>
    ({
      platform: "local",
      tenant: "local",
      user: "karin",
      name: ws.karin.name,
      staff: false,
      handle: "karin",
    }) as const;
  test.each(refused)("%s is refused in words, and not kept", async (name, content, why) => {
    const response = await handIn((await pages.links.handIn(karin(), place)) ?? "", name, content);
    expect(response.status).toBe(415);
    expect(await response.text()).toMatch(why);
    expect(await keptIn(ws.test)).toEqual([]);
  });
  test("what is right is taken by the same door", async () => {
    await handIn((await pages.links.handIn(karin(), place)) ?? "", ...taken);
    expect(await keptIn(ws.test)).toEqual(["nummer.xlsx"]);
  });
});
