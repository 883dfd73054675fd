import { afterEach, describe, expect, test } from "vitest";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

/** What goes wrong on Slack's side: whoever can act is told how, nothing is lost, and the bot runs on. */
describe("trouble with Slack", () => {
  let bot: SlackBot;
  afterEach(() => bot.stop());
  const start = async () => {
    bot = await startSlackBot({ language: "en", clock: Date.parse("2026-11-23T09:00+01:00") });
    await bot.openSolbacken("language:en");
  };
  const waiting = async () =>
    Number(
      (await bot.test.pool.query("select count(*) as n from messages where next_attempt_at is not null")).rows[0]?.n,
    );
  const dueNow = () =>
    bot.test.pool.query("update messages set next_attempt_at = now() where next_attempt_at is not null");

  test("a revoked token: the log says how to mend it, what waits is kept, and it goes out with the new one", async () => {
    await start();
    bot.slack.trouble("chat.postMessage", { kind: "refuse", error: "token_revoked" });
    await bot.slack.command("anna", "solbacken", 'task add "Send floor plan" who:johan');
    await bot.house().outbox.drain();
    expect(bot.logged.join("\n")).toMatch(/Install the app anew/);
    expect(await waiting()).toBe(1);
    // A new token comes with a new process.
    await bot.restart();
    await dueNow();
    await bot.settled();
    expect(bot.reads("karin", "solbacken-kund")).toContain("Send floor plan");
  });

  test("a reply for somebody who is not in the channel any more goes to their private chat, and names the channel", async () => {
    await start();
    bot.slack.trouble("chat.postEphemeral", { kind: "refuse", error: "user_not_in_channel" });
    await bot.slack.mention("anna", "solbacken", "log 5x documentation");
    await bot.settled();
    const told = bot.slack.reads("anna", bot.slack.im("anna").id).at(-1);
    expect(told?.text).toMatch(/^About solbacken\n/);
  });

  test("a missing scope is named, with what to do", async () => {
    await start();
    bot.slack.grant(["commands", "users:read", "channels:read", "groups:read", "team:read"]);
    await bot.slack.command("anna", "solbacken", 'task add "Send floor plan" who:johan');
    await bot.house().outbox.drain();
    expect(bot.logged.join("\n")).toMatch(/lacks the permission chat:write/);
    expect((await bot.slack.command("anna", "solbacken", "status")).answer?.text).toContain("Solbacken");
  });

  test("a card that cannot be pinned is posted all the same, and staff hear which permission it takes", async () => {
    bot = await startSlackBot({ language: "en", standIn: { scopes: [] } });
    bot.slack.grant(["commands", "chat:write", "users:read", "channels:read", "groups:read", "team:read", "im:write"]);
    await bot.restart();
    await bot.openSolbacken("language:en");
    expect(bot.message("solbacken-kund", /Onboarding of Solbacken/).pinned).toBe(false);
    expect(bot.reads("anna", "solbacken")).toMatch(/lacks the permission pins:write/);
  });

  test("the bot is taken out of the shared channel: the internal one hears how to invite it, and what waited is sent when it is back", async () => {
    await start();
    await bot.slack
      .leave("startklar", "solbacken-kund")
      .catch(() => bot.slack.leave(bot.slack.botUser, "solbacken-kund"));
    await bot.slack.command("anna", "solbacken", 'task add "Send floor plan" who:johan');
    await bot.settled();
    expect(bot.reads("anna", "solbacken")).toMatch(/invite @Startklar/);
    await bot.slack.join(bot.slack.botUser, "solbacken-kund");
    await bot.settled();
    expect(bot.reads("karin", "solbacken-kund")).toContain("Send floor plan");
  });

  test("the internal channel is deleted: the lead is told directly", async () => {
    await start();
    await bot.slack.deleteChannel("solbacken");
    await bot.settled();
    expect(bot.reads("anna", bot.slack.im("anna").id)).toMatch(/bind another channel/);
  });

  test.each([
    { what: "a server error", trouble: { kind: "status", status: 503 } },
    { what: "a connection that breaks", trouble: { kind: "drop" } },
    { what: "too many requests", trouble: { kind: "status", status: 429, retryAfter: 1 } },
  ] as const)("$what is tried again, and what was said arrives once", async ({ trouble }) => {
    await start();
    bot.slack.trouble("chat.postMessage", trouble, 2);
    await bot.slack.command("anna", "solbacken", 'task add "Send floor plan" who:johan');
    for (let tries = 0; tries < 20 && (await waiting()) > 0; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await bot.house().outbox.drain();
    }
    await bot.settled();
    // The card that stays names what is next, too.
    const said = bot.slack
      .messages("solbacken-kund")
      .filter(({ text }) => /Send floor plan/.test(text) && !/Onboarding of/.test(text));
    expect(said).toHaveLength(1);
  });

  test("Slack does not say who somebody is: they are told to try again, and nothing is booked", async () => {
    await start();
    bot.slack.trouble("users.info", { kind: "status", status: 500 }, 5);
    bot.slack.addUser({ name: "nina", realName: "Nina Ny" });
    await bot.slack.join("nina", "solbacken");
    const { answer, status } = await bot.slack.command("nina", "solbacken", "log 1h documentation");
    expect(status).toBe(200);
    expect(answer?.text).toMatch(/did not answer|svarade inte/);
    expect((await bot.facts()).work).toEqual([]);
  });

  test("a trigger that is spent: the form comes as a button, with what was typed", async () => {
    await start();
    bot.slack.trouble("views.open", { kind: "refuse", error: "expired_trigger_id" });
    const before = bot.slack.ephemerals("solbacken").length;
    await bot.slack.command("anna", "solbacken", "log");
    for (let tries = 0; bot.slack.ephemerals("solbacken").length === before && tries < 300; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    const offered = bot.slack.ephemerals("solbacken").at(-1);
    if (offered === undefined) throw new Error("No button was offered");
    await bot.slack.press("anna", offered, "Open the form");
    for (let tries = 0; bot.slack.modal("anna") === undefined && tries < 300; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(bot.slack.modal("anna")).toBeDefined();
  });
});
