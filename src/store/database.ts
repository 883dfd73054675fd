import { randomUUID } from "node:crypto";
import type pg from "pg";
import { bootServer } from "./engine/boot.ts";
import { type Retrying, withRetry } from "./engine/conflict.ts";
import { poolTo } from "./engine/connection.ts";
import { directOver } from "./engine/direct.ts";
import { openEmbedded } from "./engine/embedded.ts";
import { releaseLeftBehind } from "./engine/left-behind.ts";
import { migrate } from "./engine/migrations.ts";
import { createPatiences } from "./engine/patience.ts";
import { watchSleep } from "./engine/sleep.ts";
import { createWakes, type Wakes } from "./engine/wakes.ts";
import { PrismaClient } from "./generated/client.ts";
import { operatingOver } from "./operating/operating.ts";
import { purgeOf } from "./operating/purge.ts";
import { jobRowsOf } from "./queue/job-rows.ts";
import { outboxRowsOf } from "./queue/outbox-rows.ts";
import { clockOf, modelTokensOf, ticksOf } from "./records/clock.ts";
import { keepingOf } from "./records/keeping.ts";
import { statementNames } from "./records/statement-names.ts";
import type { Tx } from "./records/values.ts";
import type { Database } from "./store.ts";
import { createTransactions } from "./transactions.ts";
import { createTrouble } from "./trouble.ts";
import type { Unavailable } from "./unavailable.ts";

export { poolTo } from "./engine/connection.ts";

/**
 * Something worth a line in the log: a migration that was applied, a conflict that was tried again, trouble with the
 * upkeep or a connection; the database cannot be used (said once, when it begins), and can again; other replicas' new
 * work is not heard of, and is again.
 */
type DatabaseEvent = "migrated" | "conflict" | "trouble" | "unavailable" | "available" | "deaf" | "hearing";
export interface DatabaseOptions {
  /** `postgresql://…`; unset: the embedded database in `dataDir`. */
  readonly url?: string | undefined;
  readonly dataDir: string;
  /** The folder `prisma/migrations`. */
  readonly migrations: string;
  readonly log?: (event: DatabaseEvent, details: Readonly<Record<string, unknown>>) => void;
  /** Nothing can be done on the embedded database any more: the process should end, to be started again. */
  readonly onBroken?: (why: Unavailable) => void;
}

/** How long a transaction is waited for, and how long it may take, milliseconds. */
type Times = { readonly maxWait: number; readonly timeout: number };
/** PGlite has one session, so transactions queue for it. */
const embeddedTimes: Times = { maxWait: 20_000, timeout: 20_000 };
/** PostgreSQL has a connection at once, or something is wrong. */
const serverTimes: Times = { maxWait: 6_000, timeout: 10_000 };

/**
 * Opens the database, brings it up to its migrations, and returns it. Throws FolderInUse when another process has the
 * data folder, MigrationError when a migration cannot be applied, DatabaseUrlMistake when the address cannot be used,
 * Unavailable when the database cannot be reached, or the folder cannot be written to.
 */
export async function openDatabase({
  url,
  dataDir,
  migrations,
  log = () => undefined,
  onBroken,
}: DatabaseOptions): Promise<Database> {
  const trouble = (what: string, error: unknown) => log("trouble", { what, error });
  if (url !== undefined) {
    const pooled = await bootServer(url, migrations, log);
    const pool = poolTo(url, (error) => trouble("connection", error), { pooled });
    const wakes = createWakes({ pool, url, pooled, log });
    const close = async () => {
      await wakes.close();
      await pool.end();
    };
    return databaseOver(pool, { migrations, log, close, times: serverTimes, pooled, wakes });
  }
  const { pool, check, close } = await openEmbedded(dataDir, { onTrouble: trouble, onBroken });
  const database = await databaseOver(pool, { migrations, log, check, close });
  await releaseLeftBehind(pool);
  return database;
}

export interface Over extends Pick<DatabaseOptions, "migrations" | "log"> {
  readonly close: () => Promise<void>;
  /** Asked before anything is written; throws Unavailable. */
  readonly check?: () => Promise<void>;
  readonly times?: Times;
  /** Each transaction may run in another session: no statement is kept prepared, and limits are the transaction's. */
  readonly pooled?: boolean;
  /** Other replicas on the same database. */
  readonly wakes?: Wakes;
}

/** The database over a pool that is already open. When it cannot be brought up to its migrations, `close` is called. */
export async function databaseOver(
  pool: pg.Pool,
  {
    migrations,
    log = () => undefined,
    close,
    check = async () => undefined,
    times = embeddedTimes,
    pooled = false,
    wakes,
  }: Over,
): Promise<Database> {
  const applied = await migrate(pool, migrations).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  if (applied.length > 0) log("migrated", { migrations: applied });

  const direct = directOver(pool, (sql) => (pooled ? undefined : statementNames.get(sql)));
  const prisma = new PrismaClient({
    adapter: direct.adapter,
    transactionOptions: times,
  });
  const listeners: (() => void)[] = [];
  const patiences = createPatiences();
  const queued = () =>
    patiences.unawaited(() => {
      for (const listener of listeners) listener();
      wakes?.tell();
    });
  const trouble = createTrouble(log);
  const sleep = watchSleep();
  const again: Retrying = (work, until = patiences.end()) =>
    withRetry(work, (error, attempt) => log("conflict", { error, attempt }), { until, slept: sleep.since });
  const ready = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      await check();
      const done = await work();
      trouble.fine();
      return done;
    } catch (error) {
      throw trouble.told(error);
    }
  };
  /** Work that writes, and may be done again when nobody knows whether it was done. */
  const retrying: Retrying = (work) => ready(() => again(work));
  const clock = retried(clockOf(prisma), retrying, ["now"]);

  const begin = <T>(work: (tx: Tx) => Promise<T>) => direct.transaction(prisma, work);
  const transaction = createTransactions({ begin, pooled, check, again, patience: patiences.end, trouble, queued });

  return {
    transaction,
    atOnce: atOnceOn(pool.options.max ?? 1),
    async once(key, work) {
      await transaction(async (store) => {
        if (await store.requests.claim({ id: randomUUID(), platform: "house", tenant: "", key })) await work(store);
      });
    },
    now: clock.now,
    clock,
    keeping: (platform) => retried(keepingOf(prisma, platform), retrying, ["put", "get", "list"]),
    outboxRows: outboxRowsOf(prisma, retrying, clock.now, queued),
    jobRows: jobRowsOf(prisma, retrying),
    ticks: ticksOf(prisma),
    modelTokens: modelTokensOf(prisma),
    purge: purgeOf(prisma, retrying),
    operating: (standIn) => operatingOver(pool, standIn, queued),
    onQueued(listener) {
      listeners.push(listener);
      wakes?.hear(listener);
    },
    awaited: patiences.awaited,
    ready: () => ready(async () => void (await prisma.$queryRaw`select 1`)),
    async close() {
      sleep.end();
      await prisma.$disconnect();
      await close();
    },
  };
}

/**
 * Half of the connections are left for what is short; where there is one, the next command looks up who asks while it
 * works.
 */
const atOnceOn = (connections: number): number => Math.max(2, Math.floor(connections / 2));

type Asynchronous = (...given: never[]) => Promise<unknown>;

/** The same, with some of its functions tried again: those that may be done twice. */
function retried<T extends { readonly [key in K]: Asynchronous }, K extends keyof T & string>(
  plain: T,
  retrying: Retrying,
  names: readonly K[],
): T {
  const wrapped = names.map((name) => [name, (...given: never[]) => retrying(() => plain[name](...given))]);
  return { ...plain, ...Object.fromEntries(wrapped) };
}
