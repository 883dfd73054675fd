import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Pool, PoolClient } from "pg";

/** A migration stopped the boot. Its message names it and says what to do. */
export class MigrationError extends Error {
  readonly migration: string;
  constructor(migration: string, why: string, cause?: unknown) {
    super(`Migration ${migration}: ${why}`, { cause });
    this.name = "MigrationError";
    this.migration = migration;
  }
}

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, as Prisma's own CLI records it. */
  readonly checksum: string;
}
interface Recorded {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/** The folder of the migrations, wherever this file was compiled to. */
export const migrationsFolder = dirname(createRequire(import.meta.url).resolve("#migrations/migration_lock.toml"));

/** Prisma's CLI takes the same advisory lock, so that neither runs beside the other. */
export const advisoryLock = 72707369;
const table = `create table if not exists "_prisma_migrations" (
  "id" varchar(36) primary key not null, "checksum" varchar(64) not null, "finished_at" timestamptz, "migration_name" varchar(255) not null,
  "logs" text, "rolled_back_at" timestamptz, "started_at" timestamptz not null default now(), "applied_steps_count" integer not null default 0)`;

/** The migrations in a folder, in their order. */
export async function writtenMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/** The migrations that a database has, in their order; none where nothing of ours is. */
export async function recordedMigrations(
  client: Pick<PoolClient, "query">,
): Promise<readonly Pick<Migration, "name" | "checksum">[]> {
  const found = await client.query<{ there: boolean }>(
    `select to_regclass('"_prisma_migrations"') is not null as there`,
  );
  if (found.rows[0]?.there !== true) return [];
  const { rows } = await client.query<Pick<Migration, "name" | "checksum">>(
    `select migration_name as name, checksum from "_prisma_migrations" where finished_at is not null and rolled_back_at is null
     order by migration_name collate "C"`,
  );
  return rows;
}

/** Applies one migration with its record, in the transaction that is open. */
export async function applyMigration(
  client: Pick<PoolClient, "query">,
  { name, sql, checksum }: Migration,
): Promise<void> {
  const startedAt = new Date();
  await client.query(table);
  await client.query(sql);
  await client.query(
    `insert into "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "logs", "rolled_back_at", "started_at", "applied_steps_count")
     values ($1, $2, now(), $3, null, null, $4, 1)`,
    [randomUUID(), checksum, name, startedAt],
  );
}

/** PostgreSQL's codes for what a user has no right to: a table, and any schema at all. */
const notAllowed = new Set<unknown>(["42501", "3F000"]);

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  const { name } = migration;
  try {
    await applyMigration(client, migration);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (notAllowed.has((error as { readonly code?: unknown }).code))
      throw new MigrationError(
        name,
        `the database user may not make it (${said}), and nothing of it was kept. Let it create tables, as with GRANT CREATE ON SCHEMA public TO the user, or make the user the owner of the database.`,
        error,
      );
    throw new MigrationError(name, `failed, and nothing of it was kept: ${said}`, error);
  }
}

/**
 * Those that are recorded, in their order; none before the first. Whether the table is there is asked first: making it
 * takes a right.
 */
async function recordedNow(client: PoolClient): Promise<readonly Recorded[]> {
  const { rows: there } = await client.query<{ name: string | null }>(
    `select to_regclass('"_prisma_migrations"')::text as name`,
  );
  if (there[0]?.name == null) return [];
  const { rows } = await client.query<Recorded>(
    `select migration_name, checksum, finished_at from "_prisma_migrations" where rolled_back_at is null order by migration_name`,
  );
  return rows;
}

/** The first of the migrations that the database has not, applied with its record. Undefined: it has them all. */
async function applyNext(client: PoolClient, migrations: readonly Migration[]): Promise<string | undefined> {
  await client.query("begin");
  try {
    // The transaction's lock and not the session's: behind a pooler each transaction may get another session.
    await client.query("select pg_advisory_xact_lock($1)", [advisoryLock]);
    const rows = await recordedNow(client);
    for (const row of rows) {
      const file = migrations.find((migration) => migration.name === row.migration_name);
      if (file === undefined)
        throw new MigrationError(
          row.migration_name,
          "the database has it, this version does not: run the newer version.",
        );
      if (row.finished_at === null)
        throw new MigrationError(row.migration_name, "was left half done: resolve it with `prisma migrate resolve`.");
      if (file.checksum !== row.checksum)
        throw new MigrationError(row.migration_name, "was changed after it had been applied: restore the file.");
    }
    const known = new Set(rows.map((row) => row.migration_name));
    const next = migrations.find((migration) => !known.has(migration.name));
    if (next !== undefined) await apply(client, next);
    await client.query("commit");
    return next?.name;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

/**
 * Brings the database up to the migrations in a folder, each in a transaction of its own together with its record, and
 * records them as Prisma's own CLI does, so that `prisma migrate deploy` agrees afterwards. Returns the names of those
 * applied now.
 *
 * Throws MigrationError when one fails, when one that was applied has been changed since, when an earlier run of the
 * CLI left one half done, or when the database knows one that the folder does not: a newer version has been here.
 */
export async function migrate(pool: Pool, folder: string): Promise<readonly string[]> {
  const migrations = await writtenMigrations(folder);
  const client = await pool.connect();
  try {
    const applied: string[] = [];
    for (;;) {
      const next = await applyNext(client, migrations);
      if (next === undefined) return applied;
      applied.push(next);
    }
  } finally {
    client.release();
  }
}
