import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BotProcess, botProcess } from "./support/bot-process.ts";
import { compiled, shortLived } from "./support/compiled.ts";
import { fixtureOf, states } from "./support/fixtures.ts";
import { type LocalApi, localApi } from "./support/local-api.ts";
import { type PostgresServer, startPostgres } from "./support/postgres.ts";
import { noSmallDisk, smallDisk } from "./support/small-disk.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const onboarding = fixtureOf(states.at(-1) ?? "").backup;

/** A command as the operator types it, while it runs. */
function operatorRun(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
  let [out, err] = ["", ""];
  let ended = false;
  const run = async () => {
    const { PATH = "", HOME = "" } = process.env;
    const child = spawn(process.execPath, [...shortLived, await compiled("operate"), ...args], {
      cwd: root,
      env: { PATH, HOME, ...env },
    });
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    const [code] = (await once(child, "close")) as [number];
    ended = true;
    return { code, out, err };
  };
  return { end: run(), err: () => err, ended: () => ended };
}
const operator = (env: Readonly<Record<string, string>>, ...args: readonly string[]) => operatorRun(env, ...args).end;

describe("the operator's commands", { timeout: 240_000 }, () => {
  let folder: string;
  let bot: BotProcess;
  let api: LocalApi;
  let server: PostgresServer;
  const home = () => ({ DATA_DIR: bot.dataDir });
  const list = async () => (await operator(home(), "outbox")).out;
  const status = async () => (await api.say("anna", "solbacken", "status")).text;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "startklar-operator-"));
    server = await startPostgres();
    bot = await botProcess({}, { unused: true });
    api = localApi(bot.url);
  });
  afterAll(async () => {
    await bot.remove();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  let before = "";
  test("restore: into a new data folder, and the bot goes on from there; a second time is refused", async () => {
    const { code, out } = await operator(home(), "restore", onboarding);
    expect([code, out]).toEqual([0, expect.stringMatching(/Restored \d+ rows of \d+ tables.*compared row for row/)]);
    const again = await operator(home(), "restore", onboarding);
    expect([again.code, again.err]).toEqual([1, expect.stringMatching(/holds records already/)]);
    await bot.start();
    // The backup's conversations are not the local workspace's: what waited for them is refused, until they are.
    await expect.poll(list, { timeout: 60_000 }).toMatch(/refused +local solbacken +solbacken .*no conversation/);
    await api.conversation("solbacken", false);
    await api.conversation("solbacken-kund", true);
    before = await status();
    expect(before).toContain("Solbacken Vård AB");
    expect((await api.say("anna", "solbacken", "log 15m documentation")).text).toContain("H3");
    before = await status();
  });

  test("I1: export: the files of closed bases, of the bot that runs, the same bytes each time", async () => {
    const bases = join(folder, "bases");
    const first = await operator(home(), "export", bases);
    expect([first.code, first.out]).toEqual([0, expect.stringMatching(/holds 5 files of 1 basis; 0 of them/)]);
    expect(await readdir(bases)).toEqual(expect.arrayContaining(["solbacken-1.csv", "solbacken-1.peppol.xml"]));
    const read = () => Promise.all(["csv", "xlsx", "pdf"].map((end) => readFile(join(bases, `solbacken-1.${end}`))));
    const before = await read();
    expect((await operator(home(), "export", bases, "--number", "1")).out).toMatch(/5 of them were there, the same/);
    expect(await read()).toEqual(before);
    expect((await operator(home(), "export", bases, "--from", "2031-01-01")).out).toMatch(/nothing was written/);
  });

  test("backup: of the bot that runs, over its socket, to a file for its owner alone that is never overwritten", async () => {
    expect((await stat(join(bot.dataDir, "operator.sock"))).mode & 0o777).toBe(0o600);
    expect((await stat(bot.dataDir)).mode & 0o777).toBe(0o700);
    const file = join(folder, "one.backup");
    const { code, out, err } = await operator(home(), "backup", file);
    expect([code, err, out]).toEqual([
      0,
      "",
      expect.stringMatching(/one\.backup holds \d+ rows of \d+ tables .*was read back whole/),
    ]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(file);
    expect(await operator(home(), "backup", file)).toMatchObject({
      code: 1,
      err: expect.stringContaining("is there already"),
    });
    expect(await readFile(file)).toEqual(bytes);
    expect(await operator(home(), "backup", join(folder, "nowhere", "x"))).toMatchObject({
      code: 1,
      err: expect.stringContaining("no such folder"),
    });
    expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  test("restore and move are refused while the bot runs, and say so", async () => {
    for (const args of [
      ["restore", onboarding],
      ["move", await server.create()],
    ])
      expect(await operator(home(), ...args)).toMatchObject({
        code: 1,
        err: expect.stringMatching(/The bot runs on the data folder.*Stop it first/),
      });
  });

  test("a bot that is paused: what is waited for is said, and done when it goes on", async () => {
    bot.sleep();
    const waiting = operatorRun(home(), "outbox");
    try {
      while (!/does not answer yet: waiting for it.*paused/.test(waiting.err())) {
        expect(waiting.ended(), waiting.err()).toBe(false);
        await wait(100);
      }
    } finally {
      bot.wake();
    }
    expect(await waiting.end).toMatchObject({ code: 0, out: expect.stringMatching(/refused|delivered/) });
  });

  test("outbox: what was refused is listed without its words, and sent again when the reason is mended", async () => {
    const listed = await list();
    expect(listed).not.toContain("Solbacken Vård");
    const [, id = ""] = /^([0-9a-f-]{36}) +refused +local solbacken +solbacken .*no conversation/m.exec(listed) ?? [];
    expect(await operator(home(), "outbox", "resend", "ffffffff-nobody")).toMatchObject({
      code: 1,
      err: expect.stringContaining("No message"),
    });
    expect((await operator(home(), "outbox", "resend", id.slice(0, 13))).out).toContain("1 message is sent again");
    await expect.poll(list, { timeout: 60_000 }).not.toContain(id);
    expect((await operator(home(), "outbox", "resend", "--all")).out).toMatch(/\d+ messages? (?:is|are) sent again/);
    await expect.poll(list, { timeout: 60_000 }).not.toMatch(/local solbacken/);
  });

  test("erase: says what, does it with --yes, in the bot that runs", async () => {
    const told = await operator(home(), "erase", "Johan Berg");
    expect([told.code, told.out]).toEqual([
      0,
      expect.stringMatching(/would be called Raderad person 1.*Nothing was changed.*--yes/s),
    ]);
    const done = await operator(home(), "erase", "Johan Berg", "--yes");
    expect([done.code, done.out]).toEqual([0, expect.stringMatching(/Johan Berg .* is erased/)]);
    expect((await api.say("anna", "solbacken", "team")).text).toContain("Raderad person 1");
    expect(await operator(home(), "erase", "anna", "--yes")).toMatchObject({
      code: 1,
      err: expect.stringContaining("only lead"),
    });
    expect(await operator(home(), "erase", "Nils", "--yes")).toMatchObject({
      code: 1,
      err: expect.stringContaining("Nobody here"),
    });
  });

  test("a damaged data folder: the bot is not started on it, and the command that it names brings back its own backup", async () => {
    await mkdir(join(bot.dataDir, "backups"), { recursive: true });
    const { out } = await operator(
      home(),
      "backup",
      join(bot.dataDir, "backups", "startklar-2026-11-22T030000Z.backup"),
    );
    expect(out).toContain("was read back whole");
    const before = await status();
    await bot.kill();
    await rm(join(bot.dataDir, "database", "PG_VERSION"));
    const refused = String(await bot.start().catch((error: unknown) => error));
    expect(refused).toContain("PG_VERSION is missing or empty");
    const [, file = ""] = /in the image: node dist\/src\/operate\.js restore (\S+)\)/.exec(refused) ?? [];
    const restored = await operator(home(), "restore", file);
    expect(restored).toMatchObject({
      code: 0,
      out: expect.stringContaining("The damaged database was put aside, to "),
    });
    expect(await readdir(/put aside, to (\S+)\.\n/.exec(restored.out)?.[1] ?? "")).toContain("database");
    await bot.start();
    expect(await status()).toBe(before);
  });

  test("move: to PostgreSQL, compared row for row, and the bot goes on there; no password is shown", async () => {
    before = await status();
    await bot.kill();
    const url = await server.create();
    const secret = url.replace("startklar@", "startklar:hemligt@");
    const { code, out, err } = await operator(home(), "move", secret);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/work_entries +3 +[0-9a-f]{64}/);
    expect(out).toMatch(/Next: set DATABASE_URL/);
    expect(out).not.toContain("hemligt");
    const there = await botProcess({ DATABASE_URL: url });
    await there.start();
    expect((await localApi(there.url).say("anna", "solbacken", "status")).text).toBe(before);
    const saved = await operator({ DATABASE_URL: url }, "backup", join(folder, "there.backup"));
    expect(saved).toMatchObject({ code: 0, err: "" });
    expect((await operator({ DATABASE_URL: url }, "outbox")).code).toBe(0);
    expect(await operator({ DATABASE_URL: url }, "restore", join(folder, "there.backup"))).toMatchObject({
      code: 1,
      err: expect.stringContaining("holds records"),
    });
    await there.remove();
  });

  test("a path that is too long for a socket, and one that a killed bot left behind, are no hindrance", async () => {
    const long = join(folder, "a-folder-with-a-long-name-".repeat(5));
    await mkdir(long);
    const far = await botProcess({ DATA_DIR: long });
    await far.start();
    const socket = await readFile(join(long, "operator"), "utf8");
    expect(socket).not.toContain("a-folder");
    expect((await stat(join(socket, ".."))).mode & 0o777).toBe(0o700);
    expect((await operator({ DATA_DIR: long }, "outbox")).out).toContain("delivered");
    await far.kill();
    expect(await operator({ DATA_DIR: long }, "backup", join(folder, "far.backup"))).toMatchObject({
      code: 0,
      err: "",
    });
    await far.remove();
  });

  test.each([
    { args: ["backup"], code: 2, says: /Give the file to write/ },
    { args: ["dance"], code: 2, says: /no command dance/ },
    { args: ["erase"], code: 2, says: /one person/ },
    { args: ["export"], code: 2, says: /Give the folder/ },
    { args: ["export", "x", "--from", "2026-02-30"], code: 2, says: /2026-02-30 is no day/ },
    { args: ["export", "x", "--number", "-1"], code: 2, says: /--number/ },
    { args: ["outbox", "resend"], code: 2, says: /resend ID/ },
    { args: ["move", "mysql://x"], code: 2, says: /empty PostgreSQL database/ },
    { args: ["backup", "--quick", "x"], code: 2, says: /--quick/ },
    { args: ["restore", "/nowhere/x"], code: 1, says: /no such folder or file/ },
    { args: ["outbox"], code: 1, says: /There is no database in \/nowhere/ },
    {
      args: ["outbox"],
      env: { DATABASE_URL: "postgresql://u:hemligt@127.0.0.1:1/x" },
      code: 1,
      says: /postgresql:\/\/u:\*\*\*@127\.0\.0\.1:1\/x cannot be opened: nothing listens there/,
    },
  ])("$args is refused in words", async ({ args, env = {}, code, says }) => {
    const said = await operator({ DATA_DIR: "/nowhere", ...env }, ...args);
    expect([said.code, said.out]).toEqual([code, ""]);
    expect(said.err).toMatch(says);
    expect(said.err).not.toMatch(/hemligt|at .*\.ts:/);
  });

  // Needs root: making a full disk of one's own is a mount.
  test.skipIf(noSmallDisk !== undefined)(
    "a full or read-only disk is told, and leaves nothing half written",
    async () => {
      const disk = await smallDisk(1);
      try {
        const filler = join(disk.folder, "filler");
        await expect(writeFile(filler, Buffer.alloc(2 * 1_048_576))).rejects.toThrow(/ENOSPC/);
        const full = await operator(home(), "backup", join(disk.folder, "x.backup"));
        expect(full).toMatchObject({
          code: 1,
          err: expect.stringMatching(/x\.backup could not be written: there is no space left/),
        });
        await rm(filler);
        await disk.readOnly(true);
        const closed = await operator(home(), "backup", join(disk.folder, "x.backup"));
        expect(closed).toMatchObject({
          code: 1,
          err: expect.stringMatching(/x\.backup could not be written: that file system is read-only/),
        });
        expect(await readdir(disk.folder)).toEqual([]);
      } finally {
        await disk.remove();
      }
    },
  );

  test("a damaged file makes no data folder", async () => {
    const file = join(folder, "half.backup");
    const whole = await readFile(onboarding);
    await writeFile(file, whole.subarray(0, whole.length / 2));
    const said = await operator({ DATA_DIR: join(folder, "new") }, "restore", file);
    expect([said.code, said.err]).toEqual([1, expect.stringContaining("ends too early")]);
    expect(await stat(join(folder, "new")).catch(() => undefined)).toBeUndefined();
  });
});
