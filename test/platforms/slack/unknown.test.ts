import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

/** Who we are must be known before anybody else can be: what people send meanwhile never looks as if it were kept. */
describe.each(["http", "socket"] as const)("while Slack does not say who we are, over %s", (mode) => {
  let bot: SlackBot;
  beforeEach(async () => {
    bot = await startSlackBot({ language: "en", mode });
    await bot.openSolbacken("language:en");
  });
  afterEach(() => bot.stop());
  const hours = async () => (await bot.facts()).work.length;
  const away = () => bot.slack.trouble("auth.test", { kind: "status", status: 503 }, 1_000);
  /** As a new installation would be: nothing of an earlier process is known. */
  const forgotten = () => bot.test.pool.query("delete from keeping where collection = 'identity'");

  test("it was known before: a command and a form work without asking", async () => {
    away();
    await bot.restart();
    expect((await bot.slack.command("anna", "solbacken", "log 1h documentation")).answer?.text).toContain("Logged 1 h");
    expect(await hours()).toBe(1);
  });

  test.runIf(mode === "http")(
    "it was never known: a line is answered in words, with what was typed, and nothing is stored",
    async () => {
      away();
      await forgotten();
      await bot.restart();
      const said = await bot.slack.command("anna", "solbacken", "log 1h documentation");
      expect(said.answer?.text).toContain("Nothing was saved");
      expect(said.answer?.text).toContain("/startklar log 1h documentation");
      const sent = await bot.slack.event("app_mention", {
        ...{ user: bot.slack.user("anna").id, channel: bot.slack.channel("solbacken").id, ts: "1700000000.000100" },
        text: `<@${bot.slack.botUser}> log 1h documentation`,
      });
      expect(sent.status).toBe(503);
      expect(await hours()).toBe(0);
    },
  );
});

describe("a form that is sent in while Slack does not say who we are", () => {
  let bot: SlackBot;
  beforeEach(async () => {
    bot = await startSlackBot({ language: "en" });
    await bot.openSolbacken("language:en");
  });
  afterEach(() => bot.stop());

  test("stays open: it is not acknowledged, and can be sent again", async () => {
    await bot.slack.command("anna", "solbacken", "log");
    await bot.settled();
    const view = bot.slack.modal("anna");
    if (view === undefined) throw new Error("No form is open");
    bot.slack.trouble("auth.test", { kind: "status", status: 503 }, 1_000);
    await bot.test.pool.query("delete from keeping where collection = 'identity'");
    await bot.restart();
    const sent = await bot.slack.submit("anna", view, { time: "1h", activity: "documentation" });
    expect(sent.status).toBe(503);
    expect((await bot.facts()).work).toEqual([]);
    bot.slack.mend();
    await bot.slack.submit("anna", view, { time: "1h", activity: "documentation" });
    await bot.settled();
    expect((await bot.facts()).work).toHaveLength(1);
  });

  test("tokens of people that are revoked change nothing; ours is told in the log", async () => {
    const asked = () => bot.slack.calls.filter(({ method }) => method === "auth.test").length;
    const before = asked();
    await bot.slack.event("tokens_revoked", { tokens: { oauth: ["U0ANNA000"] } });
    await bot.slack.command("anna", "solbacken", "status");
    expect([asked(), bot.logged.join("\n").includes("tokens_revoked")]).toEqual([before, false]);
    await bot.slack.event("tokens_revoked", { tokens: { oauth: [], bot: [bot.slack.botUser] } });
    expect(bot.logged.join("\n")).toMatch(/tokens_revoked/);
    await bot.slack.command("anna", "solbacken", "status");
    expect(asked()).toBeGreaterThan(before);
  });
});
