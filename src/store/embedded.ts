import { fsyncSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import pg from "pg";
import { lockFolder } from "./folder-lock.ts";

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
  close(): Promise<void>;
}

/** PGlite never checkpoints by itself: its log would grow without end. */
const upkeepEvery = 10 * 60_000;

/**
 * Opens the embedded database in a folder, for this process alone: made with mode 0700, locked (throws FolderInUse), synced at every
 * commit, checkpointed and vacuumed regularly and when it is closed.
 */
export async function openEmbedded(
  folder: string,
  options: { readonly onSync?: () => void; readonly onTrouble?: (what: string, error: unknown) => void } = {},
): Promise<Embedded> {
  const { onSync = () => undefined, onTrouble = () => undefined } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(folder);
  try {
    const files = join(folder, "database");
    await mkdir(files, { recursive: true, mode: 0o700 });
    const startParams = [...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"), "-c", "wal_sync_method=fsync"];
    const database = await PGlite.create({ fs: new SyncedFiles(files, onSync), startParams });
    const pool = poolOver(database);
    const upkeep = async () => {
      await database.query("checkpoint");
      await database.query("vacuum (analyze)");
    };
    const timer = setInterval(() => upkeep().catch((error: unknown) => onTrouble("upkeep", error)), upkeepEvery);
    timer.unref();
    return {
      pool,
      async close() {
        clearInterval(timer);
        await pool.end();
        await database.query("checkpoint");
        await database.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}
