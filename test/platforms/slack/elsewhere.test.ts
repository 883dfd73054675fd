import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

/** Files that Slack says are elsewhere, and what it refuses for good. */
describe("what comes from elsewhere", () => {
  let bot: SlackBot;
  const asked: (string | undefined)[] = [];
  const elsewhere = createServer((request, response) => {
    asked.push(request.headers.authorization);
    response.end("not yours");
  });
  let address = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    bot = await startSlackBot({ language: "en", clock: Date.parse("2026-11-23T09:00+01:00") });
    await bot.openSolbacken("language:en");
  });
  afterAll(async () => {
    await bot.stop();
    elsewhere.closeAllConnections();
    elsewhere.close();
  });
  const files = async () => (await bot.test.pool.query("select id from files")).rows.length;
  const last = (user: string) =>
    bot.slack.ephemerals("solbacken-kund").findLast(({ ephemeralTo }) => ephemeralTo === bot.slack.user(user).id);

  test("a file on Google Drive is kept as its name and link, and an upload is asked for: nobody asks its address", async () => {
    const external = `${address}/plan`;
    expect((await bot.slack.upload("karin", "solbacken-kund", "Number plan", "", { external })).status).toBe(200);
    await bot.settled();
    const said = bot.message("solbacken-kund", /Number plan is kept elsewhere/);
    expect(bot.reads("karin", "solbacken-kund")).toContain(external);
    expect(bot.reads("karin", "solbacken-kund")).toContain("Upload the file here");
    await bot.slack.press("karin", said, /Hand in/);
    for (let tries = 0; bot.slack.modal("karin") === undefined && tries < 300; tries += 1)
      await new Promise((done) => setTimeout(done, 10));
    expect(JSON.stringify(bot.slack.modal("karin")?.drawn)).toContain(`Number plan ${external}`);
    expect([await files(), asked]).toEqual([0, []]);
  });

  test.each([
    ["another server", () => `${address}/a.csv`],
    ["another server by https", () => "https://files.slack.com.example.org/a.csv"],
    ["the cloud's own address", () => "https://169.254.169.254/latest/meta-data"],
  ])(
    "a file that is said to be on %s is not fetched: no token goes there, it is not asked for again, and the person hears it",
    async (_what, at) => {
      expect((await bot.slack.upload("karin", "solbacken-kund", "a.csv", "x", { servedFrom: at() })).status).toBe(200);
      expect(last("karin")?.text).toContain("Upload the file itself here");
      expect([await files(), asked]).toEqual([0, []]);
    },
  );

  test("a file that is gone again is acknowledged, and the person hears it", async () => {
    bot.slack.trouble("files.info", { kind: "refuse", error: "file_not_found" });
    const before = bot.slack.ephemerals("solbacken-kund").length;
    expect((await bot.slack.upload("karin", "solbacken-kund", "b.csv", "x")).status).toBe(200);
    expect(bot.slack.ephemerals("solbacken-kund")).toHaveLength(before + 1);
  });

  test("somebody whom Slack does not show us is told so, once: the event is acknowledged", async () => {
    bot.slack.addUser({ name: "nils", realName: "Nils Ny" });
    bot.slack.trouble("users.info", { kind: "refuse", error: "user_not_found" }, 50);
    expect((await bot.slack.join("nils", "solbacken-kund"))?.status).toBe(200);
    expect((await bot.slack.mention("nils", "solbacken-kund", "status")).status).toBe(200);
    expect(last("nils")?.text).toContain("does not tell me who you are");
  });

  describe("a message shortcut", () => {
    const alone = (where: string) =>
      bot.slack.reads("anna", where).findLast(({ message }) => message.ephemeralTo !== undefined)?.text;
    const modal = async () => {
      for (let tries = 0; bot.slack.modal("anna") === undefined && tries < 300; tries += 1)
        await new Promise((done) => setTimeout(done, 10));
      return JSON.stringify(bot.slack.modal("anna")?.drawn);
    };

    test.each(["minutes", "change request"])(
      "for a %s where the bot is no member is answered in words, there",
      async (what) => {
        bot.slack.addChannel({ name: `far-${what[0]}`, members: ["anna", "erik"], bot: false });
        const { message } = await bot.slack.say("anna", `far-${what[0]}`, "Could we move the date?");
        const acked = await bot.slack.shortcut(
          "anna",
          message,
          what === "minutes" ? "thread_minutes" : "change_request",
        );
        expect(acked.status).toBe(200);
        for (let tries = 0; alone(`far-${what[0]}`) === undefined && tries < 300; tries += 1)
          await new Promise((done) => setTimeout(done, 10));
        expect(alone(`far-${what[0]}`)).toMatch(/I am not in this conversation|not.*project|no project/i);
      },
    );

    test("in the private chat of others is answered in words, there", async () => {
      bot.slack.addChannel({ name: "anna-erik", kind: "private", members: ["anna", "erik"], bot: false });
      const { message } = await bot.slack.say("erik", "anna-erik", "Between us");
      expect((await bot.slack.shortcut("anna", message, "thread_minutes")).status).toBe(200);
      for (let tries = 0; alone("anna-erik") === undefined && tries < 300; tries += 1)
        await new Promise((done) => setTimeout(done, 10));
      expect(alone("anna-erik")).toContain("I am not in this conversation");
    });

    test("on a thread with somebody whom Slack does not show takes what they said, and says that they are unknown", async () => {
      const { message } = await bot.slack.say("karin", "solbacken-kund", "Shall we meet on Friday?");
      const ghost = bot.slack.addUser({ name: "ghost", realName: "Gone Ghost", team: bot.slack.customer.id });
      await bot.slack.join("ghost", "solbacken-kund");
      await bot.slack.say("ghost", "solbacken-kund", "Friday is fine", { thread: message.ts });
      // Of another organisation and in no channel with us, they are nobody's to see.
      await bot.slack.leave("ghost", "solbacken-kund");
      await bot.slack.shortcut("anna", message, "thread_minutes");
      const notes = await modal();
      expect(notes).toContain("Karin Ek: Shall we meet on Friday?");
      expect(notes).toContain(`unknown person (${ghost.id}): Friday is fine`);
    });
  });
});
