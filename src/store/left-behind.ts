import type { Pool } from "pg";

/**
 * Gives back what a process that died had in its hands, where no other process can be alive: on the embedded database, whose folder is
 * one process's alone. Messages keep the name of who had them, so that whoever takes them next knows that they may have been sent.
 */
export async function releaseLeftBehind(pool: Pool): Promise<void> {
  await pool.query("update messages set lease_until = null where lease_until is not null");
  await pool.query("update jobs set lease_by = null, lease_until = null where lease_until is not null");
}
