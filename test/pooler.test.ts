import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BotProcess, botProcess } from "./support/bot-process.ts";
import { localApi } from "./support/local-api.ts";
import { type Pooler, startPooler } from "./support/pooler.ts";
import { type PostgresServer, startPostgres } from "./support/postgres.ts";

describe("PostgreSQL behind a pooler in transaction mode, as PgBouncer is", { timeout: 240_000 }, () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  describe("which gives each transaction another session", () => {
    let pooler: Pooler;
    let bot: BotProcess;
    beforeAll(async () => {
      pooler = await startPooler(postgres.port);
      const url = new URL(await postgres.create());
      url.port = String(pooler.port);
      bot = await botProcess({ LOCALE: "en", DATABASE_URL: url.href });
      await bot.start();
    });
    afterAll(async () => {
      await bot.remove();
      await pooler.close();
    });

    test("it is migrated, every command works, also many at once, and it stops in order", async () => {
      const api = localApi(bot.url);
      const said = async (line: string) => {
        const answer = await api.say("anna", "kontoret", line);
        expect(answer, line).toMatchObject({ status: 200 });
        return answer.text;
      };
      await said("open Solbacken data:2027-11-05 golive:2027-12-17");
      const lines = Array.from({ length: 8 }, (_, number) => `log 15m configuration n${number}`);
      const texts = await Promise.all(lines.map(said));
      for (const text of texts) expect(text).toContain("Logged 15 min");
      for (let number = 0; number < 20; number += 1) expect(await said("status")).toContain("Solbacken");
      expect(pooler.changes(), "transactions in another session").toBeGreaterThan(20);
      expect(bot.output()).not.toContain("prepared statement");
      expect(await bot.stop()).toBe(0);
      await bot.start();
      expect(await said("history H1")).toContain("H1");
    });
  });
});
