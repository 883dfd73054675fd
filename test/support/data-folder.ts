import { cp, mkdir } from "node:fs/promises";
import { openDatabase } from "../../src/store/database.ts";
import { keptAs, migrations } from "./kept.ts";

/**
 * Fills a folder with what the bot's first start leaves in its data folder: a copy, since making a database takes
 * seconds.
 */
export async function fillDataFolder(folder: string): Promise<void> {
  const kept = await keptAs("data", async (dataDir) => {
    const database = await openDatabase({ dataDir, migrations });
    await database.close();
  });
  await mkdir(folder, { recursive: true });
  await cp(kept, folder, { recursive: true });
}
