import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { clockOf, ticksOf } from "./clock.ts";
import { withRetry } from "./conflict.ts";
import { openEmbedded } from "./embedded.ts";
import { statementNames } from "./facts-query.ts";
import { PrismaClient } from "./generated/client.ts";
import { storeIn } from "./in-transaction.ts";
import { jobRowsOf } from "./job-rows.ts";
import { keepingOf } from "./keeping.ts";
import { migrate } from "./migrations.ts";
import { outboxRowsOf } from "./outbox-rows.ts";
import type { Database } from "./store.ts";

/** Something worth a line in the log: a migration that was applied, a conflict that was tried again, trouble with the upkeep. */
type DatabaseEvent = "migrated" | "conflict" | "trouble";
export interface DatabaseOptions {
  /** `postgresql://…`; unset: the embedded database in `dataDir`. */
  readonly url?: string | undefined;
  readonly dataDir: string;
  /** The folder `prisma/migrations`. */
  readonly migrations: string;
  readonly log?: (event: DatabaseEvent, details: Readonly<Record<string, unknown>>) => void;
}

/** PGlite has one session, so transactions queue for it; PostgreSQL's pool is waited for as long. Milliseconds. */
const patience = { maxWait: 20_000, timeout: 20_000 };

/**
 * Opens the database, brings it up to its migrations, and returns it.
 * Throws FolderInUse when another process has the data folder, MigrationError when a migration cannot be applied.
 */
export async function openDatabase({ url, dataDir, migrations, log = () => undefined }: DatabaseOptions): Promise<Database> {
  const trouble = (what: string, error: unknown) => log("trouble", { what, error });
  if (url !== undefined) {
    const pool = poolTo(url, (error) => trouble("connection", error));
    return databaseOver(pool, { migrations, log, close: () => pool.end() });
  }
  const { pool, close } = await openEmbedded(dataDir, { onTrouble: trouble });
  return databaseOver(pool, { migrations, log, close });
}

/** A pool of connections to PostgreSQL. One that is lost is told to `onLost` and never ends the process. */
export function poolTo(url: string, onLost: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  pool.on("error", onLost);
  pool.on("connect", (client) => client.on("error", onLost));
  return pool;
}

/** The database over a pool that is already open. When it cannot be brought up to its migrations, `close` is called. */
export async function databaseOver(
  pool: pg.Pool,
  { migrations, log = () => undefined, close }: Pick<DatabaseOptions, "migrations" | "log"> & { readonly close: () => Promise<void> },
): Promise<Database> {
  const applied = await migrate(pool, migrations).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  if (applied.length > 0) log("migrated", { migrations: applied });

  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementNames.get(sql) ?? "" }),
    transactionOptions: patience,
  });
  const listeners: (() => void)[] = [];
  const queued = () => {
    for (const listener of listeners) listener();
  };
  const retrying = <T>(work: () => Promise<T>) => withRetry(work, (error, attempt) => log("conflict", { error, attempt }));
  const clock = clockOf(prisma);

  return {
    async transaction(work) {
      let left = false;
      const result = await retrying(() => {
        left = false;
        return prisma.$transaction((tx) =>
          work(
            storeIn(tx, () => {
              left = true;
            }),
          ),
        );
      });
      if (left) queued();
      return result;
    },
    now: clock.now,
    clock,
    keeping: (platform) => keepingOf(prisma, platform),
    outboxRows: outboxRowsOf(prisma, retrying, clock.now, queued),
    jobRows: jobRowsOf(prisma, retrying),
    ticks: ticksOf(prisma),
    onQueued(listener) {
      listeners.push(listener);
    },
    async ready() {
      await prisma.$queryRaw`select 1`;
    },
    async close() {
      await prisma.$disconnect();
      await close();
    },
  };
}
