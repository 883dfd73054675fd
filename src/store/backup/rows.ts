import { quoted, type Table } from "./catalog.ts";
import type { Connection } from "./connection.ts";
import { digestOfLines, type Held, type Row } from "./format.ts";

/** About how much is held in memory at a time, in characters; a single row may be more (a file that was handed in). */
const batchSize = 1_000_000;
const mostRows = 1_000;

/**
 * A cursor over the rows of a table, in the order of its key, so that two databases with the same rows give the same
 * lines.
 */
const cursorOver = (cursor: string, { name, columns, key }: Table, hold: "with hold" | ""): string => {
  const values = columns.map((column) => `${quoted(column.name)}::text`).join(", ");
  const order = key.map((column) => `${quoted(column)}::text collate "C"`).join(", ");
  return `declare ${cursor} no scroll cursor ${hold} for select json_build_array(${values}) as "row" from ${quoted(name)} order by ${order}`;
};

async function* fetched(connection: Connection, cursor: string): AsyncGenerator<readonly Row[]> {
  for (let count = 1; ; ) {
    const { rows } = await connection.query<{ row: Row }>(`fetch ${count} from ${cursor}`);
    if (rows.length === 0) break;
    yield rows.map(({ row }) => row);
    const size = rows.reduce(
      (sum, { row }) => sum + row.reduce((length, value) => length + (value?.length ?? 0), 1),
      0,
    );
    count = Math.max(1, Math.min(mostRows, count * 4, Math.floor((batchSize * rows.length) / size)));
  }
  await connection.query(`close ${cursor}`);
}

/** The rows of a table in batches; the connection is in a transaction. */
export async function* rowsOf(connection: Connection, table: Table): AsyncGenerator<readonly Row[]> {
  await connection.query(cursorOver("copied", table, ""));
  yield* fetched(connection, "copied");
}

let heldBefore = 0;

/** The rows of tables as they were at one moment, to be read when that transaction is over. */
export interface HeldRows {
  of(table: Table): AsyncGenerator<readonly Row[]>;
  /** Gives back the room of what was not read. */
  close(): Promise<void>;
}

/**
 * Has PostgreSQL keep the rows of tables, in files that it deletes by itself, when the transaction of this connection
 * commits. They are read on the same session afterwards, between anybody else's transactions.
 */
export async function holdRows(
  connection: Connection,
  session: Connection,
  tables: readonly Table[],
): Promise<HeldRows> {
  const cursors = new Map<Table, string>();
  for (const table of tables) {
    heldBefore += 1;
    const cursor = `held_${heldBefore}`;
    await connection.query(cursorOver(cursor, table, "with hold"));
    cursors.set(table, cursor);
  }
  return {
    async *of(table) {
      yield* fetched(session, cursors.get(table) ?? "");
      cursors.delete(table);
    },
    async close() {
      for (const cursor of cursors.values()) await session.query(`close ${cursor}`);
      cursors.clear();
    },
  };
}

/** Counts a table's rows and takes their digest. */
export async function heldIn(connection: Connection, table: Table): Promise<Held> {
  const digest = digestOfLines();
  let count = 0;
  for await (const rows of rowsOf(connection, table)) {
    for (const row of rows) digest.add(JSON.stringify(row));
    count += rows.length;
  }
  return { rows: count, sha256: digest.hex() };
}

/** Puts rows into a table. */
export async function putRows(connection: Connection, { name, columns }: Table, rows: readonly Row[]): Promise<void> {
  const into = columns.map((column) => quoted(column.name)).join(", ");
  const values = columns.map((column, index) => `r.c${index}::${column.type}`).join(", ");
  const lists = columns.map((_, index) => `$${index + 1}::text[]`).join(", ");
  const names = columns.map((_, index) => `c${index}`).join(", ");
  await connection.query(
    `insert into ${quoted(name)} (${into}) overriding system value select ${values} from unnest(${lists}) as r(${names})`,
    columns.map((_, index) => rows.map((row) => row[index] ?? null)),
  );
}
