import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PostgresServer, startPostgres } from "./support/postgres.ts";
import { cutBy, cuts, longestAnswer, nothingAmiss, underTrouble } from "./support/trouble.ts";

/** Shorter than a soak's 60 s (`npm run soak:cut`), longer than every time-out on the way. */
const seconds = 12;

describe("people type while PostgreSQL cannot be had", { timeout: 240_000 }, () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  test.concurrent.each(cuts)(
    "the network does a %s: everybody is answered in words, in time, and the books agree with every word",
    async (cut) => {
      const report = await underTrouble(postgres, seconds, cutBy(cut));
      expect(report).toMatchObject(nothingAmiss);
      expect(report.refused + report.unsure, "people were refused while it lasted").toBeGreaterThan(0);
      expect(report.slowest).toBeLessThan(longestAnswer);
      expect(report.recovered, "by itself").toBeLessThan(longestAnswer);
    },
  );
});

describe("people type while PostgreSQL is restarted", { timeout: 240_000 }, () => {
  test("nobody is refused: they wait for it, and everything that was answered is there once", async () => {
    const postgres = await startPostgres();
    const report = await underTrouble(postgres, 0, async () => {
      for (let round = 0; round < 3; round += 1) {
        await postgres.restart(700);
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    });
    await postgres.stop();
    expect(report).toMatchObject({ ...nothingAmiss, refused: 0 });
    expect(report.slowest).toBeLessThan(longestAnswer);
  });
});
