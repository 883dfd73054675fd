import { quoted, type Table } from "./catalog.ts";
import type { Connection } from "./connection.ts";
import { digestOfLines, type Held, type Row } from "./format.ts";

/** About how much is held in memory at a time, in characters; a single row may be more (a file that was handed in). */
const batchSize = 1_000_000;
const mostRows = 1_000;

/** The rows of a table in batches, in the order of its key, so that two databases with the same rows give the same lines. */
export async function* rowsOf(connection: Connection, { name, columns, key }: Table): AsyncGenerator<readonly Row[]> {
  const values = columns.map((column) => `${quoted(column.name)}::text`).join(", ");
  const order = key.map((column) => `${quoted(column)}::text collate "C"`).join(", ");
  await connection.query(
    `declare copied no scroll cursor for select json_build_array(${values}) as "row" from ${quoted(name)} order by ${order}`,
  );
  for (let count = 1; ; ) {
    const { rows } = await connection.query<{ row: Row }>(`fetch ${count} from copied`);
    if (rows.length === 0) break;
    yield rows.map(({ row }) => row);
    const size = rows.reduce((sum, { row }) => sum + row.reduce((length, value) => length + (value?.length ?? 0), 1), 0);
    count = Math.max(1, Math.min(mostRows, count * 4, Math.floor((batchSize * rows.length) / size)));
  }
  await connection.query("close copied");
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
