import type { Kit, Register } from "./kit.ts";
import { shortcuts } from "./manifest.ts";
import type { Asked } from "./options.ts";

interface Message {
  readonly text?: string;
  readonly ts: string;
  readonly thread_ts?: string;
}

/** Message shortcuts: a message becomes a change request, a thread becomes minutes. Each opens the line's form, filled in. */
export const registerShortcuts: Register = (app, kit) => {
  for (const [name, callback] of Object.entries(shortcuts)) {
    app.shortcut({ callback_id: callback, type: "message_action" }, async ({ shortcut, ack }) => {
      const {
        channel,
        message,
        user,
        trigger_id: trigger,
      } = shortcut as unknown as {
        readonly channel: { readonly id: string; readonly name?: string };
        readonly message: Message;
        readonly user: { readonly id: string };
        readonly trigger_id: string;
      };
      await ack();
      const asked: Asked = {
        ...{ user: user.id, channel: channel.id, key: `shortcut/${trigger}` },
        ...(channel.name === undefined ? {} : { named: channel.name }),
        intent: name === "change" ? await changeFrom(kit, channel.id, message) : await minutesFrom(kit, channel.id, message),
      };
      const answer = await kit.turns.handle(asked);
      if (!answer.repeated) await kit.forms.open(answer, asked, trigger);
    });
  }
};

/** The message becomes the wish's text, with a link back to it. */
async function changeFrom({ turns, directory }: Kit, channel: string, message: Message): Promise<Asked["intent"]> {
  const { url } = await directory.home();
  const link = new URL(`archives/${channel}/p${message.ts.replace(".", "")}`, url);
  if (message.thread_ts !== undefined && message.thread_ts !== message.ts) {
    link.searchParams.set("thread_ts", message.thread_ts);
    link.searchParams.set("cid", channel);
  }
  const wish = `${await turns.read(message.text ?? "")}\n\n${link.href}`.trim();
  return { kind: "ask", runs: "change ask", values: { wish } };
}

const page = 200;

/** What was said in the thread, each by its writer's name, becomes the notes. */
async function minutesFrom({ client, turns, directory }: Kit, channel: string, message: Message): Promise<Asked["intent"]> {
  const { bot } = await directory.home();
  const lines: string[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const replies = await client.conversations.replies({
      ...{ channel, ts: message.thread_ts ?? message.ts, limit: page },
      ...(cursor === "" ? {} : { cursor }),
    });
    for (const { text = "", user, bot_id: by } of replies.messages ?? []) {
      if (text.trim() === "" || user === undefined || by === bot) continue;
      const { name } = await directory.account(user);
      lines.push(`${name}: ${await turns.read(text)}`);
    }
    cursor = replies.response_metadata?.next_cursor || undefined;
  }
  return { kind: "ask", runs: "minutes", values: { notes: lines.join("\n") } };
}
