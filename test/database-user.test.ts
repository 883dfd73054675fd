import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../src/store/database.ts";
import { botProcess } from "./support/bot-process.ts";
import { migrations } from "./support/databases.ts";
import { type PostgresServer, startPostgres } from "./support/postgres.ts";

describe("the database user", { timeout: 240_000 }, () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  /** What a bot says that is not started with an address. */
  const refusal = async (url: string) => {
    const bot = await botProcess({ LOCALE: "en", DATABASE_URL: url });
    try {
      await expect(bot.start()).rejects.toThrow("The bot ended with 1");
      expect(bot.output()).not.toMatch(/^\s+at /m);
      return bot.output();
    } finally {
      await bot.remove();
    }
  };
  const asOwner = async (url: string, ...statements: readonly string[]) => {
    const owner = new pg.Client({ connectionString: url });
    await owner.connect();
    for (const statement of statements) await owner.query(statement);
    await owner.end();
  };
  const as = (user: string, address: string) => {
    const url = new URL(address);
    url.username = user;
    return url.href;
  };

  test("one who may not do with the tables what the bot does is told so at the start, with what to grant", async () => {
    const url = await postgres.create();
    await (await openDatabase({ url, dataDir: "", migrations })).close();
    await asOwner(url, "create role reader login", "create role nobody login");
    expect(await refusal(as("nobody", url))).toMatch(
      /DATABASE_URL: the server cannot be used with it: permission denied/,
    );
    await asOwner(url, "grant select on all tables in schema public to reader");
    expect(await refusal(as("reader", url))).toMatch(
      /the user reader lacks a right .*GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES/s,
    );
    await asOwner(url, "grant insert, update, delete on all tables in schema public to reader");
    expect(await refusal(as("reader", url))).toMatch(/usage on \w+_seq .*GRANT USAGE ON ALL SEQUENCES/s);
    await asOwner(
      url,
      "grant usage on all sequences in schema public to reader",
      "revoke update, delete on audit from reader",
    );
    const bot = await botProcess({ LOCALE: "en", DATABASE_URL: as("reader", url) });
    await bot.start();
    expect(await bot.stop()).toBe(0);
    await bot.remove();
  });

  test("one who may not connect is told so in words, and at once", async () => {
    const url = await postgres.create();
    const name = new URL(url).pathname.slice(1);
    await asOwner(url, "create role stranger login", `revoke connect on database ${name} from public`);
    expect(await refusal(as("stranger", url))).toMatch(
      /DATABASE_URL: the server cannot be used with it: permission denied for database/,
    );
  });

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
