import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Answer, Dispatch, Incoming } from "../../../src/bot/incoming.ts";
import { raw } from "../../../src/messages/phrase.ts";
import { cloudOf } from "../../../src/platforms/teams/cloud.ts";
import { connect } from "../../../src/platforms/teams/in/connection.ts";
import { type TeamsCloud, teamsClouds } from "../../../src/platforms/teams/options.ts";
import { isConnector } from "../../../src/platforms/teams/service-url.ts";
import type { Fields } from "../../support/teams/index.ts";
import { startPlatform } from "../../support/teams-bot.ts";

const handled: Incoming[] = [];
let answer: () => Promise<Partial<Answer>> = async () => ({});
const dispatch: Dispatch = {
  async handle(incoming) {
    handled.push(incoming);
    return { outcome: "done", language: "sv", caused: [], repeated: false, ...(await answer()) };
  },
  async system() {},
};
type Started = Awaited<ReturnType<typeof startPlatform>>;

/** A good activity, as Teams sends it, not yet sent. */
async function good({ teams }: Started, text = "status"): Promise<Fields> {
  const { sent } = await teams.say("anna", "solbacken", text);
  handled.length = 0;
  return { ...sent, id: `${Date.now()}${Math.random()}` };
}

/** As it would be of another organisation, where the bot is no guest of ours. */
const foreign = ({ conversation, channelData, from }: Fields) => ({
  conversation: { ...(conversation as object), tenantId: "another-tenant" },
  channelData: { ...(channelData as object), tenant: { id: "another-tenant" } },
  from: { ...(from as object), tenantId: "another-tenant" },
});
const press = {
  type: "invoke",
  name: "adaptiveCard/action",
  value: { action: { type: "Action.Execute", verb: "press", data: {} } },
};

beforeEach(() => {
  handled.length = 0;
  answer = async () => ({});
});

describe("with a registered bot", () => {
  let bot: Started;
  beforeAll(async () => {
    bot = await startPlatform(dispatch);
    await bot.teams.introduce();
  });
  afterAll(() => bot.stop());

  test("a good token lets an activity in, once it is stored", async () => {
    let stored = false;
    const activity = await good(bot);
    answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      stored = true;
      return {};
    };
    expect((await bot.teams.raw(activity)).status).toBe(200);
    expect(stored).toBe(true);
    expect(handled).toHaveLength(1);
  });

  test.each<[string, Parameters<Started["teams"]["mint"]>[0] | null | string]>([
    ["none", null],
    ["no token at all", "rubbish"],
    ["expired", { claims: { exp: Math.floor(Date.now() / 1000) - 1_000 } }],
    ["not valid yet", { claims: { nbf: Math.floor(Date.now() / 1000) + 1_000 } }],
    ["of another bot", { claims: { aud: "22222222-2222-2222-2222-222222222222" } }],
    ["for nobody", { claims: { aud: undefined } }],
    ["of another issuer", { claims: { iss: "https://sts.windows.net/evil/" } }],
    ["of no issuer", { claims: { iss: undefined } }],
    ["for another service", { claims: { serviceurl: "https://evil.example/" } }],
    ["for no service", { claims: { serviceurl: undefined } }],
    ["signed by somebody else", { key: "foreign" }],
    ["signed by an unknown key", { key: "foreign", keyId: "unknown" }],
    ["not signed", { key: "none" }],
  ])("a token that is %s is refused without effect", async (_what, minted) => {
    const activity = await good(bot);
    const token = minted === null || typeof minted === "string" ? minted : bot.teams.mint(minted);
    expect((await bot.teams.raw(activity, { token })).status).toBe(401);
    expect(handled).toEqual([]);
  });

  test("whatever key ids are made up, the key set is not fetched for each of them", async () => {
    const activity = await good(bot);
    const before = bot.teams.keysFetched();
    for (let n = 0; n < 12; n += 1) {
      const token = bot.teams.mint({ key: "foreign", keyId: `made-up-${n}` });
      expect((await bot.teams.raw(activity, { token })).status).toBe(401);
    }
    expect(bot.teams.keysFetched() - before).toBeLessThanOrEqual(1);
    expect((await bot.teams.raw(activity)).status).toBe(200);
    expect(handled).toHaveLength(1);
  });

  test("a token for another app id, and a tenant that is not ours, are told once each, with what mends it", async () => {
    const activity = await good(bot);
    const token = bot.teams.mint({ claims: { aud: "33333333-3333-3333-3333-333333333333" } });
    for (let n = 0; n < 3; n += 1) {
      await bot.teams.raw(activity, { token });
      await bot.teams.raw({ ...activity, ...foreign(activity) });
    }
    for (const event of ["the app id does not fit", "an activity of another tenant was refused"])
      expect(bot.troubles.filter((one) => one === event)).toHaveLength(1);
    expect(handled).toEqual([]);
  });

  test.each<[string, (activity: Fields) => Fields, number]>([
    ["another service than the token's", (one) => ({ ...one, serviceUrl: "https://evil.example/" }), 401],
    ["no service", ({ serviceUrl: _, ...one }) => one, 400],
    ["an empty service", (one) => ({ ...one, serviceUrl: "" }), 400],
    ["another channel than Teams", (one) => ({ ...one, channelId: "directline" }), 403],
    ["no sender", ({ from: _, ...one }) => one, 400],
    ["a sender without id", (one) => ({ ...one, from: { name: "VD" } }), 400],
    ["no conversation", ({ conversation: _, ...one }) => one, 400],
    [
      "no tenant",
      (one) => ({ ...one, conversation: { id: "19:x@thread.tacv2", conversationType: "channel" }, channelData: {} }),
      400,
    ],
    ["another tenant's conversation", (one) => ({ ...one, ...foreign(one) }), 403],
    ["a bot's voice", (one) => ({ ...one, from: { id: "28:another-bot", name: "Bot" } }), 200],
    ["an agent's voice", (one) => ({ ...one, from: { ...(one.from as object), role: "agenticUser" } }), 200],
    ["an agent's press", (one) => ({ ...one, ...press, from: { ...(one.from as object), role: "bot" } }), 200],
    ["no type", ({ type: _, ...one }) => one, 400],
    ["text that is a number", (one) => ({ ...one, text: 42 }), 400],
    ["entities that are none", (one) => ({ ...one, entities: "x" }), 400],
    ["an unknown type", (one) => ({ ...one, type: "typing" }), 200],
    [
      "an unknown invoke",
      (one) => ({ ...one, type: "invoke", name: "signin/verifyState", value: { state: "1" } }),
      501,
    ],
    [
      "an invoke named as what every object has",
      (one) => ({ ...one, type: "invoke", name: "constructor", value: {} }),
      501,
    ],
    ["an invoke without a name", (one) => ({ ...one, type: "invoke", value: {} }), 400],
  ])("an activity with %s has no effect", async (_what, change, status) => {
    expect((await bot.teams.raw(change(await good(bot)))).status).toBe(status);
    expect(handled).toEqual([]);
  });

  test.each([
    ["composeExtension/query", "composeExtension.text"],
    ["composeExtension/queryLink", "composeExtension.text"],
    ["message/fetchTask", "task.value"],
    ["config/fetch", "config.value"],
  ])("an invoke of %s, which Teams knows and we have no part in, is answered in words", async (name, where) => {
    const { status, body } = await bot.teams.raw({ ...(await good(bot)), type: "invoke", name, value: {} });
    expect(status).toBe(200);
    expect(body).toHaveProperty(where, expect.stringMatching(/inget har ändrats/i));
    expect(handled).toEqual([]);
  });

  test("somebody of another tenant speaks in a conversation of ours: let in", async () => {
    const activity = await good(bot);
    const from = { ...(activity.from as object), tenantId: "another-tenant" };
    expect((await bot.teams.raw({ ...activity, from })).status).toBe(200);
    expect(handled).toHaveLength(1);
  });

  test.each([
    ["broken JSON", "{", 400],
    ["a list", "[]", 400],
    ["null", "null", 400],
    ["a text", '"status"', 400],
    ["nothing", "", 400],
    ["2 MB", JSON.stringify({ text: "x".repeat(2_000_000) }), 413],
  ])("a body of %s is refused", async (_what, body, status) => {
    expect((await bot.teams.raw(body)).status).toBe(status);
    expect(handled).toEqual([]);
  });

  test("a message of 90 kB comes in whole", async () => {
    const text = `change ask "${"å".repeat(45_000)}"`;
    expect((await bot.teams.raw(await good(bot, text))).status).toBe(200);
    expect(handled.at(-1)?.intent).toEqual({ kind: "line", text });
  });

  test("what nobody expected is worded to the person, and to nobody else", async () => {
    const activity = await good(bot);
    answer = () => Promise.reject(new Error("the disk is full"));
    expect((await bot.teams.raw(activity)).status).toBe(200);
    const read = (who: string) => bot.teams.reads(who, "solbacken").filter(({ text }) => text.includes("abc123"));
    expect(read("anna")).toHaveLength(1);
    expect(read("erik")).toHaveLength(0);
  });

  test("when it cannot even be worded, Teams hears that it failed and the activity may come again", async () => {
    const activity = await good(bot);
    answer = () => Promise.reject(new Error("the disk is full"));
    bot.teams.trouble("post", { kind: "status", status: 503 });
    expect((await bot.teams.raw(activity)).status).toBe(500);
    answer = async () => ({ reply: { audience: "public", blocks: [{ kind: "text", text: raw("x") }] }, replyId: "m" });
    expect((await bot.teams.raw(activity)).status).toBe(200);
  });
});

describe("without a token check", () => {
  let bot: Started;
  beforeAll(async () => {
    bot = await startPlatform(dispatch, { standIn: { insecure: true } });
    await bot.teams.introduce();
  });
  afterAll(() => bot.stop());

  test("a client on this machine is listened to", async () => {
    expect((await bot.teams.raw(await good(bot), { token: null })).status).toBe(200);
    expect(handled).toHaveLength(1);
  });

  test.each([
    ["another machine's service", { serviceUrl: "https://smba.trafficmanager.net/emea/" }],
    ["a name that only looks like this machine", { serviceUrl: "http://localhost.evil.example/" }],
    ["an account in the address", { serviceUrl: "http://127.0.0.1@evil.example/" }],
  ])("%s never receives a message", async (_what, change) => {
    expect((await bot.teams.raw({ ...(await good(bot)), ...change }, { token: null })).status).toBe(403);
    expect(handled).toEqual([]);
  });
});

describe("the environment", () => {
  const log = { info: () => undefined, trouble: () => undefined, failed: () => "" };
  const open = (environment: Record<string, string>) =>
    connect(
      { kind: "insecure-local" },
      log,
      () => undefined,
      async () => undefined,
      environment,
    );

  test.each(["1", "true", "YES", "on", "whatever"])("the SDK's switch that lets anybody in is refused: %s", (value) => {
    expect(() => open({ DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS: value })).toThrow(/DANGEROUSLY_ALLOW/);
  });
  test.each(["", "0", "false", "no"])("a switch that is off is none: %j", (value) => {
    expect(() => open({ DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS: value })).not.toThrow();
  });
});

const issuerOf = (cloud: TeamsCloud): string => cloudOf({ kind: "registered", cloud }).environment.tokenIssuer;

describe.each(["public", "usgov"] as const)("in the cloud %s", (cloud) => {
  let bot: Started;
  beforeAll(async () => {
    bot = await startPlatform(dispatch, { cloud, standIn: { issuer: issuerOf(cloud) } });
    await bot.teams.introduce();
  });
  afterAll(() => bot.stop());

  test.each(teamsClouds.map(issuerOf))(
    "a token of %s is taken where it is the cloud's own issuer, and refused elsewhere",
    async (iss) => {
      const activity = await good(bot);
      const isOwn = iss === issuerOf(cloud);
      expect((await bot.teams.raw(activity, { token: bot.teams.mint({ claims: { iss } }) })).status).toBe(
        isOwn ? 200 : 401,
      );
      expect(handled).toHaveLength(isOwn ? 1 : 0);
    },
  );
});

describe("where messages may be sent", () => {
  const registered = { kind: "registered", clientId: "c", tenantId: "t" } as const;
  test.each([
    ["https://smba.trafficmanager.net/emea/", true],
    ["https://smba.trafficmanager.net/teams", true],
    ["https://smba.infra.gcc.teams.microsoft.com/teams", true],
    ["http://smba.trafficmanager.net/emea/", false],
    ["https://smba.trafficmanager.net:8443/", false],
    ["https://user@smba.trafficmanager.net/", false],
    ["https://smba.trafficmanager.net.evil.example/", false],
    ["https://evil.trafficmanager.net/", false],
    ["https://directline.botframework.com/", false],
    ["https://webchat.botframework.com/", false],
    ["http://127.0.0.1:3978/", false],
    ["rubbish", false],
    ["https://smba.infra.gov.teams.microsoft.us/teams", false],
  ])("with Microsoft's own keys, %s: %s", (url, allowed) => expect(isConnector(registered, url)).toBe(allowed));

  test.each<[TeamsCloud, string, boolean]>([
    ["usgov", "https://smba.infra.gov.teams.microsoft.us/teams", true],
    ["usgov", "https://smba.infra.dod.teams.microsoft.us/teams", false],
    ["usgov", "https://smba.trafficmanager.net/emea/", false],
    ["usgovdod", "https://smba.infra.dod.teams.microsoft.us/teams", true],
    ["usgovdod", "https://smba.infra.gov.teams.microsoft.us/teams", false],
  ])("in the cloud %s, %s: %s", (cloud, url, allowed) =>
    expect(isConnector({ ...registered, cloud }, url)).toBe(allowed),
  );
});
