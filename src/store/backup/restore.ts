import type { Pool } from "pg";
import {
  advisoryLock,
  applyMigration,
  type Migration,
  recordedMigrations,
  writtenMigrations,
} from "../engine/migrations.ts";
import { quoted, type Table, tablesOf } from "./catalog.ts";
import { type Connection, inOneTransaction } from "./connection.ts";
import { BackupDamaged, type Copied, type Header, type Held } from "./format.ts";
import { BackupTooNew, readBackup } from "./lines.ts";
import { heldIn, putRows } from "./rows.ts";

/** The database that was to be restored into is not free for it. Nothing was changed. */
export class TargetNotEmpty extends Error {
  constructor(why: string) {
    super(why);
    this.name = "TargetNotEmpty";
  }
}
/**
 * What was put into the database does not read back as it stands in the backup: a fault of ours or of the server. All
 * of it was taken back.
 */
export class CopyDiffers extends Error {
  constructor(table: string, wanted: Held, found: Held) {
    super(
      `The table ${table} reads back with ${found.rows} rows (${found.sha256}) instead of ${wanted.rows} (${wanted.sha256}). Everything was taken back: nothing was changed.`,
    );
    this.name = "CopyDiffers";
  }
}

/**
 * The migrations that the backup had, and those that came after; refused where this version does not know one or has
 * another text for it.
 */
function divided(
  header: Header,
  written: readonly Migration[],
): { readonly before: readonly Migration[]; readonly since: readonly Migration[] } {
  for (const [index, { name, checksum }] of header.migrations.entries()) {
    const known = written[index];
    if (known?.name !== name) throw new BackupTooNew(`migration ${name}`);
    if (known.checksum !== checksum) throw new BackupDamaged(`its migration ${name} is not the one of this version`);
  }
  return { before: written.slice(0, header.migrations.length), since: written.slice(header.migrations.length) };
}

/** A row of these says nothing: the migrations make it, and a bot that has only just begun leaves it as it is. */
const untouched = `select count(*) as count from clock where "offset" <> 0 or last_tick is not null`;

/**
 * Refuses what holds records, is somebody else's, or is of another state than the backup; empties what the migrations
 * made.
 */
async function prepare(connection: Connection, before: readonly Migration[]): Promise<void> {
  const recorded = await recordedMigrations(connection);
  const tables = await tablesOf(connection);
  if (recorded.length === 0) {
    if (tables.length > 0)
      throw new TargetNotEmpty(
        `The database holds tables that are not Startklar's (${tables
          .slice(0, 3)
          .map((table) => table.name)
          .join(", ")} …). Nothing was changed. Give a database of its own.`,
      );
    for (const migration of before) await applyMigration(connection, migration);
  } else if (recorded.map(({ name }) => name).join() !== before.map(({ name }) => name).join()) {
    throw new TargetNotEmpty(
      "The database has the tables of another version than the backup. Nothing was changed. Give a new database, without tables: they are made as they were then, and brought up to this version.",
    );
  }
  for (const table of (await tablesOf(connection)).toReversed()) {
    const { rows } = await connection.query<{ count: string }>(
      table.name === "clock"
        ? untouched
        : `select count(*) as count from (select from ${quoted(table.name)} limit 1) as one`,
    );
    if (rows[0]?.count !== "0" && recorded.length > 0)
      throw new TargetNotEmpty(
        "The database holds records already: a backup is restored into an empty one only, so that nothing is mixed or lost. Nothing was changed. Give a new database (or a new DATA_DIR), or move this one away first.",
      );
    // Only what the migrations put there themselves.
    if (table.name === "clock" || recorded.length === 0) await connection.query(`delete from ${quoted(table.name)}`);
  }
}

/**
 * Restores a backup into an empty database, brings it to the state of the backup's version first and to this version's
 * afterwards, and compares every table with the backup before it commits: all of it, or nothing. The triggers that keep
 * the audit and the facts are the migrations' own, and stay.
 *
 * @throws TargetNotEmpty, BackupDamaged, BackupTooNew, CopyDiffers: each says what to do, and that nothing was changed.
 */
export function restoreBackup(pool: Pool, lines: AsyncIterable<string>, migrations: string): Promise<Copied> {
  return inOneTransaction(pool, "begin", async (connection) => {
    // A bot that boots here waits for its migrations until this is through.
    await connection.query("select pg_advisory_xact_lock($1)", [advisoryLock]);
    const written = await writtenMigrations(migrations);
    const copied: Record<string, Held> = {};
    let taken: Header | undefined;
    let since: readonly Migration[] = [];
    let tables: readonly Table[] = [];
    let table: Table | undefined;

    const end = await readBackup(lines, {
      async header(header) {
        taken = header;
        const parts = divided(header, written);
        since = parts.since;
        await prepare(connection, parts.before);
        tables = await tablesOf(connection);
      },
      async table(name, columns) {
        table = tables.find((one) => one.name === name);
        if (table?.columns.map((column) => column.name).join() !== columns.join())
          throw new BackupDamaged(`the table ${name} has other columns than its migrations make`);
      },
      async rows(rows) {
        if (table !== undefined) await putRows(connection, table, rows);
      },
      async end(name, held) {
        copied[name] = held;
      },
    });
    for (const one of tables)
      if (copied[one.name] === undefined) throw new BackupDamaged(`the table ${one.name} is missing`);
    if (taken === undefined) throw new BackupDamaged("it is empty");
    for (const [name, { last, called }] of Object.entries(end.sequences)) {
      await connection.query("select setval($1::regclass, $2::bigint, $3)", [quoted(name), last, called]);
    }
    for (const one of tables) await compare(connection, one, copied[one.name]);
    // What triggers left for the commit would keep a migration from their table.
    await connection.query("set constraints all immediate");
    for (const migration of since) await applyMigration(connection, migration);
    return { header: taken, tables: copied, rows: end.rows };
  });
}

async function compare(connection: Connection, table: Table, wanted: Held | undefined): Promise<void> {
  const found = await heldIn(connection, table);
  if (wanted === undefined || found.rows !== wanted.rows || found.sha256 !== wanted.sha256)
    throw new CopyDiffers(table.name, wanted ?? { rows: 0, sha256: "" }, found);
}
