import type { Pool } from "pg";
import { toldAs, withRetry } from "./conflict.ts";
import { DatabaseUrlMistake, isPooled, poolTo } from "./connection.ts";
import { migrate } from "./migrations.ts";
import { checkRights } from "./rights.ts";

type Log = (event: "migrated" | "conflict", details: Readonly<Record<string, unknown>>) => void;

/** Both are started together, and the server is the slower one. */
const bootPatience = { away: 30_000 };

/**
 * Brings a server's database up to its migrations, on a connection of its own without the limits of the others: a
 * migration may take long, and wait for another replica's. Whether the user may do what the bot does is asked now, not
 * by the first person who types.
 *
 * @returns `isPooled`.
 * @throws DatabaseUrlMistake, MigrationError, Unavailable.
 */
export async function bootServer(url: string, migrations: string, log: Log): Promise<boolean> {
  const pool = poolTo(url, () => undefined, { max: 1, patient: true });
  try {
    const applied = await withRetry(
      () => refusing(pool, (one) => migrate(one, migrations)),
      (error, attempt) => log("conflict", { error, attempt }),
      bootPatience,
    );
    if (applied.length > 0) log("migrated", { migrations: applied });
    await checkRights(pool);
    return await isPooled(pool);
  } catch (error) {
    throw refusedBy(error) ?? toldAs(error);
  } finally {
    await pool.end();
  }
}

/** A pooler says with the code of a broken connection what no later try would change. */
async function refusing<T>(pool: Pool, work: (pool: Pool) => Promise<T>): Promise<T> {
  try {
    return await work(pool);
  } catch (error) {
    throw refusedBy(error) ?? error;
  }
}

const refusals = new Set(["28P01", "28000", "3D000", "42501"]);
const refusalsOfPoolers =
  /authentication failed|does not exist|no such (database|user)|permission denied|statement pooling/iu;

/** The server is there, and does not take us: the address, or the user's rights, are to be mended. */
function refusedBy(error: unknown): DatabaseUrlMistake | undefined {
  if (!(error instanceof Error) || error instanceof DatabaseUrlMistake) return undefined;
  const { code = "" } = error as NodeJS.ErrnoException;
  const credentials = refusals.has(code) || (code === "08P01" && refusalsOfPoolers.test(error.message));
  const certificate =
    /^(ERR_TLS_|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|HOSTNAME_MISMATCH)/.test(code) ||
    /support SSL|SSL connection/.test(error.message);
  if (!credentials && !certificate) return undefined;
  const mode = /statement pooling/iu.test(error.message) ? "; set pool_mode = transaction in the pooler" : "";
  return new DatabaseUrlMistake(`the server cannot be used with it: ${error.message}${mode}`, error);
}
