import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databaseOver, openDatabase } from "../../src/store/database.ts";
import { openEmbedded } from "../../src/store/embedded.ts";
import { lockFolder } from "../../src/store/folder-lock.ts";
import type { Unavailable } from "../../src/store/unavailable.ts";
import { fillDataFolder } from "../support/data-folder.ts";
import { migrations } from "../support/databases.ts";
import { place } from "../support/samples.ts";

const patience = 240_000;

/** Another network and another host's name, as a container has; root may, and elsewhere whoever may have namespaces of their own. */
const flags = process.getuid?.() === 0 ? ["-n", "-u"] : ["-r", "-n", "-u"];
const container = (host: string) => ["unshare", ...flags, "sh", "-c", `hostname ${host} && exec "$@"`, "sh"];
const noContainer = ((): string | undefined => {
  const [program = "", ...args] = [...container("test-host"), "true"];
  const { status, stderr, error } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? undefined : `this machine does not allow namespaces: ${error?.message ?? stderr.trim()}`;
})();

async function lockOf(folder: string) {
  await mkdir(folder, { recursive: true });
  return lockFolder(folder);
}

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

  /** Another process on the same folder, and what it says line by line; `inside` is what it is started with. */
  function writer(...inside: readonly string[]) {
    const script = fileURLToPath(new URL("../fixtures/writer.ts", import.meta.url));
    const [program = "", ...args] = [...inside, process.execPath, "--import", "tsx", script, dataDir];
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
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
    await fillDataFolder(dataDir);
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

  // Two containers may share a volume: neither the network nor the host's name is the same. Where the machine cannot make one, the
  // report says so.
  test.skipIf(noContainer !== undefined)(
    `a second process in another network, under another host's name, is refused too${noContainer === undefined ? "" : ` (NOT TESTED: ${noContainer})`}`,
    async () => {
      await fillDataFolder(dataDir);
      const { child, saidMore } = writer(...container("other-host"));
      await saidMore(1);
      await expect(openDatabase({ dataDir, migrations })).rejects.toThrow(/in use by process \d+ on other-host, since .*Stop it first/);
      // What crashed under another name cannot be looked up: its heartbeat decides.
      child.kill("SIGKILL");
      await once(child, "close");
      const began = performance.now();
      const later = await openDatabase({ dataDir, migrations });
      expect(performance.now() - began).toBeGreaterThan(29_000);
      await later.close();
    },
  );

  test("a process id that is another program's by now does not hold the folder", async () => {
    const first = await lockOf(dataDir);
    const file = join(dataDir, "owner.json");
    // Our own parent runs, and was not born when this says.
    const left = { ...JSON.parse(await readFile(file, "utf8")), pid: process.ppid };
    await first.release();
    await mkdir(join(dataDir, "lock"));
    await writeFile(file, JSON.stringify(left));
    const began = performance.now();
    const second = await lockOf(dataDir);
    expect(performance.now() - began).toBeLessThan(6_000);
    await second.release();
  });

  test("a process that has lost its folder while it slept writes nothing more, and says so", async () => {
    await fillDataFolder(dataDir);
    const broken: Unavailable[] = [];
    const first = await openEmbedded(dataDir, { onBroken: (why) => broken.push(why) });
    await first.check();
    const file = join(dataDir, "owner.json");
    await writeFile(file, (await readFile(file, "utf8")).replace(hostname(), "somebody-else"));
    await expect(first.check()).rejects.toMatchObject({
      trouble: "broken",
      message: expect.stringContaining("taken over by another process"),
    });
    await expect(first.pool.query("select 1")).rejects.toThrow("taken over");
    expect(broken).toHaveLength(1);
    await first.close();
  });

  test("a folder that others could read is closed to them", async () => {
    await mkdir(dataDir, { recursive: true });
    await chmod(dataDir, 0o755);
    const held = await lockOf(dataDir);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    await held.release();
  });

  test("the log stays small over a day of use", async () => {
    await fillDataFolder(dataDir);
    const { pool, upkeep, close } = await openEmbedded(dataDir);
    const database = await databaseOver(pool, { migrations, close });
    const folder = join(dataDir, "database", "pg_wal");
    const size = async () => {
      const files = await readdir(folder, { withFileTypes: true });
      const sizes = await Promise.all(files.map(async (file) => (file.isFile() ? (await stat(join(folder, file.name))).size : 0)));
      return sizes.reduce((sum, bytes) => sum + bytes, 0) / 1_048_576;
    };
    const position = async () =>
      Number((await pool.query<{ at: string }>("select (pg_current_wal_lsn() - '0/0')::text as at")).rows[0]?.at);
    const began = await position();
    let largest = 0;
    // Twelve hours of work, a command every six minutes and a document of 4 MB now and then; upkeep comes far more often than here.
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
