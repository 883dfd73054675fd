import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Direct, directOver } from "../../src/store/engine/direct.ts";
import { Prisma, PrismaClient } from "../../src/store/generated/client.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { recorder } from "../support/statements.ts";

describe.each(databases)("statements of our own, on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  let direct: Direct;
  let prisma: PrismaClient;
  beforeEach(async () => {
    opened = await open();
    direct = directOver(opened.pool, (sql) => (sql.includes("named") ? "named" : undefined));
    prisma = new PrismaClient({ adapter: direct.adapter, transactionOptions: { timeout: 500 } });
  });
  afterEach(async () => {
    await prisma.$disconnect();
    await opened.close();
  });
  afterAll(stop);

  test("they say the same as by the client, whatever they ask for", async () => {
    const at = new Date("2026-03-29T00:30:00Z");
    const asked = Prisma.sql`select ${"a"} as text, ${1}::int as int, ${2n}::bigint as big, ${0.5}::float8 as real, ${true}::boolean as yes,
      null::text as nothing, ${at}::date as day, ${at}::timestamptz as at, '{"a":[1,null]}'::json as json, '{"b":2}'::jsonb as jsonb,
      ${["x", 'y "z"', "å,"]}::text[] as texts, '00000000-0000-4000-8000-000000000001'::uuid as id, count(*) as count
      from clock where id = any(${[1, 2]}::int[])`;
    const [byClient] = await prisma.$queryRaw<unknown[]>(asked);
    const [once, again, unsafe] = await direct.transaction(prisma, async (tx) => [
      ...(await tx.$queryRaw<unknown[]>(asked)),
      ...(await tx.$queryRaw<unknown[]>`${asked}`),
      ...(await tx.$queryRawUnsafe<unknown[]>(asked.text, ...asked.values)),
    ]);
    expect(byClient).toMatchObject({ big: 2n, count: 1n, day: new Date("2026-03-29") });
    expect([once, again, unsafe]).toEqual([byClient, byClient, byClient]);
    await expect(direct.transaction(prisma, (tx) => tx.$queryRaw`select 1::numeric`)).rejects.toThrow(/1700/);
  });

  test("they are part of the client's transaction, and tell how many rows they wrote", async () => {
    const add = (tx: Prisma.TransactionClient, key: string) =>
      tx.$executeRaw`insert into requests (id, platform, tenant, key, at) values (gen_random_uuid(), 'local', 't', ${key}, 1)`;
    const record = recorder(opened.pool);
    const sent = await record.of(() => direct.transaction(prisma, (tx) => tx.$queryRaw`select 1 as named`));
    expect(sent.map(({ text, name }) => [text, name])).toEqual([
      ["BEGIN", ""],
      ["select 1 as named", "named"],
      ["COMMIT", ""],
    ]);
    await expect(
      direct.transaction(prisma, async (tx) => {
        expect([await add(tx, "a"), await tx.request.count()]).toEqual([1, 1]);
        throw new RangeError("no");
      }),
    ).rejects.toThrow(RangeError);
    expect(await prisma.request.count()).toBe(0);
  });

  test("nothing goes to a connection whose transaction is over, as when it took too long", async () => {
    let late: Promise<unknown> | undefined;
    const work = direct.transaction(prisma, async (tx) => {
      await tx.$queryRaw`select 1`;
      late = wait(900).then(() => tx.$executeRaw`insert into clock (id) values (2)`);
      await late;
    });
    await expect(work).rejects.toMatchObject({ code: "P2028" });
    await expect(late).rejects.toMatchObject({ code: "P2028" });
    expect((await opened.pool.query("select 1 from clock")).rows).toHaveLength(1);
  });
});
