import { mkdir, rename } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ownBackups } from "./backups.ts";
import { lockFolder } from "./lock.ts";

/** What belongs together in a data folder: the database's files, and what we know of them. */
export const parts = {
  database: "database",
  mark: "startklar.json",
  running: "running.json",
  reached: "log-reached",
} as const;

/**
 * The database in the folder does not look like what was kept there. It is not used, and nothing is made in its place.
 */
export class FolderDamaged extends Error {
  constructor(folder: string, why: string, whatNow: string, cause?: unknown) {
    super(`The database in the data folder ${folder} is not as it was left: ${why}. ${whatNow}`, { cause });
    this.name = "FolderDamaged";
  }
}

/**
 * Words for a folder that cannot be used as it is: what is wrong with it, and the command that brings back the newest
 * backup.
 */
export async function damaged(folder: string, why: string, cause?: unknown): Promise<FolderDamaged> {
  const [newest] = await ownBackups(folder);
  const file = newest === undefined ? "FILE" : quotedPath(resolve(newest));
  const command = `npm run restore -- ${file} (in the image: node dist/src/operate.js restore ${file})`;
  const backup =
    newest === undefined
      ? "There is no backup in the folder. With one that you have elsewhere:"
      : "It is not used, so that nothing more is lost. The newest backup goes in with:";
  const aside = "It puts the damaged files aside in the same folder first; they are not deleted.";
  return new FolderDamaged(folder, why, `${backup} ${command}. ${aside}`, cause);
}

const quotedPath = (path: string): string => (/^[\w./:\\@+-]+$/u.test(path) ? path : `"${path}"`);

/**
 * Puts a damaged database and what was known of it into a folder beside it, so that a backup can be restored in its
 * place.
 *
 * @returns where it is now.
 * @throws FolderInUse.
 */
export async function putAside(folder: string, at = new Date()): Promise<string> {
  const held = await lockFolder(folder);
  try {
    const aside = join(folder, `damaged-${at.toISOString().replaceAll(/[:.]/gu, "")}`);
    await mkdir(aside, { mode: 0o700 });
    for (const part of Object.values(parts)) {
      await rename(join(folder, part), join(aside, part)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw error;
      });
    }
    return aside;
  } finally {
    held.release();
  }
}
