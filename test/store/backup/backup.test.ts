import { createHash } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { restoreBackup } from "../../../src/store/backup/restore.ts";
import { backupOf, linesOf } from "../../../src/store/backup/stream.ts";
import { databaseOver, poolTo } from "../../../src/store/database.ts";
import { migrate } from "../../../src/store/engine/migrations.ts";
import { migrations, openBlankMemory } from "../../support/databases.ts";
import { answers, awkward, backedUp, bytesOf, rowCounts } from "../../support/every-table.ts";
import { figures, inOrder, missing, stateOf, states } from "../../support/fixtures.ts";
import { type PostgresServer, startPostgres } from "../../support/postgres.ts";
import { openWorkspace } from "../../support/workspace.ts";

let server: PostgresServer;
const open: pg.Pool[] = [];
beforeAll(async () => {
  server = await startPostgres();
});
afterEach(async () => {
  for (const pool of open.splice(0)) if (!pool.ended) await pool.end();
});
afterAll(() => server.stop());

const kept = (pool: pg.Pool): pg.Pool => {
  open.push(pool);
  return pool;
};
const kinds = {
  PGlite: async () => kept(await openBlankMemory()),
  PostgreSQL: async () => kept(poolTo(await server.create(), () => undefined)),
} as const;
type Kind = keyof typeof kinds;

const oldest = stateOf(states[0] ?? "");
const newest = stateOf(states.at(-1) ?? "");
const restore = (pool: pg.Pool, backup: Uint8Array, from = migrations) =>
  restoreBackup(pool, linesOf(bytesOf(backup)), from);
const tableCount = async (pool: pg.Pool): Promise<number> =>
  (await pool.query<{ count: number }>("select count(*)::int as count from pg_tables where schemaname = 'public'"))
    .rows[0]?.count ?? -1;
const linesIn = (backup: Uint8Array): readonly string[] => gunzipSync(backup).toString().trimEnd().split("\n");
const fileOf = (lines: readonly string[]): Buffer => gzipSync(`${lines.join("\n")}\n`);

describe.each<{ from: Kind; to: Kind }>([
  { from: "PGlite", to: "PostgreSQL" },
  { from: "PostgreSQL", to: "PGlite" },
])("a backup of $from restored into $to", { timeout: 120_000 }, ({ from, to }) => {
  test("has every row of every table, goes on counting where the other stood, and answers as before", async () => {
    const source = await kinds[from]();
    await restore(source, newest.backup);
    await source.query("select setval('messages_seq_seq', 90210)");
    const target = await kinds[to]();
    const copied = await restore(target, await backedUp(source));
    expect(await rowCounts(target)).toEqual(await rowCounts(source));
    // Taken again, it says the same, line for line, but for the day it was taken.
    const said = linesIn(await backedUp(target));
    expect(said.slice(1, -1)).toEqual(linesIn(await backedUp(source)).slice(1, -1));
    expect(copied.rows).toBeGreaterThan(150);
    expect((await target.query("select nextval('messages_seq_seq')::int as next")).rows).toEqual([{ next: 90211 }]);
    await expect(target.query("delete from audit")).rejects.toThrow(/append-only/);

    const database = await databaseOver(target, { migrations, close: () => target.end() });
    await target.query(
      `update clock set "offset" = $1::bigint - (extract(epoch from clock_timestamp()) * 1000)::bigint`,
      [newest.answers.now],
    );
    const ws = await openWorkspace({
      language: "sv",
      open: async () => ({ database, pool: target, close: () => database.close() }),
    });
    const now = await answers(ws);
    // An answer may say more than it did, a status in another order, but every figure of then stands in it.
    expect(missing(figures(now.status), figures(newest.answers.status))).toEqual([]);
    expect(inOrder(figures(now.invoice), figures(newest.answers.invoice))).toEqual(figures(newest.answers.invoice));
    expect((await ws.anna.says("log 1h documentation")).text).toContain("H3");
    await ws.close();
  });
});

describe.each(Object.keys(kinds) as Kind[])("on %s", { timeout: 120_000 }, (kind) => {
  test("a backup of the oldest version is brought up to this one on the way", async () => {
    const pool = await kinds[kind]();
    await restore(pool, oldest.backup);
    expect(await migrate(pool, migrations)).toEqual([]);
    expect((await pool.query("select code from projects")).rows).toEqual([{ code: "solbacken" }]);
    await expect(pool.query("update audit set runs = 'x'")).rejects.toThrow(/append-only/);
  });

  test("values that are hard to copy come back as they were", async () => {
    const source = await kinds[kind]();
    await migrate(source, migrations);
    const texts = fc.sample(
      fc.string({ unit: "binary" }).map((text) => text.replaceAll("\u0000", "")),
      { numRuns: 60, seed: 7 },
    );
    for (const [index, text] of [awkward, "NULL", "", "{}", '{"a"}', ...texts].entries()) {
      await source.query(
        "insert into people (id, handle, name, folded, company) values (gen_random_uuid(), $1, $2, $2, null)",
        [`p${index}`, text],
      );
      await source.query(
        `insert into audit (id, at, platform, runs, outcome, refs, fields, digest) values (gen_random_uuid(), $1, 'local', $2, 'done', $3, '{}', '')`,
        ["9007199254740993", text, [text, awkward, "NULL"]],
      );
      await source.query("insert into leases (name, holder, until) values ($1, $2, '2026-10-25 02:30:00.123+02')", [
        `l${index}`,
        text,
      ]);
    }
    const target = await kinds[kind]();
    await restore(target, await backedUp(source));
    for (const query of [
      "select handle, name, company from people order by handle",
      "select at, runs, refs from audit order by seq",
      "select * from leases order by name",
    ])
      expect((await target.query(query)).rows).toEqual((await source.query(query)).rows);
  });

  const whole = linesIn(newest.backup);
  const altered = whole.map((line) => line.replace("Skicka planritning", "Skicka planritninG"));
  const head = JSON.parse(whole[0] ?? "") as { migrations: { name: string }[] };
  const sealed = (lines: readonly string[]) => {
    const last = JSON.parse(whole.at(-1) ?? "") as Record<string, unknown>;
    const body = lines.slice(0, -1);
    return fileOf([
      ...body,
      JSON.stringify({
        ...last,
        sha256: createHash("sha256")
          .update(body.map((line) => `${line}\n`).join(""))
          .digest("hex"),
      }),
    ]);
  };
  const damaged: readonly { readonly what: string; readonly file: () => Uint8Array; readonly says: RegExp }[] = [
    { what: "nothing", file: () => new Uint8Array(), says: /ends too early/ },
    { what: "another file", file: () => Buffer.from("PGDMP and more"), says: /no backup of Startklar/ },
    { what: "a gzip of something else", file: () => gzipSync("hello\n"), says: /first line/ },
    { what: "its first half", file: () => newest.backup.subarray(0, newest.backup.length / 2), says: /ends too early/ },
    { what: "all but its last byte", file: () => newest.backup.subarray(0, -1), says: /ends too early/ },
    { what: "one without its last line", file: () => fileOf(whole.slice(0, -1)), says: /ends too early/ },
    { what: "one with a word altered", file: () => fileOf(altered), says: /the table messages does not hold/ },
    {
      what: "one with a row left out, sealed again",
      file: () => sealed(whole.filter((line) => !line.includes("Skicka planritning"))),
      says: /does not hold/,
    },
    { what: "one with more after its end", file: () => fileOf([...whole, "[]"]), says: /follows its end/ },
    {
      what: "one of a newer format",
      file: () => fileOf([(whole[0] ?? "").replace('"format":1', '"format":2'), ...whole.slice(1)]),
      says: /newer version.*format 2/,
    },
    {
      what: "one of a newer version",
      file: () => {
        return sealed([
          JSON.stringify({ ...head, migrations: [...head.migrations, { name: "29990101000000_later", checksum: "" }] }),
          ...whole.slice(1),
        ]);
      },
      says: /newer version.*29990101000000_later/,
    },
  ];
  test("what is not a whole backup of this version or an earlier one is refused, and nothing is changed", async () => {
    const pool = await kinds[kind]();
    for (const { what, file, says } of damaged) {
      await expect(restore(pool, file()), what).rejects.toThrow(says);
      expect(await tableCount(pool), what).toBe(0);
    }
  });

  test("a database with records, with somebody else's tables, or of another version is refused, and stays as it is", async () => {
    const full = await kinds[kind]();
    await restore(full, newest.backup);
    const before = await rowCounts(full);
    await expect(restore(full, newest.backup)).rejects.toThrow(/holds records already.*Give a new database/s);
    expect(await rowCounts(full)).toEqual(before);

    const foreign = await kinds[kind]();
    await foreign.query("create table orders (id int)");
    await expect(restore(foreign, newest.backup)).rejects.toThrow(/not Startklar's \(orders/);

    const booted = await kinds[kind]();
    await migrate(booted, migrations);
    await expect(restore(booted, oldest.backup)).rejects.toThrow(/another version/);
    await restore(booted, newest.backup);
    expect(await rowCounts(booted)).toEqual(before);
  });

  test("what does not read back as it was written is taken back, all of it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "startklar-lying-"));
    await cp(migrations, folder, { recursive: true });
    const pool = await kinds[kind]();
    await migrate(pool, folder);
    await pool.query(
      `create function lie() returns trigger language plpgsql as $$ begin new.title = 'x'; return new; end $$;
       create trigger lies before insert on tasks for each row execute function lie()`,
    );
    await expect(restore(pool, newest.backup, folder)).rejects.toThrow(/tasks reads back.*nothing was changed/s);
    expect(await pool.query("select * from projects")).toMatchObject({ rows: [] });
    await rm(folder, { recursive: true });
  });

  test("a backup taken while the bot works is of one moment", async () => {
    const pool = await kinds[kind]();
    await restore(pool, newest.backup);
    const database = await databaseOver(pool, { migrations, close: () => pool.end() });
    const ws = await openWorkspace({
      language: "sv",
      open: async () => ({ database, pool, close: () => database.close() }),
    });
    let working = true;
    let logged = 0;
    const work = (async () => {
      while (working && logged < 60) {
        expect((await ws.anna.says("log 15m documentation", { key: `k${logged}` })).outcome).toBe("done");
        logged += 1;
      }
    })();
    while (logged < 2 && working) await new Promise((resolve) => setTimeout(resolve, 5));
    const backups = [await backedUp(pool), await backedUp(pool)];
    working = false;
    await work;
    for (const backup of backups) {
      const copy = await kinds[kind]();
      await restore(copy, backup);
      const { rows } = await copy.query<{ last: number; work: number; audit: number }>(
        `select (select last from counters where letter = 'H')::int as last, (select count(*) from work_entries)::int as work,
           (select count(*) from audit where runs = 'log')::int as audit`,
      );
      expect(rows[0]?.work).toBeGreaterThanOrEqual(4);
      expect(rows).toEqual([{ last: rows[0]?.work, work: rows[0]?.work, audit: rows[0]?.work }]);
    }
    await ws.close();
  });

  test("whoever stops reading gives the database back", async () => {
    const pool = await kinds[kind]();
    await restore(pool, newest.backup);
    await pool.query(
      "insert into keeping (platform, collection, key, value) select 'slack', 'x', n::text, to_json(repeat(md5(n::text), 40)) from generate_series(1, 4000) n",
    );
    const half = backupOf(pool);
    await new Promise((resolve) => half.once("readable", resolve));
    half.destroy();
    await expect(pool.query("select 1 as one")).resolves.toMatchObject({ rows: [{ one: 1 }] });
    const stalled = backupOf(pool, 300);
    stalled.on("error", () => undefined);
    await expect(pool.query("select 1 as one")).resolves.toMatchObject({ rows: [{ one: 1 }] });
    await expect.poll(() => stalled.destroyed, { timeout: 30_000 }).toBe(true);
  });
});
