import { LogLevel, webApi } from "@slack/bolt";
import { createEmulator } from "emulate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSlack } from "../../support/slack/index.ts";

/** One Slack of two: the project's own stand-in, or `emulate`, which somebody else wrote. */
interface Opinion {
  readonly client: webApi.WebClient;
  readonly channel: string;
  readonly archived: string;
  readonly person: string;
}
const stops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const stop of stops) await stop();
});
const clientOf = (token: string, slackApiUrl: string) =>
  new webApi.WebClient(token, { slackApiUrl, logLevel: LogLevel.ERROR, retryConfig: { retries: 0 } });

async function ours(): Promise<Opinion> {
  const slack = await startSlack({ rates: "none" });
  stops.push(slack.stop);
  const archived = slack.addChannel({ name: "archived" }).id;
  await slack.archive("archived");
  const channel = slack.addChannel({ name: "project", members: ["anna"] }).id;
  return { client: clientOf(slack.botToken, slack.url), channel, archived, person: slack.user("anna").id };
}

async function theirs(): Promise<Opinion> {
  const token = "xoxb-emulate";
  const emulator = await createEmulator({
    service: "slack",
    port: 0,
    seed: {
      tokens: { [token]: { login: "anna" } },
      slack: {
        users: [{ name: "anna", real_name: "Anna Lind" }],
        channels: [{ name: "project" }, { name: "archived" }],
      },
    },
  });
  stops.push(() => emulator.close());
  const client = clientOf(token, `${emulator.url}/api/`);
  const { channels = [] } = await client.conversations.list();
  const idOf = (name: string) => channels.find((channel) => channel.name === name)?.id ?? "";
  await client.conversations.archive({ channel: idOf("archived") });
  const { members = [] } = await client.users.list({});
  const person = members.find(({ name }) => name === "anna")?.id ?? "";
  return { client, channel: idOf("project"), archived: idOf("archived"), person };
}

/** What a call says, without what differs from one run to the next. */
async function said(call: Promise<object>): Promise<unknown> {
  try {
    return shape(await call);
  } catch (error) {
    return (error as { readonly data?: { readonly error?: string } }).data?.error ?? String(error);
  }
}
/** Every field that both answers have, with its type instead of its value where the value is an id or a moment. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value === "string")
    return /^([A-Z]\w{8,}|\d{10}\.\d{6})$/.test(value) ? value.replace(/\w/g, "x").slice(0, 1) : value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one)]));
}

describe("the stand-in and emulate say the same of what the bot sends", () => {
  let both: readonly Opinion[];
  beforeAll(async () => {
    both = [await ours(), await theirs()];
  });
  const ask = (call: (opinion: Opinion) => Promise<object>) => Promise.all(both.map((opinion) => said(call(opinion))));
  const blocks = [{ type: "section" as const, text: { type: "mrkdwn" as const, text: "*Kort*" } }];
  const metadata = { event_type: "startklar_message", event_payload: { id: "m1" } };
  const post = ({ client, channel }: Opinion, more: object = {}) =>
    client.chat.postMessage({ channel, text: "Kort", blocks, metadata, ...more });

  test("chat.postMessage", async () => {
    for (const one of await ask(post))
      expect(one).toMatchObject({ ok: true, ts: "x", channel: "x", message: { type: "message", text: "Kort" } });
    for (const { client, channel } of both) {
      const [message] =
        (await client.conversations.history({ channel, include_all_metadata: true, limit: 1 })).messages ?? [];
      expect(message).toMatchObject({
        text: "Kort",
        metadata,
        blocks: [{ type: "section", text: { text: "*Kort*" } }],
      });
    }
  });

  test.each<{ what: string; call: (opinion: Opinion) => Promise<object>; error: string }>([
    {
      what: "a channel that is not there",
      call: (one) => post(one, { channel: "C0NOTHERE0" }),
      error: "channel_not_found",
    },
    { what: "an archived channel", call: (one) => post(one, { channel: one.archived }), error: "is_archived" },
    {
      what: "nothing to say",
      call: ({ client, channel }) => client.chat.postMessage({ channel, text: "" }),
      error: "no_text",
    },
    {
      what: "an edit of what is not there",
      call: ({ client, channel }) => client.chat.update({ channel, ts: "1.000001", text: "Nytt" }),
      error: "message_not_found",
    },
    {
      what: "a channel unknown",
      call: ({ client }) => client.conversations.info({ channel: "C0NOTHERE0" }),
      error: "channel_not_found",
    },
    {
      what: "a person unknown",
      call: ({ client }) => client.users.info({ user: "U0NOTHERE0" }),
      error: "user_not_found",
    },
  ])("$what is refused by both as $error", async ({ call, error }) => expect(await ask(call)).toEqual([error, error]));

  test("chat.update", async () => {
    const edit = async (opinion: Opinion) => {
      const { ts = "" } = await post(opinion);
      const answer = await opinion.client.chat.update({ channel: opinion.channel, ts, text: "Godkänt" });
      expect(answer.ts).toBe(ts);
      return answer;
    };
    for (const one of await ask(edit)) expect(one).toMatchObject({ ok: true, channel: "x", text: "Godkänt" });
    for (const { client, channel } of both)
      expect((await client.conversations.history({ channel, limit: 1 })).messages).toMatchObject([{ text: "Godkänt" }]);
  });

  test("conversations.info", async () => {
    const asked = await ask(({ client, channel }) => client.conversations.info({ channel }));
    for (const one of asked)
      expect(one).toMatchObject({
        ok: true,
        channel: { name: "project", is_channel: true, is_private: false, is_im: false, is_archived: false },
      });
    const archived = await ask(({ client, archived: channel }) => client.conversations.info({ channel }));
    for (const one of archived) expect(one).toMatchObject({ channel: { name: "archived", is_archived: true } });
  });

  test("users.info", async () => {
    for (const one of await ask(({ client, person }) => client.users.info({ user: person })))
      expect(one).toMatchObject({
        ok: true,
        user: {
          name: "anna",
          real_name: "Anna Lind",
          is_bot: false,
          deleted: false,
          profile: { real_name: "Anna Lind" },
        },
      });
  });
});
