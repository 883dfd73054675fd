import type { Pool } from "pg";

/**
 * Gives back the jobs that a process which died had in its hands, where no other process can be alive: on the embedded
 * database, whose folder is one process's alone. Messages stay leased for their 20 s: a request that hung may still
 * arrive after its sender has ended, and would not be found yet by whoever looks whether it was sent.
 */
export async function releaseLeftBehind(pool: Pool): Promise<void> {
  await pool.query("update jobs set lease_by = null, lease_until = null where lease_until is not null");
}
