import { mkdir, readdir, rm, statfs } from "node:fs/promises";
import { join } from "node:path";
import { addAbortSignal } from "node:stream";
import { backupNamed, backupsIn, ownBackups, takenAt } from "../store/engine/folder/backups.ts";
import { readMark } from "../store/engine/folder/mark.ts";
import type { Operating } from "../store/operating/operating.ts";
import { OperatorRefusal } from "./refusal.ts";
import { saveBackup } from "./save.ts";

const day = 24 * 3_600_000;
/** How often it is asked whether one is due, and how long after the start for the first time, milliseconds. */
const lookEvery = 5 * 60_000;
const firstLook = 60_000;
/** How long after a failure it is tried again, milliseconds. */
const againAfter = 3_600_000;
/**
 * What a backup may take beside itself for a while, in sizes of the database: the rows as text, before they are packed.
 */
const roomFor = 4;
/** Free space that commands need, bytes. */
const reserve = 64 * 1_048_576;

interface Log {
  info(details: object, text: string): void;
  error(details: object, text: string): void;
}

export interface DailyBackups {
  /** Begins to look once in a while whether one is due. */
  start(): void;
  /** Takes one if the newest is a day old. Never throws: what goes wrong is logged and counted. */
  look(): Promise<void>;
  /** Takes no new one, and gives up the one that runs: it is taken after the next start. */
  stop(): Promise<void>;
  /** Seconds since 1970 at which the newest was taken; undefined when there is none. */
  newest(): Promise<number | undefined>;
  failures(): number;
}

/**
 * Backs the embedded database up once a day, to a folder in its data folder, and keeps the newest. (A PostgreSQL server
 * has tools that do it better: a copy of its own log, on another machine.)
 *
 * @param keep How many are kept; 0: none is taken, and those that are there stay.
 */
export function dailyBackups(
  folder: string,
  keep: number,
  operating: Pick<Operating, "backup">,
  log: Log,
  now: () => number = Date.now,
): DailyBackups {
  let failed = { count: 0, at: Number.NEGATIVE_INFINITY };
  let running: Promise<void> | undefined;
  const stopped = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  const newest = async () => {
    const [file] = await ownBackups(folder);
    return file === undefined ? undefined : takenAt(file).getTime();
  };
  async function take(): Promise<void> {
    try {
      const last = await newest();
      // A clock that was set back must not put it off for ever.
      if (last !== undefined && Math.abs(now() - last) < day) return;
      if (now() - failed.at < againAfter) return;
      await makeRoom(folder);
      const file = join(backupsIn(folder), backupNamed(new Date(now())));
      const { rows, bytes } = await saveBackup(addAbortSignal(stopped.signal, operating.backup()), file);
      log.info({ file, rows, bytes }, "the daily backup was taken");
      for (const old of (await ownBackups(folder)).slice(keep)) await rm(old, { force: true });
    } catch (error) {
      if (stopped.signal.aborted) return;
      failed = { count: failed.count + 1, at: now() };
      log.error({ err: error }, "the daily backup was not taken; it is tried again in an hour");
    }
  }
  const look = async () => {
    if (keep === 0 || stopped.signal.aborted) return;
    running ??= take().finally(() => {
      running = undefined;
    });
    await running;
  };
  return {
    start() {
      const later = setTimeout(look, firstLook);
      const often = setInterval(look, lookEvery);
      for (const timer of [later, often]) timers.push(timer.unref());
    },
    look,
    async stop() {
      for (const timer of timers.splice(0)) clearTimeout(timer);
      stopped.abort();
      await running;
    },
    async newest() {
      const last = await newest();
      return last === undefined ? undefined : last / 1_000;
    },
    failures: () => failed.count,
  };
}

/**
 * Makes the folder, clears away what a crash left half written, and sees to it that commands are not refused for want
 * of room.
 */
async function makeRoom(folder: string): Promise<void> {
  const backups = backupsIn(folder);
  await mkdir(backups, { recursive: true, mode: 0o700 });
  for (const file of await readdir(backups)) if (file.endsWith(".part")) await rm(join(backups, file), { force: true });
  const mark = await readMark(folder);
  const needed = reserve + roomFor * Object.values(mark?.sizes ?? {}).reduce((sum, size) => sum + size, 0);
  const { bavail, bsize } = await statfs(backups);
  if (bavail * bsize >= needed) return;
  const [has, needs] = [bavail * bsize, needed].map((bytes) => Math.ceil(bytes / 1_048_576));
  throw new OperatorRefusal(
    `The disk has too little room for a backup: ${backups} has ${has} MB free, and needs ${needs} MB for a while.`,
  );
}
