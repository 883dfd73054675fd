import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDispatch } from "../../src/bot/dispatch.ts";
import { createLists } from "../../src/bot/lists.ts";
import { createRegistry } from "../../src/bot/registry.ts";
import { commandsOn } from "../../src/commands/index.ts";
import { plainText } from "../../src/messages/plain.ts";
import { createWords } from "../../src/messages/words.ts";
import type { Database, Store } from "../../src/store/store.ts";
import { databases } from "../support/databases.ts";
import { gate } from "../support/gate.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

const words = createWords();

describe.each(databases)("where projects stand in lists, after an upgrade, on $name", ({ name, open, stop }) => {
  let house: Workspace;
  const heard: string[] = [];
  const failed: unknown[] = [];
  /** Solbacken and 45 others, of which nothing is known. */
  beforeEach(async () => {
    house = await openWorkspace({ open });
    await house.openSolbacken();
    await house.test.pool.query(
      `insert into projects (id, code, agreement_id, customer, variant, options, hours, opened_on, plan, language, rate)
       select gen_random_uuid(), 'p' || i, agreement_id, 'Kund ' || i, variant, options, hours, opened_on, plan, language, rate
       from projects, generate_series(1, 45) i where code = 'solbacken'`,
    );
    await house.test.pool.query("update projects set owed_on = null, look_at = null");
    heard.splice(0);
    failed.splice(0);
  });
  afterEach(() => house.close());
  afterAll(stop);

  const listsOn = (database: Pick<Database, "transaction">) =>
    createLists(
      database,
      (project) => heard.push(project),
      (error) => failed.push(error),
    );
  const unlisted = () => house.test.database.transaction((store) => store.listing.unlisted());
  const idOf = async (code: string) =>
    (await house.test.pool.query<{ id: string }>("select id from projects where code = $1", [code])).rows[0]?.id ?? "";
  /** The database, with some of what its transactions are given done in another way. */
  const changed = (change: (store: Store) => Partial<Store>): Pick<Database, "transaction"> => ({
    transaction: (work, ...how) =>
      house.test.database.transaction(
        (store) => {
          const instead = change(store);
          return work(
            new Proxy(store, {
              get: (_, key) => instead[key as keyof Store] ?? store[key as keyof Store],
            }),
          );
        },
        ...how,
      ),
  });

  test("is worked out few projects at a time, each time in a transaction of its own; several share them", async () => {
    const kept: number[] = [];
    const database = changed(({ listing }) => ({
      listing: {
        ...listing,
        keep: async (projects) => {
          kept.push(projects.size);
          await listing.keep(projects);
        },
      },
    }));
    await Promise.all([listsOn(database).known(), listsOn(database).known()]);
    expect(await unlisted()).toEqual({ unknown: 0, lost: [] });
    expect(kept.reduce((sum, one) => sum + one, 0)).toBe(46);
    expect(Math.max(...kept)).toBeLessThanOrEqual(20);
    expect([heard, failed]).toEqual([[], []]);
  });

  test.runIf(name === "PostgreSQL")("a list keeps no project from anybody while it is being answered", async () => {
    const [asked, answer] = [gate(), gate()];
    const { rows } = await house.test.pool.query<{ id: string }>("select id from projects");
    const slow = changed(({ listing }) => ({
      listing: {
        ...listing,
        page: async (wanted) => {
          asked.open();
          await answer.opened;
          return listing.page(wanted);
        },
      },
    }));
    const listing = portfolioOn(slow, listsOn(house.test.database));
    await asked.opened;
    const free = await house.test.pool.query("select id from projects for no key update skip locked");
    expect(free.rowCount).toBe(rows.length);
    answer.open();
    expect(await listing).toContain("46 open projects");
  });

  test("what could not be worked out in time is told", async () => {
    const { pool } = house.test;
    await listsOn(house.test.database).known();
    await pool.query("update projects set owed_on = null where code in ('p1', 'p2')");
    const text = await portfolioOn(house.test.database, { known: async () => undefined });
    expect(text).toContain("44 open projects");
    expect(text).toContain("2 projects have not been worked out yet and may be missing here.");
  });

  test.runIf(name === "PostgreSQL")("who has a project for long keeps nobody's list for ever", async () => {
    const client = await house.test.pool.connect();
    await client.query("begin");
    await client.query("select 1 from projects where code = 'p7' for no key update");
    const lists = listsOn(house.test.database);
    await lists.known(400);
    expect(await unlisted()).toMatchObject({ unknown: 1 });
    await client.query("commit");
    client.release();
    await lists.known();
    expect(await unlisted()).toMatchObject({ unknown: 0 });
    await lists.stop();
  });

  test("one that cannot be worked out costs the others nothing, is named, and is tried again by the next start", async () => {
    const bad = await idOf("p9");
    let broken = true;
    const database = changed(({ projects }) => ({
      projects: {
        ...projects,
        each: async (ids) => {
          if (broken && ids.includes(bad)) throw new Error("its hours cannot be read");
          return projects.each(ids);
        },
      },
    }));
    await listsOn(database).known();
    expect(await unlisted()).toEqual({ unknown: 0, lost: [bad] });
    expect([heard, failed]).toEqual([[bad], []]);
    expect(await portfolioOn(house.test.database, listsOn(database))).toMatch(/not counted here: Kund 9 \(p9\)/u);
    broken = false;
    const next = listsOn(database);
    next.start();
    await expect.poll(unlisted, { timeout: 60_000 }).toEqual({ unknown: 0, lost: [] });
    await next.stop();
  });

  async function portfolioOn(database: Pick<Database, "transaction">, lists: { known(): Promise<void> }) {
    const { agreement } = house;
    const { handle } = createDispatch({
      database: { ...house.test.database, ...database },
      registry: createRegistry(commandsOn([agreement]), [agreement]),
      ...{ agreement, language: "en", modelDrafts: false, sendsInvoices: false, lists },
      afterCommand: async () => [],
      log: {
        refused: () => undefined,
        unreadable: (project) => heard.push(project),
        failed: ({ error }) => failed.push(error),
      },
    });
    const { reply } = await handle({
      account: { platform: "local", tenant: "local", user: "anna", name: "Anna Lind", staff: true, handle: "anna" },
      conversation: {
        ...{ platform: "local", tenant: "local", external: "dm-anna", name: "dm-anna" },
        ...{ outsiders: false, private: true },
      },
      key: randomUUID(),
      intent: { kind: "line", text: "portfolio" },
    });
    return reply === undefined ? "" : plainText(words, "en", reply);
  }
});
