import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { z } from "zod";
import { bytesOf } from "../download.ts";
import type { Activity } from "./activity.ts";
import type { TeamsAccess } from "./options.ts";
import { isLoopback } from "./service-url.ts";

const patience = 10_000;
const mostFiles = 10;

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
 * Fetches a dropped file, at most one byte more than the bot takes: from a server of the open internet over HTTPS, never from our own
 * network; from this machine where a test's key set or no token check is used.
 *
 * @throws FileUnreadable
 */
export async function download(access: TeamsAccess, url: string): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(patience);
  try {
    let at = url;
    for (let redirections = 0; redirections <= 3; redirections += 1) {
      await allowed(access, at);
      const response = await fetch(at, { redirect: "manual", signal });
      const next = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
      if (next === null) {
        if (!response.ok || response.body === null) throw new FileUnreadable(`the answer was ${response.status}`);
        return await bytesOf(response.body);
      }
      await response.body?.cancel();
      at = new URL(next, at).href;
    }
    throw new FileUnreadable("it is always somewhere else");
  } catch (error) {
    throw error instanceof FileUnreadable ? error : new FileUnreadable(error instanceof Error ? error.message : "no answer");
  }
}

async function allowed(access: TeamsAccess, address: string): Promise<void> {
  const local = access.kind === "insecure-local" || access.openIdMetadataUrl !== undefined;
  if (local && isLoopback(address)) return;
  const { protocol, hostname } = new URL(address);
  if (protocol !== "https:") throw new FileUnreadable("its address is not HTTPS");
  const host = hostname.replace(/^\[|\]$/gu, "");
  const addresses = isIP(host) === 0 ? (await lookup(host, { all: true })).map((found) => found.address) : [host];
  if (addresses.some(isInside)) throw new FileUnreadable("its address is inside our network");
}

/** True for addresses that no server of the open internet has. */
export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1] ?? address;
  if (isIP(mapped) === 6) return !/^[23]/u.test(mapped);
  const [a = 0, b = 0] = mapped.split(".").map(Number);
  return (
    [0, 10, 127].includes(a) ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168)
  );
}
