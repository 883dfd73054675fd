import { z } from "zod";
import { largestFile, mostFiles } from "../../../bot/files/limits.ts";
import { fetchOutside, NotFetched } from "../../../fetching/fetching.ts";
import type { TeamsAccess } from "../options.ts";
import type { Activity } from "./activity.ts";

const patience = 20_000;

/** A file that was dropped into the private chat; `url` needs no token of ours, and gets none. */
export interface Dropped {
  readonly name: string;
  readonly url: string;
}

/** A file could not be fetched: the person is told to try again. */
export class FileUnreadable extends Error {
  constructor(why: string) {
    super(`A file could not be read: ${why}`);
    this.name = "FileUnreadable";
  }
}

const dropSchema = z.object({
  contentType: z.literal("application/vnd.microsoft.teams.file.download.info"),
  name: z.string().max(500).nullish(),
  content: z.looseObject({ downloadUrl: z.url().max(8_000) }),
});

/** The files that a message to the bot brings. */
export function droppedFiles({ attachments = [] }: Pick<Activity, "attachments">): readonly Dropped[] {
  return attachments
    .flatMap((attachment) => {
      const read = dropSchema.safeParse(attachment);
      return read.success ? [{ name: read.data.name?.trim() || "file", url: read.data.content.downloadUrl }] : [];
    })
    .slice(0, mostFiles);
}

/**
 * Where Teams puts the files of private chats, and where that sends us on to: SharePoint and OneDrive, of every cloud.
 */
const hosts = [
  "*.sharepoint.com",
  "*.sharepoint.us",
  "*.sharepoint-mil.us",
  "*.sharepoint.cn",
  "*.sharepoint.de",
  "*.svc.ms",
  "*.1drv.com",
  "*.onedrive.com",
  "onedrive.live.com",
  "api.onedrive.com",
];

/**
 * Fetches a dropped file, at most one byte more than the bot takes: from SharePoint or OneDrive, never from our own
 * network; from this machine where a test's key set or no token check is used.
 *
 * @throws FileUnreadable
 */
export async function download(access: TeamsAccess, url: string): Promise<Uint8Array> {
  const thisMachine = access.kind === "insecure-local" || access.openIdMetadataUrl !== undefined;
  try {
    const reach = { hosts, thisMachine };
    const { status, body } = await fetchOutside({ url, reach, most: largestFile + 1, patience, redirections: 3 });
    if (status !== 200) throw new FileUnreadable(`the answer was ${status}`);
    return body;
  } catch (error) {
    throw error instanceof NotFetched ? new FileUnreadable(error.message) : error;
  }
}
