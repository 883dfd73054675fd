import type { Pool } from "pg";
import { recordedMigrations } from "../migrations.ts";
import { quoted, tablesOf } from "./catalog.ts";
import { inOneTransaction } from "./connection.ts";
import { digestOfLines, type Footer, formatVersion, type Header } from "./format.ts";
import { rowsOf } from "./rows.ts";

/**
 * Writes everything that the database holds, as of one moment, line by line; the bot may go on meanwhile. (On the embedded database,
 * which has one session, its commands wait until this is through.) Throws when the database has no migrations: nothing of ours is in it.
 */
export function takeBackup(pool: Pool, write: (line: string) => Promise<void>): Promise<Footer> {
  return inOneTransaction(pool, "begin isolation level repeatable read read only", async (connection) => {
    const digest = digestOfLines();
    const say = async (value: unknown) => {
      const line = JSON.stringify(value);
      digest.add(line);
      await write(line);
    };
    const migrations = await recordedMigrations(connection);
    await say({
      startklar: "backup",
      format: formatVersion,
      takenAt: new Date().toISOString(),
      migrations: [...migrations],
    } satisfies Header);
    const tables = await tablesOf(connection);
    const sequences: Record<string, { last: string; called: boolean }> = {};
    let total = 0;
    for (const table of tables) {
      await say({ table: table.name, columns: table.columns.map((column) => column.name) });
      const held = digestOfLines();
      let count = 0;
      for await (const rows of rowsOf(connection, table)) {
        for (const row of rows) {
          held.add(JSON.stringify(row));
          await say(row);
        }
        count += rows.length;
      }
      await say({ end: table.name, rows: count, sha256: held.hex() });
      total += count;
      for (const name of table.sequences) {
        const { rows } = await connection.query<{ last: string; called: boolean }>(
          `select last_value::text as last, is_called as called from ${quoted(name)}`,
        );
        if (rows[0] !== undefined) sequences[name] = rows[0];
      }
    }
    const last: Footer = { tables: tables.length, rows: total, sequences, sha256: digest.hex() };
    await write(JSON.stringify(last));
    return last;
  });
}
