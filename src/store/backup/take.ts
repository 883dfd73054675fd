import type { Pool } from "pg";
import { recordedMigrations } from "../engine/migrations.ts";
import { quoted, type Table, tablesOf } from "./catalog.ts";
import { type Connection, inOneTransaction } from "./connection.ts";
import { digestOfLines, type Footer, formatVersion, type Header, type Row } from "./format.ts";
import { type HeldRows, holdRows, rowsOf } from "./rows.ts";

type Write = (line: string) => Promise<void>;

/** What a database is, besides its rows. */
interface Outline {
  readonly migrations: Header["migrations"];
  readonly tables: readonly Table[];
  readonly sequences: Footer["sequences"];
}

/** A reader sees one moment of the database. */
const reading = "begin isolation level repeatable read read only";

/**
 * Writes everything that the database holds, as of one moment, line by line; the bot goes on meanwhile. The embedded
 * database has one session: it is held only until the rows of that moment have been put aside, and for a moment for
 * each page of them. Throws when the database has no migrations: nothing of ours is in it.
 */
export async function takeBackup(pool: Pool, write: Write): Promise<Footer> {
  if (pool.options.max !== 1)
    return inOneTransaction(pool, reading, async (connection) =>
      written(await outlineOf(connection), (table) => rowsOf(connection, table), write),
    );
  let held: HeldRows | undefined;
  try {
    const outline = await inOneTransaction(pool, reading, async (connection) => {
      const found = await outlineOf(connection);
      held = await holdRows(connection, pool, found.tables);
      return found;
    });
    return await written(outline, (table) => held?.of(table) ?? nothing(), write);
  } catch (error) {
    // Cursors of a transaction that failed are gone already.
    await held?.close().catch(() => undefined);
    throw error;
  }
}

async function* nothing(): AsyncGenerator<readonly Row[]> {}

async function outlineOf(connection: Connection): Promise<Outline> {
  const migrations = [...(await recordedMigrations(connection))];
  const tables = await tablesOf(connection);
  const sequences: Record<string, { last: string; called: boolean }> = {};
  for (const name of tables.flatMap((table) => table.sequences)) {
    const { rows } = await connection.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quoted(name)}`,
    );
    if (rows[0] !== undefined) sequences[name] = rows[0];
  }
  return { migrations, tables, sequences };
}

async function written(
  { migrations, tables, sequences }: Outline,
  rowsIn: (table: Table) => AsyncGenerator<readonly Row[]>,
  write: Write,
): Promise<Footer> {
  const digest = digestOfLines();
  const say = async (value: unknown) => {
    const line = JSON.stringify(value);
    digest.add(line);
    await write(line);
  };
  await say({
    startklar: "backup",
    format: formatVersion,
    takenAt: new Date().toISOString(),
    migrations,
  } satisfies Header);
  let total = 0;
  for (const table of tables) {
    await say({ table: table.name, columns: table.columns.map((column) => column.name) });
    const held = digestOfLines();
    let count = 0;
    for await (const rows of rowsIn(table)) {
      for (const row of rows) {
        held.add(JSON.stringify(row));
        await say(row);
      }
      count += rows.length;
    }
    await say({ end: table.name, rows: count, sha256: held.hex() });
    total += count;
  }
  const last: Footer = { tables: tables.length, rows: total, sequences, sha256: digest.hex() };
  await write(JSON.stringify(last));
  return last;
}
