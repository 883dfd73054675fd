import { bytesOf } from "../download.ts";
import { Unreachable } from "./errors.ts";
import type { Kit, Register } from "./kit.ts";

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
    // In a channel shared with another organisation the event says only that there is a file: files.info says the rest.
    const { file: found } = await kit.client.files.info({ file });
    if (found?.url_private === undefined) return;
    const content = await download(kit, found.url_private_download ?? found.url_private, found.mimetype);
    const account = await directory.account(user);
    const intent = { kind: "file" as const, name: found.name ?? file, content };
    await options.dispatch.handle({ account, conversation, key: `file/${file}/${channel}`, intent });
  });
};

async function download({ options: { credentials } }: Kit, url: string, type: string | undefined): Promise<Uint8Array> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${credentials.botToken}` } });
  // Without the right to read it, Slack answers with its log-in page.
  const page = type !== "text/html" && response.headers.get("content-type")?.startsWith("text/html") === true;
  if (!response.ok || response.body === null || page) throw new Unreachable(new Error(`A file could not be read: ${response.status}`));
  return bytesOf(response.body);
}
