import type { MetConversation } from "../../../bot/incoming.ts";
import { phrase } from "../../../messages/phrase.ts";
import { isPermanent } from "../errors.ts";
import { FileUnreadable } from "./fetch-file.ts";
import type { Kit, Register } from "./kit.ts";

/**
 * A file dropped into a project's channel is handed to the project; what a private chat tells with its message is not.
 */
export const registerFiles: Register = (app, kit) => {
  app.event("file_shared", async ({ event }) => {
    const { file_id: file, channel_id: channel, user_id: user } = event;
    const { options, directory } = kit;
    const { botUser } = await directory.home();
    if (user === undefined || user === botUser) return;
    if (!(await directory.isPerson(user))) return;
    const conversation = await directory.place(channel);
    if (conversation.private || !(await options.channels.bound(channel))) return;
    await handIn(kit, { user, channel, conversation }, file);
  });
};

interface Where {
  readonly user: string;
  readonly channel: string;
  readonly conversation: MetConversation;
}

/** A file that came by itself. Who may not hand in a file is told so, and nothing is fetched for them. */
export async function handIn(kit: Kit, { user, channel, conversation }: Where, file: string): Promise<void> {
  const { options, directory } = kit;
  const account = await directory.account(user);
  const asked = { account, conversation, key: `file/${file}/${channel}` };
  const may = await options.dispatch.handle({ ...asked, key: `${asked.key}/may`, intent: { kind: "may" } });
  if (may.outcome !== "done") return;
  try {
    const fetched = await kit.fetchFile(file);
    if (fetched === undefined) return;
    const { shared, ...came } = fetched;
    if (!conversation.private && (await isOfLine(kit, channel, shared?.get(channel)))) return;
    const intent = "content" in came ? { kind: "file" as const, ...came } : { kind: "linked" as const, ...came };
    await options.dispatch.handle({ ...asked, intent });
  } catch (error) {
    if (!(error instanceof FileUnreadable) && !isPermanent(error)) throw error;
    options.log.info("a file could not be read", { file, why: (error as Error).message });
    await kit.telling.tell({ channel, user }, phrase("slack.file.unreadable"));
  }
}

/**
 * Whether a file came with a line that mentions the bot and takes it: the mention, which is told by itself, brings it.
 * What cannot be looked up is taken for a file alone.
 */
async function isOfLine(
  { client, directory, turns, options }: Kit,
  channel: string,
  ts: string | undefined,
): Promise<boolean> {
  if (ts === undefined) return false;
  const { botUser } = await directory.home();
  try {
    const { messages = [] } = await client.conversations.history({
      ...{ channel, oldest: ts, latest: ts, inclusive: true, limit: 1 },
    });
    const text = messages.find((message) => message.ts === ts)?.text ?? "";
    return text.includes(`<@${botUser}`) && options.takesFiles(await turns.read(text));
  } catch (error) {
    if (!isPermanent(error)) throw error;
    return false;
  }
}
