import { afterAll, describe, expect, test } from "vitest";
import { approve, boltApp, clientOf, type Heard, refusal } from "./bolt-app.ts";
import { type SlackOptions, startSlack } from "./index.ts";

const started: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const stop of started.toReversed()) await stop();
});
async function start(options: SlackOptions = {}) {
  const slack = await startSlack(options);
  started.push(slack.stop);
  return { slack, client: clientOf(slack, slack.botToken) };
}
describe("what Slack keeps", () => {
  test("metadata in the history of those who ask for it, edits in place, threads apart, pins", async () => {
    const { slack, client } = await start({ rates: "none" });
    const channel = slack.channel("solbacken-kund").id;
    const metadata = { event_type: "startklar_message", event_payload: { id: "m1" } };
    const { ts = "" } = await client.chat.postMessage({ channel, text: "Kort", blocks: [approve], metadata });
    await client.chat.postMessage({ channel, text: "I tråden", thread_ts: ts });
    await client.pins.add({ channel, timestamp: ts });
    expect(await refusal(client.pins.add({ channel, timestamp: ts }))).toBe("already_pinned");
    await client.chat.update({ channel, ts, text: "Godkänt" });
    const plain = await client.conversations.history({ channel });
    expect(plain.messages).toHaveLength(1);
    expect(plain.messages?.[0]).toMatchObject({ text: "Godkänt", reply_count: 1 });
    expect(plain.messages?.[0]).not.toHaveProperty("metadata");
    expect(plain.messages?.[0]).not.toHaveProperty("blocks");
    const asked = await client.conversations.history({ channel, include_all_metadata: true });
    expect(asked.messages?.[0]).toMatchObject({ metadata });
    expect((await client.conversations.replies({ channel, ts })).messages?.map(({ text }) => text)).toEqual([
      "Godkänt",
      "I tråden",
    ]);
    expect(slack.messages("solbacken-kund")[0]).toMatchObject({ pinned: true, edits: [{ text: "Kort" }] });
    await client.chat.postEphemeral({ channel, user: slack.user("karin").id, text: "Bara du" });
    expect(slack.ephemerals("solbacken-kund")).toHaveLength(1);
    expect((await client.conversations.history({ channel })).messages).toHaveLength(1);
  });

  test("who is who: guests, another organisation's people and its admin", async () => {
    const { slack, client } = await start();
    const of = async (name: string) => (await client.users.info({ user: slack.user(name).id })).user;
    expect(await of("anna")).toMatchObject({ team_id: slack.home.id, is_restricted: false });
    expect(await of("olle")).toMatchObject({ team_id: slack.home.id, is_ultra_restricted: true });
    expect(await of("petra")).toMatchObject({ team_id: slack.customer.id, is_admin: true, is_stranger: false });
    slack.addGroup({ id: "S0STAFF", handle: "konsulter", users: ["anna"] });
    expect((await client.usergroups.users.list({ usergroup: "S0STAFF" })).users).toEqual([slack.user("anna").id]);
  });

  test("a file that the bot uploads is a message in the channel", async () => {
    const { slack, client } = await start();
    const channel = slack.channel("solbacken").id;
    await client.filesUploadV2({
      channel_id: channel,
      filename: "tider.csv",
      content: "a;b\n",
      initial_comment: "Alla tider",
    });
    const message = slack.messages("solbacken").at(-1);
    expect(message).toMatchObject({ text: "Alla tider", user: slack.botUser });
    expect(Buffer.from(slack.files[0]?.bytes ?? []).toString()).toBe("a;b\n");
  });

  test("a call that breaks after it was done leaves what it did", async () => {
    const { slack, client } = await start();
    const channel = slack.channel("solbacken").id;
    slack.trouble("chat.postMessage", { kind: "drop-answer" });
    expect(await refusal(client.chat.postMessage({ channel, text: "En gång" }))).not.toBe("taken");
    expect(slack.messages("solbacken")).toHaveLength(1);
    slack.trouble("chat.postMessage", { kind: "drop" });
    expect(await refusal(client.chat.postMessage({ channel, text: "Aldrig" }))).not.toBe("taken");
    slack.trouble("chat.postMessage", { kind: "refuse", error: "fatal_error" });
    expect(await refusal(client.chat.postMessage({ channel, text: "Aldrig" }))).toBe("fatal_error");
    expect(slack.messages("solbacken")).toHaveLength(1);
    expect(slack.calls.map(({ method }) => method)).toEqual(["chat.postMessage", "chat.postMessage"]);
  });

  test("a signature is checked by the bot, not by the stand-in: raw requests go as they are", async () => {
    const { slack } = await start();
    const heard: Heard[] = [];
    started.push(await boltApp(slack, "http", heard));
    const { sent } = await slack.command("anna", "solbacken", "status");
    const { body, contentType } = slack.encode(sent);
    const headers = { "content-type": contentType };
    expect(await slack.raw(body, { ...headers, ...slack.sign(body) })).toMatchObject({ status: 200 });
    expect(await slack.raw(body, { ...headers, ...slack.sign(body, { secret: "other" }) })).toMatchObject({
      status: 401,
    });
    expect(await slack.raw(body, { ...headers, ...slack.sign(body, { at: Date.now() / 1000 - 400 }) })).toMatchObject({
      status: 401,
    });
    expect(await slack.raw(body, headers)).toMatchObject({ status: 401 });
    expect(heard).toHaveLength(2);
  });

  test("a response URL takes five answers, may replace and take back, and only what Slack draws", async () => {
    const { slack } = await start();
    slack.connect("http://127.0.0.1:1");
    const { sent } = await slack.command("anna", "solbacken", "status");
    const answer = (body: object) =>
      fetch(String(sent.payload.response_url), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    expect(await answer({ blocks: [{ type: "nothing" }] })).toMatchObject({ status: 400 });
    for (let times = 0; times < 4; times += 1) expect(await answer({ text: "Klart" })).toMatchObject({ status: 200 });
    expect(await answer({ text: "Klart" })).toMatchObject({ status: 404 });
    expect(slack.ephemerals("solbacken")).toHaveLength(4);
    expect(slack.messages("solbacken")).toHaveLength(0);
  });
});
