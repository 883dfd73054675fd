import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { databaseOver, poolTo } from "../../src/store/database.ts";
import type { Store } from "../../src/store/store.ts";
import { databases, migrations, type TestDatabase } from "../support/databases.ts";
import { place, text } from "../support/samples.ts";
import { recorder } from "../support/statements.ts";

describe.each(databases)("the oldest waiting message of each conversation, on $name", ({ name, open, stop }) => {
  let opened: TestDatabase;
  const run = <T>(work: (store: Store) => Promise<T>) => opened.database.transaction(work);
  const meet = (where: string) => run(async (store) => (await store.places.meet(place(where))).id);
  const post = (conversation: string) =>
    run((store) => store.messages.post({ conversation, content: text("a"), saidAt: 7 }));
  const rows = () => opened.database.outboxRows;
  /** What stands there, and what should. */
  const heads = async () => {
    const { rows: kept } = await opened.pool.query(
      "select conversation_id as c, message_id as m from outbox_heads where message_id is not null",
    );
    const { rows: real } = await opened.pool.query(
      "select distinct on (conversation_id) conversation_id as c, id as m from messages where next_attempt_at is not null order by conversation_id, seq",
    );
    const sorted = (found: readonly { c: string; m: string }[]) => found.map(({ c, m }) => `${c} ${m}`).sort();
    return { kept: sorted(kept), real: sorted(real) };
  };
  const agree = async (count: number) => {
    const { kept, real } = await heads();
    expect(kept).toEqual(real);
    expect(kept).toHaveLength(count);
  };

  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());
  afterAll(stop);

  test("whatever becomes of messages, it is the oldest that waits", async () => {
    const one = await meet("one");
    const first = await post(one);
    const second = await post(one);
    await agree(1);
    for (const [message, claim] of [
      [first, "a"],
      [second, "b"],
    ] as const) {
      expect((await rows().claim("local", claim, 5, 20_000)).map(({ delivery }) => delivery.message)).toEqual([
        message,
      ]);
      await rows().delivered(message, claim, 1, "p");
    }
    await agree(0);
    await run((store) => store.messages.revise(second, text("b")));
    await run((store) => store.messages.revise(first, text("b")));
    await agree(1);
    expect((await rows().claim("local", "c", 5, 20_000)).map(({ delivery }) => delivery.message)).toEqual([first]);
    await rows().later(first, "c", 60_000, "later");
    expect(await rows().claim("local", "d", 5, 20_000)).toEqual([]);
    await opened.pool.query("delete from messages where id = $1", [first]);
    await agree(1);
    expect(await rows().claim("local", "e", 5, 20_000)).toHaveLength(1);
  });

  test.runIf(name === "PostgreSQL")("two that change a conversation at the same time leave it right", async () => {
    const one = await meet("one");
    for (let round = 0; round < 15; round += 1) {
      await post(one);
      const [claimed] = await rows().claim("local", `r${round}`, 1, 20_000);
      const id = claimed?.delivery.message ?? "";
      // The last one that waits is delivered while another one is said.
      const done = rows().delivered(id, `r${round}`, 1, "p");
      const next = await post(one);
      await done;
      await agree(1);
      const [again] = await rows().claim("local", `s${round}`, 1, 20_000);
      expect(again?.delivery.message).toBe(next);
      await rows().delivered(next, `s${round}`, 1, "p");
    }
    await agree(0);
  });

  test.runIf(name === "PostgreSQL")("a claim costs what it claims, however much waits and wherever", async () => {
    const pool = poolTo(opened.pool.options.connectionString ?? "", () => undefined);
    const record = recorder(pool);
    const database = await databaseOver(pool, { migrations, close: () => pool.end() });
    const recorded = await record.of(() => database.outboxRows.claim("local", "x", 10, 20_000));
    const claim = recorded.find(({ text: sql }) => sql.includes("outbox_heads"));
    const client = await opened.pool.connect();
    /** Blocks that a claim of ten looks at, by the statement that the store sends. */
    const cost = async () => {
      await client.query("begin");
      const { rows: found } = await client.query<{
        "QUERY PLAN": [{ Plan: { "Shared Hit Blocks": number; "Shared Read Blocks": number } }];
      }>(`explain (analyze, buffers, format json) ${claim?.text}`, [...(claim?.values ?? [])]);
      await client.query("rollback");
      const plan = found[0]?.["QUERY PLAN"][0].Plan;
      return (plan?.["Shared Hit Blocks"] ?? 0) + (plan?.["Shared Read Blocks"] ?? 0);
    };
    try {
      await client.query("set session_replication_role = replica");
      const fill = async (conversations: number, each: number) => {
        await client.query(
          `insert into conversations (id, platform, tenant, external, name, outsiders, private)
           select gen_random_uuid(), 'local', 't', gen_random_uuid()::text, 'c', false, false from generate_series(1, $1::int)`,
          [conversations],
        );
        await client.query(
          `insert into messages (id, conversation_id, content, said_at) select gen_random_uuid(), c.id, '{"audience":"public","blocks":[]}', 1
           from conversations c, generate_series(1, $1::int) where not exists (select 1 from outbox_heads h where h.conversation_id = c.id)`,
          [each],
        );
        await client.query(
          `insert into outbox_heads (conversation_id, platform, message_id, due_at)
           select distinct on (conversation_id) conversation_id, 'local', id, next_attempt_at from messages
           where not exists (select 1 from outbox_heads h where h.conversation_id = messages.conversation_id) order by conversation_id, seq`,
        );
        await client.query("analyze messages, outbox_heads");
      };
      await fill(100, 3);
      const few = await cost();
      await fill(2_000, 3);
      await fill(1, 6_000);
      expect(await cost()).toBeLessThan(few * 2 + 50);
    } finally {
      await client.query("set session_replication_role = origin");
      client.release();
      await database.close();
    }
  });
});
