import { createReadStream } from "node:fs";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Footer } from "../store/backup/format.ts";
import { readBackup } from "../store/backup/lines.ts";
import { linesOf } from "../store/backup/stream.ts";
import { syncFolder } from "../store/engine/folder/synced.ts";
import { OperatorRefusal } from "./refusal.ts";

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "there is no space left",
  EDQUOT: "the quota is used up",
  EACCES: "that is not allowed",
  EPERM: "that is not allowed",
  EROFS: "that file system is read-only",
  ENOENT: "there is no such folder or file",
  ENOTDIR: "there is no such folder",
  EISDIR: "that is a folder",
  ENAMETOOLONG: "the name is too long",
};

/** An error of the file system in words, or the error itself. */
export function worded(file: string, doing: string, error: unknown): unknown {
  const why = reasons[(error as NodeJS.ErrnoException).code ?? ""];
  return why === undefined ? error : new OperatorRefusal(`${file} could not be ${doing}: ${why}.`, error);
}

/**
 * Writes a backup to a file for its owner alone, reads it back to see that it is whole, and only then gives it its
 * name: a name that is there is a backup that is whole.
 *
 * @throws OperatorRefusal when the file exists, or cannot be written; nothing is left behind.
 */
export async function saveBackup(bytes: Readable, file: string): Promise<Footer & { readonly bytes: number }> {
  const part = `${file}.part`;
  let handle: FileHandle | undefined;
  try {
    if ((await stat(file).catch(() => undefined)) !== undefined)
      throw new OperatorRefusal(`${file} is there already. Give another name; nothing is overwritten.`);
    handle = await open(part, "w", 0o600);
    await pipeline(bytes, handle.createWriteStream({ flush: true }));
    const footer = await checkBackup(part);
    const { size } = await stat(part);
    await rename(part, file);
    await syncFolder(dirname(resolve(file)));
    return { ...footer, bytes: size };
  } catch (error) {
    bytes.destroy();
    await handle?.close().catch(() => undefined);
    if (handle !== undefined) await rm(part, { force: true });
    throw worded(file, "written", error);
  }
}

/** Reads a backup to its end, to see that it is whole. */
export async function checkBackup(file: string): Promise<Footer> {
  try {
    return await readBackup(linesOf(createReadStream(file)), unread);
  } catch (error) {
    throw worded(file, "read", error);
  }
}

const nothing = async (): Promise<void> => undefined;
const unread = { header: nothing, table: nothing, rows: nothing, end: nothing };
