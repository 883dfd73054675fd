import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Where the backups are that the bot takes by itself. */
export const backupsIn = (folder: string): string => join(folder, "backups");

const name = /^startklar-\d{4}-\d\d-\d\dT\d{6}Z\.backup$/u;

/** What a backup is called that was taken at an instant (UTC): names in order are backups in order. */
export const backupNamed = (at: Date): string =>
  `startklar-${at
    .toISOString()
    .replace(/\.\d+Z$/u, "Z")
    .replaceAll(/:/gu, "")}.backup`;

/** When a backup was taken, by its name. */
export function takenAt(file: string): Date {
  const [, day = "", hour = "", minute = "", second = ""] =
    /(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup$/u.exec(file) ?? [];
  return new Date(`${day}T${hour}:${minute}:${second}Z`);
}

/** The backups that the bot took by itself, whole paths, the newest first. */
export async function ownBackups(folder: string): Promise<readonly string[]> {
  const files = await readdir(backupsIn(folder)).catch(() => []);
  return files
    .filter((file) => name.test(file))
    .sort()
    .reverse()
    .map((file) => join(backupsIn(folder), file));
}
