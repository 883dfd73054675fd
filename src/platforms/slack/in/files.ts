import { largestFile } from "../../../bot/intent.ts";
import { fetchOutside, NotFetched } from "../../../fetching/fetching.ts";
import { phrase } from "../../../messages/phrase.ts";
import { isPermanent, Unreachable } from "../errors.ts";
import type { SlackCredentials } from "../options.ts";
import type { Kit, Register } from "./kit.ts";

/** Slack's own hosts, to which the bot's token may go. */
const tokenHosts = ["slack.com", "*.slack.com", "slack-gov.com", "*.slack-gov.com"];
/** Where Slack keeps files, and where it may send us on to: without a token. */
const fileHosts = [...tokenHosts, "slack-files.com", "*.slack-files.com", "slack-edge.com", "*.slack-edge.com"];
const patience = 20_000;

/** The file cannot be had, however often it is asked for. */
class FileUnreadable extends Error {}

interface SlackFile {
  readonly name?: string;
  readonly title?: string;
  readonly mimetype?: string;
  readonly mode?: string;
  readonly is_external?: boolean;
  readonly url_private?: string;
  readonly url_private_download?: string;
  readonly permalink?: string;
}

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
    const may = await options.dispatch.handle({ ...asked, key: `${asked.key}/may`, intent: { kind: "may", runs: "data file" } });
    if (may.outcome !== "done") return;
    try {
      const intent = await intentOf(kit, file);
      if (intent === undefined) return;
      await options.dispatch.handle({ ...asked, intent });
    } catch (error) {
      if (!(error instanceof FileUnreadable) && !isPermanent(error)) throw error;
      options.log.info("a file could not be read", { file, why: (error as Error).message });
      await kit.telling.tell({ channel, user }, phrase("slack.file.unreadable"));
    }
  });
};

async function intentOf({ client, options }: Kit, file: string) {
  // In a channel shared with another organisation the event says only that there is a file: files.info says the rest.
  const found = (await client.files.info({ file })).file as SlackFile | undefined;
  if (found === undefined) return undefined;
  const name = found.name ?? found.title ?? file;
  if (found.is_external === true || found.mode === "external") {
    return { kind: "linked" as const, name: found.title ?? name, url: linkOf(found) };
  }
  if (found.url_private === undefined) return undefined;
  const url = found.url_private_download ?? found.url_private;
  return { kind: "file" as const, name, content: await download(options.credentials, url, found.mimetype) };
}

/** Where people open a file that is kept elsewhere. */
function linkOf({ url_private: theirs = "", permalink = "" }: SlackFile): string {
  const isWeb = URL.canParse(theirs) && ["https:", "http:"].includes(new URL(theirs).protocol);
  return isWeb ? new URL(theirs).href : permalink;
}

/** At most one byte more than the bot takes: a longer file is not read to its end. */
async function download({ apiUrl, botToken }: SlackCredentials, url: string, type: string | undefined): Promise<Uint8Array> {
  try {
    const answer = await fetchOutside({
      ...{ url, reach: { hosts: fileHosts, configured: apiUrl }, token: { value: botToken, hosts: tokenHosts } },
      ...{ most: largestFile + 1, patience, redirections: 3 },
    });
    const { status, body } = answer;
    // Without the right to read it, Slack answers with its log-in page.
    const page = type !== "text/html" && answer.type.startsWith("text/html");
    if (status >= 500 || status === 429) throw new Unreachable(new Error(`A file could not be read: ${status}`));
    if (status !== 200 || page) throw new FileUnreadable(`the answer was ${page ? "a page to log in on" : status}`);
    return body;
  } catch (error) {
    if (!(error instanceof NotFetched)) throw error;
    throw error.refused ? new FileUnreadable(error.message) : new Unreachable(error);
  }
}
