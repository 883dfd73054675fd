import { phrase } from "../../../messages/phrase.ts";
import { isPermanent } from "../errors.ts";
import { FileUnreadable } from "./fetch-file.ts";
import type { Register } from "./kit.ts";

/** A file dropped into a project's channel, or into the private chat, is handed to the project. */
export const registerFiles: Register = (app, kit) => {
  app.event("file_shared", async ({ event }) => {
    const { file_id: file, channel_id: channel, user_id: user } = event;
    const { options, directory } = kit;
    const { botUser } = await directory.home();
    if (user === undefined || user === botUser) return;
    if (!(await directory.isPerson(user))) return;
    const conversation = await directory.place(channel);
    if (!conversation.private && !(await options.channels.bound(channel))) return;
    const account = await directory.account(user);
    const asked = { account, conversation, key: `file/${file}/${channel}` };
    // Who may not hand in a file is told so, and nothing is fetched for them.
    const may = await options.dispatch.handle({ ...asked, key: `${asked.key}/may`, intent: { kind: "may" } });
    if (may.outcome !== "done") return;
    try {
      const fetched = await kit.fetchFile(file);
      if (fetched === undefined) return;
      const intent =
        "content" in fetched ? { kind: "file" as const, ...fetched } : { kind: "linked" as const, ...fetched };
      await options.dispatch.handle({ ...asked, intent });
    } catch (error) {
      if (!(error instanceof FileUnreadable) && !isPermanent(error)) throw error;
      options.log.info("a file could not be read", { file, why: (error as Error).message });
      await kit.telling.tell({ channel, user }, phrase("slack.file.unreadable"));
    }
  });
};
