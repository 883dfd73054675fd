import type { Pool, PoolClient } from "pg";

/** One connection in a transaction of its own. */
export type Connection = Pick<PoolClient, "query">;

/**
 * Values as PostgreSQL's own text, the same whatever the server's settings; nothing of a long copy is cut short by a
 * time limit.
 */
const plainly = `
  set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex';
  set local extra_float_digits = 1; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = 0`;

/**
 * Runs work in one transaction on one connection: committed when it returns, rolled back when it throws.
 *
 * @param begin how it begins: a reader sees one moment of the database.
 */
export async function inOneTransaction<T>(
  pool: Pool,
  begin: "begin" | "begin isolation level repeatable read read only",
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    await client.query(plainly);
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
