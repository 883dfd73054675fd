import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { stateOf } from "../../bot/state.ts";
import type { Message, View } from "../../support/slack/index.ts";
import { type SlackBot, startSlackBot } from "../../support/slack-bot.ts";

/** What only somebody who means harm would send, or a fault of the way between. */

let bot: SlackBot;
let told = 0;
let lines = 0;
const shared = "solbacken-kund";
const form = "application/x-www-form-urlencoded";
const json = "application/json";

/** The card that stays in the shared channel. */
const card = (): Message => bot.message(shared, /Here you follow the project/);
async function open(who: string): Promise<View> {
  for (const one of [...bot.slack.views(who)]) await bot.slack.close(who, one);
  await bot.slack.press(who, card(), "Ask for a change");
  for (let tries = 0; tries < 300; tries += 1) {
    const view = bot.slack.modal(who);
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (view !== undefined) return bot.settled().then(() => view);
  }
  throw new Error(`${who} has no modal open`);
}
const formOf = ({ drawn }: View): string => (drawn.type === "modal" ? (drawn.private_metadata ?? "") : "");
/** What has been said to one person alone since the test began. */
const heard = (who: string): string =>
  bot.slack
    .ephemerals(shared)
    .slice(told)
    .filter(({ ephemeralTo }) => ephemeralTo === bot.slack.user(who).id)
    .map(({ text }) => text)
    .join("\n");
const posted = () =>
  ["solbacken", shared].flatMap((channel) =>
    bot.slack.messages(channel).map(({ ts, text, edits }) => [ts, text, edits.length]),
  );

/** Works, and leaves every decided row and every message in the channels as it was. */
async function withoutEffect<T>(work: () => Promise<T>): Promise<T> {
  const [state, messages] = [await stateOf(bot), posted()];
  const came = await work();
  await bot.settled();
  expect(await stateOf(bot)).toEqual(state);
  expect(posted()).toEqual(messages);
  return came;
}
const line = (text: string): string =>
  new URLSearchParams({
    ...{ team_id: bot.slack.home.id, channel_id: bot.slack.channel("solbacken").id, channel_name: "privategroup" },
    ...{
      user_id: bot.slack.user("anna").id,
      user_name: "anna",
      command: "/startklar",
      text,
      api_app_id: bot.slack.appId,
    },
    ...{ trigger_id: randomUUID(), response_url: new URL("/hooks/none", bot.slack.url).href },
  }).toString();
const signed = (body: string, type: string) => bot.slack.raw(body, { "content-type": type, ...bot.slack.sign(body) });
const payload = (text: string) => `payload=${encodeURIComponent(text)}`;

beforeAll(async () => {
  bot = await startSlackBot({ language: "en" });
  await bot.openSolbacken();
});
afterAll(() => bot.stop());
beforeEach(() => {
  told = bot.slack.ephemerals(shared).length;
  lines = bot.logged.length;
});
afterEach(async () => {
  // It runs on, answers the next, and nobody is called for.
  const { status, answer } = await bot.slack.command("anna", "solbacken", "status");
  expect(status).toBe(200);
  expect(answer?.text).toContain("Solbacken");
  expect(bot.logged.slice(lines)).toEqual([]);
});

describe("a signature that does not hold", () => {
  type Headers = Readonly<Record<string, string>>;
  const [at, signature] = ["x-slack-request-timestamp", "x-slack-signature"];
  test.each<{ readonly what: string; readonly change: (headers: Headers, body: string) => Headers }>([
    { what: "of an empty secret", change: (_, body) => bot.slack.sign(body, { secret: "" }) },
    { what: "of a longer body", change: (_, body) => bot.slack.sign(`${body}&text=log+2h+documentation`) },
    { what: "without its time", change: (headers) => ({ [signature]: headers[signature] ?? "" }) },
    { what: "with a time alone", change: (headers) => ({ [at]: headers[at] ?? "" }) },
    { what: "that is empty", change: (headers) => ({ ...headers, [signature]: "" }) },
    { what: "that is cut off", change: (headers) => ({ ...headers, [signature]: "v0=" }) },
    { what: "with a time that is none", change: (headers) => ({ ...headers, [at]: "now" }) },
    { what: "with a newer time", change: (headers) => ({ ...headers, [at]: String(Number(headers[at]) + 1) }) },
  ])("$what: 401", async ({ change }) => {
    const body = line("log 1h documentation");
    const headers = { "content-type": form, ...change(bot.slack.sign(body), body) };
    const { status, text } = await withoutEffect(() => bot.slack.raw(body, headers));
    expect(status).toBe(401);
    expect(text).not.toMatch(/solbacken|at .*\.[jt]s/i);
  });

  test("it is the signature: the same line, signed as Slack does, is booked", async () => {
    const before = (await bot.facts()).work.length;
    expect(await signed(line("log 1h documentation"), form)).toMatchObject({
      status: 200,
      text: expect.stringMatching(/H\d/),
    });
    expect((await bot.facts()).work).toHaveLength(before + 1);
  });
});

describe("a body that is signed and not what Slack sends", () => {
  test.each([
    { what: "plain text", type: "text/plain" },
    { what: "several parts", type: "multipart/form-data; boundary=x" },
    { what: "JSON", type: json },
    { what: "nothing", type: "" },
  ])("a command that says it is $what: 400", async ({ type }) => {
    expect((await withoutEffect(() => signed(line("log 1h documentation"), type))).status).toBe(400);
  });

  test("of every odd shape: refused, and without a word of how we are made", async () => {
    const odd = [
      { type: json, body: "" },
      { type: json, body: "null" },
      { type: json, body: "7" },
      { type: json, body: "{}" },
      { type: json, body: '{"type":"event_callback","event":null}' },
      { type: json, body: '{"type":"event_callback","event":{"type":"app_mention"}}' },
      { type: json, body: '{"type":"event_callback","event":{"type":"moon_landed"}}' },
      { type: form, body: "payload=" },
      { type: form, body: payload("null") },
      { type: form, body: payload("{}") },
      { type: form, body: payload('{"type":"block_actions"') },
      { type: form, body: payload('{"type":"block_actions"}') },
      { type: form, body: payload('{"type":"block_actions","user":{"id":"U1"},"actions":[]}') },
      { type: form, body: payload('{"type":"view_submission","user":{"id":"U1"}}') },
      { type: form, body: payload('{"type":"message_action","callback_id":"make-change"}') },
    ];
    const came = await withoutEffect(() =>
      Promise.all(odd.map(async ({ type, body }) => ({ body, ...(await signed(body, type)) }))),
    );
    expect(came.filter(({ text }) => /at .*\.[jt]s|node_modules/.test(text))).toEqual([]);
    expect(came.filter(({ status }) => status === 0)).toEqual([]);
  });

  test("a line of half a megabyte is answered in words", async () => {
    const { status, text } = await withoutEffect(() =>
      signed(line(`log 1h documentation "${"x".repeat(500_000)}"`), form),
    );
    expect(status).toBe(200);
    expect(text).toMatch(/60,000 is the most I read/);
    expect(text.length).toBeLessThan(20_000);
  });
});

describe("presses", () => {
  test.each([
    { what: "a button with no name", action: { action_id: "press:" } },
    { what: "a line in place of a button", action: { action_id: "press:log 1h documentation" } },
    { what: "a very long button", action: { action_id: `press:${"x".repeat(100_000)}` } },
    { what: "a zero byte", action: { action_id: "press:\u0000", value: "\u0000" } },
    { what: "a button of the Home tab", action: { action_id: "home:log", value: "solbacken" } },
    { what: "what every object has", action: { action_id: "press:constructor", value: "__proto__" } },
  ])("$what: the person hears that it is no button", async ({ action }) => {
    expect((await withoutEffect(() => bot.slack.press("karin", card(), action))).status).toBe(200);
    expect(heard("karin")).toMatch(/earlier version/);
  });
});

describe("forms", () => {
  test.each([
    { what: "what every object has", forged: "__proto__" },
    { what: "a zero byte", forged: "\u0000" },
    { what: "something long", forged: "x".repeat(100_000) },
  ])("private_metadata that is $what: said in the modal", async ({ forged }) => {
    const view = await open("karin");
    const acked = await withoutEffect(() =>
      bot.slack.submit("karin", view, { wish: "All for nothing" }, { privateMetadata: forged, forged: true }),
    );
    expect(acked).toMatchObject({ status: 200 });
    expect(acked.refused).toBeUndefined();
    expect(JSON.stringify(acked.body)).toContain("I do not know that form");
  });

  test("the id of another's form, put into one's own, is another's form", async () => {
    const hers = formOf(await open("karin"));
    const own = await open("johan");
    const { body } = await withoutEffect(() =>
      bot.slack.submit("johan", own, { wish: "In her name" }, { privateMetadata: hers, forged: true }),
    );
    expect(JSON.stringify(body)).toContain("Somebody else opened that form");
  });

  test("fields that the form does not have decide nothing", async () => {
    const view = await open("karin");
    const { payload: filled } = (
      await withoutEffect(() =>
        bot.slack.submit("karin", view, { wish: "Plain" }, { privateMetadata: "none", forged: true }),
      )
    ).sent;
    const more = Object.fromEntries(
      ["fixed", "state", "project", "change"].map((name) => [name, { value: { value: "approved" } }]),
    );
    const sent = filled as { readonly view: { readonly state: { readonly values: object } } };
    const wrong = {
      ...{ ...sent, trigger_id: randomUUID() },
      view: {
        ...sent.view,
        private_metadata: formOf(await open("karin")),
        state: { values: { ...sent.view.state.values, ...more } },
      },
    };
    expect((await signed(payload(JSON.stringify(wrong)), form)).status).toBe(200);
    await bot.settled();
    expect((await bot.facts()).changes.filter(({ state }) => state !== "asked")).toEqual([]);
  });
});

test("a command that somebody gave the app by hand is answered at once, in words, and does nothing", async () => {
  const body = line("log 2h documentation").replace("%2Fstartklar", "%2Fonboarding");
  const { status, text: said } = await withoutEffect(() => signed(body, form));
  expect(status).toBe(200);
  expect(said).toContain("I answer to /startklar. /onboarding leads to me");
});
