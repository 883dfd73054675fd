import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BotProcess, botProcess } from "./support/bot-process.ts";
import { compiled } from "./support/compiled.ts";
import { fillDataFolder } from "./support/data-folder.ts";
import { localApi } from "./support/local-api.ts";
import { type PostgresServer, startPostgres } from "./support/postgres.ts";

let postgres: PostgresServer | undefined;
const both = [
  { name: "PGlite", start: async () => ({}) },
  {
    name: "PostgreSQL",
    start: async () => {
      postgres = await startPostgres();
      return { DATABASE_URL: await postgres.create() };
    },
  },
] as const;

describe.each(both)("told to stop while people type, on $name", ({ start }) => {
  let bot: BotProcess;
  beforeAll(async () => {
    bot = await botProcess({ LOCALE: "en", ...(await start()) });
    await bot.start();
  });
  afterAll(async () => {
    await bot.remove();
    await postgres?.stop();
    postgres = undefined;
  });

  test("it finishes what runs, ends with 0, and every answer is kept", { timeout: 240_000 }, async () => {
    const api = localApi(bot.url);
    expect((await api.say("anna", "kontoret", "open Solbacken data:2027-11-05 golive:2027-12-17")).status).toBe(200);
    const answered: string[] = [];
    let stopped = false;
    const typing = Array.from({ length: 6 }, async () => {
      while (!stopped) {
        try {
          const said = await api.say("anna", "kontoret", "log 15m configuration x");
          const [, ref] = /Logged 15 min .*\((H\d+)\)/.exec(said.text) ?? [];
          if (said.status !== 200 || ref === undefined) throw new Error(`${said.status} ${said.text}`);
          answered.push(ref);
        } catch (error) {
          // Nobody listens any more, or a connection was closed between two requests: nothing was answered.
          if (!(error instanceof TypeError)) throw error;
          await pause(20);
        }
      }
    });
    while (answered.length < 20) await pause(20);
    const began = performance.now();
    const ended = bot.stop();
    // Whoever starts a bot may hand on a signal twice.
    while (!bot.output().includes('"stopping"')) await pause(1);
    void bot.stop();
    expect(await ended).toBe(0);
    const took = performance.now() - began;
    stopped = true;
    await Promise.all(typing);
    expect(took, "milliseconds to stop").toBeLessThan(25_000);
    expect(bot.output()).toMatch(/"milliseconds":\d+,"msg":"stopped"/);
    expect(bot.output()).toContain("stopping already");

    await bot.start();
    for (const ref of answered)
      expect((await api.say("anna", "kontoret", `history ${ref}`)).text, ref).toMatch(
        new RegExp(`\\b${ref}\\b.*Anna`, "s"),
      );
    expect(await bot.stop()).toBe(0);
  });
});

/** How a family of processes that runs the bot is started, and how it comes to its end. */
interface Family {
  readonly command: string;
  readonly args: readonly string[];
  /** What has been written when it is ended. */
  readonly when: string;
  readonly end: (first: ChildProcess) => void;
}

const families: Readonly<Record<string, Family>> = {
  "kill of npm start, which tells the shell between them alone": {
    command: "npm",
    args: ["start", "--ignore-scripts"],
    when: "Startklar is ready",
    end: (npm) => npm.kill("SIGTERM"),
  },
  "the end of what started the bot, while it boots": {
    command: "sh",
    args: ["-c", "npm_lifecycle_event=start node dist/src/main.js & read _"],
    when: "Startklar",
    end: (shell) => shell.stdin?.end(),
  },
};

test.each(Object.entries(families))("%s ends the bot too, in order", { timeout: 120_000 }, async (_, family) => {
  await compiled("main");
  const dataDir = await mkdtemp(join(tmpdir(), "startklar-npm-"));
  await fillDataFolder(dataDir);
  const { PATH = "", HOME = "" } = process.env;
  const first = spawn(family.command, family.args, {
    env: { PATH, HOME, DATA_DIR: dataDir, PORT: "0", LOCALE: "en" },
    detached: true,
  });
  try {
    let output = "";
    for (const stream of [first.stdout, first.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    let closed = false;
    // Its output is closed when nobody of the family is left.
    const ended = once(first, "close").then(() => (closed = true));
    while (!closed && !output.includes(family.when)) await pause(20);
    family.end(first);
    await ended;
    expect(output).toMatch(/"signal":"(?:npm start has ended|SIGTERM)","msg":"stopping"[\s\S]*"msg":"stopped"/u);
  } finally {
    try {
      process.kill(-(first.pid ?? 0), "SIGKILL");
    } catch {
      // Nobody is left.
    }
    await rm(dataDir, { recursive: true, force: true });
  }
});
