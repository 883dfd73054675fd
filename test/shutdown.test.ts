import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BotProcess, botProcess } from "./support/bot-process.ts";
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
    expect((await api.say("anna", "kontoret", "open Solbacken data:2027-12-04 golive:2027-12-18")).status).toBe(200);
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
