import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { botProcess } from "./support/bot-process.ts";
import { type PostgresServer, startPostgres } from "./support/postgres.ts";

describe("the database user", { timeout: 240_000 }, () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  test("one who may not create tables is told so in words, and what to do", async () => {
    const url = new URL(await postgres.create());
    const owner = new pg.Client({ connectionString: url.href });
    await owner.connect();
    await owner.query("create role guest login; revoke create on schema public from public");
    await owner.end();
    url.username = "guest";
    const bot = await botProcess({ LOCALE: "en", DATABASE_URL: url.href });
    try {
      await expect(bot.start()).rejects.toThrow(/the database user may not make it .*GRANT CREATE ON SCHEMA public/s);
      expect(bot.output()).not.toMatch(/^\s+at /m);
    } finally {
      await bot.remove();
    }
  });
});
