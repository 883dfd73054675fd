import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrate } from "../../src/store/engine/migrations.ts";
import { blankDatabases, migrations } from "../support/databases.ts";

describe.each(blankDatabases)("migrations on $name", ({ open, stop }) => {
  let pool: pg.Pool;
  let folder: string;
  beforeEach(async () => {
    pool = await open();
    folder = await mkdtemp(join(tmpdir(), "startklar-migrations-"));
    await write(
      "001_first",
      "create table first (id int); create function one() returns int language sql as $$ select 1; $$;",
    );
  });
  afterAll(stop);
  afterEach(async () => {
    await pool.end();
    await rm(folder, { recursive: true, force: true });
  });
  const write = async (name: string, sql: string) => {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, "migration.sql"), sql);
  };
  const tables = async () => {
    const { rows } = await pool.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    return rows.map((row) => row.name).filter((name) => name !== "_prisma_migrations");
  };
  const recorded = async () => {
    const { rows } = await pool.query<{ migration_name: string }>(
      'select migration_name from "_prisma_migrations" order by 1',
    );
    return rows.map((row) => row.migration_name);
  };

  test("the project's own are recorded as Prisma's CLI does, and applied once", async () => {
    const names = (await readdir(migrations, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
    expect(await migrate(pool, migrations)).toEqual(names.sort());
    expect(await migrate(pool, migrations)).toEqual([]);
    const { rows } = await pool.query('select * from "_prisma_migrations" order by migration_name');
    for (const [index, row] of rows.entries()) {
      const sql = await readFile(join(migrations, names[index] ?? "", "migration.sql"));
      expect(row).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        checksum: createHash("sha256").update(sql).digest("hex"),
        finished_at: expect.any(Date),
        migration_name: names[index],
        logs: null,
        rolled_back_at: null,
        started_at: expect.any(Date),
        applied_steps_count: 1,
      });
    }
    expect(rows).toHaveLength(names.length);
  });

  test("one that fails stops the boot with its name and leaves nothing half done; mended, it goes on", async () => {
    await write(
      "002_second",
      "create table second (id int); insert into nowhere values (1); create table third (id int);",
    );
    await write("003_third", "create table fourth (id int);");
    await expect(migrate(pool, folder)).rejects.toThrow(/002_second.*nowhere/s);
    expect(await tables()).toEqual(["first"]);
    expect(await recorded()).toEqual(["001_first"]);
    await write("002_second", "create table second (id int);");
    expect(await migrate(pool, folder)).toEqual(["002_second", "003_third"]);
    expect(await tables()).toEqual(["first", "fourth", "second"]);
  });

  test("one that was changed after it had been applied is refused with its name", async () => {
    await migrate(pool, folder);
    await write("001_first", "create table first (id bigint);");
    await expect(migrate(pool, folder)).rejects.toThrow(/001_first.*changed/);
  });

  test("one that this version does not have stops the boot: a newer version has been here", async () => {
    await write("002_newer", "create table newer (id int);");
    await migrate(pool, folder);
    await rm(join(folder, "002_newer"), { recursive: true });
    await expect(migrate(pool, folder)).rejects.toThrow(/002_newer.*newer version/);
  });

  test("several processes that boot at once apply each once", async () => {
    await cp(migrations, folder, { recursive: true });
    await rm(join(folder, "001_first"), { recursive: true });
    const applied = await Promise.all([migrate(pool, folder), migrate(pool, folder), migrate(pool, folder)]);
    expect(applied.flat().sort()).toEqual(await recorded());
  });
});
