import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databaseOver, openDatabase } from "../../src/store/database.ts";
import { openEmbedded } from "../../src/store/embedded.ts";
import { migrations } from "../support/databases.ts";
import { place } from "../support/samples.ts";

const patience = 120_000;

describe("the embedded database", { timeout: patience }, () => {
  let dataDir: string;
  let children: ChildProcess[];
  beforeEach(async () => {
    dataDir = join(await mkdtemp(join(tmpdir(), "startklar-data-")), "data");
    children = [];
  });
  afterEach(async () => {
    for (const child of children) child.kill("SIGKILL");
    await rm(join(dataDir, ".."), { recursive: true, force: true });
  });

  /** Another process on the same folder, and what it says line by line. */
  function writer() {
    const script = fileURLToPath(new URL("../fixtures/writer.ts", import.meta.url));
    const child = spawn(process.execPath, ["--import", "tsx", script, dataDir], { stdio: ["ignore", "pipe", "pipe"] });
    children.push(child);
    const said: string[] = [];
    createInterface({ input: child.stdout }).on("line", (line) => said.push(line));
    let trouble = "";
    child.stderr.on("data", (chunk: Buffer) => {
      trouble += chunk.toString();
    });
    const saidMore = async (lines: number) => {
      while (said.length < lines && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 10));
      if (child.exitCode !== null) throw new Error(`The writer ended: ${trouble}`);
    };
    return { child, said, saidMore, ended: async () => ({ code: (await once(child, "close"))[0] as number | null, trouble }) };
  }

  test("every commit is synced to the disk, and the folder is its owner's alone", async () => {
    let syncs = 0;
    const { pool, close } = await openEmbedded(dataDir, { onSync: () => (syncs += 1) });
    const database = await databaseOver(pool, { migrations, close });
    const settings = await pool.query<{ setting: string }>(
      "select setting from pg_settings where name in ('fsync', 'synchronous_commit') order by name",
    );
    expect(settings.rows.map((row) => row.setting)).toEqual(["on", "on"]);
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

  test("a second process is refused, and told whose folder it is", async () => {
    const first = await openDatabase({ dataDir, migrations });
    const { code, trouble } = await writer().ended();
    expect(code).toBe(3);
    expect(trouble).toContain(`in use by process ${process.pid} on ${hostname()}`);
    await expect(openDatabase({ dataDir, migrations })).rejects.toThrow(/in use/);
    await first.close();
    const later = await openDatabase({ dataDir, migrations });
    await later.ready();
    await later.close();
  });

  test("kill -9 loses nothing that was committed, and the next process takes over", async () => {
    const promised: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { child, said, saidMore } = writer();
      await saidMore(15 + round * 7);
      child.kill("SIGKILL");
      await once(child, "close");
      promised.push(...said);
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
