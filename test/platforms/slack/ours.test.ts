import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isOurs, isPast } from "../../../src/platforms/slack/in/ours.ts";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

const home = { team: "T1", app: "A1" };

test.each([
  {
    what: "an event of ours",
    body: { team_id: "T1", api_app_id: "A1", authorizations: [{ team_id: "T1" }] },
    ours: true,
  },
  {
    what: "an event of a shared channel, written in theirs",
    body: { team_id: "T2", authorizations: [{ team_id: "T1" }] },
    ours: true,
  },
  { what: "an event whose context is ours", body: { team_id: "T2", context_team_id: "T1" }, ours: true },
  { what: "another installation's event", body: { team_id: "T2", authorizations: [{ team_id: "T2" }] }, ours: false },
  { what: "another app's event", body: { team_id: "T1", api_app_id: "A2" }, ours: false },
  { what: "a command of another workspace", body: { team_id: "T2", api_app_id: "A1" }, ours: false },
  {
    what: "a customer's press on our message",
    body: { team: { id: "T2" }, user: { team_id: "T2" }, message: { team: "T1" } },
    ours: true,
  },
  {
    what: "a customer's press on what they alone see",
    body: { team: { id: "T2" }, container: { is_ephemeral: true } },
    ours: true,
  },
  {
    what: "a customer's modal of ours",
    body: { team: { id: "T2" }, view: { app_installed_team_id: "T1" } },
    ours: true,
  },
  {
    what: "a modal of another installation",
    body: { team: { id: "T2" }, view: { app_installed_team_id: "T2" } },
    ours: false,
  },
])("$what: $ours", ({ body, ours }) => expect(isOurs(body, home)).toBe(ours));

test("where Slack did not say which app we are, the workspace decides", () => {
  expect(isOurs({ team_id: "T1", api_app_id: "A2" }, { team: "T1" })).toBe(true);
});

test("a time stamp may be five minutes ahead, not more", () => {
  expect(isPast("1300", 1_000_000)).toBe(true);
  expect(isPast("1301", 1_000_000)).toBe(false);
});

describe("who may speak to the bot", () => {
  let bot: SlackBot;
  beforeAll(async () => {
    bot = await startSlackBot({ language: "en" });
    await bot.openSolbacken("language:en");
  });
  afterAll(() => bot.stop());
  const form = "application/x-www-form-urlencoded";
  const line = (more: Readonly<Record<string, string>>) =>
    new URLSearchParams({
      ...{
        team_id: bot.slack.home.id,
        channel_id: bot.slack.channel("solbacken").id,
        user_id: bot.slack.user("anna").id,
      },
      ...{
        command: "/startklar",
        text: "log 1h documentation",
        api_app_id: bot.slack.appId,
        trigger_id: `t${Math.random()}`,
        response_url: `${bot.slack.url}response/1`,
      },
      ...more,
    }).toString();
  const send = async (body: string, at = Math.floor(Date.now() / 1_000)) => {
    const { status } = await bot.slack.raw(body, { "content-type": form, ...bot.slack.sign(body, { at }) });
    await bot.settled();
    return status;
  };
  const logged = async () => (await bot.facts()).work.length;

  test("a signed line of another workspace or app, or from the future, is refused without effect", async () => {
    expect(await send(line({ team_id: "T0OTHER" }))).toBe(401);
    expect(await send(line({ api_app_id: "A0OTHER" }))).toBe(401);
    expect(await send(line({}), Math.floor(Date.now() / 1_000) + 400)).toBe(401);
    expect(await logged()).toBe(0);
    expect(await send(line({}))).toBe(200);
    expect(await logged()).toBe(1);
  });

  test("an event for another installation is refused", async () => {
    const event = {
      type: "app_mention",
      user: "U0ANNA000",
      channel: bot.slack.channel("solbacken").id,
      text: "log 1h documentation",
    };
    const outer = { team_id: "T0OTHER", context_team_id: "T0OTHER", authorizations: [{ team_id: "T0OTHER" }] };
    expect((await bot.slack.event("app_mention", event, outer)).status).toBe(401);
    await bot.settled();
    expect(await logged()).toBe(1);
  });

  test("Slackbot's reminder, a workflow and another bot are nobody", async () => {
    const channel = bot.slack.channel("solbacken").id;
    const said = (more: object) =>
      bot.slack.event("app_mention", {
        type: "app_mention",
        channel,
        text: `<@${bot.slack.botUser}> log 1h documentation`,
        ...more,
      });
    const before = [await logged(), bot.slack.messages("solbacken").length, bot.slack.ephemerals("solbacken").length];
    for (const more of [
      { user: "USLACKBOT" },
      { user: "USLACK" },
      { user: "U0ANNA000", bot_id: "B0WORKFLOW" },
      { user: bot.slack.botUser },
    ])
      expect((await said(more)).status).toBe(200);
    await bot.settled();
    expect([await logged(), bot.slack.messages("solbacken").length, bot.slack.ephemerals("solbacken").length]).toEqual(
      before,
    );
  });
});

test("a token of a whole organisation is refused at the start, in words", async () => {
  const bot = await startSlackBot({ language: "en", standIn: { orgWide: true } });
  try {
    await expect.poll(() => bot.logged.join("\n"), { timeout: 60_000 }).toMatch(/whole organisation/);
  } finally {
    await bot.stop();
  }
});
