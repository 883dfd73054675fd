import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/**
 * A version that locked the folder by a heartbeat renewed it every second; milliseconds, with room for a busy machine.
 */
const patience = 3_000;

/**
 * Whether a bot of an older version works in a folder: one that knows nothing of the kernel's lock and shows by a
 * heartbeat that it lives. What one that has ended left behind is cleared away. One that is paused shows nothing: end
 * it before an upgrade.
 *
 * @returns what it left of itself, as JSON of `pid`, `host` and `since`; undefined where there is none.
 */
export async function olderOwner(folder: string): Promise<string | undefined> {
  const [beat, owner] = [join(folder, "lock"), join(folder, "owner.json")];
  const renewed = async (): Promise<number | undefined> => (await stat(beat).catch(() => undefined))?.mtimeMs;
  const before = await renewed();
  if (before === undefined) return undefined;
  for (const end = performance.now() + patience; performance.now() < end; await wait(100)) {
    const now = await renewed();
    if (now === undefined) return undefined;
    if (now !== before) return readFile(owner, "utf8").catch(() => "");
  }
  await rm(beat, { recursive: true, force: true });
  await rm(owner, { force: true });
  return undefined;
}
