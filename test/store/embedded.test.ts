import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databaseOver, openDatabase } from "../../src/store/database.ts";
import { openEmbedded } from "../../src/store/engine/embedded.ts";
import { fillDataFolder } from "../support/data-folder.ts";
import { migrations } from "../support/databases.ts";
import { place } from "../support/samples.ts";
import { writers } from "../support/writers.ts";

const patience = 240_000;

describe("the embedded database", { timeout: patience }, () => {
  let dataDir: string;
  let others: ReturnType<typeof writers>;
  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), "startklar-data-")), "data");
    others = writers();
  });
  afterEach(async () => {
    others.kill();
    await rm(join(dataDir, ".."), { recursive: true, force: true });
  });

  test("every commit is synced to the disk, pages have checksums, and the folder is its owner's alone", async () => {
    let syncs = 0;
    const { pool, close } = await openEmbedded(dataDir, { onSync: () => (syncs += 1) });
    const database = await databaseOver(pool, { migrations, close });
    const settings = await pool.query<{ setting: string }>(
      "select setting from pg_settings where name in ('data_checksums', 'fsync', 'synchronous_commit') order by name",
    );
    expect(settings.rows.map((row) => row.setting)).toEqual(["on", "on", "on"]);
    for (let number = 0; number < 20; number += 1) {
      const before = syncs;
      await database.transaction((store) => store.places.meet(place(`c${number}`)));
      expect(syncs, `commit ${number}`).toBeGreaterThan(before);
    }
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    await database.close();
    const again = await openDatabase({ dataDir, migrations });
    expect(await again.transaction((store) => store.places.find("c19"))).toHaveLength(1);
    await again.close();
  });

  test("the log stays small over a day of use", async () => {
    await fillDataFolder(dataDir);
    const { pool, upkeep, close } = await openEmbedded(dataDir);
    const database = await databaseOver(pool, { migrations, close });
    const folder = join(dataDir, "database", "pg_wal");
    const size = async () => {
      const files = await readdir(folder, { withFileTypes: true });
      const sizes = await Promise.all(
        files.map(async (file) => (file.isFile() ? (await stat(join(folder, file.name))).size : 0)),
      );
      return sizes.reduce((sum, bytes) => sum + bytes, 0) / 1_048_576;
    };
    const position = async () =>
      Number((await pool.query<{ at: string }>("select (pg_current_wal_lsn() - '0/0')::text as at")).rows[0]?.at);
    const began = await position();
    let largest = 0;
    // Twelve hours of work, a command every six minutes and a document of 4 MB now and then; upkeep comes far more
    // often than here.
    for (let number = 0; number < 120; number += 1) {
      await database.transaction((store) => store.places.meet(place(`c${number}`)));
      if (number % 3 === 0) await pool.query("select pg_logical_emit_message(true, 'document', repeat('x', 4000000))");
      await upkeep();
      largest = Math.max(largest, await size());
    }
    expect(((await position()) - began) / 1_048_576, "written to the log, in MB").toBeGreaterThan(150);
    expect(largest, "kept of it, in MB").toBeLessThanOrEqual(112);
    await database.close();
  });

  test("kill -9 loses nothing that was committed, and the next process takes over", async () => {
    await fillDataFolder(dataDir);
    const promised: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { child, said, saidMore, ended } = others.start(dataDir);
      await saidMore(15 + round * 7);
      child.kill("SIGKILL");
      await ended();
      promised.push(...said());
    }
    const database = await openDatabase({ dataDir, migrations });
    const missing = await database.transaction(async (store) => {
      const lost = [];
      for (const external of promised) if ((await store.places.find(external)).length !== 1) lost.push(external);
      return lost;
    });
    await database.close();
    expect(promised.length).toBeGreaterThanOrEqual(66);
    expect(missing).toEqual([]);
  });

  test("a migration that fails gives the folder back", async () => {
    await expect(openDatabase({ dataDir, migrations: join(dataDir, "nowhere") })).rejects.toThrow(/nowhere/);
    const database = await openDatabase({ dataDir, migrations });
    await database.close();
  });
});
