import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Answer, Dispatch, Incoming } from "../../../src/bot/incoming.ts";
import type { Content, Form, Reply } from "../../../src/messages/content.ts";
import { phrase, raw } from "../../../src/messages/phrase.ts";
import type { Standing } from "../../../src/messages/platform.ts";
import type { Message } from "../../support/teams/index.ts";
import { startPlatform } from "../../support/teams-bot.ts";

const handled: Incoming[] = [];
/** Whether somebody may, which is asked before what it is about. */
const mays: Incoming[] = [];
/** What the bot behind the platform answers; a reply is offered to the platform to take over, as the house does. */
let answer: Partial<Answer> = {};
let standing: Standing | undefined;
let page: string | undefined = "https://startklar.example/in/1";
const dispatch: Dispatch = {
  async handle(incoming) {
    (incoming.intent.kind === "may" ? mays : handled).push(incoming);
    const { reply, alone = false } = answer;
    const shownBy = reply === undefined ? undefined : incoming.shows?.(reply, alone);
    return { outcome: "done", language: "sv", caused: [], repeated: false, ...answer, shownBy };
  },
  async system() {},
};
let bot: Awaited<ReturnType<typeof startPlatform>>;
beforeAll(async () => {
  bot = await startPlatform(dispatch, {
    messageOf: async () => standing,
    links: { reached: true, fetched: false, file: async () => undefined, handIn: async () => page },
  });
  await bot.teams.introduce();
});
afterAll(() => bot.stop());
beforeEach(() => {
  handled.length = 0;
  answer = {};
  standing = undefined;
});

const text = (words: string): Content => ({ audience: "public", blocks: [{ kind: "text", text: raw(words) }] });
const buttons: Content = {
  audience: "public",
  takesFiles: true,
  blocks: [
    { kind: "text", text: raw("Förändring F1") },
    {
      kind: "buttons",
      buttons: [
        { id: "approve", label: raw("Godkänn"), runs: "change approve" },
        { id: "reject", label: raw("Avslå"), runs: "change reject", asks: true },
      ],
    },
  ],
};
const form: Form = {
  id: "form-1",
  title: raw("Avslå förändringen"),
  fields: [
    { name: "note", label: "field.note", type: "longtext", required: true },
    { name: "on", label: "field.on", type: "day", required: false },
  ],
};
const where = "solbacken-kund";

async function posted(content = buttons, message = "m-1"): Promise<Message> {
  const { id, tenant } = bot.teams.conversation(where);
  const to = { platform: "teams" as const, tenant, conversation: id };
  await bot.platform.platform.deliver({ message, revision: 1, to, language: "sv", content, saidAt: Date.now() });
  const found = bot.teams.messages(where).at(-1);
  if (found === undefined) throw new Error("Nothing was posted");
  return found;
}

describe("lines", () => {
  test("a line in a channel is read after the mention, and its reply belongs to its thread", async () => {
    const { teams } = bot;
    const first = await teams.say("anna", "solbacken", "status");
    expect(handled.at(-1)).toMatchObject({
      intent: { kind: "line", text: "status" },
      thread: first.sent.id,
      forms: false,
    });
    await teams.say("erik", "solbacken", "log 2h", { thread: String(first.sent.id) });
    expect(handled.at(-1)).toMatchObject({
      intent: { kind: "line", text: "log 2h" },
      thread: first.sent.id,
      account: { name: "Erik Holm", staff: true },
    });
    expect(handled.at(-1)?.conversation.external).toBe(teams.conversation("solbacken").id);
  });

  test("a line in a group chat belongs to no thread, one in a private chat needs no mention", async () => {
    await bot.teams.say("karin", where, "status");
    expect(handled.at(-1)?.thread).toBeUndefined();
    await bot.teams.say("anna", "personal", "portfolio");
    expect(handled.at(-1)).toMatchObject({
      intent: { kind: "line", text: "portfolio" },
      conversation: { private: true, outsiders: false },
    });
  });

  test("A1: an answer that nothing has stored is told to the one who asked alone, in a channel too", async () => {
    answer = { outcome: "failed", alone: true, reply: { ...text("Det gick inte att spara"), to: "person" } };
    await bot.teams.say("anna", where, "log 2h configuration");
    expect(bot.teams.reads("anna", where).map((one) => one.text)).toContain("Det gick inte att spara");
    for (const other of ["erik", "karin"])
      expect(bot.teams.reads(other, where).map((one) => one.text)).not.toContain("Det gick inte att spara");
  });

  test("somebody who is mentioned is found by the name that lines know", async () => {
    await bot.teams.say("anna", where, "team add @karin approver");
    expect(handled.at(-1)?.intent).toEqual({ kind: "line", text: "team add @karin approver" });
  });

  test("what is not said to the bot is not read", async () => {
    const { sent } = await bot.teams.say("anna", where, "status");
    handled.length = 0;
    const nobody = { ...sent, id: "1", entities: [], text: "<at>Startklar</at> log 9h" };
    expect((await bot.teams.raw(nobody)).status).toBe(200);
    const robot = { ...sent, id: "2", from: { id: "28:another", name: "Robot", role: "bot" } };
    expect((await bot.teams.raw(robot)).status).toBe(200);
    expect(handled).toEqual([]);
  });

  test("nobody is taken for staff while Teams does not say who they are", async () => {
    const { teams } = bot;
    const { sent } = await teams.say("anna", where, "status");
    const nils = teams.addUser({ name: "nils", realName: "Nils Ö" });
    handled.length = 0;
    const from = { id: nils.id, name: "Nils Ö", aadObjectId: nils.aad };
    await teams.raw({ ...sent, id: "3", from });
    expect(handled).toEqual([]);
  });
});

describe("buttons", () => {
  test("a press brings our ids, and cannot open a form", async () => {
    const message = await posted();
    await bot.teams.press("karin", message, "Godkänn");
    expect(handled.at(-1)).toMatchObject({
      intent: { kind: "press", message: "m-1", button: "approve" },
      forms: false,
      account: { staff: false },
    });
  });

  test("a client that knows no such button brings the same ids in a message", async () => {
    const message = await posted();
    answer = { replyId: "m-3", reply: text("F1 är godkänd") };
    const { status } = await bot.teams.press("karin", message, "Godkänn", { older: true });
    expect(status).toBe(200);
    expect(handled.at(-1)).toMatchObject({
      intent: { kind: "press", message: "m-1", button: "approve" },
      account: { staff: false },
    });
    expect((await bot.teams.press("karin", message, "Avslå", { older: true })).status).toBe(200);
  });

  test.each([
    { what: "opens a page", value: { open: "hand-in" } },
    { what: "shows", value: { open: "show", message: "m-1" } },
    { what: "is nobody's", value: { vote: 1 } },
  ])("a client that sends a button that $what as a message hears that nothing came of it", async ({ value }) => {
    const message = await posted();
    const { sent } = await bot.teams.press("karin", message, "Godkänn", { older: true });
    handled.length = 0;
    await bot.teams.raw({ ...sent, id: "f:odd", value });
    expect(handled.map(({ intent }) => intent)).toEqual([{ kind: "press", message: "", button: "" }]);
    handled.length = 0;
    await bot.teams.raw({ ...sent, id: "f:typed", text: "hello", value });
    expect(handled).toEqual([]);
  });

  test("the card is drawn anew where the press changed it", async () => {
    const message = await posted();
    const { tenant: _, id: conversation } = bot.teams.conversation(where);
    standing = { content: text("Godkänd av Karin"), language: "sv", conversation, saidAt: Date.now() };
    answer = { caused: ["m-1", "m-2"], replyId: "m-2", reply: text("F1 är godkänd") };
    const { card, shown } = await bot.teams.press("karin", message, "Godkänn");
    expect(JSON.stringify(card)).toContain("Godkänd av Karin");
    expect(shown).toBeUndefined();
  });

  test("A1: a message of another conversation is never drawn in answer to a press", async () => {
    const message = await posted();
    standing = {
      content: text("Internt"),
      language: "sv",
      conversation: "19:internal@thread.tacv2",
      saidAt: Date.now(),
    };
    answer = { caused: ["m-1"], replyId: "m-2", reply: text("F1 är godkänd") };
    const acked = await bot.teams.press("karin", message, "Godkänn");
    expect(JSON.stringify(acked.body)).not.toContain("Internt");
    expect(acked.shown).toBe("Klart.");
  });

  test("what only the presser may read is said under the card, and by nobody else", async () => {
    const message = await posted();
    answer = {
      outcome: "refused",
      alone: true,
      replyId: "m-3",
      reply: { ...text("Bara en godkännare kan godkänna"), to: "person" },
    };
    expect((await bot.teams.press("johan", message, "Godkänn")).shown).toBe("Bara en godkännare kan godkänna");
  });

  test("what is too long for that is left to the way out", async () => {
    const message = await posted();
    const reply: Reply = { ...buttons, to: "person" };
    answer = { alone: true, replyId: "m-4", reply };
    expect((await bot.teams.press("johan", message, "Godkänn")).shown).toBe("Svaret står i konversationen.");
  });

  test.each([
    ["data that is none", "x"],
    ["no data", undefined],
    ["numbers", { message: 1, button: 2 }],
    ["ids without end", { message: "m".repeat(5_000), button: "b" }],
  ])("a forged press with %s is a press of nothing", async (_what, data) => {
    const message = await posted();
    answer = { outcome: "refused", alone: true, reply: text("Knappen är gammal") };
    const { shown } = await bot.teams.press("karin", message, {
      type: "Action.Execute",
      verb: "press",
      title: "x",
      data,
    });
    expect(handled.at(-1)?.intent).toEqual({ kind: "press", message: "", button: "" });
    expect(shown).toBe("Knappen är gammal");
  });

  test("a press that is sent again has the same key; another person's has another", async () => {
    const message = await posted();
    const first = await bot.teams.press("karin", message, "Godkänn");
    await bot.teams.retry(first);
    expect(handled[1]?.key).toBe(handled[0]?.key);
    const other = await bot.teams.press("johan", message, "Godkänn");
    expect(handled[2]?.key).not.toBe(handled[0]?.key);
    await bot.teams.raw({ ...first.sent, from: other.sent.from });
    expect(handled[3]?.account.user).toBe(handled[2]?.account.user);
    expect(handled[3]?.key).not.toBe(handled[0]?.key);
  });
});

describe("dialogs", () => {
  async function opened(who = "karin") {
    const message = await posted();
    answer = { form };
    const { dialog } = await bot.teams.press(who, message, "Avslå");
    if (dialog === undefined) throw new Error("No dialog");
    answer = {};
    handled.length = 0;
    return dialog;
  }

  test("a button that asks opens its form", async () => {
    const dialog = await opened();
    expect(dialog.title).toBe("Avslå förändringen");
    expect(Object.keys(dialog.values)).toEqual(expect.arrayContaining(["note", "on"]));
  });

  test("what is filled in comes as it would be typed; the dialog closes", async () => {
    const dialog = await opened();
    answer = { replyId: "m-9", reply: text("F1 är avslagen") };
    const acked = await bot.teams.submit("karin", dialog, { note: "För dyrt", on: "2026-12-04" });
    expect(handled.at(-1)?.intent).toEqual({
      kind: "form",
      form: "form-1",
      values: { note: "För dyrt", on: "2026-12-04" },
    });
    expect(acked.status).toBe(200);
    expect(bot.teams.dialog("karin")).toBeUndefined();
  });

  test("what is wrong stands in the dialog, and nothing typed is lost", async () => {
    const dialog = await opened();
    answer = { outcome: "invalid", errors: { note: phrase("form.unknown") } };
    const { dialog: again } = await bot.teams.submit("karin", dialog, { note: "För dyrt <b>", on: "2026-12-04" });
    expect(again?.values).toMatchObject({ note: "För dyrt <b>", on: "2026-12-04" });
    expect(again?.text).toContain("Jag känner inte igen formuläret");
  });

  test("a refused form comes back filled in, with why", async () => {
    const dialog = await opened();
    answer = {
      outcome: "refused",
      alone: true,
      replyId: "m-9",
      reply: { ...text("Den är redan avgjord"), to: "person" },
      form,
    };
    const { dialog: again } = await bot.teams.submit("karin", dialog, { note: "För dyrt" });
    expect(again?.text).toContain("Den är redan avgjord");
    expect(again?.values.note).toBe("För dyrt");
  });

  test("what only the person may read is read in the dialog", async () => {
    const dialog = await opened();
    answer = { alone: true, replyId: "m-9", reply: { ...text("Bara för dig"), to: "person" } };
    expect((await bot.teams.submit("karin", dialog, { note: "x" })).shown).toBe("Bara för dig");
  });

  test("a dialog submitted twice comes with both keys, so that the second hears of the first", async () => {
    const dialog = await opened();
    const first = await bot.teams.submit("karin", dialog, { note: "x" });
    await bot.teams.retry(first);
    expect(handled[1]?.key).toBe(handled[0]?.key);
    await bot.teams.submit("karin", dialog, { note: "x" }, { forged: true });
    expect(handled[2]?.key).not.toBe(handled[0]?.key);
  });

  test("somebody else's dialog comes as theirs who sent it: the bot sees that they did not open it", async () => {
    const dialog = await opened("karin");
    await bot.teams.submit("johan", dialog, { note: "x" }, { forged: true });
    expect(handled.at(-1)?.account.user).toBe(bot.teams.user("johan").id);
  });

  test.each([
    ["unknown", { form: "form-unknown", note: "x" }],
    ["not an id", { form: "../../x", note: "x" }],
    ["no text", { form: { a: 1 } }],
    ["missing", { note: "x" }],
  ])("a form that is %s has no effect", async (_what, data) => {
    const dialog = await opened();
    const { sent } = await bot.teams.submit("karin", dialog, { note: "x" });
    handled.length = 0;
    const { body } = await bot.teams.raw({ ...sent, id: "f:forged", value: { data } });
    expect(JSON.stringify(body)).toContain("Jag känner inte igen formuläret");
    expect(handled).toEqual([]);
  });

  test("a form of another conversation has no effect", async () => {
    const dialog = await opened();
    const { sent } = await bot.teams.submit("karin", dialog, { note: "x" });
    const { sent: elsewhere } = await bot.teams.say("anna", "solbacken", "status");
    handled.length = 0;
    await bot.teams.raw({
      ...sent,
      id: "f:forged",
      from: elsewhere.from,
      conversation: elsewhere.conversation,
      channelData: elsewhere.channelData,
    });
    expect(handled).toEqual([]);
  });

  test("Hand in file leads to a page for one file, or says what is missing", async () => {
    mays.length = 0;
    const message = await posted();
    const { dialog } = await bot.teams.press("karin", message, "Lämna in fil");
    expect(JSON.stringify(dialog?.card)).toContain("https://startklar.example/in/1");
    page = undefined;
    expect((await bot.teams.press("karin", message, "Lämna in fil")).shown).toContain("PUBLIC_URL");
    page = "https://startklar.example/in/1";
    expect(mays.splice(0).map(({ intent }) => intent)).toEqual(Array(2).fill({ kind: "may" }));
    answer = {
      outcome: "refused",
      alone: true,
      reply: { ...text("Det är inte ditt att göra"), to: "person" },
      replyId: "m-7",
    };
    const refused = await bot.teams.press("karin", message, "Lämna in fil");
    expect(refused.shown).toContain("Det är inte ditt att göra");
    expect(JSON.stringify(refused)).not.toContain("startklar.example/in");
  });
});

describe("the message action", () => {
  test("a message becomes a change request's text, with a link back to it", async () => {
    await bot.teams.say("karin", where, "Kan vi få <fler> anknytningar & svar?", { mention: false });
    const message = bot.teams.messages(where).at(-1) as Message;
    handled.length = 0;
    answer = { form };
    const { dialog } = await bot.teams.messageAction("anna", message, "makeChange");
    expect(dialog?.title).toBe("Avslå förändringen");
    const intent = handled.at(-1)?.intent;
    expect(intent).toMatchObject({ kind: "ask", runs: "change ask" });
    expect(intent?.kind === "ask" ? intent.values.wish : "").toMatch(
      /^Kan vi få <fler> anknytningar & svar\?\n\nhttps:\/\/teams\.microsoft\.com\//,
    );
    answer = { replyId: "m-9", reply: text("F2") };
    if (dialog !== undefined) await bot.teams.submit("anna", dialog, { note: "x" });
    expect(handled.at(-1)?.intent.kind).toBe("form");
  });

  test("another action is none of ours", async () => {
    const message = await posted();
    expect((await bot.teams.messageAction("anna", message, "openTheVault")).shown).toContain("Jag känner inte igen");
    expect(handled).toEqual([]);
  });
});

describe("files in a private chat", () => {
  test("a dropped file is handed in, byte for byte", async () => {
    await bot.teams.upload("anna", "nummer.csv", "a;b\n1;2\n");
    const intent = handled.at(-1)?.intent;
    expect(intent).toMatchObject({ kind: "file", name: "nummer.csv" });
    expect(intent?.kind === "file" ? Buffer.from(intent.content).toString() : "").toBe("a;b\n1;2\n");
    expect(handled).toHaveLength(1);
  });

  test.each([
    ["our own network", "https://10.0.0.1/secret"],
    ["the cloud's own address", "https://169.254.169.254/latest/meta-data"],
    ["a plain connection", "http://files.example.com/a.csv"],
    ["the disk", "file:///etc/passwd"],
    ["nowhere", "https://nowhere.invalid/a.csv"],
  ])("a file at %s is not fetched, and the person hears it", async (_what, downloadUrl) => {
    const { sent } = await bot.teams.upload("anna", "nummer.csv", "x");
    handled.length = 0;
    const attachments = [
      {
        contentType: "application/vnd.microsoft.teams.file.download.info",
        name: "nummer.csv",
        content: { downloadUrl },
      },
    ];
    expect((await bot.teams.raw({ ...sent, id: `f-${downloadUrl}`, attachments })).status).toBe(200);
    expect(handled).toEqual([]);
    expect(bot.teams.reads("anna", "personal").at(-1)?.text).toContain("nummer.csv");
  });
});

test("the private chat with somebody is found, and opened where there is none yet", async () => {
  expect(await bot.platform.chat(bot.teams.user("anna").id)).toEqual({
    tenant: bot.teams.tenantId,
    external: bot.teams.personal("anna").id,
  });
});
