import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { check, lock } from "proper-lockfile";
import { z } from "zod";

const owner = z.object({ pid: z.number(), host: z.string(), since: z.string() });
type Owner = z.infer<typeof owner>;

/** Another process has the data folder open; two on one folder would silently lose records. */
export class FolderInUse extends Error {
  constructor(folder: string, by: Owner | undefined) {
    const who = by === undefined ? "another process" : `process ${by.pid} on ${by.host}, since ${by.since}`;
    super(`The data folder ${folder} is in use by ${who}. Stop it first, or set DATA_DIR to another folder.`);
    this.name = "FolderInUse";
  }
}

/** A live owner renews its lock every second. One that is known to be dead is waited for no longer than needed, any other much longer. */
const renewEvery = 1_000;
const staleWhenDead = 2_500;
const stale = 30_000;

async function ownerOf(file: string): Promise<Owner | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  try {
    return text === undefined ? undefined : owner.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function isDead({ pid, host, since }: Owner): boolean {
  if (host !== hostname()) return false;
  // A container that restarts has the same host name and process id: an owner older than this process was the one before.
  if (pid === process.pid) return Date.parse(since) < Date.now() - process.uptime() * 1_000;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

/**
 * Takes a folder for this process alone and returns what gives it back. A lock that its owner's death left behind is taken over after
 * a moment. Throws FolderInUse, which names the owner. The lock works across containers and network mounts: it is a heartbeat, not a
 * kernel's.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await chmod(folder, 0o700);
  const file = join(folder, "owner.json");
  const lockfilePath = join(folder, "lock");
  const before = await ownerOf(file);
  const dead = before !== undefined && isDead(before);
  const patience = dead ? staleWhenDead : stale;
  for (
    const end = Date.now() + staleWhenDead + 500;
    dead && Date.now() < end && (await check(folder, { lockfilePath, stale: patience }));
  ) {
    await wait(100);
  }
  const release = await lock(folder, { lockfilePath, stale: patience, update: renewEvery }).catch(async (error: NodeJS.ErrnoException) => {
    throw error.code === "ELOCKED" ? new FolderInUse(folder, await ownerOf(file)) : error;
  });
  await writeFile(file, JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() } satisfies Owner), {
    mode: 0o600,
  });
  return async () => {
    await rm(file, { force: true });
    await release();
  };
}
