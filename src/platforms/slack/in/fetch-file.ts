import type { webApi } from "@slack/bolt";
import { largestFile } from "../../../bot/files/limits.ts";
import type { BroughtFile } from "../../../bot/incoming.ts";
import { fetchOutside, NotFetched } from "../../../fetching/fetching.ts";
import { Unreachable } from "../../unreachable.ts";
import type { SlackCredentials } from "../options.ts";

/** Slack's own hosts, to which the bot's token may go. */
const tokenHosts = ["slack.com", "*.slack.com", "slack-gov.com", "*.slack-gov.com"];
/** Where Slack keeps files, and where it may send us on to: without a token. */
const fileHosts = [...tokenHosts, "slack-files.com", "*.slack-files.com", "slack-edge.com", "*.slack-edge.com"];
const patience = 20_000;

/** The file cannot be had, however often it is asked for. */
export class FileUnreadable extends Error {}

interface SlackFile {
  readonly name?: string;
  readonly title?: string;
  readonly mimetype?: string;
  readonly mode?: string;
  readonly is_external?: boolean;
  readonly url_private?: string;
  readonly url_private_download?: string;
  readonly permalink?: string;
  readonly shares?: Shares;
}

/** The messages that a file was shared with, by kind and id of their channel. */
type Shares = Readonly<Record<string, Readonly<Record<string, readonly { readonly ts?: string }[]>>>>;

/** A file of Slack's: what is in it, or where people open it when it is kept elsewhere. */
export type Fetched = (BroughtFile | { readonly name: string; readonly url: string }) & {
  /** When it was shared, by channel. */
  readonly shared?: ReadonlyMap<string, string>;
};

/** Fetches files by their ids. */
export type FetchFile = (file: string) => Promise<Fetched | undefined>;

export const createFetchFile =
  (client: webApi.WebClient, credentials: SlackCredentials): FetchFile =>
  async (file) => {
    // In a channel shared with another organisation the event says only that there is a file: files.info says the rest.
    const found = (await client.files.info({ file })).file as SlackFile | undefined;
    if (found === undefined) return undefined;
    const name = found.name ?? found.title ?? file;
    const shared = sharedWhen(found);
    if (found.is_external === true || found.mode === "external")
      return { name: found.title ?? name, url: linkOf(found), shared };
    if (found.url_private === undefined) return undefined;
    const url = found.url_private_download ?? found.url_private;
    return { name, content: await download(credentials, url, found.mimetype), shared };
  };

const sharedWhen = ({ shares = {} }: SlackFile): ReadonlyMap<string, string> =>
  new Map(
    Object.values(shares).flatMap((channels) =>
      Object.entries(channels).flatMap(([channel, [first]]) => (first?.ts === undefined ? [] : [[channel, first.ts]])),
    ),
  );

/**
 * What was put in a form. Whoever has it open was asked who they are when it was opened.
 *
 * @throws FileUnreadable
 */
export async function broughtFiles(fetchFile: FetchFile, ids: readonly string[]): Promise<readonly BroughtFile[]> {
  const files: BroughtFile[] = [];
  for (const id of ids) {
    const file = await fetchFile(id);
    if (file === undefined || !("content" in file)) throw new FileUnreadable("it is kept elsewhere");
    files.push({ name: file.name, content: file.content });
  }
  return files;
}

/** Where people open a file that is kept elsewhere. */
function linkOf({ url_private: theirs = "", permalink = "" }: SlackFile): string {
  const isWeb = URL.canParse(theirs) && ["https:", "http:"].includes(new URL(theirs).protocol);
  return isWeb ? new URL(theirs).href : permalink;
}

/** At most one byte more than the bot takes: a longer file is not read to its end. */
async function download(
  { apiUrl, botToken }: SlackCredentials,
  url: string,
  type: string | undefined,
): Promise<Uint8Array> {
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
