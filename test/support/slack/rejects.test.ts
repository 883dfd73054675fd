import type { webApi } from "@slack/bolt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOf, modal, refusal } from "./bolt-app.ts";
import { type Slack, type SlackOptions, startSlack } from "./index.ts";

const started: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const stop of started.toReversed()) await stop();
});
async function start(options: SlackOptions = {}) {
  const slack = await startSlack(options);
  started.push(slack.stop);
  return { slack, client: clientOf(slack, slack.botToken) };
}
describe("what Slack rejects", () => {
  let slack: Slack;
  let client: webApi.WebClient;
  let shared: string;
  beforeAll(async () => {
    ({ slack, client } = await start({ rates: "none" }));
    shared = slack.channel("solbacken-kund").id;
  });
  const say = (channel: string, more: object = {}) => client.chat.postMessage({ channel, text: "Hej", ...more });

  test("a channel that the bot is not in, one that is archived, and one that is not there", async () => {
    expect(await refusal(say(slack.channel("general").id))).toBe("not_in_channel");
    const closed = slack.addChannel({ name: "closed" });
    await slack.archive("closed");
    expect(await refusal(say(closed.id))).toBe("is_archived");
    expect(await refusal(say(slack.addChannel({ name: "secret", kind: "private", bot: false }).id))).toBe(
      "channel_not_found",
    );
    await slack.deleteChannel("closed");
    expect(await refusal(say(closed.id))).toBe("channel_not_found");
  });

  test("too long, wrongly drawn or empty", async () => {
    expect(await refusal(say(shared, { text: "x".repeat(40_001) }))).toBe("msg_too_long");
    expect(await refusal(say(shared, { blocks: [{ type: "button" }] }))).toBe("invalid_blocks");
    expect(await refusal(say(shared, { text: "" }))).toBe("no_text");
    expect(await refusal(say(shared, { metadata: { event_type: "två ord", event_payload: {} } }))).toBe(
      "invalid_metadata_format",
    );
    const { ts = "" } = await say(shared);
    expect(await refusal(client.chat.update({ channel: shared, ts, text: "x".repeat(4001) }))).toBe("msg_too_long");
  });

  test("an edit of what is gone or another's", async () => {
    expect(await refusal(client.chat.update({ channel: shared, ts: "1.000001", text: "Nytt" }))).toBe(
      "message_not_found",
    );
    const message = slack.messages("solbacken-kund").at(0);
    const theirs = await slack.say("karin", "solbacken-kund", "Hej");
    expect(await refusal(client.chat.update({ channel: shared, ts: theirs.message.ts, text: "Nytt" }))).toBe(
      "cant_update_message",
    );
    expect(message?.edits).toEqual([]);
  });

  test("people that are not there, or not in the channel", async () => {
    expect(await refusal(client.users.info({ user: "U0NOBODY" }))).toBe("user_not_found");
    const stranger = slack.addUser({ name: "stranger", team: slack.customer.id });
    expect(await refusal(client.users.info({ user: stranger.id }))).toBe("user_not_visible");
    expect(await refusal(client.conversations.open({ users: "U0NOBODY" }))).toBe("user_not_found");
    const { id } = slack.user("olle");
    expect(
      await refusal(client.chat.postEphemeral({ channel: slack.channel("solbacken").id, user: id, text: "Hej" })),
    ).toBe("user_not_in_channel");
  });

  test("a trigger that is spent, too old or invented; a view that changed meanwhile", async () => {
    const { slack: quick, client: caller } = await start({ triggerLife: 500 });
    quick.connect("http://127.0.0.1:1");
    const trigger = async () => String((await quick.command("anna", "solbacken", "form")).sent.payload.trigger_id);
    const fresh = await trigger();
    const { view } = await caller.views.open({ trigger_id: fresh, view: modal() });
    expect(await refusal(caller.views.open({ trigger_id: fresh, view: modal() }))).toBe("exchanged_trigger_id");
    const old = await trigger();
    await new Promise((resolve) => setTimeout(resolve, 550));
    expect(await refusal(caller.views.open({ trigger_id: old, view: modal() }))).toBe("expired_trigger_id");
    expect(await refusal(caller.views.open({ trigger_id: "1.2.3", view: modal() }))).toBe("invalid_arguments");
    expect(await refusal(caller.views.update({ view_id: view?.id ?? "", hash: "old", view: modal() }))).toBe(
      "hash_conflict",
    );
    expect(await refusal(caller.views.update({ view_id: "V0NONE", view: modal() }))).toBe("not_found");
  });

  test("a bot that cannot be reached is told apart from one that refuses", async () => {
    const { slack: alone } = await start();
    alone.connect("http://127.0.0.1:1");
    expect(await alone.command("anna", "solbacken", "status")).toMatchObject({ status: 0 });
  });

  test("tokens that are unknown, taken away or of the wrong kind", async () => {
    const { slack: fresh, client: caller } = await start();
    const other = (token: string) => clientOf(fresh, token);
    expect(await refusal(other("xoxb-other").auth.test())).toBe("invalid_auth");
    expect(await refusal(other(fresh.appToken).auth.test())).toBe("not_allowed_token_type");
    expect(await refusal(caller.apps.connections.open())).toBe("not_allowed_token_type");
    fresh.revoke();
    expect(await refusal(caller.auth.test())).toBe("token_revoked");
  });

  test("what the manifest does not ask for: scopes, commands, events", async () => {
    const manifest = {
      features: {
        slash_commands: [{ command: "/startklar" }],
        shortcuts: [{ callback_id: "minutes", type: "message" }],
      },
      oauth_config: { scopes: { bot: ["chat:write", "commands", "app_mentions:read"] } },
      settings: { event_subscriptions: { bot_events: ["app_mention", "message.im"] } },
    };
    const { slack: small, client: caller } = await start({ manifest });
    small.connect("http://127.0.0.1:1");
    const channel = small.channel("solbacken").id;
    expect(await refusal(caller.chat.postMessage({ channel, text: "Hej" }))).toBe("taken");
    await expect(caller.conversations.info({ channel })).rejects.toMatchObject({
      data: { error: "missing_scope", needed: "groups:read" },
    });
    expect(await refusal(caller.pins.add({ channel, timestamp: "1.1" }))).toBe("missing_scope");
    await expect(small.command("anna", "solbacken", "status", { command: "/other" })).rejects.toThrow(
      "not a valid command",
    );
    await expect(small.dm("anna", "status")).rejects.toThrow("would not tell");
    expect((await small.say("anna", "solbacken", "Hej")).sent.payload).toEqual({ unsent: "not subscribed" });
    small.grant(["groups:read"]);
    expect(await refusal(caller.conversations.info({ channel }))).toBe("taken");
    expect(await refusal(caller.chat.postMessage({ channel, text: "Hej" }))).toBe("missing_scope");
  });

  test("more than a message a second in a channel, after a burst, and says how long to wait", async () => {
    const { slack: strict, client: caller } = await start();
    const channel = strict.channel("solbacken").id;
    const many = await Promise.all(
      Array.from({ length: 7 }, () => refusal(caller.chat.postMessage({ channel, text: "Hej" }))),
    );
    expect(many.filter((one) => one === "taken")).toHaveLength(5);
    expect(many.filter((one) => one !== "taken")).toEqual([
      "slack_webapi_rate_limited_error",
      "slack_webapi_rate_limited_error",
    ]);
    await expect(caller.chat.postMessage({ channel, text: "Hej" })).rejects.toMatchObject({ retryAfter: 1 });
    expect(await refusal(caller.chat.postMessage({ channel: strict.channel("solbacken-kund").id, text: "Hej" }))).toBe(
      "taken",
    );
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect(await refusal(caller.chat.postMessage({ channel, text: "Hej" }))).toBe("taken");
  });
});
