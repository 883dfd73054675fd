import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeServer, createHttp, listen } from "../../src/http.ts";
import { dailyBackups } from "../../src/operator/daily-backup.ts";
import { checkBackup } from "../../src/operator/save.ts";
import { databaseOver } from "../../src/store/database.ts";
import { openEmbedded } from "../../src/store/engine/embedded.ts";
import type { Database } from "../../src/store/store.ts";
import { fillDataFolder } from "../support/data-folder.ts";
import { migrations } from "../support/databases.ts";
import { place } from "../support/samples.ts";

const day = 24 * 3_600_000;

describe("the daily backup", { timeout: 120_000 }, () => {
  let folder: string;
  let database: Database;
  let now = Date.parse("2026-11-22T03:00:00Z");
  const log: string[] = [];
  const lines = {
    info: (_: object, text: string) => void log.push(text),
    error: (_: object, text: string) => void log.push(text),
  };
  const backups = (keep: number) => dailyBackups(folder, keep, database.operating(String), lines, () => now);
  const kept = async () => (await readdir(join(folder, "backups"))).sort();
  beforeAll(async () => {
    folder = join(await mkdtemp(join(tmpdir(), "startklar-backups-")), "data");
    await fillDataFolder(folder);
    const { pool, close } = await openEmbedded(folder);
    database = await databaseOver(pool, { migrations, close });
    await pool.query(
      `insert into conversations (id, platform, tenant, external, name, outsiders, private)
       select gen_random_uuid(), 'local', 'home', 'many-' || g, md5(g::text), false, false from generate_series(1, 6000) g`,
    );
  });
  afterAll(async () => {
    await database.close();
    await rm(join(folder, ".."), { recursive: true, force: true });
  });

  test("is whole, its owner's alone, of one moment, and keeps nobody waiting for long", async () => {
    const daily = backups(7);
    let through = false;
    const taken = daily.look().finally(() => {
      through = true;
    });
    let between = 0;
    for (; !through; between += 1) {
      await database.transaction((store) => store.places.meet(place(`between-${between}`)));
      // The database answers in this process: without a pause no file is written meanwhile, whoever it is that goes on
      // without one.
      await setImmediate();
    }
    await taken;
    expect(between, "commands that were done meanwhile").toBeGreaterThan(5);
    expect(log).toEqual(["the daily backup was taken"]);
    expect(await kept()).toEqual(["startklar-2026-11-22T030000Z.backup"]);
    const file = join(folder, "backups", "startklar-2026-11-22T030000Z.backup");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await checkBackup(file)).rows).toBeGreaterThan(6_000);
  });

  test("is taken once a day; the last ones are kept, and what a crash left half written is cleared away", async () => {
    await writeFile(join(folder, "backups", "startklar-2026-11-20T030000Z.backup.part"), "half");
    await writeFile(join(folder, "backups", "mine.backup"), "somebody's own");
    const daily = backups(2);
    now += day - 60_000;
    await daily.look();
    expect((await kept()).filter((file) => /^startklar.*backup$/.test(file))).toHaveLength(1);
    for (let number = 0; number < 3; number += 1) {
      now += day + 60_000;
      await daily.look();
    }
    expect(await kept()).toEqual(
      ["mine.backup", "startklar-2026-11-25T030200Z.backup", "startklar-2026-11-26T030300Z.backup"].map(
        (name, index) => (index === 0 ? name : expect.stringMatching(/^startklar-2026-11-2[56]T/)),
      ),
    );
    now += 2 * day;
    await backups(0).look();
    expect(await kept()).toHaveLength(3);
  });

  test("that fails is logged and counted, and tried again an hour later", async () => {
    await rm(join(folder, "backups"), { recursive: true });
    await writeFile(join(folder, "backups"), "in the way");
    const daily = backups(7);
    log.length = 0;
    await daily.look();
    await daily.look();
    expect(log).toEqual(["the daily backup was not taken; it is tried again in an hour"]);
    const server = await listen(createHttp(database, [], { backups: daily }), "127.0.0.1", 0);
    const metrics = async () =>
      (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`)).text();
    expect(await metrics()).toContain("startklar_backup_failures 1\n");
    expect(await metrics()).toContain("startklar_backup_newest_timestamp_seconds 0\n");
    await rm(join(folder, "backups"));
    await mkdir(join(folder, "backups"));
    now += 3_600_000;
    await daily.look();
    expect(log.at(-1)).toBe("the daily backup was taken");
    expect(await metrics()).toContain(`startklar_backup_newest_timestamp_seconds ${Math.floor(now / 1_000)}\n`);
    await closeServer(server);
  });
});
