import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as pause } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import pg from "pg";
import { Unavailable } from "../unavailable.ts";
import { checkDisk } from "./disk.ts";
import { type Known, lookAt, lookInto, markMaking, readAll, sizesIn } from "./folder/check.ts";
import { contentsOf } from "./folder/contents.ts";
import { damaged, parts } from "./folder/damage.ts";
import { lockFolder } from "./folder/lock.ts";
import { makeFolder } from "./folder/make.ts";
import { type Mark, markClosed, markRunning, wasRunning, writeMark } from "./folder/mark.ts";
import { type Reached, reachedIn } from "./folder/reached.ts";
import { syncAhead } from "./folder/synced-ahead.ts";
import { SyncedFiles } from "./folder/synced-files.ts";

/** A pool of one connection: PGlite has one session. */
export function poolOver(database: PGlite): pg.Pool {
  const config = createPgConfig(database);
  const parse = config.connection.parse.bind(config.connection);
  // The driver adapter passes an object of type parsers where PGlite expects a list of type ids.
  config.connection.parse = (query: { types?: unknown }) =>
    parse({ ...query, types: Array.isArray(query.types) ? query.types : [] });
  return new pg.Pool(Object.assign(config, { max: 1, idleTimeoutMillis: 0 }) as pg.PoolConfig);
}

export interface Embedded {
  readonly pool: pg.Pool;
  /**
   * Throws Unavailable when nothing can be written now: the disk is full or read-only, the database broke, the folder
   * is another's.
   */
  check(): Promise<void>;
  /**
   * What PGlite never does by itself: a checkpoint when the log has grown by `logBetweenCheckpoints` or something was
   * written since the last and `vacuumEvery` is over, with a vacuum then. Called every ten seconds.
   */
  upkeep(): Promise<void>;
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly onSync?: () => void;
  readonly onTrouble?: (what: string, error: unknown) => void;
  /** Nothing can be done on this database any more; the process should say so and end, to be started again. */
  readonly onBroken?: (why: Unavailable) => void;
  /** A backup is restored into it: backups without a database are no damage. */
  readonly anew?: boolean;
}

/** How much the log may grow between two checkpoints, bytes. A restart plays it again: this is a second's work. */
const logBetweenCheckpoints = 32 * 1_048_576;
/** Milliseconds. */
const vacuumEvery = 10 * 60_000;
const upkeepEvery = 10_000;

/** What a new database takes, and what an old one needs to play its log again, bytes. */
const roomToStart = { new: 128 * 1_048_576, old: 64 * 1_048_576 };

const settings = {
  // A start makes each buffer, and they stay in memory: of PGlite's usual 128 MB a house of this size uses little.
  shared_buffers: "32MB",
  wal_sync_method: "fsync",
  // The log keeps this much to write over, and no more.
  min_wal_size: "32MB",
  max_wal_size: "64MB",
};
const startParams = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
  ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
];

/**
 * Opens the embedded database in a folder, for this process alone: closed to other users, locked (throws FolderInUse),
 * looked through (throws FolderDamaged), synced at every commit, checkpointed and vacuumed regularly and when it is
 * closed. Throws Unavailable when the folder cannot be written to or locked, or has no room.
 */
export async function openEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const { onSync = () => undefined, onTrouble = () => undefined, onBroken = () => undefined, anew = false } = options;
  let broken: Unavailable | undefined;
  const breaks = (why: string, cause?: unknown) => {
    if (broken !== undefined) return;
    broken = new Unavailable("broken", why, { cause });
    onBroken(broken);
  };
  const files = join(folder, parts.database);
  await makeFolder(folder);
  const isNew = (await stat(join(files, "PG_VERSION")).catch(() => undefined)) === undefined;
  await checkDisk(folder, isNew ? roomToStart.new : roomToStart.old);
  const held = await lockFolder(folder);
  const reached = reachedIn(folder);
  try {
    const found = await lookAt(folder, anew);
    if (found === undefined) await markMaking(folder);
    await makeFolder(files);
    const database = await opened(folder, found !== undefined, reached, onSync);
    /**
     * Asked before every statement: whoever lost the folder while it slept writes nothing more, not even a checkpoint.
     */
    const lost = () => {
      if (broken === undefined && !held.isOurs())
        breaks(
          `The data folder ${folder} is not this process's any more: it was moved or deleted, or its lock was. Nothing more is written.`,
        );
      return broken;
    };
    reached.begin();
    guarded(database, lost, breaks, reached);
    const pool = poolOver(database);
    let known: Known = found === undefined ? { sizes: {} } : await lookInto(pool, folder, found);
    const created = found?.mark?.created ?? new Date().toISOString();
    const keepMark: KeepMark = async (news) => {
      known = { ...known, ...news };
      if (lost() === undefined) await writeMark(folder, { state: "made", created, ...known });
    };
    await keepMark({});
    await markRunning(folder);
    const upkeep = upkeepOf(pool, folder, keepMark);
    const careful = async () => {
      if (lost() === undefined) await upkeep();
    };
    const timer = setInterval(() => careful().catch((error: unknown) => onTrouble("upkeep", error)), upkeepEvery);
    timer.unref();
    return {
      pool,
      async check() {
        const why = lost();
        if (why !== undefined) throw why;
        await checkDisk(folder);
      },
      upkeep: careful,
      async close() {
        clearInterval(timer);
        try {
          if (lost() === undefined) await closed(pool, database, files, keepMark);
          else await pool.end();
          if (lost() === undefined) await markClosed(folder);
        } finally {
          reached.close();
          held.release();
        }
      },
    };
  } catch (error) {
    reached.close();
    held.release();
    throw error;
  }
}

/** Keeps what is news of the files, beside what was known before. */
type KeepMark = (news: Partial<Known> & Pick<Mark, "digests">) => Promise<void>;

async function closed(pool: pg.Pool, database: PGlite, files: string, keepMark: KeepMark): Promise<void> {
  const sizes = await sizesIn(pool).catch(() => undefined);
  await pool.end();
  await database.query("checkpoint");
  await database.close();
  if (sizes === undefined) return;
  // On a disk that is full the mark stays as it was: the next start looks at it as after a crash.
  const { digests, solid } = await contentsOf(files);
  await keepMark({ sizes, solid, digests }).catch(() => undefined);
}

async function opened(folder: string, isOld: boolean, reached: Reached, onSync: () => void): Promise<PGlite> {
  const files = join(folder, parts.database);
  const events = {
    written: reached.written,
    synced(file: string) {
      onSync();
      reached.synced(file);
    },
  };
  const ahead = (await wasRunning(folder)) ? await syncAhead(files) : undefined;
  try {
    return await PGlite.create({ fs: new SyncedFiles(files, events, ahead), startParams });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    if (isOld) throw await damaged(folder, `it does not open (${why})`, cause);
    throw new Unavailable("broken", `The embedded database in ${files} cannot be made: ${why}`, { cause });
  } finally {
    ahead?.over();
  }
}

const restart = "The embedded database broke and must be started again. Nothing that was saved is lost.";

/**
 * After a PANIC (no room for the next file of the log) PostgreSQL means to be started anew. PGlite goes on instead, and
 * its next statement never returns, and nothing else in the process either. So there is no next statement.
 */
function guarded(
  database: PGlite,
  lost: () => Unavailable | undefined,
  breaks: (why: string, cause?: unknown) => void,
  reached: Reached,
): void {
  const send = database.execProtocolStream.bind(database);
  database.execProtocolStream = async (message, options) => {
    const before = lost();
    if (before !== undefined) throw before;
    const answers = await send(message, options).catch((error: unknown) => {
      // A statement's own errors are among the answers: this is the machine underneath.
      breaks(restart, error);
      throw error;
    });
    for (const answer of answers) {
      const { severity } = answer as { readonly severity?: unknown };
      if (answer.name === "error" && (severity === "PANIC" || severity === "FATAL")) breaks(restart, answer);
    }
    reached.keep();
    // It works on this very thread, without a pause of its own: what is due meanwhile, an acknowledgement say, has its
    // turn.
    await pause();
    return answers;
  };
}

function upkeepOf(pool: pg.Pool, folder: string, keepMark: KeepMark): () => Promise<void> {
  let [checkpointed, vacuumed] = [0n, performance.now()];
  const position = async () => {
    const { rows } = await pool.query<{ at: string }>("select (pg_current_wal_lsn() - '0/0')::text as at");
    return BigInt(rows[0]?.at ?? 0);
  };
  return async () => {
    const at = await position();
    const vacuum = performance.now() - vacuumed >= vacuumEvery && at > checkpointed;
    if (!vacuum && at - checkpointed < logBetweenCheckpoints) return;
    if (vacuum) {
      // Files that never get shorter tell when one was cut off.
      await pool.query("vacuum (analyze, truncate off)");
      vacuumed = performance.now();
    }
    // Taken before the checkpoint, which puts as much on the disk.
    const sizes = await sizesIn(pool);
    await pool.query("checkpoint");
    const { solid, committed } = vacuum ? await readAll(pool, folder) : {};
    await keepMark({ sizes, ...(solid === undefined ? {} : { solid, committed }) });
    // A checkpoint writes to the log itself.
    checkpointed = await position();
  };
}
