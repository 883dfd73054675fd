import { isPermanent, refusalWords } from "./errors.ts";
import type { Kit, Register } from "./kit.ts";
import type { Answer, Asked } from "./options.ts";

interface Written {
  readonly user?: string;
  readonly text?: string;
  readonly channel: string;
  readonly channel_type?: string;
  readonly subtype?: string;
  readonly bot_id?: string;
}

/** `@Startklar …` in a channel, and whatever is written in a private chat with the bot: the same lines, without a modal to open. */
export const registerMentions: Register = (app, kit) => {
  app.event("app_mention", async ({ event, body }) => written(kit, event as Written, body.event_id));
  app.message(async ({ message, body }) => {
    const event = message as unknown as Written;
    const own = event.subtype !== undefined && event.subtype !== "file_share";
    if (event.channel_type !== "im" || own) return;
    await written(kit, event, (body as { readonly event_id: string }).event_id);
  });
};

async function written(kit: Kit, { user, text = "", channel, bot_id: bot }: Written, id: string): Promise<void> {
  if (user === undefined || bot !== undefined || text.trim() === "") return;
  const asked: Asked = { user, channel, key: id, intent: { kind: "line", text }, forms: false };
  const answer = await answered(kit, asked);
  if (answer?.replyId === undefined && answer?.reply !== undefined)
    await kit.telling.show(asked, [{ text: kit.answers.text(answer), blocks: [] }]);
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
