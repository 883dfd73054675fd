import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import pg from "pg";

/** DATABASE_URL cannot be used as it stands. Its message says what to write, and never the password. */
export class DatabaseUrlMistake extends Error {
  constructor(why: string, cause?: unknown) {
    super(`DATABASE_URL: ${why}`, { cause });
    this.name = "DatabaseUrlMistake";
  }
}

/**
 * What PostgreSQL may take, milliseconds. Together with a person's patience (`patience.ts`) a command is answered or
 * refused within some 25 s, whatever becomes of the network.
 */
export const limits = {
  /** To open a connection, or to get one of those that are open. */
  connect: 5_000,
  /** Without a single byte, while a statement runs: the server or the network is gone. */
  silence: 8_000,
  /** A statement, the server's own limit. */
  statement: 8_000,
  /**
   * A row that somebody else has locked, with a connection in hand: then it is given to others, and tried again later.
   */
  lock: 2_000,
  /**
   * A transaction that nobody goes on with, as a network cut leaves it: the server ends it, and gives back its locks.
   */
  idleInTransaction: 5_000,
  /** A connection that is not needed; shorter than the silence that ends it. */
  idle: 6_000,
} as const;

/** Connections a replica; `max_connections` of the server must hold all replicas'. */
const most = 10;
const sslModes = ["disable", "require", "verify-ca", "verify-full"] as const;

/**
 * A connection string with PostgreSQL's own meaning of `sslmode`: `require` encrypts (and verifies when `sslrootcert`
 * is given), `verify-ca` verifies the certificate, `verify-full` the host's name too. Throws DatabaseUrlMistake.
 */
export function checkedUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new DatabaseUrlMistake(
      "this is not an address, such as postgresql://user:password@host/name; in it, write a % or @ of the password as %25 or %40",
    );
  }
  const mode = url.searchParams.get("sslmode");
  if (mode !== null) {
    if (!sslModes.some((known) => known === mode))
      throw new DatabaseUrlMistake(`sslmode=${mode} is not one of ${sslModes.join(", ")}`);
    if (!url.searchParams.has("uselibpqcompat")) url.searchParams.set("uselibpqcompat", "true");
  }
  for (const name of ["sslrootcert", "sslcert", "sslkey"] as const) {
    const file = url.searchParams.get(name);
    if (file === null) continue;
    if (mode === null || mode === "disable")
      throw new DatabaseUrlMistake(`${name} is given, but TLS is not asked for: add sslmode=verify-full`);
    if (name === "sslrootcert" && file === "system") {
      if (mode !== "verify-full") throw new DatabaseUrlMistake("sslrootcert=system needs sslmode=verify-full");
      url.searchParams.delete(name);
      continue;
    }
    try {
      readFileSync(file);
    } catch (error) {
      throw new DatabaseUrlMistake(
        `${name}=${file} cannot be read (${error instanceof Error ? error.message : String(error)})`,
        error,
      );
    }
  }
  if (mode === "verify-ca" && !url.searchParams.has("sslrootcert"))
    throw new DatabaseUrlMistake(
      "sslmode=verify-ca needs sslrootcert=FILE; with a public certificate use sslmode=verify-full",
    );
  return url.toString();
}

export interface PoolOptions {
  readonly max?: number;
  /** For what may take long: a migration, a backup. Only the connection itself has a limit then. */
  readonly patient?: boolean;
  /**
   * A pooler is in between (`isPooled`), which refuses limits that a connection begins with: each transaction sets its
   * own.
   */
  readonly pooled?: boolean;
}

/**
 * Whether a pooler such as PgBouncer is between us and the server, so that each transaction may run in another session:
 * it hands out keys of its own, and the number in ours is not the one of the process that answers.
 */
export async function isPooled(pool: pg.Pool): Promise<boolean> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    return rows[0]?.pid !== (client as unknown as { readonly processID: number | null }).processID;
  } finally {
    client.release();
  }
}

/**
 * A pool of connections to PostgreSQL. Nothing on it waits for ever: see `limits`. A connection that is lost is told to
 * `onLost` and never ends the process. Throws DatabaseUrlMistake.
 */
export function poolTo(
  url: string,
  onLost: (error: Error) => void,
  { max = most, patient = false, pooled = false }: PoolOptions = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: checkedUrl(url),
    max,
    application_name: "startklar",
    connectionTimeoutMillis: limits.connect,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    idleTimeoutMillis: patient ? undefined : limits.idle,
    statement_timeout: patient || pooled ? undefined : limits.statement,
    lock_timeout: patient || pooled ? undefined : limits.lock,
    idle_in_transaction_session_timeout: patient || pooled ? undefined : limits.idleInTransaction,
  });
  pool.on("error", onLost);
  pool.on("connect", (client) => {
    client.on("error", onLost);
    if (!patient) watch(client);
  });
  return pool;
}

/**
 * Ends a connection on which nothing has been heard for too long. The driver's own time-out would leave it in the pool,
 * still busy.
 */
function watch(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  stream.setTimeout(limits.silence, () => {
    stream.destroy(new Error(`Connection terminated: nothing heard for ${limits.silence / 1_000} s`));
  });
}
