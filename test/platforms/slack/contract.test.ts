import { describe } from "vitest";
import type { Hosting } from "../../../src/platforms/index.ts";
import { platformContract } from "../../contracts/platform.ts";
import type { Acked } from "../../support/slack/index.ts";
import { startPlatform } from "../../support/slack-bot.ts";

const links: Hosting["links"] = {
  reached: true,
  fetched: true,
  file: async (id) => `https://startklar.example/files/${id}`,
  handIn: async () => undefined,
};

describe.each([
  { how: "over http", mode: "http", lacks: [] },
  { how: "over socket", mode: "socket", lacks: [] },
  { how: "in a workspace without tables", mode: "http", lacks: ["table"] },
  {
    how: "in a workspace that takes sections and buttons alone",
    mode: "http",
    lacks: ["table", "rich_text", "header", "context", "image"],
  },
] as const)("$how", ({ mode, lacks }) => {
  platformContract("slack", async (dispatch) => {
    const { slack, platform, stop } = await startPlatform(dispatch, {
      mode,
      pace: 1,
      links,
      standIn: { rates: "none", lacks },
    });
    const shared = slack.channel("solbacken-kund");
    const [staff, customer] = [slack.user("anna").id, slack.user("karin").id];
    const sent = new Map<string, Acked>();
    /** The same key is the same event, sent once more. */
    const once = async (key: string, first: () => Promise<Acked>): Promise<void> => {
      const before = sent.get(key);
      sent.set(key, before === undefined ? await first() : await slack.retry(before));
    };
    return {
      platform: platform.platform,
      shared: { platform: "slack", tenant: slack.home.id, conversation: shared.id },
      pictures: lacks.length < 2,
      staff,
      customer,
      // Slack offers people of another organisation no slash command.
      types: (user, text, key) =>
        once(key, () => (user === staff ? slack.command(user, shared.id, text) : slack.mention(user, shared.id, text))),
      presses: async (user, id, button, key) => {
        const message = slack.messages(shared.id).findLast(({ metadata }) => metadata?.event_payload.id === id);
        if (message === undefined) throw new Error(`No message ${id}`);
        await once(key, () => slack.press(user, message, { action_id: `press:${button}` }));
      },
      reads: async (user) => slack.reads(user, shared.id).filter(({ message }) => message.user === slack.botUser),
      stop,
    };
  });
});
