import { fsyncSync } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import pg from "pg";
import { checkDisk } from "./disk.ts";
import { type FolderLock, lockFolder } from "./folder-lock.ts";
import { Unavailable } from "./unavailable.ts";

/** A pool of one connection: PGlite has one session. */
export function poolOver(database: PGlite): pg.Pool {
  const config = createPgConfig(database);
  const parse = config.connection.parse.bind(config.connection);
  // The driver adapter passes an object of type parsers where PGlite expects a list of type ids.
  config.connection.parse = (query: { types?: unknown }) => parse({ ...query, types: Array.isArray(query.types) ? query.types : [] });
  return new pg.Pool(Object.assign(config, { max: 1, idleTimeoutMillis: 0 }) as pg.PoolConfig);
}

interface EmscriptenStream {
  readonly nfd?: number;
}
interface EmscriptenModule {
  readonly NODEFS: { readonly stream_ops: { fsync?: (stream: EmscriptenStream) => number } };
}

/** PGlite's file system as it comes never syncs: a commit would be lost with the power. This one syncs whenever PostgreSQL asks. */
class SyncedFiles extends NodeFS {
  #onSync: () => void;
  constructor(folder: string, onSync: () => void) {
    super(folder);
    this.#onSync = onSync;
  }
  override async init(database: PGlite, options: Parameters<NodeFS["init"]>[1]): ReturnType<NodeFS["init"]> {
    const prepared = await super.init(database, options);
    prepared.emscriptenOpts.preRun?.push((module: unknown) => {
      (module as EmscriptenModule).NODEFS.stream_ops.fsync = (stream) => {
        this.#onSync();
        if (stream.nfd !== undefined) fsyncSync(stream.nfd);
        return 0;
      };
    });
    return prepared;
  }
}

export interface Embedded {
  readonly pool: pg.Pool;
  /** Throws Unavailable when nothing can be written now: the disk is full or read-only, the database broke, the folder is another's. */
  check(): Promise<void>;
  /**
   * What PGlite never does by itself: a checkpoint when the log has grown by `logBetweenCheckpoints` or something was written since the
   * last and `vacuumEvery` is over, with a vacuum then. Called every ten seconds.
   */
  upkeep(): Promise<void>;
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly onSync?: () => void;
  readonly onTrouble?: (what: string, error: unknown) => void;
  /** Nothing can be done on this database any more; the process should say so and end, to be started again. */
  readonly onBroken?: (why: Unavailable) => void;
}

/** How much the log may grow between two checkpoints, bytes. A restart plays it again: this is a second's work. */
const logBetweenCheckpoints = 32 * 1_048_576;
/** Milliseconds. */
const vacuumEvery = 10 * 60_000;
const upkeepEvery = 10_000;

/** What a new database takes, and what an old one needs to play its log again, bytes. */
const roomToStart = { new: 128 * 1_048_576, old: 64 * 1_048_576 };

const settings = {
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
 * Opens the embedded database in a folder, for this process alone: closed to other users, locked (throws FolderInUse), synced at every
 * commit, checkpointed and vacuumed regularly and when it is closed. Throws Unavailable when the folder cannot be written to, has no
 * room, or the database in it does not open.
 */
export async function openEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const { onSync = () => undefined, onTrouble = () => undefined, onBroken = () => undefined } = options;
  let broken: Unavailable | undefined;
  const breaks = (why: string, cause?: unknown) => {
    if (broken !== undefined) return;
    broken = new Unavailable("broken", why, { cause });
    onBroken(broken);
  };
  const files = join(folder, "database");
  await made(folder);
  const isNew = (await stat(join(files, "PG_VERSION")).catch(() => undefined)) === undefined;
  await checkDisk(folder, isNew ? roomToStart.new : roomToStart.old);
  const held = await lockFolder(folder, (error) => breaks(`The data folder ${folder} was taken over by another process.`, error));
  try {
    await made(files);
    const database = await opened(files, onSync);
    stopAtPanic(database, () => broken, breaks);
    const pool = poolOver(database);
    const upkeep = upkeepOf(pool);
    const careful = async () => {
      if (broken === undefined) await upkeep();
    };
    const timer = setInterval(() => careful().catch((error: unknown) => onTrouble("upkeep", error)), upkeepEvery);
    timer.unref();
    return {
      pool,
      async check() {
        if (broken === undefined && !(await held.isOurs())) breaks(`The data folder ${folder} was taken over by another process.`);
        if (broken !== undefined) throw broken;
        await checkDisk(folder);
      },
      upkeep: careful,
      async close() {
        clearInterval(timer);
        await pool.end();
        if (broken === undefined) {
          await database.query("checkpoint");
          await database.close();
        }
        await givenBack(held);
      },
    };
  } catch (error) {
    await givenBack(held);
    throw error;
  }
}

async function made(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { message } = error as Error;
    throw new Unavailable(
      "readonly",
      `The data folder ${folder} cannot be made: ${message}. Set DATA_DIR to a folder that can be written to.`,
      {
        cause: error,
      },
    );
  }
}

async function opened(files: string, onSync: () => void): Promise<PGlite> {
  try {
    return await PGlite.create({ fs: new SyncedFiles(files, onSync), startParams });
  } catch (error) {
    throw new Unavailable(
      "broken",
      `The embedded database in ${files} does not open: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}

/** A lock that cannot be given back, on a disk that cannot be written to, is taken over later. */
const givenBack = (held: FolderLock): Promise<void> => held.release().catch(() => undefined);

/**
 * After a PANIC (no room for the next file of the log) PostgreSQL means to be started anew. PGlite goes on instead, and its next
 * statement never returns, and nothing else in the process either. So there is no next statement.
 */
function stopAtPanic(database: PGlite, broken: () => Unavailable | undefined, breaks: (why: string, cause?: unknown) => void): void {
  const send = database.execProtocolStream.bind(database);
  database.execProtocolStream = async (message, options) => {
    const before = broken();
    if (before !== undefined) throw before;
    const answers = await send(message, options).catch((error: unknown) => {
      // A statement's own errors are among the answers: this is the machine underneath.
      breaks("The embedded database broke and must be started again. Nothing that was saved is lost.", error);
      throw error;
    });
    for (const answer of answers) {
      const { severity } = answer as { readonly severity?: unknown };
      if (answer.name === "error" && (severity === "PANIC" || severity === "FATAL"))
        breaks("The embedded database broke and must be started again. Nothing that was saved is lost.", answer);
    }
    return answers;
  };
}

function upkeepOf(pool: pg.Pool): () => Promise<void> {
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
      await pool.query("vacuum (analyze)");
      vacuumed = performance.now();
    }
    await pool.query("checkpoint");
    // A checkpoint writes to the log itself.
    checkpointed = await position();
  };
}
