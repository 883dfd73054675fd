import { isPermanent, refusalWords } from "../errors.ts";
import type { Answer, Asked } from "../options.ts";
import { handIn } from "./files.ts";
import type { Kit, Register } from "./kit.ts";

interface Written {
  readonly user?: string;
  readonly text?: string;
  readonly channel: string;
  readonly channel_type?: string;
  readonly subtype?: string;
  readonly bot_id?: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly edited?: { readonly ts: string };
  readonly files?: readonly { readonly id?: string }[];
}

/** A message of somebody's that stands otherwise now: edited, or with a preview of a link that it has. */
interface Changed {
  readonly channel: string;
  readonly message?: Omit<Written, "channel">;
  readonly previous_message?: { readonly text?: string };
}

/** What a person says is said so, too: with a file, as `/me …`, or from a thread to everybody. */
const spoken: ReadonlySet<string | undefined> = new Set([undefined, "file_share", "me_message", "thread_broadcast"]);

/**
 * `@Startklar …` in a channel, and whatever is written in a private chat with the bot: the same lines, without a modal
 * to open.
 */
export const registerMentions: Register = (app, kit) => {
  app.event("app_mention", async ({ event }) => written(kit, event as Written));
  app.message(async ({ message }) => {
    const event = message as unknown as Written;
    if (event.channel_type !== "im") return;
    const said = event.subtype === "message_changed" ? edited(message as unknown as Changed) : event;
    if (said !== undefined && spoken.has(said.subtype)) await written(kit, said);
  });
};

function edited({ channel, message, previous_message: before }: Changed): Written | undefined {
  return message?.edited === undefined || message.text === before?.text ? undefined : { ...message, channel };
}

/** One line, however often it comes: an edit of it is told with another event. */
async function written(
  kit: Kit,
  { user, text = "", channel, channel_type: type, bot_id: bot, ts, thread_ts: thread, edited: edit, files }: Written,
): Promise<void> {
  if (user === undefined || bot !== undefined) return;
  const came = (files ?? []).flatMap(({ id }) => id ?? []);
  const takes = came.length > 0 && text.trim() !== "" && kit.options.takesFiles(await kit.turns.read(text));
  // In a channel a file is told of by itself.
  if (!takes && type === "im" && edit === undefined) await handedIn(kit, user, channel, came);
  if (text.trim() === "") return;
  const first = `line/${channel}/${ts}/${user}`;
  const key = edit === undefined ? { key: first } : { key: `${first}/${edit.ts}`, edits: first };
  const brings = takes ? { brings: { files: came } } : {};
  const asked: Asked = { user, channel, thread, ...key, intent: { kind: "line", text }, forms: false, ...brings };
  const answer = await answered(kit, asked);
  if (answer?.replyId === undefined && answer?.reply !== undefined)
    await kit.telling.show(asked, [kit.answers.said(answer)]);
}

/** What somebody drops into their private chat with the bot. */
async function handedIn(kit: Kit, user: string, channel: string, files: readonly string[]): Promise<void> {
  if (files.length === 0 || !(await kit.directory.isPerson(user))) return;
  const conversation = await kit.directory.place(channel);
  for (const file of files) await handIn(kit, { user, channel, conversation }, file);
}

/** What Slack refuses for good is said to who wrote it: the event is done, since it would be refused again. */
async function answered(kit: Kit, asked: Asked): Promise<Answer | undefined> {
  try {
    return (await kit.directory.isPerson(asked.user)) ? await kit.turns.handle(asked) : undefined;
  } catch (error) {
    if (!isPermanent(error)) throw error;
    kit.options.log.info("Slack refused, and would again", { err: error });
    await kit.telling.tell(asked, refusalWords(error));
    return undefined;
  }
}
