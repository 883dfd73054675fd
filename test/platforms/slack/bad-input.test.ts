import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { View } from "../../support/slack/index.ts";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

const form = "application/x-www-form-urlencoded";

/** Refused, or answered in words: never a crash, never an effect. */
describe("bad input from Slack", () => {
  let bot: SlackBot;
  beforeAll(async () => {
    bot = await startSlackBot({ language: "en", clock: Date.parse("2026-11-23T09:00+01:00") });
    await bot.openSolbacken("language:en");
  });
  afterAll(() => bot.stop());

  const nothingStored = async <T>(work: () => Promise<T>): Promise<T> => {
    const count = async () =>
      (await bot.test.pool.query("select (select count(*) from work_entries) + (select count(*) from audit) as n"))
        .rows[0]?.n;
    const before = await count();
    const done = await work();
    await bot.settled();
    expect(await count()).toBe(before);
    return done;
  };
  const modal = async (who: string): Promise<View> => {
    for (let tries = 0; tries < 300; tries += 1) {
      const view = bot.slack.modal(who);
      if (view !== undefined) return view;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${who} has no modal open`);
  };
  const close = async (who: string) => {
    for (const view of [...bot.slack.views(who)]) await bot.slack.close(who, view);
  };
  const ownOf = (who: string, channel: string) =>
    bot.slack
      .ephemerals(channel)
      .filter(({ ephemeralTo }) => ephemeralTo === bot.slack.user(who).id)
      .at(-1)?.text ?? "";
  const command = () =>
    new URLSearchParams({
      command: "/startklar",
      text: "log 1h documentation",
      team_id: bot.slack.home.id,
      user_id: bot.slack.user("anna").id,
      channel_id: bot.slack.channel("solbacken").id,
      channel_name: "solbacken",
      trigger_id: "forged",
      response_url: "http://127.0.0.1:1/",
    }).toString();
  const seconds = () => Math.floor(Date.now() / 1000);

  test.each([
    { what: "unsigned", headers: () => ({}) },
    { what: "badly signed", headers: () => bot.slack.sign(command(), { secret: "guessed" }) },
    { what: "six minutes old", headers: () => bot.slack.sign(command(), { at: seconds() - 360 }) },
    { what: "signed for another body", headers: () => bot.slack.sign("command=%2Fstartklar&text=help") },
  ])("$what: 401, and nothing happens", async ({ headers }) => {
    const { status } = await nothingStored(() => bot.slack.raw(command(), { "content-type": form, ...headers() }));
    expect(status).toBe(401);
  });

  test.each([
    { what: "truncated JSON", type: "application/json", body: '{"type":"event_callback","event":{"type":"app_men' },
    { what: "JSON that says it is a form", type: form, body: '{"type":"event_callback"}' },
    { what: "a payload that is no JSON", type: form, body: "payload=%7Bnope" },
    { what: "another content type", type: "text/xml", body: "<a/>" },
    { what: "nothing", type: form, body: "" },
    { what: "a list", type: "application/json", body: "[1,2,3]" },
  ])("$what, signed: refused, and the bot runs on", async ({ type, body }) => {
    const { status } = await nothingStored(() =>
      bot.slack.raw(body, { "content-type": type, ...bot.slack.sign(body) }),
    );
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect((await bot.slack.command("anna", "solbacken", "status")).status).toBe(200);
  });

  test("an event that holds nothing is refused as malformed", async () => {
    const body = '{"type":"event_callback"}';
    const { status } = await nothingStored(() =>
      bot.slack.raw(body, { "content-type": "application/json", ...bot.slack.sign(body) }),
    );
    expect(status).toBe(400);
  });

  test("oversized: 413, without being read to its end", async () => {
    const body = `text=${"x".repeat(3 * 1024 * 1024)}`;
    const { status } = await nothingStored(() =>
      bot.slack.raw(body, { "content-type": form, ...bot.slack.sign(body) }),
    );
    expect(status).toBe(413);
  });

  test("a line longer than anybody types is answered in words", async () => {
    const acked = await bot.slack.command("anna", "solbacken", `log 1h documentation "${"å".repeat(30_000)}"`);
    expect(acked.status).toBe(200);
    expect(acked.refused).toBeUndefined();
    await bot.settled();
    expect(bot.logged).toEqual([]);
  });

  test.each([
    { what: "an action that nobody drew", action: { action_id: "drop-tables", value: "x" } },
    {
      what: "a button of ours on no message of ours",
      action: { action_id: "press:status", value: "00000000-0000-4000-8000-000000000000" },
    },
    { what: "a button that the message does not have", action: { action_id: "press:approve-everything" } },
    { what: "a value that is no id", action: { action_id: "press:status", value: "'; drop table projects; --" } },
  ])("$what: said in words to whoever pressed", async ({ action }) => {
    const card = bot.message("solbacken-kund", /Onboarding of Solbacken/);
    const { status } = await nothingStored(() =>
      bot.slack.press("karin", card, { value: String(card.metadata?.event_payload.id), ...action }),
    );
    expect(status).toBe(200);
    expect(ownOf("karin", "solbacken-kund")).toMatch(/earlier version/);
  });

  test("a button of another channel's message, sent from this one", async () => {
    await bot.slack.command("anna", "solbacken", "minutes approve M1");
    const inside = bot.slack.messages("solbacken").find(({ metadata }) => metadata !== undefined);
    const card = bot.message("solbacken-kund", /Onboarding of Solbacken/);
    await nothingStored(() =>
      bot.slack.press("karin", card, {
        action_id: "press:approve",
        value: String(inside?.metadata?.event_payload.id ?? "none"),
      }),
    );
    expect(ownOf("karin", "solbacken-kund")).toMatch(/earlier version/);
  });

  test("private_metadata that is forged: said in the modal", async () => {
    await bot.slack.command("anna", "solbacken", "log");
    for (const privateMetadata of ["00000000-0000-4000-8000-000000000000", "../../etc/passwd", '{"form":"x"}', ""]) {
      const view = await modal("anna");
      const acked = await nothingStored(() =>
        bot.slack.submit("anna", view, { time: "1h", activity: "documentation" }, { forged: true, privateMetadata }),
      );
      expect(JSON.stringify(acked.body)).toMatch(/do not know that form/);
      await close("anna");
      await bot.slack.command("anna", "solbacken", "log");
    }
    await modal("anna");
    await close("anna");
  });

  test("a form that somebody else opened: refused in words, and without effect", async () => {
    await bot.slack.command("anna", "solbacken", "log");
    const view = await modal("anna");
    const before = (await bot.facts()).work.length;
    const acked = await bot.slack.submit("erik", view, { time: "1h", activity: "documentation" }, { forged: true });
    await bot.settled();
    expect(JSON.stringify(acked.body)).toMatch(/Somebody else opened that form/);
    expect((await bot.facts()).work).toHaveLength(before);
    await close("anna");
  });

  test("a button on a message of a closed project is answered, and does nothing", async () => {
    // As it stands in a client that has not heard of the edit yet.
    const open = structuredClone(bot.message("solbacken-kund", /Onboarding of Solbacken/));
    await bot.slack.command("anna", "solbacken", 'project cancel "the customer left"');
    await bot.settled();
    await bot.slack.press("karin", open, "Ask for a change");
    const view = await modal("karin").catch(() => undefined);
    if (view !== undefined) await bot.slack.submit("karin", view, { wish: "One more queue" });
    await bot.settled();
    expect((await bot.facts()).changes).toEqual([]);
    const heard = `${ownOf("karin", "solbacken-kund")} ${JSON.stringify(bot.slack.modal("karin")?.errors ?? "")}`;
    expect(heard).toMatch(/cancel|ended|closed|an earlier version of the message/i);
  });

  test("the bot is alive, and nothing was unexpected", async () => {
    expect((await bot.slack.command("anna", "solbacken", "status")).status).toBe(200);
    expect(bot.logged).toEqual([]);
  });
});
