import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createJobWorker } from "../../src/outbox/jobs.ts";
import { openDatabase } from "../../src/store/database.ts";
import type { Database } from "../../src/store/store.ts";
import { until } from "../support/gate.ts";
import { migrations } from "../support/kept.ts";
import { startPooler } from "../support/pooler.ts";
import { type PostgresServer, startPostgres } from "../support/postgres.ts";

/** Replicas on one PostgreSQL, each with its own connections. */
describe("replicas hear of each other's work", () => {
  let postgres: PostgresServer;
  let url: string;
  let events: string[];
  let opened: Database[];
  const kind = { name: "draft", lane: "people" } as const;
  const replica = async (at = url) => {
    const database = await openDatabase({ url: at, dataDir: "", migrations, log: (event) => void events.push(event) });
    opened.push(database);
    let woken = 0;
    database.onQueued(() => {
      woken += 1;
    });
    return { database, woken: () => woken };
  };
  const leaveWork = (database: Database) =>
    database.transaction(async (store) => void (await store.jobs.add(kind, "x")));
  const listening = async () => {
    const { rows } = await onServer(
      "select pid from pg_stat_activity where datname = current_database() and query like 'listen %'",
    );
    return rows.length;
  };
  async function onServer(sql: string) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client.query(sql).finally(() => client.end());
  }

  beforeAll(async () => {
    postgres = await startPostgres();
    url = await postgres.create();
  });
  beforeEach(() => {
    [events, opened] = [[], []];
  });
  afterEach(async () => {
    await Promise.all(opened.map((database) => database.close()));
    await onServer("delete from jobs");
  });
  afterAll(() => postgres.stop());

  test("what one commits wakes the others, and itself once", async () => {
    const [one, other] = [await replica(), await replica()];
    await until(async () => (await listening()) === 2);
    const [before, own] = [other.woken(), one.woken()];
    await leaveWork(one.database);
    await until(() => other.woken() > before);
    expect(one.woken() - own).toBe(1);
  });

  test("a connection that is lost is opened again, and what was missed is looked for", async () => {
    const { woken } = await replica();
    await until(async () => (await listening()) === 1);
    events = [];
    const before = woken();
    await onServer("select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'");
    await until(() => events.includes("hearing"));
    expect([events, woken() - before]).toEqual([["deaf", "hearing"], 1]);
  });

  test("behind a pooler in transaction mode nobody listens, which is said once; what is not heard is found by looking, and the others hear", async () => {
    const direct = await replica();
    await until(async () => (await listening()) === 1);
    const pooler = await startPooler(postgres.port);
    const behind = await replica(url.replace(/:\d+\//u, `:${pooler.port}/`));
    expect([events.filter((event) => event === "deaf").length, await listening()]).toEqual([1, 1]);
    const done: unknown[] = [];
    const worker = createJobWorker({
      rows: behind.database.jobRows,
      jobs: [{ kind, run: async (payload) => void done.push(payload) }],
      log: () => undefined,
    });
    worker.start();
    await leaveWork(direct.database);
    await until(() => done.length === 1);
    expect(behind.woken()).toBe(0);
    await worker.stop();
    const before = direct.woken();
    await leaveWork(behind.database);
    await until(() => direct.woken() > before);
    await behind.database.close();
    opened.splice(opened.indexOf(behind.database), 1);
    await pooler.close();
    expect(events.filter((event) => event === "deaf")).toHaveLength(1);
  });
});
