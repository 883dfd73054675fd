import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { databaseOver, poolTo } from "../../src/store/database.ts";
import { databases, migrations, type TestDatabase } from "../support/databases.ts";
import { gate } from "../support/gate.ts";
import { recorder } from "../support/statements.ts";

const kind = { name: "draft", lane: "people" } as const;
const day = 86_400_000;

describe.each(databases)("jobs that wait for their day, on $name", ({ name, open, stop }) => {
  let opened: TestDatabase;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());
  afterAll(stop);

  const now = () => opened.database.clock.now();
  const add = (payload: unknown, dueAt: number) =>
    opened.database.transaction(async (store) => void (await store.jobs.add(kind, payload, dueAt)));
  let claims = 0;
  const claimed = async () => {
    claims += 1;
    const found = await opened.database.jobRows.claim("people", `c${claims}`, 10, 60_000);
    return found.map(({ payload }) => payload);
  };

  test("it comes with its day when the clock is moved there, and not before", async () => {
    const start = await now();
    await add("second", start + 2 * day);
    await add("first", start + day);
    expect(await claimed()).toEqual([]);
    await opened.database.clock.moveTo(start + day - 60_000);
    expect(await claimed()).toEqual([]);
    await opened.database.clock.moveTo(start + day + 1_000);
    expect(await claimed()).toEqual(["first"]);
    await opened.database.clock.moveTo(start + 3 * day);
    expect(await claimed()).toEqual(["second"]);
  });

  test("what has been tried and waits to be tried again is not hurried by a clock that is moved", async () => {
    const start = await now();
    await add("tried", start - day);
    const [job] = await opened.database.jobRows.claim("people", "a", 1, 60_000);
    await opened.database.jobRows.later(job?.id ?? "", "a", 60_000, "busy");
    await opened.database.clock.moveTo(start + day);
    expect(await claimed()).toEqual([]);
  });

  test.runIf(name === "PostgreSQL")("what is being added while the clock is moved is moved with it", async () => {
    const start = await now();
    const [added, commit] = [gate(), gate()];
    const adding = opened.database.transaction(async (store) => {
      await store.jobs.add(kind, "meanwhile", start + day);
      added.open();
      await commit.opened;
    });
    await added.opened;
    const moving = opened.database.clock.moveTo(start + 2 * day);
    await new Promise((resolve) => setTimeout(resolve, 100));
    commit.open();
    await Promise.all([adding, moving]);
    expect(await claimed()).toEqual(["meanwhile"]);
  });

  test.runIf(name === "PostgreSQL")("a claim costs what it claims, however many wait", async () => {
    const pool = poolTo(opened.pool.options.connectionString ?? "", () => undefined);
    const record = recorder(pool);
    const database = await databaseOver(pool, { migrations, close: () => pool.end() });
    try {
      const start = await now();
      await add("one", start + 30 * day);
      const [claim] = await record.of(() => database.jobRows.claim("people", "x", 10, 20_000));
      const client = await opened.pool.connect();
      /** Blocks that a claim of ten looks at, by the statement that the store sends. */
      const cost = async () => {
        await client.query("analyze jobs");
        await client.query("begin");
        const { rows } = await client.query<{
          "QUERY PLAN": [{ Plan: { "Shared Hit Blocks": number; "Shared Read Blocks": number } }];
        }>(`explain (analyze, buffers, format json) ${claim?.text}`, [...(claim?.values ?? [])]);
        await client.query("rollback");
        const plan = rows[0]?.["QUERY PLAN"][0].Plan;
        return (plan?.["Shared Hit Blocks"] ?? 0) + (plan?.["Shared Read Blocks"] ?? 0);
      };
      /** As many wait as the store would have written one by one: copies of what it wrote. */
      const fill = (to: number) =>
        client.query(
          `insert into jobs (id, kind, lane, payload, due_at, next_attempt_at) select gen_random_uuid(), j.kind, j.lane, j.payload, j.due_at, j.next_attempt_at
           from (select * from jobs limit 1) j, generate_series((select count(*) from jobs) + 1, $1::int)`,
          [to],
        );
      try {
        await fill(10);
        const few = await cost();
        await fill(1_000);
        expect(await cost()).toBeLessThan(few + 20);
        await fill(100_000);
        expect(await cost()).toBeLessThan(few + 20);
      } finally {
        client.release();
      }
    } finally {
      await database.close();
    }
  });
});
