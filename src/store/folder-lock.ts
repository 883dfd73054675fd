import { chmod, readFile, readlink, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { lock } from "proper-lockfile";
import { z } from "zod";

const owner = z.object({
  pid: z.number(),
  host: z.string(),
  since: z.string(),
  /** Which process of the machine's whole life it is: process ids are given out again. */
  born: z.string().optional(),
});
type Owner = z.infer<typeof owner>;

/** A live owner renews its lock every second. */
const renewEvery = 1_000;
/** An owner that is known to be dead is given this long to prove that it is not. */
const staleWhenDead = 2_500;
/** Any other is given this long: it may be a live one that a long statement, or the machine, keeps from renewing. */
const stale = 30_000;

/** Another process has the data folder open; two on one folder would silently lose records. */
export class FolderInUse extends Error {
  constructor(folder: string, by: Owner | undefined) {
    const who = by === undefined ? "another process" : `process ${by.pid} on ${by.host}, since ${by.since}`;
    super(
      `The data folder ${folder} is in use by ${who}. Stop it first, or set DATA_DIR to another folder. ` +
        `(A process that crashed holds its folder for ${stale / 1_000} s after its last sign of life.)`,
    );
    this.name = "FolderInUse";
  }
}

/** The data folder while it is ours. */
export interface FolderLock {
  /** False once somebody else has taken the folder over: this process must not write to it again. */
  isOurs(): Promise<boolean>;
  release(): Promise<void>;
}

async function ownerOf(file: string): Promise<Owner | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  try {
    return text === undefined ? undefined : owner.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Boot, process namespace and start of a process, where the system tells (Linux); undefined elsewhere, and when there is none. */
async function bornOf(pid: number): Promise<string | undefined> {
  try {
    const [boot, space, status] = await Promise.all([
      readFile("/proc/sys/kernel/random/boot_id", "utf8"),
      readlink("/proc/self/ns/pid"),
      readFile(`/proc/${pid}/stat`, "utf8"),
    ]);
    // The program's name, in parentheses, may hold spaces; the start is the 20th field after it.
    const started = status.slice(status.lastIndexOf(")") + 2).split(" ")[19];
    return `${boot.trim()} ${space} ${started}`;
  } catch {
    return undefined;
  }
}

async function isDead({ pid, host, since, born }: Owner): Promise<boolean> {
  if (host !== hostname()) return false;
  // A container that restarts has the same host name and process id: an owner older than this process was the one before.
  if (pid === process.pid) return Date.parse(since) < Date.now() - process.uptime() * 1_000;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
  const now = born === undefined ? undefined : await bornOf(pid);
  return now !== undefined && now !== born;
}

/** When the lock was last renewed, by its owner's clock; undefined when there is none. */
const renewed = async (lockfilePath: string): Promise<number | undefined> => (await stat(lockfilePath).catch(() => undefined))?.mtimeMs;

/**
 * Waits until a lock is given back or has not been renewed for so long. False as soon as it is renewed: its owner lives. What counts is
 * whether it changes, not what time it says: another machine's clock may be wrong.
 */
async function isLeft(lockfilePath: string, patience: number): Promise<boolean> {
  const before = await renewed(lockfilePath);
  for (const end = performance.now() + patience; before !== undefined && performance.now() < end; await wait(100)) {
    const now = await renewed(lockfilePath);
    if (now === undefined) return true;
    if (now !== before) return false;
  }
  return true;
}

/**
 * Takes a folder for this process alone, closing it to other users. A lock that its owner's death left behind is taken over: at once
 * when the owner is known to be dead, otherwise (another host, another container) when it has not been renewed for 30 s, which is waited
 * for. Throws FolderInUse, which names the owner. The lock works across containers and network mounts: it is a heartbeat, not a kernel's.
 *
 * `onLost` hears when the heartbeat finds that the lock is not ours any more.
 */
export async function lockFolder(folder: string, onLost: (why: Error) => void = () => undefined): Promise<FolderLock> {
  await chmod(folder, 0o700);
  const file = join(folder, "owner.json");
  const lockfilePath = join(folder, "lock");
  const before = await ownerOf(file);
  const dead = before !== undefined && (await isDead(before));
  if (!(await isLeft(lockfilePath, dead ? staleWhenDead : stale))) throw new FolderInUse(folder, (await ownerOf(file)) ?? before);
  await rm(lockfilePath, { recursive: true, force: true });
  const release = await lock(folder, {
    lockfilePath,
    update: renewEvery,
    // Whether a lock is stale was found out above. To its owner this is how long the folder may be unwritable before it gives up.
    stale: 24 * 3_600_000,
    onCompromised: onLost,
  }).catch(async (error: NodeJS.ErrnoException) => {
    throw error.code === "ELOCKED" ? new FolderInUse(folder, await ownerOf(file)) : error;
  });
  const born = await bornOf(process.pid);
  const me: Owner = {
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
    ...(born === undefined ? {} : { born }),
  };
  const mine = JSON.stringify(me);
  await writeFile(file, mine, { mode: 0o600 });
  return {
    async isOurs() {
      return (await readFile(file, "utf8").catch(() => undefined)) === mine;
    },
    async release() {
      await rm(file, { force: true });
      await release();
    },
  };
}
