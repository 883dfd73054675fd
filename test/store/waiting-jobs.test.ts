import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { databaseOver, poolTo } from "../../src/store/database.ts";
import { databases, migrations, type TestDatabase } from "../support/databases.ts";
import { gate } from "../support/gate.ts";
import { recorder } from "../support/statements.ts";

const kind = { name: "draft", lane: "people" } as const;
const day = 86_400_000;
/** What a claim of ten looks at, at most, and how much more of it where the index is deeper. All of it: thousands. */
const blocks = { most: 400, more: 100 };

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

  /** As many of a project as the store would have written one by one: copies of what it wrote. */
  const copies = (payload: string, count: number) =>
    opened.pool.query(
      `insert into jobs (id, kind, lane, payload, due_at, next_attempt_at)
       select gen_random_uuid(), j.kind, j.lane, j.payload, j.due_at, j.next_attempt_at
       from (select * from jobs where payload::text = $1 limit 1) j, generate_series(2, $2::int)`,
      [payload, count],
    );

  test("however much of one project waits, the next claim has what another waits for", async () => {
    await add({ project: "a" }, 0);
    await copies('{"project":"a"}', 3_000);
    await add({ project: "b" }, 0);
    await add({ project: "c" }, 0);
    await add("nobody's", 0);
    const claim = (each?: number) => opened.database.jobRows.claim("people", `x${++claims}`, 4, 60_000, each);
    const of = (found: readonly { readonly payload: unknown }[]) =>
      found
        .map(({ payload }) => payload)
        .map((one) => JSON.stringify(one))
        .toSorted();
    expect(of(await claim(5))).toEqual(
      of([{ project: "a" }, { project: "b" }, { project: "c" }, "nobody's"].map((payload) => ({ payload }))),
    );
    expect(await claim(5)).toHaveLength(4);
    await add({ project: "d" }, 0);
    // The project has five in hand by now: no more of it, until one is done.
    expect((await claim(5)).map(({ payload }) => payload)).toEqual([{ project: "d" }]);
    expect(await claim(6)).toHaveLength(1);
  });

  test("when an owner's first job is due stands there, whatever becomes of its jobs", async () => {
    const { jobRows } = opened.database;
    const agree = async (owners: number) => {
      const kept = "select lane, owner, due_at::text as at from job_heads order by 1, 2";
      const real = `select lane, coalesce(payload ->> 'project', id::text) as owner, min(next_attempt_at)::text as at
        from jobs where next_attempt_at is not null group by 1, 2 order by 1, 2`;
      const [{ rows }, { rows: should }] = [await opened.pool.query(kept), await opened.pool.query(real)];
      expect(rows).toEqual(should);
      expect(rows).toHaveLength(owners);
    };
    await add({ project: "a" }, 0);
    await add({ project: "a" }, (await now()) + day);
    await add("nobody's", 0);
    await agree(2);
    const found = await jobRows.claim("people", "x", 10, 60_000);
    const [second, first] = found.toSorted(
      (a, b) => Number(b.payload === "nobody's") - Number(a.payload === "nobody's"),
    );
    await agree(2);
    await jobRows.later(first?.id ?? "", "x", 5_000, "busy");
    await agree(2);
    await jobRows.giveUp(second?.id ?? "", "x", "wrong");
    await agree(1);
    await opened.database.clock.moveTo((await now()) + 2 * day);
    await agree(1);
    await opened.pool.query("delete from jobs");
    await agree(0);
  });

  test.runIf(name === "PostgreSQL")(
    "nothing is lost of an owner whose last job ends while its next is added",
    async () => {
      for (let round = 0; round < 15; round += 1) {
        await add({ project: "a" }, 0);
        const [job] = await opened.database.jobRows.claim("people", `r${round}`, 1, 60_000);
        await Promise.all([opened.database.jobRows.done(job?.id ?? "", `r${round}`), add({ project: "a" }, 0)]);
        const [next] = await opened.database.jobRows.claim("people", `s${round}`, 1, 60_000);
        expect(next).toBeDefined();
        await opened.database.jobRows.done(next?.id ?? "", `s${round}`);
      }
      expect((await opened.pool.query("select 1 from job_heads")).rowCount).toBe(0);
    },
  );

  test.runIf(name === "PostgreSQL").each([
    ["wait for their day", "one", 30 * day],
    ["are due, each by itself", "one", 0],
    ["are due, all of one project", { project: "a" }, 0],
  ] as const)("a claim costs what it claims, however many %s", async (_, payload, ahead) => {
    const pool = poolTo(opened.pool.options.connectionString ?? "", () => undefined);
    const record = recorder(pool);
    const database = await databaseOver(pool, { migrations, close: () => pool.end() });
    try {
      const start = await now();
      await add(payload, ahead === 0 ? 0 : start + ahead);
      const [claim] = await record.of(() => database.jobRows.claim("people", "x", 10, 20_000));
      const client = await opened.pool.connect();
      /** Blocks that a claim of ten looks at, by the statement that the store sends. */
      const cost = async () => {
        await client.query("analyze jobs, job_heads");
        await client.query("begin");
        const { rows } = await client.query<{
          "QUERY PLAN": [{ Plan: { "Shared Hit Blocks": number; "Shared Read Blocks": number } }];
        }>(`explain (analyze, buffers, format json) ${claim?.text}`, [...(claim?.values ?? [])]);
        await client.query("rollback");
        const plan = rows[0]?.["QUERY PLAN"][0].Plan;
        return (plan?.["Shared Hit Blocks"] ?? 0) + (plan?.["Shared Read Blocks"] ?? 0);
      };
      /** As many wait as the store would have written one by one: copies of what it wrote. */
      const fill = async (to: number) => {
        await client.query("set session_replication_role = replica");
        await client.query(
          `insert into jobs (id, kind, lane, payload, due_at, next_attempt_at) select gen_random_uuid(), j.kind, j.lane, j.payload, j.due_at, j.next_attempt_at
           from (select * from jobs limit 1) j, generate_series((select count(*) from jobs) + 1, $1::int)`,
          [to],
        );
        await client.query(
          `insert into job_heads (lane, owner, due_at) select lane, job_owner(payload, id), min(next_attempt_at) from jobs group by 1, 2
           on conflict do nothing`,
        );
        await client.query("set session_replication_role = origin");
      };
      try {
        await fill(50);
        await client.query("vacuum jobs, job_heads");
        const few = await cost();
        expect(few).toBeLessThan(blocks.most);
        for (const many of [1_000, 100_000]) {
          await fill(many);
          expect(await cost(), `${many} wait`).toBeLessThan(few + blocks.more);
        }
      } finally {
        client.release();
      }
    } finally {
      await database.close();
    }
  });
});
