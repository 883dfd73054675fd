import { randomUUID } from "node:crypto";
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

/** What opens a database: ours as it is written, unless it is what was compiled. */
interface Opening {
  readonly openEmbedded: typeof openEmbedded;
  readonly databaseOver: typeof databaseOver;
  readonly poolTo: typeof poolTo;
}
const written: Opening = { openEmbedded, databaseOver, poolTo };

/** The embedded database in a folder of its own, synced at every commit as it is for people. */
export async function onEmbedded(by = written): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "startklar-bench-"));
  const { pool, close, check } = await by.openEmbedded(folder);
  const database = await by.databaseOver(pool, { migrations: migrationsFolder, close, check });
  return {
    ...{ database, pool },
    async stop() {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `DATABASE_URL`, or a PostgreSQL of its own. */
export async function onPostgres(by = written): Promise<Measured & { readonly url: string }> {
  const own = process.env.DATABASE_URL === undefined ? await startPostgres() : undefined;
  const url = process.env.DATABASE_URL ?? (await own?.create()) ?? "";
  const pool = by.poolTo(url, () => undefined);
  const database = await by.databaseOver(pool, { migrations: migrationsFolder, close: () => pool.end() });
  return {
    ...{ database, pool, url },
    async stop() {
      await database.close();
      await own?.stop();
    },
  };
}

/** A signed slash command, as Slack would send it. */
export function commandOf(
  slack: Slack,
  said: { readonly user: string; readonly channel: string; readonly text: string },
) {
  const trigger = randomUUID();
  const body = new URLSearchParams({
    ...{
      command: "/startklar",
      text: said.text,
      team_id: slack.home.id,
      user_id: slack.user(said.user).id,
      trigger_id: trigger,
    },
    ...{ channel_id: said.channel, channel_name: "privategroup", response_url: `${slack.url}none` },
  }).toString();
  return { trigger, body, headers: { "content-type": "application/x-www-form-urlencoded", ...slack.sign(body) } };
}

/** The house over a database, spoken to through a Slack of the tests. */
export async function slackHouse(
  database: Database,
): Promise<{ readonly slack: Slack; readonly port: number; stop(): Promise<void> }> {
  const slack = await startSlack({ rates: "none" });
  const credentials = {
    botToken: slack.botToken,
    signingSecret: slack.signingSecret,
    appToken: undefined,
    staffGroup: undefined,
  };
  const house = await compose({
    config: {
      language: "sv",
      timeZone: "Europe/Stockholm",
      minutesModel: undefined,
      slack: { ...credentials, apiUrl: slack.url },
    },
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
  // The first time everything is read and compiled: that is not what is measured.
  for (let tries = 0; tries < 20; tries += 1) {
    const { body, headers } = commandOf(slack, { user: "anna", channel: slack.channel("solbacken").id, text: "help" });
    if ((await fetch(`http://127.0.0.1:${port}/slack/events`, { method: "POST", body, headers })).status === 200) break;
  }
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
