import { isLeftToPlatform } from "../../../bot/shown-by.ts";
import type { Reply } from "../../../messages/content.ts";
import { type Phrase, phrase } from "../../../messages/phrase.ts";
import { codeOf, isPermanent, isSlacks, refusalWords } from "../errors.ts";
import { shortcuts } from "../manifest/manifest.ts";
import type { Answer, Asked } from "../options.ts";
import { isShort } from "../out/answer.ts";
import type { Kit, Register } from "./kit.ts";

interface Message {
  readonly text?: string;
  readonly ts: string;
  readonly thread_ts?: string;
}

interface Shortcut {
  readonly channel: { readonly id: string; readonly name?: string };
  readonly message: Message;
  readonly user: { readonly id: string };
  readonly trigger_id: string;
  readonly response_url: string;
}

/** Where the bot is no member it sees nothing of what was written. */
const unseen = new Set(["not_in_channel", "channel_not_found", "missing_scope", "no_permission", "access_denied"]);

/**
 * Message shortcuts: a message becomes a change request, a thread becomes minutes. Each opens the line's form, filled
 * in. They may be used anywhere, also where the bot is not: whatever else is said comes by the shortcut's own address.
 */
export const registerShortcuts: Register = (app, kit) => {
  for (const [name, callback] of Object.entries(shortcuts)) {
    app.shortcut({ callback_id: callback, type: "message_action" }, async ({ shortcut, ack }) => {
      await ack();
      const used = shortcut as unknown as Shortcut;
      try {
        await use(kit, name === "change" ? changeFrom : minutesFrom, used);
      } catch (error) {
        const ref = isSlacks(error) ? undefined : kit.options.log.failed(error);
        if (ref === undefined) kit.options.log.info("a shortcut was refused", { err: error });
        await say(kit, used, ref === undefined ? why(error) : phrase("error.unexpected", { ref }));
      }
    });
  }
};

async function use(kit: Kit, from: typeof changeFrom, used: Shortcut): Promise<void> {
  const { channel, message, user, trigger_id: trigger } = used;
  const asked: Asked = {
    ...{ user: user.id, channel: channel.id, key: `shortcut/${trigger}`, named: channel.name },
    intent: await from(kit, channel.id, message),
  };
  const answer = await kit.turns.handle(asked, (reply: Reply, alone) => alone && isShort(reply));
  if (answer.repeated) return;
  if (answer.form !== undefined) return kit.forms.open(answer, asked, trigger);
  await bring(kit, used, answer);
}

/** What only the person may see, by the shortcut's own address. */
async function bring({ answers, turns, telling }: Kit, used: Shortcut, answer: Answer): Promise<void> {
  if (answer.reply === undefined || !isLeftToPlatform(answer)) return;
  await telling.answer(used.response_url, whoIn(used), await answers.messages(answer));
  await turns.shown(answer);
}

const whoIn = ({ channel, user }: Shortcut) => ({ channel: channel.id, user: user.id });

const say = ({ answers, telling }: Kit, used: Shortcut, text: Phrase): Promise<void> =>
  telling.answer(used.response_url, whoIn(used), [{ ...answers.words(undefined, text), blocks: [] }]);

function why(error: unknown): Phrase {
  return unseen.has(codeOf(error) ?? "") ? phrase("slack.refused.unseen") : refusalWords(error);
}

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
async function minutesFrom(kit: Kit, channel: string, message: Message): Promise<Asked["intent"]> {
  const { client, turns, directory } = kit;
  const { bot } = await directory.home();
  const lines: string[] = [];
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const replies = await client.conversations.replies({
      ...{ channel, ts: message.thread_ts ?? message.ts, limit: page },
      ...(cursor === "" ? {} : { cursor }),
    });
    for (const { text = "", user, bot_id: by } of replies.messages ?? []) {
      if (text.trim() === "" || user === undefined || by === bot) continue;
      lines.push(`${await writerOf(kit, user)}: ${await turns.read(text)}`);
    }
    cursor = replies.response_metadata?.next_cursor || undefined;
  }
  return { kind: "ask", runs: "minutes", values: { notes: lines.join("\n") } };
}

/** Somebody whom Slack does not show us is named as such: what they wrote counts all the same. */
async function writerOf({ directory, answers }: Kit, user: string): Promise<string> {
  try {
    return (await directory.account(user)).name;
  } catch (error) {
    if (!isPermanent(error)) throw error;
    return answers.words(undefined, phrase("slack.writer.unknown", { user })).text;
  }
}
