import { closeSync, openSync, writeSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parts } from "./damage.ts";

const segment = 16n * 1_048_576n;
/** The log is written in pages; the last may be half full. */
const page = 8_192n;

/** How far a write went in PostgreSQL's log, in bytes from its beginning; undefined for any other file. */
function positionOf(file: string, end: number): bigint | undefined {
  const [, log, number] = /^[0-9A-F]{8}([0-9A-F]{8})([0-9A-F]{8})$/u.exec(basename(file)) ?? [];
  if (log === undefined || number === undefined) return undefined;
  return (BigInt(`0x${log}`) << 32n) + BigInt(`0x${number}`) * segment + BigInt(end);
}

/**
 * Follows how far PostgreSQL's log is on the disk, and keeps it in a file of our own: a log that ends before it has
 * been damaged.
 */
export interface Reached {
  /** From now on: a new database's first log is put there whole, empty pages and all. */
  begin(): void;
  written(file: string, end: number): void;
  synced(file: string): void;
  /** Keeps it, when a statement is through: everything in the log is whole then. */
  keep(): void;
  close(): void;
}

export function reachedIn(folder: string): Reached {
  let [last, onDisk, kept] = [0n, 0n, 0n];
  let begun = false;
  // Made anew at the first write: a database that is just being made has none.
  let fd: number | undefined;
  return {
    begin() {
      begun = true;
    },
    written(file, end) {
      const position = begun ? positionOf(file, end) : undefined;
      if (position !== undefined && position > last) last = position;
    },
    synced(file) {
      if (positionOf(file, 0) !== undefined) onDisk = last;
    },
    keep() {
      // What was written and is not on the disk yet may be half a record.
      if (onDisk !== last || onDisk === kept) return;
      fd ??= openSync(join(folder, parts.reached), "w", 0o600);
      writeSync(fd, `${onDisk}`.padEnd(24), 0);
      kept = onDisk;
    },
    close() {
      if (fd !== undefined) closeSync(fd);
      fd = undefined;
    },
  };
}

/** Whether the log that a database was opened with ends before what was on the disk already. */
export async function endsEarly(folder: string, position: bigint): Promise<boolean> {
  const text = (await readFile(join(folder, parts.reached), "utf8").catch(() => "")).trim();
  return /^\d+$/u.test(text) && position < BigInt(text) - page;
}
