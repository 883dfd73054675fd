import type pg from "pg";
import { type Untold, untoldJob } from "../../src/store/contract/jobs.ts";

/** What staff are to be told directly, in order: the payloads of the jobs that do. */
export async function untold(pool: pg.Pool): Promise<readonly Untold[]> {
  const { rows } = await pool.query<{ payload: Untold }>("select payload from jobs where kind = $1 order by seq", [
    untoldJob.name,
  ]);
  return rows.map(({ payload }) => payload);
}
