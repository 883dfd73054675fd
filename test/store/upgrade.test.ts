import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { restoreBackup } from "../../src/store/backup/restore.ts";
import { linesOf } from "../../src/store/backup/stream.ts";
import { databaseOver } from "../../src/store/database.ts";
import { blankDatabases, migrations } from "../support/databases.ts";
import { answers, bytesOf, rowCounts } from "../support/every-table.ts";
import { figures, inOrder, missing, stateOf, states } from "../support/fixtures.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

/** An answer without what stands in its lists. */
const unlisted = (text: string): string => text.replace(/^(?:•|och \d+ till).*$/gmu, "");

/** As the audit once kept it: in full, with its country. */
const portingNumber = /^46\d{7,}$/u;

/**
 * Every state that a database of a user may be in, with data in every table: none may be lost on the way to this
 * version.
 */
describe.each(blankDatabases)("an upgrade on $name", { timeout: 120_000 }, ({ name, open, stop }) => {
  let pool: pg.Pool;
  let older: string;
  let ws: Workspace | undefined;
  beforeEach(async () => {
    pool = await open();
    older = await mkdtemp(join(tmpdir(), "startklar-older-"));
  });
  afterAll(stop);
  afterEach(async () => {
    if (ws === undefined) await pool.end();
    else await ws.close();
    ws = undefined;
    await rm(older, { recursive: true, force: true });
  });

  // From the first on every migration is applied: between it and the newest, one of the two databases is enough.
  const tried = name === "PGlite" ? states : states.filter((_, index) => index === 0 || index >= states.length - 4);
  test.each(tried)("from %s keeps every row, and the bot answers as it did then", async (state) => {
    const then = stateOf(state);
    for (const one of states.slice(0, states.indexOf(state) + 1))
      await cp(join(migrations, one), join(older, one), { recursive: true });
    await restoreBackup(pool, linesOf(bytesOf(then.backup)), older);
    const before = await rowCounts(pool);
    // The clock's one row came with the second migration.
    const empty = Object.keys(before).filter((table) => before[table] === 0);
    expect(empty).toEqual(state.endsWith("_initial") ? ["clock"] : []);

    const database = await databaseOver(pool, { migrations, close: () => pool.end() });
    expect(await rowCounts(pool)).toMatchObject({ ...before, clock: 1 });
    await pool.query(
      `update clock set "offset" = $1::bigint - (extract(epoch from clock_timestamp()) * 1000)::bigint`,
      [then.answers.now],
    );
    ws = await openWorkspace({ language: "sv", open: async () => ({ database, pool, close: () => database.close() }) });
    const now = await answers(ws);
    expect(figures(then.answers.status).length).toBeGreaterThan(5);
    // A status may put what is late in another order than it did.
    expect(missing(figures(now.status), figures(then.answers.status))).toEqual([]);
    const beside = figures(unlisted(then.answers.status));
    expect(beside.length).toBeGreaterThan(5);
    expect(inOrder(figures(unlisted(now.status)), beside)).toEqual(beside);
    for (const line of ["history", "invoice"] as const) {
      expect(figures(then.answers[line]).length, line).toBeGreaterThan(5);
      // An answer may say more than it did (a basis names each line's rate of VAT), but every figure of then stands in
      // it, in order: but a number of a porting, which the audit keeps no more.
      const stays = figures(then.answers[line]).filter((one) => !portingNumber.test(one));
      expect(inOrder(figures(now[line]), stays), line).toEqual(stays);
    }
    expect(figures(now.history).filter((one) => portingNumber.test(one))).toEqual([]);
    await expect(pool.query("update audit set runs = 'x'")).rejects.toThrow(/append-only/);
    await expect(pool.query("delete from work_entries")).rejects.toThrow(/append-only/);
    expect((await ws.anna.says("log 1h documentation")).text).toMatch(/H3/);
  });
});
