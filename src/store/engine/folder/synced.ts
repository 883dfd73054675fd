import { open, writeFile } from "node:fs/promises";

/** Writes a file for its owner alone, and waits until it is on the disk. */
export const writeSynced = (file: string, text: string): Promise<void> =>
  writeFile(file, text, { mode: 0o600, flush: true });

/** The names in a folder must outlive a power cut too. Not every file system lets a folder be synced. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
