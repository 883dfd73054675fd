import { cp, mkdir, mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseOver, openDatabase } from "../../src/store/database.ts";
import { openEmbedded } from "../../src/store/engine/embedded.ts";
import { FolderDamaged } from "../../src/store/engine/folder/damage.ts";
import { fillDataFolder } from "../support/data-folder.ts";
import { migrations } from "../support/databases.ts";
import { place } from "../support/samples.ts";

const rows = 2_000;

describe("a data folder that is not as it was left", { timeout: 240_000 }, () => {
  let home: string;
  /** A folder that was closed in order, and one whose bot was killed: the same rows. */
  let atRest: string;
  let crashed: string;
  /** The file of the table of conversations, in the database's folder. */
  let table: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "startklar-damage-"));
    atRest = join(home, "rest");
    crashed = join(home, "crashed");
    await fillDataFolder(atRest);
    const { pool, close } = await openEmbedded(atRest);
    const database = await databaseOver(pool, { migrations, close });
    await database.transaction((store) => store.places.meet(place("c0")));
    const { rows: columns } = await pool.query<{ name: string }>(
      "select quote_ident(column_name) as name from information_schema.columns where table_name = 'conversations' and column_name not in ('id', 'seq', 'external')",
    );
    const same = columns.map(({ name }) => name).join(", ");
    await pool.query(
      `insert into conversations (id, external, ${same}) select gen_random_uuid(), 'c' || n, ${same}
       from conversations, generate_series(1, ${rows - 1}) n`,
    );
    table =
      (await pool.query<{ path: string }>(`select pg_relation_filepath('conversations') as path`)).rows[0]?.path ?? "";
    await database.transaction((store) => store.places.meet(place("last")));
    await cp(atRest, crashed, { recursive: true });
    // A crash is no copy.
    await rm(join(crashed, "running.json"));
    await database.close();
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  const garble = async (file: string, from: number, bytes: number) => {
    const handle = await open(file, "r+");
    await handle.write(Buffer.alloc(bytes, 0xa5), 0, bytes, from);
    await handle.close();
  };
  const logOf = async (database: string) => {
    const files = (await readdir(join(database, "pg_wal"))).filter((file) => /^[0-9A-F]{24}$/.test(file));
    return files.map((file) => join(database, "pg_wal", file));
  };

  const emptied = async (file: string, page: number) => {
    const handle = await open(file, "r+");
    await handle.write(Buffer.alloc(8_192), 0, 8_192, 8_192 * page);
    await handle.close();
  };
  /** The same, done to one that was closed in order, which knows of each file, and to one that was not. */
  const ofEither = (name: string, says: RegExp, does: (database: string) => Promise<unknown>) => ({
    [`${name}, closed in order`]: { says: /does not hold what it held/, does },
    [`${name}, after a crash`]: { of: "crashed" as const, says, does },
  });

  /** What is done to a folder, by what it is called; `database` is PostgreSQL's own part. */
  const damages: Readonly<
    Record<
      string,
      {
        readonly of?: "crashed";
        readonly says: RegExp;
        readonly does: (database: string, folder: string) => Promise<unknown>;
      }
    >
  > = {
    "no PG_VERSION": { says: /PG_VERSION is missing or empty/, does: (database) => rm(join(database, "PG_VERSION")) },
    "an empty PG_VERSION": {
      says: /PG_VERSION is missing or empty/,
      does: (database) => truncate(join(database, "PG_VERSION")),
    },
    "no files at all": { says: /its files are gone/, does: (database) => rm(database, { recursive: true }) },
    "no pg_control": {
      says: /pg_control is missing or empty/,
      does: (database) => rm(join(database, "global/pg_control")),
    },
    "a garbled pg_control": {
      says: /pg_control does not hold what it held/,
      does: (database) => garble(join(database, "global/pg_control"), 0, 200),
    },
    "no log": {
      says: /pg_wal\) is missing/,
      does: async (database) => Promise.all((await logOf(database)).map((file) => rm(file))),
    },
    "a garbled log": {
      says: /pg_wal\/\w+ does not hold what it held/,
      does: async (database) => Promise.all((await logOf(database)).map((file) => garble(file, 0, 16_777_216))),
    },
    "a log that is garbled behind the last checkpoint": {
      of: "crashed",
      says: /\(pg_wal\) ends before what was saved last/,
      async does(database, folder) {
        const end = Number(await readFile(join(folder, "log-reached"), "utf8")) % 16_777_216;
        await garble((await logOf(database))[0] ?? "", end - 20 * 8_192, 8_192);
      },
    },
    "half a table": { says: /is missing or shorter than it was/, does: (database) => halve(join(database, table)) },
    "a table that is gone": {
      says: /is missing or shorter than it was/,
      does: (database) => rm(join(database, table)),
    },
    "half a table of the catalogue": {
      says: /is missing or shorter/,
      does: (database) => halve(join(database, "base/5/1259")),
    },
    "a page with other bytes in it": {
      says: /does not hold what it held/,
      does: (database) => garble(join(database, table), 8_192 * 3 + 4_000, 100),
    },
    "an emptied page": { says: /does not hold what it held/, does: (database) => emptied(join(database, table), 3) },
    ...ofEither("an emptied page of the catalogue", /base\/5\/1249 has an empty page that held something/, (database) =>
      emptied(join(database, "base/5/1249"), 40),
    ),
    ...ofEither("a page of a catalogue's index with other bytes in it", /cannot be read: a page/, (database) =>
      garble(join(database, "base/5/2674"), 8_192 + 4_000, 100),
    ),
    ...ofEither("no triggers", /base\/5\/2620 has an empty page|cannot be read/, (database) =>
      emptied(join(database, "base/5/2620"), 0),
    ),
    ...ofEither("nothing that was committed", /pg_xact, which says what was committed/, (database) =>
      garble(join(database, "pg_xact/0000"), 0, 100),
    ),
    "no users": { says: /does not hold what it held/, does: (database) => emptied(join(database, "global/1260"), 0) },
    "a missing file that no table knows": {
      says: /does not hold/,
      does: (database) => rm(join(database, "pg_multixact/offsets/0000")),
    },
    "a mark that nobody can read": {
      says: /startklar\.json cannot be read/,
      does: (_, folder) => writeFile(join(folder, "startklar.json"), "{"),
    },
  };
  const halve = async (file: string) => truncate(file, Math.floor((await stat(file)).size / 16_384) * 8_192);

  test.each(Object.entries(damages))(
    "%s: refused in words, and no empty database is made in its place",
    async (name, { of, says, does }) => {
      const folder = join(home, name.replaceAll(/\W+/gu, "-"));
      await cp(of === "crashed" ? crashed : atRest, folder, { recursive: true });
      await mkdir(join(folder, "backups"));
      const backup = join(folder, "backups", "startklar-2026-11-22T030000Z.backup");
      await writeFile(backup, "");
      await writeFile(join(folder, "backups", "startklar-2026-11-21T030000Z.backup"), "");
      await does(join(folder, "database"), folder);
      // Only what a crash left is worked on before it is refused: the second start finds what the first made of it.
      for (const time of of === "crashed" ? ["first", "second"] : ["first"]) {
        const refused = await openDatabase({ dataDir: folder, migrations }).catch((error: unknown) => error);
        expect(refused, time).toBeInstanceOf(FolderDamaged);
        expect((refused as Error).message).toMatch(says);
        expect((refused as Error).message).toContain(`npm run restore -- ${backup} `);
      }
      await rm(folder, { recursive: true });
    },
  );

  test("nothing of that is seen where nothing is wrong: after a crash, and after a table was written anew before one", async () => {
    const folder = join(home, "sound");
    await cp(crashed, folder, { recursive: true });
    const first = await openEmbedded(folder);
    const found = await first.pool.query(
      "select count(*)::int as count from conversations where external like 'c%' or external = 'last'",
    );
    expect(found.rows).toEqual([{ count: rows + 1 }]);
    await first.pool.query(`delete from conversations where external like 'c1%'`);
    await first.close();
    const second = await openEmbedded(folder);
    await second.pool.query("vacuum full conversations");
    await second.pool.query("checkpoint");
    const again = join(home, "again");
    await cp(folder, again, { recursive: true });
    await rm(join(again, "running.json"));
    await second.close();
    const third = await openEmbedded(again);
    expect((await third.pool.query("select count(*)::int as count from conversations")).rows[0]).not.toEqual({
      count: 0,
    });
    await third.close();
  });

  test("a first start that was killed before anything was kept begins again", async () => {
    const folder = join(home, "begun");
    await mkdir(join(folder, "database", "base"), { recursive: true });
    await writeFile(
      join(folder, "startklar.json"),
      JSON.stringify({ state: "making", created: new Date().toISOString(), sizes: {} }),
    );
    const database = await openDatabase({ dataDir: folder, migrations });
    await database.close();
    expect(JSON.parse(await readFile(join(folder, "startklar.json"), "utf8"))).toMatchObject({ state: "made" });
  });

  test("backups without a database are a database that is gone, unless one is restored into it", async () => {
    const folder = join(home, "backups-alone");
    await mkdir(join(folder, "backups"), { recursive: true });
    await writeFile(join(folder, "backups", "notes.txt"), "not ours");
    await fillDataFolder(folder);
    await (await openDatabase({ dataDir: folder, migrations })).close();
    await rm(join(folder, "database"), { recursive: true });
    await rm(join(folder, "startklar.json"));
    const newest = join(folder, "backups", "startklar-2026-11-27T030000Z.backup");
    await writeFile(newest, "");
    const refused = await openDatabase({ dataDir: folder, migrations }).catch((error: Error) => error);
    expect(refused).toBeInstanceOf(FolderDamaged);
    expect(refused).toMatchObject({ message: expect.stringContaining(newest) });
    const anew = await openEmbedded(folder, { anew: true });
    await anew.close();
    // The same where only the bot's own notes are left.
    for (const gone of ["database", "startklar.json", "backups"]) await rm(join(folder, gone), { recursive: true });
    await writeFile(join(folder, "running.json"), "{}");
    await expect(openDatabase({ dataDir: folder, migrations })).rejects.toThrow(FolderDamaged);
  });
});
