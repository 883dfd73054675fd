import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { Unavailable } from "../../unavailable.ts";
import { olderOwner } from "./older-lock.ts";
import { shareUnder } from "./share.ts";

const owner = z.object({ pid: z.number(), host: z.string(), since: z.string() });
type Owner = z.infer<typeof owner>;

/** Another process has the data folder open; two on one folder would silently lose records. */
export class FolderInUse extends Error {
  constructor(folder: string, by: Owner | undefined) {
    const who = by === undefined ? "another process" : `process ${by.pid} on ${by.host}, since ${by.since}`;
    super(
      `The data folder ${folder} is in use by ${who}. Stop it first, or set DATA_DIR to another folder. ` +
        "(A process that was paused, with Ctrl-Z or by a frozen container, still has its folder: let it go on (fg), or end it with kill.)",
    );
    this.name = "FolderInUse";
  }
}

/** The data folder while it is ours. */
export interface FolderLock {
  /** False once the lock file is not the one that we locked: this process must not write to the folder again. */
  isOurs(): boolean;
  /** Gives the folder back. A lock file that is somebody else's by now is left alone. */
  release(): void;
}

/** Where the lock stands in the file: behind its text, which Windows would not let others read otherwise. */
const lockedAt = 1_048_576;

const ownerIn = (text: () => string): Owner | undefined => {
  try {
    return owner.parse(JSON.parse(text()));
  } catch {
    return undefined;
  }
};

async function kernelsLock(): Promise<(fd: number) => boolean> {
  try {
    const { tryLock } = await import("fs-native-extensions");
    return (fd) => tryLock(fd, lockedAt, 1);
  } catch (cause) {
    const why = `The embedded database cannot be used on this system (${process.platform} ${process.arch}): there is no file lock for it. Set DATABASE_URL to a PostgreSQL database.`;
    throw new Unavailable("broken", why, { cause });
  }
}

/**
 * Takes a folder for this process alone, closing it to other users. The kernel keeps the lock: a process has it as long
 * as it lives, paused or not, whatever container of the machine it is in, and it is free the moment that process is
 * gone.
 *
 * @throws FolderInUse, which names the owner; Unavailable for a folder on a network share, whose locks cannot be relied
 * on.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const tryLock = await kernelsLock();
  const share = await shareUnder(folder);
  if (share !== undefined) throw new Unavailable("broken", onShare(folder, share));
  await chmod(folder, 0o700);
  const file = join(folder, "owner.lock");
  for (;;) {
    const fd = openSync(file, "a+", 0o600);
    try {
      if (!locked(folder, fd, tryLock))
        throw new FolderInUse(
          folder,
          ownerIn(() => readFileSync(file, "utf8")),
        );
      // Whoever had it may have replaced the file between the two calls.
      if (isStillThere(file, fd)) {
        const older = await olderOwner(folder);
        if (older !== undefined)
          throw new FolderInUse(
            folder,
            ownerIn(() => older),
          );
        return held(file, fd);
      }
    } catch (error) {
      closeSync(fd);
      throw error;
    }
    closeSync(fd);
  }
}

function locked(folder: string, fd: number, tryLock: (fd: number) => boolean): boolean {
  try {
    return tryLock(fd);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Unavailable("broken", onShare(folder, why), { cause });
  }
}

const onShare = (folder: string, what: string): string =>
  `The data folder ${folder} is where files cannot be locked reliably (${what}): two bots could write to it at once and lose records. Set DATA_DIR to a folder on a disk of this machine, or DATABASE_URL to a PostgreSQL database.`;

function isStillThere(file: string, fd: number): boolean {
  try {
    const [ours, there] = [fstatSync(fd, { bigint: true }), statSync(file, { bigint: true })];
    return ours.ino === there.ino && ours.dev === there.dev;
  } catch {
    return false;
  }
}

function held(file: string, fd: number): FolderLock {
  const me: Owner = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  let open = true;
  ftruncateSync(fd);
  writeSync(fd, JSON.stringify(me));
  return {
    isOurs: () => open && isStillThere(file, fd),
    release() {
      if (!open) return;
      open = false;
      // The file stays: whoever waits for it may have it open, and a new one beside it would be another lock.
      closeSync(fd);
    },
  };
}
