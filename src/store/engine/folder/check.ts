import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Pool } from "pg";
import { ownBackups } from "./backups.ts";
import { type Contents, committedIn, contentsOf } from "./contents.ts";
import { damaged, FolderDamaged, parts } from "./damage.ts";
import { isCopyOfRunning, type Mark, readMark, writeMark } from "./mark.ts";
import { endsEarly } from "./reached.ts";

/** PostgreSQL cuts a large table into files of this size, bytes. */
const largestFile = 1_073_741_824;
/** PostgreSQL's own tables have lower file numbers, and keep them. */
const firstOwnFile = 16_384;

/** What was found before the database was opened. */
export interface Found {
  readonly mark: Mark | undefined;
  /** Files that are shorter than they were. A migration may have written the table anew: the database itself knows. */
  readonly shorter: readonly string[];
  /** What the files hold, where they are as they were left when the database was closed. */
  readonly contents: Contents | undefined;
}
/** What of the mark is known when the files have just been put on the disk. */
export type Known = Pick<Mark, "sizes" | "solid" | "committed">;

const bytesOf = async (file: string): Promise<number> => (await stat(file).catch(() => undefined))?.size ?? -1;

/** The files that are missing, or shorter than they were at the last checkpoint. */
async function shorterIn(files: string, sizes: Mark["sizes"]): Promise<string[]> {
  const found: string[] = [];
  for (const [path, size] of Object.entries(sizes)) {
    for (let part = 0; part === 0 || part * largestFile < size; part += 1) {
      const file = part === 0 ? path : `${path}.${part}`;
      if ((await bytesOf(join(files, file))) < Math.min(largestFile, size - part * largestFile)) found.push(path);
    }
  }
  return found;
}

/**
 * Looks at a data folder before its database is opened: what must be there is there, or nothing ever was. What was
 * begun and not finished when the database was first made is cleared away: nothing was kept in it.
 *
 * @returns undefined where a database is to be made. `anew`: one is, since a backup is restored into it.
 * @throws FolderDamaged.
 */
export async function lookAt(folder: string, anew = false): Promise<Found | undefined> {
  const files = join(folder, parts.database);
  const mark = await readMark(folder).catch(async (error: unknown) => {
    throw await damaged(folder, `${parts.mark} cannot be read`, error);
  });
  if (mark?.state === "making") {
    await rm(files, { recursive: true, force: true });
    return undefined;
  }
  const there = await readdir(files).catch(() => []);
  if (mark === undefined && there.length === 0) {
    if (anew) return undefined;
    const left = [parts.running, parts.reached];
    const traces = await Promise.all(left.map((part) => bytesOf(join(folder, part))));
    if (traces.every((bytes) => bytes < 0) && (await ownBackups(folder)).length === 0) return undefined;
    throw await damaged(folder, "there is what a database leaves beside it, and the database is gone");
  }
  if (there.length === 0)
    throw await damaged(folder, `there was a database in it (since ${mark?.created}), and its files are gone`);
  const version = (await readFile(join(files, "PG_VERSION"), "utf8").catch(() => "")).trim();
  if (version === "") throw await damaged(folder, "PG_VERSION is missing or empty");
  for (const file of ["global/pg_control", "global/pg_filenode.map"])
    if ((await bytesOf(join(files, file))) <= 0) throw await damaged(folder, `${file} is missing or empty`);
  const log = await readdir(join(files, "pg_wal")).catch(() => []);
  if (!log.some((file) => /^[0-9A-F]{24}$/u.test(file)))
    throw await damaged(folder, "the log of the database (pg_wal) is missing");
  const shorter = await shorterIn(files, mark?.sizes ?? {});
  const certain = shorter.find((path) => mark?.digests !== undefined || isOfCatalogue(path));
  if (certain !== undefined) throw await damaged(folder, cutOff(certain, shorter.length));
  if (await isCopyOfRunning(folder))
    throw await damaged(
      folder,
      `it is a copy that was made while a bot was running on it, so that its files are of different moments (where the bot had already ended, delete ${join(folder, parts.running)} and start again)`,
    );
  if (mark?.digests === undefined) return { mark, shorter, contents: undefined };
  const contents = await contentsOf(files);
  const changed = Object.entries(mark.digests).filter(([path, digest]) => contents.digests[path] !== digest);
  if (changed[0] !== undefined)
    throw await damaged(folder, `${changed[0][0]} does not hold what it held${more(changed.length)}`);
  // From here on it is opened: whatever becomes of that, its files are not those that were left.
  await writeMark(folder, { ...mark, digests: undefined });
  return { mark, shorter, contents };
}

/** Tables and indexes of PostgreSQL itself are never written anew. */
const isOfCatalogue = (path: string): boolean => Number.parseInt(path.split("/").at(-1) ?? "", 10) < firstOwnFile;

const more = (count: number): string => (count > 1 ? `, nor do ${count - 1} more files` : "");

const cutOff = (path: string, count: number): string =>
  `${path} is missing or shorter than it was${count > 1 ? `, and so are ${count - 1} more files` : ""}`;

/**
 * Looks at a database that was just opened. Where it was not closed in order: its log went on as far as it was on the
 * disk, its tables are as long as they were, all their pages are as PostgreSQL wrote them, none of those that held
 * something is empty, and what was committed still is.
 *
 * @returns what is known of its files from now on.
 * @throws FolderDamaged.
 */
export async function lookInto(pool: Pool, folder: string, found: Found): Promise<Known> {
  try {
    const { rows } = await pool.query<{ at: string }>("select (pg_current_wal_lsn() - '0/0')::text as at");
    if (await endsEarly(folder, BigInt(rows[0]?.at ?? 0)))
      throw await damaged(folder, "the log of the database (pg_wal) ends before what was saved last");
    const sizes = await sizesIn(pool);
    const cut = found.shorter.filter((path) => path in sizes);
    if (cut[0] !== undefined) throw await damaged(folder, cutOff(cut[0], cut.length));
    if (found.contents !== undefined)
      return { sizes, solid: found.contents.solid, committed: await committedNow(pool, folder) };
    return await lookAfterCrash(pool, folder, found.mark, sizes);
  } catch (error) {
    if (error instanceof FolderDamaged) throw error;
    throw await damaged(folder, `it cannot be read (${error instanceof Error ? error.message : String(error)})`, error);
  }
}

async function lookAfterCrash(
  pool: Pool,
  folder: string,
  mark: Mark | undefined,
  sizes: Mark["sizes"],
): Promise<Known> {
  const known = { sizes, ...(await readAll(pool, folder, { sums: true })) };
  const { rows } = await pool.query<{ data_checksums: string }>("show data_checksums");
  const broken = known.broken.filter((path) => isOfCatalogue(path) || relationOf(path) in sizes);
  if (rows[0]?.data_checksums === "on" && broken[0] !== undefined)
    throw await damaged(folder, `${broken[0]} cannot be read: a page of it is not as it was written`);
  const { solid = {}, committed } = mark ?? {};
  const emptied = Object.entries(solid).find(
    ([path, pages]) => (isOfCatalogue(path) || relationOf(path) in sizes) && (known.solid[path] ?? 0) < pages,
  );
  if (emptied !== undefined) throw await damaged(folder, `${emptied[0]} has an empty page that held something`);
  if (
    committed !== undefined &&
    (await committedIn(join(folder, parts.database), committed.bytes)) !== committed.digest
  )
    throw await damaged(folder, "pg_xact, which says what was committed, is not as it was");
  await readTables(pool);
  return { sizes, solid: known.solid, committed: known.committed };
}

/** A large table has several files. */
const relationOf = (path: string): string => path.replace(/\.\d+$/u, "");

/** Puts everything on the disk, and reads every file. */
export async function readAll(
  pool: Pool,
  folder: string,
  { sums = false } = {},
): Promise<Pick<Known, "committed"> & Contents> {
  await pool.query("checkpoint");
  return { ...(await contentsOf(join(folder, parts.database), { sums })), committed: await committedNow(pool, folder) };
}

/** What is settled of the record of what was committed: four transactions to a byte. */
async function committedNow(pool: Pool, folder: string): Promise<Mark["committed"]> {
  const { rows } = await pool.query<{ next: string }>("select pg_snapshot_xmin(pg_current_snapshot())::text as next");
  const bytes = Math.floor((Number(rows[0]?.next ?? 0) % 2 ** 32) / 4);
  const digest = await committedIn(join(folder, parts.database), bytes);
  return digest === undefined ? undefined : { bytes, digest };
}

/** The files of every table and index, with their bytes. */
export async function sizesIn(pool: Pool): Promise<Readonly<Record<string, number>>> {
  const { rows } = await pool.query<{ path: string; size: string }>(
    `select pg_relation_filepath(oid) as path, pg_relation_size(oid)::text as size from pg_class
     where relkind in ('r', 'i', 't', 'S', 'm') and relpersistence = 'p' and pg_relation_filepath(oid) is not null`,
  );
  return Object.fromEntries(rows.map(({ path, size }) => [path, Number(size)]));
}

/** Reads every table once. */
async function readTables(pool: Pool): Promise<void> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "select quote_ident(relname) as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname",
  );
  for (const { name } of tables) await pool.query(`select count(*) from public.${name}`);
}

/** Says, before anything is made, that nothing is kept in the folder yet. */
export const markMaking = async (folder: string): Promise<void> => {
  await rm(join(folder, parts.reached), { force: true });
  await writeMark(folder, { state: "making", created: new Date().toISOString(), sizes: {} });
};
