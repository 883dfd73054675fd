import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { pino } from "pino";
import { compose, migrationsFolder } from "../src/compose.ts";
import { readAgreement } from "../src/composition/agreements.ts";
import { closeServer, createHttp, listen } from "../src/http.ts";
import { databaseOver, poolTo } from "../src/store/database.ts";
import { openEmbedded } from "../src/store/engine/embedded.ts";
import type { Database } from "../src/store/store.ts";
import { startPostgres } from "../test/support/postgres.ts";
import { type Slack, startSlack } from "../test/support/slack/index.ts";

/** A database to measure on, and the pool beneath it. */
export interface Measured {
  readonly database: Database;
  readonly pool: pg.Pool;
  stop(): Promise<void>;
}

/** The embedded database in a folder of its own, synced at every commit as it is for people. */
export async function onEmbedded(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "startklar-bench-"));
  const { pool, close, check } = await openEmbedded(folder);
  const database = await databaseOver(pool, { migrations: migrationsFolder, close, check });
  return {
    ...{ database, pool },
    async stop() {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `DATABASE_URL`, or a PostgreSQL of its own. */
export async function onPostgres(): Promise<Measured & { readonly url: string }> {
  const own = process.env.DATABASE_URL === undefined ? await startPostgres() : undefined;
  const url = process.env.DATABASE_URL ?? (await own?.create()) ?? "";
  const pool = poolTo(url, () => undefined);
  const database = await databaseOver(pool, { migrations: migrationsFolder, close: () => pool.end() });
  return {
    ...{ database, pool, url },
    async stop() {
      await database.close();
      await own?.stop();
    },
  };
}

/** The house over a database, spoken to through a Slack of the tests. */
export async function slackHouse(database: Database): Promise<{ readonly slack: Slack; readonly port: number; stop(): Promise<void> }> {
  const slack = await startSlack({ rates: "none" });
  const credentials = { botToken: slack.botToken, signingSecret: slack.signingSecret, appToken: undefined, staffGroup: undefined };
  const house = compose({
    config: { language: "sv", timeZone: "Europe/Stockholm", minutesModel: undefined, slack: { ...credentials, apiUrl: slack.url } },
    database,
    agreement: await readAgreement(),
    log: pino({ level: "silent" }),
  });
  const server = await listen(createHttp(database, house.routers), "127.0.0.1", 0);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  slack.connect(`http://127.0.0.1:${port}`);
  for (const { start } of house.platforms) start?.();
  house.outbox.start();
  house.jobs.start();
  return {
    ...{ slack, port },
    async stop() {
      await closeServer(server);
      await house.jobs.stop();
      await house.outbox.stop();
      for (const { stop } of house.platforms) await stop?.();
      await slack.stop();
    },
  };
}
