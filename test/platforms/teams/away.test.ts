import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Answer, Dispatch, Incoming } from "../../../src/bot/incoming.ts";
import { raw } from "../../../src/messages/phrase.ts";
import { keepingInMemory } from "../../support/hosting.ts";

import type { Fields, Message } from "../../support/teams/index.ts";
import { startPlatform } from "../../support/teams-bot.ts";

const handled: Incoming[] = [];
const form = {
  id: "form-1",
  title: raw("Ny förändring"),
  fields: [{ name: "wish", label: "field.wish", type: "longtext", required: true }],
};
const dispatch: Dispatch = {
  async handle(incoming) {
    handled.push(incoming);
    return { outcome: "done", language: "sv", caused: [], repeated: false, form } as Answer;
  },
  async system() {},
};

describe("a message action where the app is not", () => {
  const keeping = keepingInMemory();
  let bot: Awaited<ReturnType<typeof startPlatform>>;
  beforeAll(async () => {
    bot = await startPlatform(dispatch, { keeping });
    await bot.teams.introduce();
    bot.teams.addTeam({ name: "Andra", members: ["anna", "erik"], installed: false });
    bot.teams.addChannel({ team: "Andra", name: "andra-kanalen" });
  });
  afterAll(() => bot.stop());
  beforeEach(() => {
    handled.length = 0;
  });

  let chats = 0;
  /** A chat without the app, and a message in it. */
  function elsewhere(members: readonly string[] = ["anna", "karin"]): {
    readonly where: string;
    readonly message: Message;
  } {
    chats += 1;
    const where = `lunch ${chats}`;
    return { where, message: said(bot.teams.addChat({ name: where, members, installed: false }).id) };
  }
  function said(where: string): Message {
    void bot.teams.say("anna", where, "Kan vi få fler anknytningar?", { mention: false });
    return bot.teams.messages(where).at(-1) as Message;
  }
  const kept = async () =>
    JSON.stringify([await keeping.list("conversations"), await keeping.list("people"), await keeping.list("forms")]);
  const asInvoke = (sent: Fields, more: Fields): Fields => ({ ...sent, ...more, id: `f:${Math.random()}` });

  test.each(["a chat", "a channel"])("in %s a card offers to add the app, and nothing of it is kept", async (what) => {
    const message = what === "a chat" ? elsewhere().message : said("andra-kanalen");
    const before = await kept();
    const { dialog } = await bot.teams.messageAction("anna", message, "makeChange");
    expect(dialog?.text).toMatch(/inte med i den här konversationen/);
    expect(dialog?.buttons).toEqual(["Lägg till Startklar"]);
    expect(dialog?.card).toMatchObject({
      version: "1.0",
      actions: [{ data: { msteams: { justInTimeInstall: true } } }],
    });
    expect(handled).toEqual([]);
    expect(await kept()).toBe(before);
  });

  test("A1: two people's own chat, which Teams calls personal, is none with the bot", async () => {
    const { message } = elsewhere();
    const { sent } = await bot.teams.messageAction("anna", message, "makeChange");
    const before = await kept();
    const conversation = { ...(sent.conversation as Fields), conversationType: "personal", isGroup: undefined };
    const { body } = await bot.teams.raw(asInvoke(sent, { conversation }));
    expect(JSON.stringify(body)).toContain("justInTimeInstall");
    expect(await kept()).toBe(before);
  });

  test("the app is added by it: the action is chosen once more, and then the form opens", async () => {
    const { message, where } = elsewhere();
    const { dialog } = await bot.teams.messageAction("anna", message, "makeChange");
    if (dialog === undefined) throw new Error("No card");
    expect((await bot.teams.submit("anna", dialog, {})).shown).toMatch(/Nu är Startklar med här/);
    expect(handled).toEqual([]);
    const again = await bot.teams.messageAction("anna", message, "makeChange");
    expect(again.dialog?.title).toBe("Ny förändring");
    expect(await kept()).toContain(bot.teams.conversation(where).id);
  });

  test("where Teams brings the message along, the form opens at once", async () => {
    const { message, where } = elsewhere();
    const { sent } = await bot.teams.messageAction("anna", message, "makeChange");
    await bot.teams.install(where);
    const value = { ...(sent.value as Fields), data: { msteams: { justInTimeInstall: true } } };
    const { body } = await bot.teams.raw(asInvoke(sent, { name: "composeExtension/submitAction", value }));
    expect(JSON.stringify(body)).toContain("Ny förändring");
    expect(handled.at(-1)?.intent).toMatchObject({ kind: "ask", runs: "change ask" });
  });

  test("Teams is given a while to know of an app that was just added, and then it is said", async () => {
    const { message } = elsewhere();
    const { sent } = await bot.teams.messageAction("anna", message, "makeChange");
    const value = { ...(sent.value as Fields), data: { msteams: { justInTimeInstall: true } } };
    const added = asInvoke(sent, { name: "composeExtension/submitAction", value });
    bot.teams.trouble("member", { kind: "status", status: 403, code: "BotNotInConversationRoster" }, 2);
    const { conversation } = message;
    conversation.installed = true;
    expect(JSON.stringify((await bot.teams.raw(added)).body)).toContain("Ny förändring");
    conversation.installed = false;
    const late = await bot.teams.raw({ ...added, id: "f:late" });
    expect(JSON.stringify(late.body)).toMatch(/håller på att lägga till Startklar/);
  });

  test("a form of ours that comes from where the app no longer is changes nothing", async () => {
    const { message, where } = elsewhere();
    await bot.teams.install(where);
    const { dialog } = await bot.teams.messageAction("anna", message, "makeChange");
    if (dialog === undefined) throw new Error("No form");
    message.conversation.installed = false;
    handled.length = 0;
    const { dialog: card } = await bot.teams.submit("anna", dialog, { wish: "x" });
    expect(card?.buttons).toEqual(["Lägg till Startklar"]);
    expect(handled).toEqual([]);
  });

  test.each([
    { why: "the user is not found in it", code: "MemberNotFoundInConversation", status: 404 },
    { why: "the chat is not found", code: "ConversationNotFound", status: 404 },
    { why: "it is forbidden in a chat", code: "Forbidden", status: 403 },
  ])("away where $why", async ({ code, status }) => {
    const { message, where } = elsewhere();
    await bot.teams.install(where);
    bot.teams.trouble("member", { kind: "status", status, code });
    expect((await bot.teams.messageAction("anna", message, "makeChange")).dialog?.buttons).toEqual([
      "Lägg till Startklar",
    ]);
  });

  test("a channel that withholds its people has the app all the same, and a Teams that does not answer is said", async () => {
    const channel = said("solbacken-privat");
    bot.teams.trouble("member", { kind: "status", status: 403, code: "Forbidden" });
    expect((await bot.teams.messageAction("anna", channel, "makeChange")).dialog?.title).toBe("Ny förändring");
    const { message } = elsewhere();
    const before = await kept();
    bot.teams.trouble("member", { kind: "status", status: 503 });
    expect((await bot.teams.messageAction("anna", message, "makeChange")).shown).toMatch(/Teams svarade inte/);
    expect(await kept()).toBe(before);
  });

  test("a button on a card that was passed on to where the app is not says so, and nothing of it is kept", async () => {
    const { message } = elsewhere();
    const before = await kept();
    const { sent } = await bot.teams.messageAction("anna", message, "makeChange");
    const press = { action: { type: "Action.Execute", verb: "press", data: { message: "m-1", button: "approve" } } };
    const { body } = await bot.teams.raw(asInvoke(sent, { name: "adaptiveCard/action", value: press }));
    expect(JSON.stringify(body)).toMatch(/inte med i den här konversationen/);
    expect(handled).toEqual([]);
    expect(await kept()).toBe(before);
  });
});

test("a local client, which may know nobody, is not asked", async () => {
  const local = await startPlatform(dispatch, { standIn: { insecure: true, plain: true } });
  try {
    handled.length = 0;
    const { id } = local.teams.conversation("solbacken");
    await local.teams.say("anna", id, "hej", { mention: false });
    const message = local.teams.messages(id).at(-1) as Message;
    expect((await local.teams.messageAction("anna", message, "makeChange")).dialog?.title).toBe("Ny förändring");
  } finally {
    await local.stop();
  }
});
