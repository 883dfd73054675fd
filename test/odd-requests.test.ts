import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { longestLine } from "../src/bot/turn/intent.ts";
import { peopleInLine, placesInLine } from "../src/platforms/handful.ts";
import { localApi } from "./support/local-api.ts";
import { type RunningBot, startRunningBot } from "./support/running-bot.ts";
import { type SlackBot, startSlackBot } from "./support/slack-bot.ts";
import { startTeamsBot, type TeamsBot } from "./support/teams-bot.ts";

/**
 * What people never type and programs send by mistake: characters no database takes, and values of another kind than
 * asked for.
 */

const seeded = { seed: 20_261_123, numRuns: 60 };
const odd = fc.constantFrom(
  "\0",
  "a\0b",
  "\ud800",
  "x\udc00y",
  "\u202e",
  "\ufeff",
  "a\u0301\u0316",
  "",
  " ",
  "__proto__",
  "constructor",
);
const kinds = fc.oneof(odd, fc.constantFrom<unknown>(true, 0, -1, 1e300, null, [], ["a"], {}, { a: "\0" }, [[[]]]));
const unexpected = /something went wrong|something unexpected|gick fel|oväntat/iu;

/** A body with some of its values exchanged for odd ones. */
const bent = (good: Readonly<Record<string, unknown>>) =>
  fc
    .dictionary(fc.constantFrom(...Object.keys(good)), kinds, { minKeys: 1, maxKeys: 3 })
    .map((changed) => ({ ...good, ...changed }));

describe("the local workspace", () => {
  let bot: RunningBot;
  const api = localApi(() => bot.url);
  beforeAll(async () => {
    bot = await startRunningBot({ config: { language: "en" } });
    await api.say("anna", "kontoret", 'open "Solbacken" code:sol');
  }, 60_000);
  afterAll(() => bot.stop());

  const post = async (path: string, body: unknown) => {
    const response = await fetch(`${bot.url}/local/api${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  };
  test("an address that is no text is malformed, or nobody's, on every route", async () => {
    const routes = ["", "page/", "local/api/", "local/api/conversations/", "files/", "hand-in/", "calendar/", "slack/"];
    for (const route of [...routes, "api/", "healthz/", "local/api/files/"]) {
      const { status } = await fetch(`${bot.url}/${route}%E0%A4%A`);
      expect([route, status === 400 || status === 404]).toEqual([route, true]);
    }
  });

  const id = (value: string) => ({ as: "anna", in: "kontoret", requestId: value });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["/messages", { ...id("r"), text: "help" }],
    ["/messages", { ...id("r"), text: "task add hej" }],
    ["/actions", { ...id("r"), message: randomUUID(), action: "a" }],
    ["/forms", { as: "anna", form: randomUUID(), values: { wish: "a" }, requestId: "r" }],
    ["/files", { ...id("r"), name: "a.txt", contentBase64: "YQ==" }],
    ["/conversations", { id: "a", name: "a", shared: false }],
    ["/clock", { as: "anna", advance: "1m" }],
  ])(
    "%s is answered, whatever comes",
    async (path, good) => {
      await fc.assert(
        fc.asyncProperty(bent(good), async (body) => {
          const { status, text } = await post(
            path,
            "requestId" in good && body.requestId === "r" ? { ...body, requestId: randomUUID() } : body,
          );
          expect({ status: status < 500, text: text.slice(0, 300) }).toEqual({
            status: true,
            text: expect.not.stringMatching(unexpected),
          });
        }),
        seeded,
      );
    },
    60_000,
  );

  test.each(["%00", "a%00b", "%ED%A0%80", "%FF", "..%2F", "__proto__", "%E0%80"])(
    "an address with %s in it is none",
    async (part) => {
      for (const path of [
        `/conversations/${part}/messages?as=anna`,
        `/files/${part}`,
        `/conversations/kontoret/messages?as=${part}`,
        `/words?language=${part}`,
      ]) {
        const { status } = await fetch(`${bot.url}/local/api${path}`);
        expect([path, status < 500]).toEqual([path, true]);
      }
      for (const path of [`/files/${part}`, `/hand-in/${part}`])
        expect([path, (await fetch(`${bot.url}${path}`)).status < 500]).toEqual([path, true]);
    },
  );

  test("NUL and half characters are taken out of what somebody typed, and refused in an id", async () => {
    const said = await api.say("anna", "kontoret", "he\0lp\ud800", randomUUID());
    expect([said.status, said.text]).toEqual([200, expect.stringMatching(/help/)]);
    expect((await post("/messages", { as: "an\0na", in: "kontoret", text: "help" })).status).toBe(400);
    expect((await post("/messages", { as: "anna", in: "kontoret", text: "help", requestId: "a\0" })).status).toBe(400);
    expect((await post("/messages", { as: "anna", in: "kontoret", text: true })).status).toBe(400);
    expect((await post("/forms", { as: "anna", form: "a", values: true })).status).toBe(400);
  });

  test("the same requestId with another text, place or file is refused; the same again gets its answer", async () => {
    const requestId = randomUUID();
    const first = await api.say("anna", "kontoret", "help", requestId);
    expect(first.status).toBe(200);
    expect((await api.say("anna", "kontoret", "help", requestId)).text).toBe(first.text);
    expect((await api.say("anna", "kontoret", "portfolio", requestId)).status).toBe(409);
    expect((await api.say("anna", "dm-anna", "help", requestId)).status).toBe(409);
    expect(
      (await post("/files", { as: "anna", in: "kontoret", name: "a.txt", contentBase64: "YQ==", requestId })).status,
    ).toBe(409);
  });

  test("a line longer than any command is refused in words before it is read", async () => {
    const said = await api.say("anna", "kontoret", `task add ${"a ".repeat(longestLine)}`);
    expect(said.text).toMatch(/60,000/);
  });

  test("of somebody who may not hand it in, no file is stored", async () => {
    const count = async () => (await bot.test.pool.query("select count(*)::int as kept from files")).rows[0]?.kept;
    const before = await count();
    for (const place of ["dm-karin", "kontoret"]) {
      const file = { as: "karin", in: place, name: "a.txt", contentBase64: "YQ==", requestId: randomUUID() };
      expect((await post("/files", file)).status).toBe(200);
    }
    expect(await count()).toBe(before);
  });
});

describe("Slack", () => {
  let bot: SlackBot;
  beforeAll(async () => {
    bot = await startSlackBot({ language: "en" });
    await bot.openSolbacken();
  }, 60_000);
  afterAll(() => bot.stop());

  const json = "application/json";
  const form = "application/x-www-form-urlencoded";
  const send = (body: string, type: string) => bot.slack.raw(body, { "content-type": type, ...bot.slack.sign(body) });
  const home = () => ({ team_id: bot.slack.home.id, api_app_id: bot.slack.appId });
  const event = (inner: unknown) => ({
    ...home(),
    type: "event_callback",
    event_id: `Ev${randomUUID()}`,
    event_time: 1,
    event: inner,
  });
  const member = () => ({ user: bot.slack.user("anna").id, channel: bot.slack.channel("solbacken").id });

  test("signed bodies that are nothing of Slack's are refused as malformed", async () => {
    for (const body of [
      "null",
      "[]",
      "5",
      '"x"',
      "{}",
      "true",
      '{"type":[]}',
      '{"type":"event_callback"}',
      `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`,
    ]) {
      expect([body.slice(0, 40), (await send(body, json)).status]).toEqual([body.slice(0, 40), 400]);
    }
    for (const body of [
      "payload=null",
      "payload=[]",
      "payload={}",
      "payload=5",
      "payload=x",
      "a=b",
      "command=/startklar",
    ]) {
      expect([body, (await send(body, form)).status]).toEqual([body, 400]);
    }
  });

  test("whatever stands in a signed request, it is answered with 200 or 400, and nothing goes wrong", async () => {
    const { user, channel } = member();
    const goods: readonly Readonly<Record<string, unknown>>[] = [
      { type: "app_mention", user, channel, text: `<@${bot.slack.botUser}> help`, ts: "1.1", event_ts: "1.1" },
      { type: "message", channel_type: "im", user, channel, text: "help", ts: "1.2" },
      { type: "file_shared", file_id: "F1", channel_id: channel, user_id: user },
      { type: "channel_rename", channel: { id: channel, name: "solbacken" } },
      { type: "channel_id_changed", old_channel_id: "C1", new_channel_id: "C2" },
      { type: "member_joined_channel", user, channel },
      { type: "user_change", user: { id: user } },
      { type: "channel_shared", channel: "C1" },
    ];
    const before = bot.logged.length;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...goods).chain(bent), async (inner) => {
        const { status } = await send(JSON.stringify(event(inner)), json);
        expect([200, 400, 401, 404]).toContain(status);
      }),
      { ...seeded, numRuns: 40 },
    );
    const payloads = [
      {
        ...home(),
        type: "block_actions",
        user: { id: user },
        channel: { id: channel },
        actions: [{ type: "button", action_id: "a", value: "b" }],
        trigger_id: "1.t",
      },
      {
        ...home(),
        type: "view_submission",
        user: { id: user },
        view: { id: "V1", callback_id: "form", private_metadata: "a", hash: "h", state: { values: {} } },
        trigger_id: "2.t",
      },
      {
        ...home(),
        type: "message_action",
        user: { id: user },
        callback_id: "x",
        channel: { id: channel },
        message: { ts: "1.1", text: "a" },
        trigger_id: "3.t",
      },
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom<Readonly<Record<string, unknown>>>(...payloads).chain(bent), async (body) => {
        const { status } = await send(`payload=${encodeURIComponent(JSON.stringify(body))}`, form);
        expect([200, 400, 401, 404]).toContain(status);
      }),
      { ...seeded, numRuns: 25 },
    );
    expect(bot.logged.slice(before).join("\n")).not.toMatch(/TypeError|invalid byte|unsupported Unicode|22P05|22021/u);
  }, 120_000);

  test("a line that names thousands of channels and people makes Slack be asked about a handful", async () => {
    const { user, channel } = member();
    const names = Array.from({ length: 2_000 }, (_, at) => `<#C${at}X|a${at}> <@U${at}X> #b${at} shared:c${at}`).join(
      " ",
    );
    const before = bot.slack.calls.length;
    const text = `<@${bot.slack.botUser}> status ${names.slice(0, 39_000)}`;
    expect(
      (
        await send(
          JSON.stringify(event({ type: "app_mention", user, channel, text, ts: "9.1", event_ts: "9.1" })),
          json,
        )
      ).status,
    ).toBe(200);
    await bot.settled();
    const asked = bot.slack.calls.slice(before).filter(({ method }) => /^(conversations|users)\.info$/u.test(method));
    expect(asked.length).toBeLessThanOrEqual(placesInLine + peopleInLine + 5);
    expect(bot.slack.calls.length - before).toBeLessThan(80);
  });

  test("a file of somebody who may not hand it in is not even looked at", async () => {
    const before = bot.slack.calls.length;
    const stranger = {
      type: "file_shared",
      file_id: "F0NONE",
      channel_id: bot.slack.channel("solbacken-kund").id,
      user_id: bot.slack.user("petra").id,
    };
    expect((await send(JSON.stringify(event(stranger)), json)).status).toBe(200);
    expect(bot.slack.calls.slice(before).map(({ method }) => method)).not.toContain("files.info");
  });
});

describe("Teams", () => {
  let bot: TeamsBot;
  beforeAll(async () => {
    bot = await startTeamsBot({ language: "en" });
    await bot.openSolbacken();
  }, 60_000);
  afterAll(() => bot.stop());

  test("whatever stands in an activity, it is answered with 200, 400, 403 or 501, and nothing goes wrong", async () => {
    const { sent } = await bot.teams.say("anna", "solbacken", "status");
    await bot.settled();
    const from = { ...(sent.from as object) };
    const goods: readonly Readonly<Record<string, unknown>>[] = [
      { ...sent },
      { ...sent, type: "message", text: "", value: { message: randomUUID(), button: "a" } },
      {
        ...sent,
        type: "invoke",
        name: "adaptiveCard/action",
        value: { action: { verb: "press", data: { message: randomUUID(), button: "a\0" } } },
      },
      { ...sent, type: "invoke", name: "task/submit", value: { data: { form: "\0", "a\0": "\ud800", wish: true } } },
      { ...sent, type: "invoke", name: "task/fetch", value: { data: { open: "press", message: "\0", button: {} } } },
      { ...sent, type: "conversationUpdate", membersAdded: [from] },
    ];
    const before = bot.logged.length;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...goods).chain(bent), async (activity) => {
        const { status } = await bot.teams.raw({ id: randomUUID(), ...activity });
        expect([200, 400, 401, 403, 501]).toContain(status);
      }),
      { ...seeded, numRuns: 80 },
    );
    expect(bot.logged.slice(before).join("\n")).not.toMatch(/TypeError|invalid byte|unsupported Unicode|22P05|22021/u);
  }, 120_000);
});
