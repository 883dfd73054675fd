import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openEmbedded } from "../src/store/engine/embedded.ts";
import { type BotProcess, botProcess } from "./support/bot-process.ts";
import { fillDataFolder } from "./support/data-folder.ts";
import { type LocalApi, localApi } from "./support/local-api.ts";
import { noSmallDisk, type SmallDisk, smallDisk } from "./support/small-disk.ts";

const patience = 180_000;

// Where no file system can be made, the name says so in the report: nothing passes silently.
describe.skipIf(noSmallDisk !== undefined)(
  `the disk under the embedded database${noSmallDisk === undefined ? "" : ` (NOT TESTED: ${noSmallDisk})`}`,
  () => {
    let disk: SmallDisk;
    let bot: BotProcess;
    let api: LocalApi;
    beforeEach(async () => {
      disk = await smallDisk(220);
      bot = await botProcess({ DATA_DIR: disk.folder, LOCALE: "sv" }, { unused: true });
      api = localApi(bot.url);
    });
    afterEach(async () => {
      await bot.remove();
      await disk.remove();
    });

    const say = async (text: string) => {
      const said = await api.say("anna", "kontoret", text);
      return {
        status: said.status,
        words: said.status === 200 ? said.text : String((said as unknown as { error: unknown }).error),
      };
    };
    const ready = async () => {
      const response = await fetch(`${bot.url()}/readyz`);
      return { status: response.status, text: await response.text() };
    };
    const open = () => say("open Solbacken data:2027-11-05 golive:2027-12-17");
    const log = (note: string) => say(`log 15m configuration ${note}`);

    test("full: said to the person, in the log and by readyz; it goes on by itself when there is room, and nothing that was answered is lost", {
      timeout: patience,
    }, async () => {
      await fillDataFolder(disk.folder);
      await bot.start();
      expect((await open()).status).toBe(200);
      expect((await log("before")).words).toContain("15 min");
      await disk.fill();
      for (let number = 0; number < 3; number += 1) {
        expect(await log("refused")).toEqual({ status: 503, words: expect.stringContaining("disken är full") });
      }
      expect(await ready()).toEqual({ status: 503, text: "no space left" });
      expect(bot.output()).toContain("The disk is full");
      await disk.free();
      expect((await log("after")).words).toContain("15 min");
      expect(await ready()).toEqual({ status: 200, text: "ready" });
      await bot.kill();
      await bot.start();
      const history = (await say("history")).words;
      for (const kept of ["H1", "H2"]) expect(history).toContain(kept);
      expect(history).not.toContain("H3");
    });

    test("full and not noticed in time: PostgreSQL's PANIC ends the process, which says so; what was answered is there after the next start", {
      timeout: patience,
    }, async () => {
      await fillDataFolder(disk.folder);
      await bot.start();
      await open();
      await log("before");
      await bot.stop();
      // The same database, with its disk full beneath it: what `check` sees beforehand is left out.
      const { pool, close, check } = await openEmbedded(disk.folder);
      await disk.fill();
      let panic: unknown;
      for (let number = 0; number < 60 && panic === undefined; number += 1) {
        panic = await pool.query("select pg_logical_emit_message(true, 'x', repeat('x', 1000000))").then(
          () => undefined,
          (error: unknown) => error,
        );
      }
      expect(panic).toMatchObject({ code: "53100" });
      // PGlite would never return from this.
      await expect(pool.query("select 1")).rejects.toThrow("must be started again");
      await expect(check()).rejects.toMatchObject({ trouble: "broken" });
      await close();
      await expect(bot.start()).rejects.toThrow(/The disk is full: .* has 0 MB free, and needs 64 MB/);
      await disk.free();
      await bot.start();
      expect((await say("history")).words).toContain("H1");
    });

    test("read-only: said to the person, in the log and by readyz, and it goes on by itself afterwards", {
      timeout: patience,
    }, async () => {
      await fillDataFolder(disk.folder);
      await bot.start();
      await open();
      await log("before");
      await disk.readOnly(true);
      expect(await log("refused")).toEqual({ status: 503, words: expect.stringContaining("går inte att skriva") });
      expect(await ready()).toEqual({ status: 503, text: "the database may not be written to" });
      expect(bot.output()).toContain("EROFS");
      await disk.readOnly(false);
      expect((await log("after")).words).toContain("15 min");
      expect(await bot.stop()).toBe(0);
    });

    test("read-only or full at the start: one line that says so, and nothing is made", {
      timeout: patience,
    }, async () => {
      await disk.readOnly(true);
      await expect(bot.start()).rejects.toThrow(
        /ended with 1:\nStartklar startar .*\nThe data folder .* cannot be written to \(EROFS\).*\n$/,
      );
      await disk.readOnly(false);
      await disk.fill(20);
      await expect(bot.start()).rejects.toThrow(
        /ended with 1:\nStartklar startar .*\nThe disk is full: .* has (19|20) MB free, and needs 128 MB.*\n$/,
      );
      expect(await readdir(join(disk.folder))).toEqual([]);
    });
  },
);

describe("a data folder that cannot be made", { timeout: patience }, () => {
  test.each(["/proc/startklar", "/dev/null", "/dev/null/startklar"])("%s: said in one line", async (folder) => {
    const bot = await botProcess({ DATA_DIR: folder, LOCALE: "en" }, { unused: true });
    try {
      await expect(bot.start()).rejects.toThrow("The bot ended with 1");
      expect(bot.output()).toMatch(/cannot be made: .*Set DATA_DIR to a folder that can be written to\.$/m);
      expect(bot.output()).not.toMatch(/^\s+at /m);
    } finally {
      await bot.remove();
    }
  });
});
