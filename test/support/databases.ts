import { readFile, writeFile } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import type pg from "pg";
import { databaseOver, poolTo } from "../../src/store/database.ts";
import { poolOver } from "../../src/store/engine/embedded.ts";
import { migrate } from "../../src/store/engine/migrations.ts";
import type { Database } from "../../src/store/store.ts";
import { keptAs, migrations } from "./kept.ts";
import { type PostgresServer, startPostgres } from "./postgres.ts";
import { withoutTemplates } from "./tar.ts";

export { migrations };

export interface TestDatabase {
  readonly database: Database;
  /** The raw connection, to look behind the store. */
  readonly pool: pg.Pool;
  /** Gives it back: the next test of the file gets it emptied. */
  close(): Promise<void>;
}

/** The bytes of a file, given out as they are: a Blob of them is read in small pieces, which takes a second. */
class Whole extends Blob {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super([]);
    this.#bytes = bytes;
  }
  override async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#bytes.buffer;
  }
}

/**
 * Made once per version of it and kept in the machine's temporary folder, and read once a process: opening a copy takes
 * a fraction of the time.
 */
function copyOf(name: string, make: () => Promise<PGlite>): () => Promise<Blob> {
  const read = async () => {
    const file = await keptAs(`${name}.slim.tar`, async (part) => {
      const memory = await make();
      const dump = await memory.dumpDataDir("none");
      await memory.close();
      await writeFile(part, withoutTemplates(new Uint8Array(await dump.arrayBuffer())));
    });
    return new Whole(new Uint8Array(await readFile(file)));
  };
  let kept: Promise<Blob> | undefined;
  return () => (kept ??= read());
}
/** Most of the time that PGlite takes to open is for its 128 MB of buffers; a test's rows need few. */
const startParams = [...PGlite.defaultStartParams, "-c", "shared_buffers=8MB"];
const blank = copyOf("blank", () => PGlite.create("memory://"));
const openMemory = async () => PGlite.create({ dataDir: "memory://", loadDataDir: await blank(), startParams });
const migrated = copyOf("migrated", async () => {
  const memory = await openMemory();
  const pool = poolOver(memory);
  await migrate(pool, migrations);
  await pool.end();
  return memory;
});

/** A database in memory before any migration. Ending its pool closes it. */
export async function openBlankMemory(): Promise<pg.Pool> {
  const memory = await openMemory();
  const pool = poolOver(memory);
  const end = pool.end.bind(pool);
  return Object.assign(pool, { end: () => end().then(() => memory.close()) });
}

/**
 * Empties every table, past the triggers that keep what is append-only. Deleting a few rows is much faster than
 * truncating.
 */
const empty = `
  set session_replication_role = replica;
  do $$ declare name text; begin
    for name in select tablename from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations' loop
      execute format('delete from %I', name);
    end loop;
  end $$;
  insert into clock (id) values (1);
  set session_replication_role = origin`;

/**
 * Opens databases of one kind: one that was closed is emptied and given out again, since opening is what takes time.
 */
function reuse(make: () => Promise<{ readonly database: Database; readonly pool: pg.Pool }>) {
  const free: { readonly database: Database; readonly pool: pg.Pool }[] = [];
  return {
    async open(): Promise<TestDatabase> {
      const used = free.pop();
      if (used !== undefined) {
        const client = await used.pool.connect();
        await client.query(empty).finally(() => client.release());
      }
      const { database, pool } = used ?? (await make());
      const close = async () => void free.push({ database, pool });
      return { database: { ...database, close }, pool, close };
    },
    async end(): Promise<void> {
      await Promise.all(free.splice(0).map(({ database }) => database.close()));
    },
  };
}

const inMemory = reuse(async () => {
  const memory = await PGlite.create({ dataDir: "memory://", loadDataDir: await migrated(), startParams });
  const pool = poolOver(memory);
  const close = async () => {
    await pool.end();
    await memory.close();
  };
  return { database: await databaseOver(pool, { migrations, close }), pool };
});

/** A migrated, empty database of its own, in memory. */
export const openTestDatabase = inMemory.open;

let server: Promise<PostgresServer> | undefined;
/** A database on PostgreSQL before any migration. */
async function openBlankPostgres(): Promise<pg.Pool> {
  server ??= startPostgres();
  return poolTo(await (await server).create(), () => undefined);
}
const onPostgres = reuse(async () => {
  server ??= startPostgres();
  const pool = poolTo(await (await server).create({ migrated: true }), () => undefined);
  return { database: await databaseOver(pool, { migrations, close: () => pool.end() }), pool };
});

/**
 * A migrated, empty database on PostgreSQL. The file's server starts with the first and is stopped by `stopPostgres`.
 */
const openPostgresDatabase = onPostgres.open;

async function stopPostgres(): Promise<void> {
  await onPostgres.end();
  await (await server)?.stop();
  server = undefined;
}

/** What is in memory is the next file's: opening it is what takes time, and its process ends it. */
const kept = async (): Promise<void> => undefined;

/**
 * Both databases, for what must hold on each:
 *
 * ```ts
 * describe.each(databases)("$name", ({ open, stop }) => { afterAll(stop); … });
 * ```
 */
export const databases = [
  { name: "PGlite", open: openTestDatabase, stop: kept },
  { name: "PostgreSQL", open: openPostgresDatabase, stop: stopPostgres },
] as const;

/** Both before any migration, for what makes or fills them itself. */
export const blankDatabases = [
  { name: "PGlite", open: openBlankMemory, stop: kept },
  { name: "PostgreSQL", open: openBlankPostgres, stop: stopPostgres },
] as const;
