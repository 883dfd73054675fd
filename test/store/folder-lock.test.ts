import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { openEmbedded } from "../../src/store/engine/embedded.ts";
import { lockFolder } from "../../src/store/engine/folder/lock.ts";
import type { Unavailable } from "../../src/store/unavailable.ts";
import { compiled } from "../support/compiled.ts";
import { fillDataFolder } from "../support/data-folder.ts";
import { migrations } from "../support/databases.ts";
import { container, noContainer, type Writer, writers } from "../support/writers.ts";

const patience = 240_000;
/** Longer than any lease that was ever in use here. */
const nap = 32_000;

const noTerminal = ["script", "bash"]
  .map((program) => spawnSync(program, ["--version"]).error?.message)
  .find((message) => message !== undefined);

describe("whose a data folder is", { timeout: patience }, () => {
  let home: string;
  let dataDir: string;
  let others: ReturnType<typeof writers>;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "startklar-data-"));
    dataDir = join(home, "data");
    others = writers();
  });
  afterEach(async () => {
    others.kill();
    await rm(home, { recursive: true, force: true });
  });

  const missingIn = async (folder: string, promised: readonly string[]) => {
    const database = await openDatabase({ dataDir: folder, migrations });
    const lost = await database.transaction(async (store) => {
      const missing = [];
      for (const external of promised) if ((await store.places.find(external)).length !== 1) missing.push(external);
      return missing;
    });
    await database.close();
    return lost;
  };
  const killed = async ({ child, ended }: Writer) => {
    child.kill("SIGKILL");
    await ended();
  };

  test("a second process is refused, and told whose folder it is", async () => {
    await fillDataFolder(dataDir);
    const first = await openDatabase({ dataDir, migrations });
    const { code, trouble } = await others.start(dataDir).ended();
    expect(code).toBe(3);
    expect(trouble).toContain(`in use by process ${process.pid} on ${hostname()}`);
    await expect(openDatabase({ dataDir, migrations })).rejects.toThrow(/in use/);
    await first.close();
    const later = await openDatabase({ dataDir, migrations });
    await later.ready();
    await later.close();
  });

  test("a process that is stopped in its work keeps its folder however long, goes on when it wakes, and nothing is lost", async () => {
    const [busy, idle] = [join(home, "busy"), join(home, "idle")];
    await Promise.all([fillDataFolder(busy), fillDataFolder(idle)]);
    const working = others.start(busy);
    const waiting = others.start(idle, { asked: true });
    await Promise.all([working.saidMore(10), waiting.saidMore(0)]);
    waiting.ask();
    await waiting.saidMore(1);
    for (const { child } of [working, waiting]) child.kill("SIGSTOP");
    await wait(nap);
    for (const folder of [busy, idle])
      await expect(openDatabase({ dataDir: folder, migrations })).rejects.toThrow(/in use by process \d+ on .*paused/);
    const before = working.said().length;
    for (const { child } of [working, waiting]) child.kill("SIGCONT");
    waiting.ask();
    await Promise.all([working.saidMore(before + 10), waiting.saidMore(2)]);
    await Promise.all([killed(working), killed(waiting)]);
    // What was killed has no folder: at once.
    const [lostBusy, lostIdle] = [await missingIn(busy, working.said()), await missingIn(idle, waiting.said())];
    expect([lostBusy, lostIdle]).toEqual([[], []]);
  });

  // Two containers may share a volume: nothing is the same but the files. Where the machine cannot make one, the report
  // says so.
  test.skipIf(noContainer !== undefined)(
    `a process in another container is seen, running or stopped, and its folder is free at once when it is killed${noContainer === undefined ? "" : ` (NOT TESTED: ${noContainer})`}`,
    async () => {
      await fillDataFolder(dataDir);
      const one = others.start(dataDir, { inside: container("one-host") });
      await one.saidMore(1);
      const refused = /in use by process \d+ on one-host, since .*Stop it first/;
      await expect(openDatabase({ dataDir, migrations })).rejects.toThrow(refused);
      const { code, trouble } = await others.start(dataDir, { inside: container("other-host") }).ended();
      expect(code).toBe(3);
      expect(trouble).toMatch(refused);
      await killed(one);
      const later = await openDatabase({ dataDir, migrations });
      await later.close();
    },
  );

  test.skipIf(noTerminal !== undefined)(
    `Ctrl-Z in a terminal and the bot started again: refused in words, and fg goes on${noTerminal === undefined ? "" : ` (NOT TESTED: ${noTerminal})`}`,
    async () => {
      await fillDataFolder(dataDir);
      const main = await compiled("main");
      const terminal = spawn("script", ["-qfec", "bash --norc -i", "/dev/null"], {
        env: { ...process.env, DATA_DIR: dataDir, PORT: "0", TERM: "dumb", LOG_LEVEL: "info" },
        detached: true,
      });
      let seen = "";
      terminal.stdout.on("data", (chunk: Buffer) => {
        seen += chunk.toString();
      });
      const sees = async (what: RegExp) => {
        while (!what.test(seen)) await wait(20);
        seen = "";
      };
      terminal.stdin.write(`${process.execPath} ${main}\n`);
      await sees(/http:\/\/127\.0\.0\.1:\d+\//);
      terminal.stdin.write("\x1a");
      await sees(/Stopped/);
      terminal.stdin.write(`${process.execPath} ${main}; echo ended with $?\n`);
      await sees(/is in use by process \d+ on [\s\S]*paused, with Ctrl-Z[\s\S]*ended with 1/);
      terminal.stdin.write("fg\n");
      await wait(500);
      terminal.stdin.write("\x03");
      await sees(/"msg":"stopped"/);
      terminal.stdin.write("exit\n");
      await once(terminal, "close");
      await missingIn(dataDir, []);
    },
  );

  /** The bytes of every file in a folder. */
  const digestOf = async (folder: string) => {
    const digest = createHash("sha256");
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const file of files
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name))
      .sort())
      digest.update(file).update(await readFile(file));
    return digest.digest("hex");
  };

  test("a process that has lost its folder writes nothing more, says so, and leaves the other's lock alone", async () => {
    await fillDataFolder(dataDir);
    const broken: Unavailable[] = [];
    const first = await openEmbedded(dataDir, { onBroken: (why) => broken.push(why) });
    await first.check();
    await first.pool.query("create table mine as select 1 as one");
    // Somebody deleted the lock, and another process has the folder now.
    await rm(join(dataDir, "owner.lock"));
    const second = await lockFolder(dataDir);
    const before = await digestOf(dataDir);
    await first.upkeep();
    await expect(first.check()).rejects.toMatchObject({
      trouble: "broken",
      message: expect.stringContaining("is not this process's any more"),
    });
    await expect(first.pool.query("insert into mine values (2)")).rejects.toThrow("Nothing more is written");
    await first.close();
    expect(await digestOf(dataDir)).toBe(before);
    expect(broken).toHaveLength(1);
    expect(second.isOurs()).toBe(true);
    await expect(lockFolder(dataDir)).rejects.toThrow(/in use/);
    second.release();
  });

  test("a copy of a folder that is in use is refused in words; one of a folder at rest opens", async () => {
    await fillDataFolder(dataDir);
    const one = others.start(dataDir);
    await one.saidMore(20);
    const copy = join(home, "copy");
    await cp(dataDir, copy, { recursive: true });
    await expect(openDatabase({ dataDir: copy, migrations })).rejects.toThrow(
      /copy that was made while a bot was running on it.*npm run restore/,
    );
    await killed(one);
    // Where it was, it opens, as after any crash; and a folder that was moved is the same folder.
    expect(await missingIn(dataDir, one.said())).toEqual([]);
    const still = join(home, "still");
    await cp(dataDir, still, { recursive: true });
    expect(await missingIn(still, one.said())).toEqual([]);
  });

  test("a bot of an older version that lives is not overtaken; what one left that has ended is cleared away", async () => {
    await mkdir(join(dataDir, "lock"), { recursive: true });
    await writeFile(
      join(dataDir, "owner.json"),
      JSON.stringify({ pid: 4711, host: "before", since: "2026-11-01T08:00:00.000Z" }),
    );
    const beats = setInterval(() => void utimes(join(dataDir, "lock"), new Date(), new Date()), 1_000);
    await expect(lockFolder(dataDir)).rejects.toThrow(/in use by process 4711 on before/);
    clearInterval(beats);
    await wait(100);
    (await lockFolder(dataDir)).release();
    expect(await readdir(dataDir)).toEqual(["owner.lock"]);
  });

  test("a folder that others could read is closed to them", async () => {
    await mkdir(dataDir, { recursive: true });
    await chmod(dataDir, 0o755);
    const held = await lockFolder(dataDir);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    held.release();
  });
});
