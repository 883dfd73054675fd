import { readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { parts } from "./damage.ts";
import { syncFolder, writeSynced } from "./synced.ts";

const mark = z.object({
  /** `making`: nothing was ever kept in it. */
  state: z.enum(["making", "made"]),
  /** ISO 8601. */
  created: z.string(),
  /** Bytes of PostgreSQL's files, as they were on the disk at the last checkpoint; they only grow. */
  sizes: z.record(z.string(), z.number()),
  /** Pages from the beginning of each table and index that held something, when they were last read. */
  solid: z.record(z.string(), z.number()).optional(),
  /** How much of PostgreSQL's record of what was committed was settled then, bytes, with its digest. */
  committed: z.object({ bytes: z.number(), digest: z.number() }).optional(),
  /** A digest of each file, when the database was closed in order and has not been opened since. */
  digests: z.record(z.string(), z.number()).optional(),
});
/** What we know of the database in a folder, kept outside PostgreSQL's own files. */
export type Mark = z.infer<typeof mark>;

/** Which folder a process works in: a copy of it is another one. */
const running = z.object({ inode: z.string(), born: z.string() });
type Running = z.infer<typeof running>;

async function readAs<T>(file: string, as: z.ZodType<T>): Promise<T | undefined> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text === undefined ? undefined : as.parse(JSON.parse(text));
}

/** The mark of a folder; undefined where none was left. Throws where it cannot be understood. */
export const readMark = (folder: string): Promise<Mark | undefined> => readAs(join(folder, parts.mark), mark);

/** Keeps a mark: the old one or the new one is there, whenever the power goes. */
export async function writeMark(folder: string, what: Mark): Promise<void> {
  const file = join(folder, parts.mark);
  await writeSynced(`${file}.part`, JSON.stringify(what));
  await rename(`${file}.part`, file);
  await syncFolder(dirname(file));
}

async function identity(folder: string): Promise<Running> {
  const { ino, birthtimeNs } = await stat(join(folder, parts.database, "PG_VERSION"), { bigint: true });
  return { inode: String(ino), born: String(birthtimeNs) };
}

/** Says that the database in a folder is in use from now on; a copy that is made meanwhile carries it along. */
export async function markRunning(folder: string): Promise<void> {
  await writeSynced(join(folder, parts.running), JSON.stringify(await identity(folder)));
}

/** Whether the process that worked in it last did not close it. */
export const wasRunning = (folder: string): Promise<boolean> =>
  stat(join(folder, parts.running)).then(
    () => true,
    () => false,
  );

export const markClosed = (folder: string): Promise<void> => rm(join(folder, parts.running), { force: true });

/**
 * Whether the folder is a copy of one that was in use at that moment: its files are of different moments then. What was
 * moved, or is a snapshot of a whole disk, is no such copy.
 */
export async function isCopyOfRunning(folder: string): Promise<boolean> {
  const before = await readAs(join(folder, parts.running), running).catch(() => undefined);
  if (before === undefined) return false;
  const now = await identity(folder);
  return now.inode !== before.inode && now.born !== before.born;
}
