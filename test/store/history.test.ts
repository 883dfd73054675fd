import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../support/databases.ts";
import { recorder } from "../support/statements.ts";

describe.each(databases)("the history of one reference, on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());
  afterAll(stop);

  const [sol, tall] = [randomUUID(), randomUUID()];
  const of = (ref: string, options: { readonly before?: number } = {}) =>
    opened.database.transaction((store) => store.audit.of(sol, { ref, limit: 3, ...options }));

  /** As many entries of two projects as there are to be, each about a reference of its own, and all about `X1`. */
  const fill = async (to: number) => {
    await opened.pool.query(
      `insert into audit (id, at, platform, project_id, runs, outcome, refs, fields, digest)
       select gen_random_uuid(), i, 'local', p.id, 'log', 'done', case when i % 3 = 0 then array['X1', 'H' || i] else array['H' || i] end, '{}', ''
       from generate_series((select count(*)::int / 2 + 1 from audit), $1::int) i, unnest($2::uuid[]) p(id)`,
      [to, [sol, tall]],
    );
    await opened.pool.query("analyze audit");
  };

  test("it is its project's own, newest first, in pages", async () => {
    await fill(30);
    expect((await of("H7")).map(({ at, project, refs }) => [at, project, refs])).toEqual([[7, sol, ["H7"]]]);
    const first = await of("X1");
    expect(first.map(({ at }) => at)).toEqual([30, 27, 24]);
    expect((await of("X1", { before: first.at(-1)?.seq ?? 0 })).map(({ at }) => at)).toEqual([21, 18, 15]);
    expect(await of("R9")).toEqual([]);
  });

  test("it costs what it shows, however much there is", async () => {
    const record = recorder(opened.pool);
    const cost = async (ref: string) => {
      const [looked] = (await record.of(() => of(ref))).filter(({ text }) => text.includes("audit_references"));
      const { rows } = await opened.pool.query<{
        "QUERY PLAN": [{ Plan: { "Shared Hit Blocks": number; "Shared Read Blocks": number } }];
      }>(`explain (analyze, buffers, format json) ${looked?.text}`, [...(looked?.values ?? [])]);
      const plan = rows[0]?.["QUERY PLAN"][0].Plan;
      return (plan?.["Shared Hit Blocks"] ?? 0) + (plan?.["Shared Read Blocks"] ?? 0);
    };
    await fill(100);
    const few = await cost("H7");
    await fill(20_000);
    expect(await cost("H7")).toBeLessThan(few + 20);
    expect(await cost("R9")).toBeLessThan(few + 20);
  });
});
