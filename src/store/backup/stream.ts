import { once } from "node:events";
import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { setTimeout as wait } from "node:timers/promises";
import { createGunzip, createGzip } from "node:zlib";
import type { Pool } from "pg";
import { BackupDamaged } from "./format.ts";
import { takeBackup } from "./take.ts";

/**
 * Whoever reads a backup may stall this long, milliseconds, before it is given up: its rows, and on a server its
 * transaction, are kept meanwhile.
 */
const usualPatience = 15_000;

/** A backup of the database as gzipped bytes, taken while it is read. It ends in an error when it is not whole. */
export function backupOf(pool: Pool, patience = usualPatience): Readable {
  const gzip = createGzip({ level: 4 });
  const write = async (line: string) => {
    if (!gzip.destroyed && gzip.write(`${line}\n`)) return;
    const told = new AbortController();
    const { signal } = told;
    const late = wait(patience, "late", { signal }).catch(() => "done");
    const came = gzip.destroyed
      ? "closed"
      : await Promise.race([once(gzip, "drain", { signal }), once(gzip, "close", { signal }), late]);
    told.abort();
    if (gzip.destroyed) throw new Error("Nobody reads the backup any more.");
    if (came === "late") throw new Error(`The backup was given up: nobody read it for ${patience / 1_000} s.`);
  };
  takeBackup(pool, write).then(
    () => gzip.end(),
    (error: Error) => gzip.destroy(error),
  );
  return gzip;
}

/**
 * The lines of a backup as it was read from somewhere.
 *
 * @throws BackupDamaged where the bytes are no gzip, or end too early.
 */
export async function* linesOf(bytes: Readable): AsyncGenerator<string> {
  const gunzip = createGunzip();
  bytes.once("error", (error) => gunzip.destroy(error));
  bytes.pipe(gunzip);
  const decoder = new StringDecoder("utf8");
  let rest = "";
  try {
    for await (const chunk of gunzip) {
      // Only a line feed ends a line: people's words may hold any other separator.
      const lines = decoder.write(chunk as Buffer).split("\n");
      lines[0] = rest + (lines[0] ?? "");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } catch (error) {
    throw unreadable(error as NodeJS.ErrnoException);
  } finally {
    bytes.destroy();
    gunzip.destroy();
  }
  if (rest + decoder.end() !== "") throw new BackupDamaged("it ends too early");
}

function unreadable(error: NodeJS.ErrnoException): Error {
  if (error.code === "Z_BUF_ERROR") return new BackupDamaged("it ends too early", error);
  if (error.code?.startsWith("Z_") === true)
    return new BackupDamaged("it is no backup of Startklar, or it was altered", error);
  return error;
}
